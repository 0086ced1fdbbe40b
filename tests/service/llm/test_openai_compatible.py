"""The real openai client against an endpoint mocked at the HTTP layer."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any

import httpx
import httpx2
import pytest
import respx
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage
from pydantic import BaseModel

from service import errors
from service.llm import Completion, Message
from service.llm.endpoint import from_settings
from service.llm.openai_compatible import OpenAICompatible
from service.settings import load_settings
from service.shapes import Usage
from tests.llm_mock import BASE_URL, afresh, chat_body, chat_reply, chat_stream, endpoint, llm

__all__ = ["llm"]
ASKED = [Message("system", "只用证据。"), Message("user", "多少?")]


class Draft(BaseModel):
    """What a model is asked to fill in."""

    sentences: list[str]
    note: str = ""


def backend(**settings: Any) -> OpenAICompatible:
    """The configured backend, quick to give up."""
    quick: dict[str, Any] = {
        "deadline": 5,
        "retries": 0,
        "openai_api_key": "k",
        "openai_base_url": BASE_URL,
    }
    return from_settings(load_settings(**{**quick, "openai_model": "mock-model", **settings}))


def run(work: Coroutine[Any, Any, Completion]) -> Completion:
    """The result of one call."""
    return asyncio.run(work)


def complete(schema: type[BaseModel] | None = None, **settings: Any) -> Completion:
    """One whole reply."""
    return run(backend(**settings).complete(ASKED, schema=schema, max_tokens=50))


def stream(sink: list[str] | None = None, **settings: Any) -> Completion:
    """One streamed reply; `sink` takes the pieces."""

    async def drain() -> Completion:
        pieces = backend(**settings).stream(ASKED, max_tokens=50)
        async for piece in pieces:
            if sink is not None:
                sink.append(piece)
        assert pieces.completion is not None
        return pieces.completion

    return run(drain())


def sent(router: respx.MockRouter, call: int = -1) -> dict[str, Any]:
    """The JSON body of a request."""
    return json.loads(router.calls[call].request.content)


def test_a_reply_comes_with_its_text_usage_and_finish(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("141.5亿元"))
    expected = Completion(
        "141.5亿元", None, Usage(prompt_tokens=100, completion_tokens=20, calls=1), "stop"
    )
    assert complete() == expected


def test_the_request_carries_messages_model_limit_and_no_heat(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("好"))
    complete()
    body = sent(llm)
    assert body["messages"][1] == {"content": "多少?", "role": "user"}
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("mock-model", 50, 0.0)
    assert "max_completion_tokens" not in body


def test_openai_itself_gets_the_new_name_of_the_limit() -> None:
    with endpoint("https://api.openai.com/v1") as router:
        router.post("/chat/completions").mock(return_value=chat_reply("好"))
        complete(openai_base_url="https://api.openai.com/v1")
        assert sent(router)["max_completion_tokens"] == 50


def test_a_schema_is_sent_strictly_and_its_instance_comes_back(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply('{"sentences": ["一。"]}'))
    assert complete(schema=Draft).parsed == Draft(sentences=["一。"])
    asked = sent(llm)["response_format"]
    assert asked["type"] == "json_schema"
    assert asked["json_schema"]["strict"] is True
    assert asked["json_schema"]["schema"]["additionalProperties"] is False
    assert asked["json_schema"]["schema"]["required"] == ["sentences", "note"]
    assert "default" not in json.dumps(asked)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "unknown field"),
        (422, "bad"),
        (500, "1 validation error: ('body', 'response_format', 'type')"),
    ],
)
def test_an_endpoint_without_schemas_is_asked_in_plain_text_from_then_on(
    llm: respx.MockRouter, status: int, message: str
) -> None:
    refusal = httpx.Response(status, json={"error": {"message": message}})
    route = llm.post("/chat/completions")
    route.side_effect = [refusal, chat_reply("一。"), chat_reply("```json\n{}\n```")]
    asked = backend()

    async def twice() -> list[Completion]:
        return [await asked.complete(ASKED, schema=Draft, max_tokens=50) for _ in range(2)]

    first, second = asyncio.run(twice())
    assert (first.text, first.parsed) == ("一。", None)
    assert second.parsed is None
    assert ["response_format" in sent(llm, call) for call in range(3)] == [True, False, False]


def test_a_rejection_that_has_nothing_to_do_with_the_schema_is_not_remembered(
    llm: respx.MockRouter,
) -> None:
    refusal = httpx.Response(400, json={"error": {"message": "bad day"}})
    llm.post("/chat/completions").side_effect = [refusal, refusal, chat_reply("好")]
    asked = backend()

    async def twice() -> None:
        with pytest.raises(errors.BackendRefused):
            await asked.complete(ASKED, schema=Draft, max_tokens=50)
        await asked.complete(ASKED, schema=Draft, max_tokens=50)

    asyncio.run(twice())
    assert ["response_format" in sent(llm, call) for call in range(3)] == [True, False, True]


@pytest.mark.parametrize("call", [complete, stream])
def test_a_model_that_takes_no_temperature_gets_none(
    llm: respx.MockRouter, call: Callable[[], Completion]
) -> None:
    complaint = {"error": {"message": "Unsupported value: 'temperature' must be 1"}}
    good = chat_reply("好") if call is complete else chat_stream(["好"])
    llm.post("/chat/completions").side_effect = [httpx.Response(400, json=complaint), good]
    assert call().text == "好"
    assert "temperature" not in sent(llm)


def test_a_stream_gives_its_pieces_and_then_the_whole(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(side_effect=afresh(lambda: chat_stream(["141.5", "亿元"])))
    pieces: list[str] = []
    whole = stream(pieces)
    assert pieces == ["141.5", "亿元"]
    assert (whole.text, whole.usage.prompt_tokens, whole.usage.completion_tokens) == (
        "141.5亿元",
        100,
        20,
    )
    assert sent(llm)["stream_options"] == {"include_usage": True}


def test_usage_that_an_endpoint_does_not_tell_is_counted(llm: respx.MockRouter) -> None:
    silent = {key: value for key, value in chat_body("141.5亿元").items() if key != "usage"}
    llm.post("/chat/completions").mock(return_value=httpx.Response(200, json=silent))
    usage = complete().usage
    assert usage.calls == 1
    assert 5 < usage.prompt_tokens < 40
    assert 3 < usage.completion_tokens < 15


def test_thoughts_of_a_model_are_no_part_of_its_reply(llm: respx.MockRouter) -> None:
    route = llm.post("/chat/completions")
    route.mock(return_value=chat_reply("<think>也许是99亿元{}</think>\n\n141.5亿元"))
    assert complete().text == "141.5亿元"
    route.mock(side_effect=afresh(lambda: chat_stream(["<thi", "nk>99", "</think>\n", "\n141.5"])))
    pieces: list[str] = []
    assert stream(pieces).text == "141.5"
    assert pieces == ["141.5"]


def status(code: int, **headers: str) -> httpx.Response:
    """An error reply of the endpoint."""
    return httpx.Response(code, json={"error": {"message": "no"}}, headers=headers)


def text(body: str, kind: str) -> httpx.Response:
    """A reply of 200 that is no protocol."""
    return httpx.Response(200, text=body, headers={"content-type": kind})


def reject(message: str) -> httpx.Response:
    """A 400 with the endpoint's own words."""
    return httpx.Response(400, json={"error": {"message": message}})


