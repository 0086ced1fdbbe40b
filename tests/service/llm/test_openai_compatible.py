"""The real openai client against an endpoint mocked at the HTTP layer."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest
import respx
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage

from service import errors
from service.llm import Completion, Message
from service.llm.openai_compatible import OpenAICompatible
from service.shapes import Usage
from tests.llm_mock import afresh, chat_body, chat_reply, chat_stream, endpoint, llm
from tests.service.llm.calling import (
    ASKED,
    Draft,
    backend,
    complete,
    run,
    sent,
    stream,
)

__all__ = ["llm"]


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
