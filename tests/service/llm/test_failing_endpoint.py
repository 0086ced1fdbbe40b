"""Every way in which an endpoint fails, and what the real openai client makes of it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import httpx2
import pytest
import respx
from pydantic import BaseModel

from service import errors
from tests.llm_mock import afresh, chat_reply, chat_stream, llm
from tests.service.llm.calling import (
    ASKED,
    Draft,
    backend,
    complete,
    reject,
    sse,
    status,
    stream,
    text,
)

__all__ = ["llm"]

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
    ("too long", reject("context_length_exceeded"), errors.BackendTooLong),
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