FAILURES: list[tuple[str, Any, type[errors.BackendError]]] = [
    ("no connection", httpx2.ConnectError("refused"), errors.BackendUnreachable),
    ("no name", httpx2.ConnectError("Name or service not known"), errors.BackendUnreachable),
    ("read timeout", httpx2.ReadTimeout("slow"), errors.BackendTimeout),
    ("dropped", httpx2.RemoteProtocolError("gone"), errors.BackendUnreachable),
    ("401", status(401), errors.BackendRefused),
    ("402", status(402), errors.BackendRefused),
    ("403", status(403), errors.BackendRefused),
    ("404", status(404), errors.BackendRefused),
    ("429", status(429), errors.BackendBusy),
    ("500", status(500), errors.BackendFailed),
    ("503", status(503), errors.BackendFailed),
    ("html error", text("<html>", "text/html"), errors.BackendGarbage),
    ("no json", text("{oops", "application/json"), errors.BackendGarbage),
    ("empty body", text("", "application/json"), errors.BackendGarbage),
    ("other shape", httpx.Response(200, json={"answer": 1}), errors.BackendGarbage),
    ("a list", httpx.Response(200, json=[1]), errors.BackendGarbage),
    ("no choices", httpx.Response(200, json={"choices": []}), errors.BackendGarbage),
    ("null choices", httpx.Response(200, json={"choices": None}), errors.BackendGarbage),
    ("odd choices", httpx.Response(200, json={"choices": ["x"]}), errors.BackendGarbage),
    ("error in 200", httpx.Response(200, json={"error": "x"}), errors.BackendGarbage),
    ("empty text", chat_reply(""), errors.BackendGarbage),
    ("null text", chat_reply(None), errors.BackendGarbage),
    ("only thoughts", chat_reply("<think>嗯"), errors.BackendGarbage),
    ("a tool call", chat_reply("x", "tool_calls"), errors.BackendGarbage),
    ("length", chat_reply("半句", "length"), errors.BackendTruncated),
    ("no finish", chat_reply("半句", None), errors.BackendTruncated),
    ("filter", chat_reply("", "content_filter"), errors.BackendFiltered),
    ("filter by 400", reject("data_inspection_failed"), errors.BackendFiltered),
    ("too long", reject("context_length_exceeded"), errors.BackendRefused),
]


