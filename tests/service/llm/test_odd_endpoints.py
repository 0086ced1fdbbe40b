"""Endpoints that differ from the protocol: done otherwise once, remembered, told."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

from service.errors import BackendUnreachable
from service.llm import Completion
from service.llm.heard import Heard, heard_of, notes_of
from service.llm.openai_compatible import OpenAICompatible
from service.llm.unbuilt import Unbuilt
from tests.llm_mock import chat_body, chat_reply, chat_stream, llm
from tests.service.llm.calling import ASKED, Draft, backend, reject

__all__ = ["llm"]
REPLY = '{"sentences": ["一。"]}'
Body = dict[str, Any]


def roles(body: Body) -> list[str]:
    return [each["role"] for each in body["messages"]]


# what an endpoint turns down, with its words; and the note of the doctor
ODD: dict[str, tuple[Callable[[Body], bool], str, str]] = {
    "the old limit": (
        lambda body: "max_tokens" in body,
        "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        "不收max_tokens，改用max_completion_tokens",
    ),
    "any system role": (
        lambda body: "system" in roles(body),
        "System role not supported",
        "不收system消息，并入用户消息",
    ),
    "whole replies": (
        lambda body: not body.get("stream"),
        "This model only support stream mode, please enable the stream parameter",
        "只收流式请求，改用流式",
    ),
    "stream_options": (
        lambda body: "stream_options" in body,
        "Unknown field: stream_options",
        "不收stream_options，用量自己估算",
    ),
}


class Endpoint:
    """One that turns down what it does not know, and counts."""

    def __init__(self, refuses: Callable[[Body], bool], words: str) -> None:
        self.refuses, self.words = refuses, words
        self.refused = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body: Body = json.loads(request.content)
        if self.refuses(body):
            self.refused += 1
            return reject(self.words)
        return chat_stream([REPLY]) if body.get("stream") else chat_reply(REPLY)


async def asked_twice(model: OpenAICompatible | Unbuilt, *, streams: bool) -> list[str]:
    """Two replies in one loop."""
    texts: list[str] = []
    for _ in range(2):
        if streams:
            pieces = model.stream(ASKED, max_tokens=50)
            texts.append("".join([piece async for piece in pieces]))
        else:
            made: Completion = await model.complete(ASKED, schema=Draft, max_tokens=50)
            assert made.parsed == Draft(sentences=["一。"])
            texts.append(made.text)
    return texts


@pytest.mark.parametrize("name", ODD)
def test_what_an_endpoint_turns_down_is_done_otherwise_and_not_tried_again(
    llm: respx.MockRouter, name: str
) -> None:
    refuses, words, note = ODD[name]
    odd = Endpoint(refuses, words)
    llm.post("/chat/completions").mock(side_effect=odd)
    model = backend()
    texts = asyncio.run(asked_twice(model, streams=name == "stream_options"))
    assert (texts, odd.refused, notes_of(model)) == ([REPLY, REPLY], 1, (note,))
    assert (heard_of(model).answered, heard_of(model).problem) == (True, None)


def test_a_whole_reply_where_a_stream_was_asked_is_taken(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(
        side_effect=lambda _: httpx.Response(200, json=chat_body(REPLY))
    )
    model = backend()
    assert asyncio.run(asked_twice(model, streams=True)) == [REPLY, REPLY]
    assert notes_of(model) == ("不给流，改为一次取回",)


@pytest.mark.parametrize(
    "text",
    ["好的，先看看。</think>\n\n正文。", "<thinking>99</thinking>正文。", "<think>9</think>正文。"],
)
def test_thoughts_go_however_they_are_marked(llm: respx.MockRouter, text: str) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply(text))
    assert asyncio.run(backend().complete(ASKED, max_tokens=50)).text == "正文。"


def test_an_end_that_nobody_knows_is_an_end(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("正文。", "eos_token"))
    assert asyncio.run(backend().complete(ASKED, max_tokens=50)).text == "正文。"


def test_a_proxy_that_no_package_speaks_degrades(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    model = backend(openai_base_url="http://model.test/v1")
    with pytest.raises(BackendUnreachable, match="socksio"):
        asyncio.run(model.complete(ASKED, max_tokens=50))
    assert heard_of(model) == Heard()
    assert isinstance(backend(openai_base_url="http://127.0.0.1:1/v1"), OpenAICompatible)


def test_a_key_with_odd_characters_is_a_failure_with_a_name(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("好"))
    assert asyncio.run(backend(openai_api_key=" k\n").complete(ASKED, max_tokens=5)).text == "好"