@pytest.mark.parametrize("schema", [None, Draft])
@pytest.mark.parametrize(
    ("reply", "expected"), [row[1:] for row in FAILURES], ids=[row[0] for row in FAILURES]
)
def test_every_failure_of_the_endpoint_has_its_name(
    llm: respx.MockRouter,
    reply: Any,
    expected: type[errors.BackendError],
    schema: type[BaseModel] | None,
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    llm.post("/chat/completions").mock(side_effect=fail)
    with pytest.raises(errors.BackendError) as caught:
        complete(schema=schema)
    assert type(caught.value) is expected
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith("。")


def sse(*lines: str) -> httpx.Response:
    """A stream of these data lines."""
    body = "".join(f"data: {line}\n\n" for line in lines)
    return httpx.Response(200, text=body, headers={"content-type": "text/event-stream"})


STREAM_FAILURES: list[tuple[str, Callable[[], Any], type[errors.BackendError]]] = [
    ("cut", lambda: chat_stream(["半句"], None), errors.BackendTruncated),
    ("length", lambda: chat_stream(["半句"], "length"), errors.BackendTruncated),
    ("filter", lambda: chat_stream(["半"], "content_filter"), errors.BackendFiltered),
    ("empty", lambda: chat_stream([]), errors.BackendGarbage),
    ("nothing", lambda: sse(), errors.BackendGarbage),
    ("only done", lambda: sse("[DONE]"), errors.BackendGarbage),
    ("no json", lambda: sse("{oops"), errors.BackendGarbage),
    ("html", lambda: text("<html>", "text/html"), errors.BackendGarbage),
    ("error event", lambda: sse('{"error": {"message": "x"}}'), errors.BackendFailed),
    ("429", lambda: status(429), errors.BackendBusy),
    ("401", lambda: status(401), errors.BackendRefused),
]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [row[1:] for row in STREAM_FAILURES],
    ids=[row[0] for row in STREAM_FAILURES],
)
def test_a_stream_that_does_not_end_well_raises(
    llm: respx.MockRouter, reply: Callable[[], Any], expected: type[errors.BackendError]
) -> None:
    llm.post("/chat/completions").mock(side_effect=afresh(lambda: reply()))
    with pytest.raises(errors.BackendError) as caught:
        stream()
    assert type(caught.value) is expected


def test_an_endpoint_that_hangs_is_left_at_the_deadline(llm: respx.MockRouter) -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        raise AssertionError

    llm.post("/chat/completions").mock(side_effect=hang)
    for call in (complete, stream):
        started = time.monotonic()
        with pytest.raises(errors.BackendTimeout):
            call(deadline=0.2)
        assert time.monotonic() - started < 2


def test_a_stream_that_trickles_for_ever_is_left_at_the_deadline(llm: respx.MockRouter) -> None:
    class Trickle(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            piece = {"choices": [{"index": 0, "delta": {"content": "字"}, "finish_reason": None}]}
            while True:
                yield f"data: {json.dumps(piece)}\n\n".encode()
                await asyncio.sleep(0.02)

    answer = afresh(
        lambda: httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Trickle())
    )
    llm.post("/chat/completions").mock(side_effect=answer)
    pieces: list[str] = []
    with pytest.raises(errors.BackendTimeout):
        stream(pieces, deadline=0.3)
    assert pieces


@pytest.mark.parametrize("wait", ["60", "3600"])
def test_a_retry_after_beyond_the_deadline_is_not_slept(llm: respx.MockRouter, wait: str) -> None:
    route = llm.post("/chat/completions").mock(
        side_effect=afresh(lambda: status(429, **{"retry-after": wait}))
    )
    started = time.monotonic()
    with pytest.raises(errors.BackendBusy) as caught:
        complete(retries=2, deadline=5)
    assert time.monotonic() - started < 2
    assert caught.value.retry_after == float(wait)
    assert route.call_count == 1


def test_a_short_retry_after_is_slept_and_the_call_repeated(llm: respx.MockRouter) -> None:
    route = llm.post("/chat/completions")
    route.side_effect = [status(429, **{"retry-after": "0.05"}), chat_reply("好")]
    assert complete(retries=1).text == "好"
    assert route.call_count == 2


def test_there_is_one_retry_layer(llm: respx.MockRouter) -> None:
    route = llm.post("/chat/completions").mock(side_effect=afresh(lambda: status(500)))
    with pytest.raises(errors.BackendFailed):
        complete(retries=1)
    assert route.call_count == 2


def test_leaving_a_stream_early_lets_go_of_it(llm: respx.MockRouter) -> None:
    closed: list[bool] = []

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            piece = {"choices": [{"index": 0, "delta": {"content": "字"}, "finish_reason": None}]}
            while True:
                yield f"data: {json.dumps(piece)}\n\n".encode()
                await asyncio.sleep(0)

        async def aclose(self) -> None:
            closed.append(True)

    async def first() -> str:
        pieces = backend().stream(ASKED, max_tokens=50)
        try:
            return await anext(pieces)
        finally:
            await pieces.aclose()

    answer = afresh(
        lambda: httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Endless())
    )
    llm.post("/chat/completions").mock(side_effect=answer)
    assert asyncio.run(first()) == "字"
    assert closed == [True]


class Plain(FakeListChatModel):
    """A chat model of another maker, which says in its own way why it stopped."""

    def _create(self, finish: str) -> AIMessage:
        return AIMessage("好", response_metadata={"stop_reason": finish})

    async def ainvoke(self, *args: Any, **kwargs: Any) -> AIMessage:
        return self._create(self.responses[0])


def other(finish: str) -> Completion:
    """One reply of another maker's chat model."""
    model = OpenAICompatible(Plain(responses=[finish]), model="plain", deadline=5)
    return run(model.complete(ASKED, max_tokens=50))


def test_any_langchain_chat_model_will_do() -> None:
    assert other("end_turn").text == "好"
    with pytest.raises(errors.BackendTruncated):
        other("max_tokens")


def test_messages_keep_their_order_and_roles(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("好"))
    talk: Sequence[Message] = [*ASKED, Message("assistant", "a"), Message("user", "b")]
    run(backend().complete(talk, max_tokens=5))
    assert [message["role"] for message in sent(llm)["messages"]] == [
        "system", "user", "assistant", "user",
    ]  # fmt: skip
