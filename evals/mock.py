"""A model endpoint that lives inside the process: respx below the real openai client.

openai 3 speaks httpx2 over httpcore2, which respx does not know by itself.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

import httpx
import respx
from respx.mocks import HTTPCoreMocker, Mocker

BASE_URL = "http://model.test/v1"
SideEffect = Callable[[httpx.Request], httpx.Response]


def using_httpcore2() -> str:
    """The name of the respx mocker for httpcore2, made at first use."""
    if "httpcore2" not in Mocker.registry:
        targets = [name.replace("httpcore.", "httpcore2.", 1) for name in HTTPCoreMocker.targets]
        type("HTTPCore2Mocker", (HTTPCoreMocker,), {"name": "httpcore2", "targets": targets})
    return "httpcore2"


def endpoint(base_url: str = BASE_URL) -> AbstractContextManager[respx.MockRouter]:
    """A context in which only `base_url` answers, as its routes say; the rest is an error."""
    router = respx.mock(base_url=base_url, using=using_httpcore2(), assert_all_called=False)
    return cast(AbstractContextManager[respx.MockRouter], router)


def messages_of(request: httpx.Request) -> list[dict[str, str]]:
    """The messages that a request to the endpoint carries."""
    return cast(list[dict[str, str]], json.loads(request.content)["messages"])


def is_streamed(request: httpx.Request) -> bool:
    """Whether the request asks for a stream."""
    return bool(json.loads(request.content).get("stream"))


def chat_body(
    text: str | None, finish: str | None = "stop", tokens: tuple[int, int] = (100, 20)
) -> dict[str, Any]:
    """The JSON of a whole reply; `tokens` are prompt and completion."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "mock-model",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": finish,
            }
        ],
        "usage": _usage(tokens),
    }


def chat_reply(
    text: str | None, finish: str | None = "stop", tokens: tuple[int, int] = (100, 20)
) -> httpx.Response:
    """A whole reply."""
    return httpx.Response(200, json=chat_body(text, finish, tokens))


def chat_stream(
    pieces: Sequence[str], finish: str | None = "stop", tokens: tuple[int, int] = (100, 20)
) -> httpx.Response:
    """A streamed reply; without `finish` it breaks off, `[DONE]` missing too."""
    frames = [_chunk({"role": "assistant", "content": ""}, None)]
    frames += [_chunk({"content": piece}, None) for piece in pieces]
    if finish is not None:
        frames += [_chunk({}, finish), {**_chunk({}, None), "choices": [], "usage": _usage(tokens)}]
    lines = [f"data: {json.dumps(frame, ensure_ascii=False)}\n\n".encode() for frame in frames]
    if finish is not None:
        lines.append(b"data: [DONE]\n\n")
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Lines(lines))


def writer(write: Callable[[list[dict[str, str]]], str]) -> SideEffect:
    """A side effect that answers what `write` makes of the messages, streamed when asked so."""

    def answer(request: httpx.Request) -> httpx.Response:
        text = write(messages_of(request))
        if is_streamed(request):
            return chat_stream([text[at : at + 7] for at in range(0, len(text), 7)])
        return chat_reply(text)

    return answer


def afresh(make: Callable[[], httpx.Response]) -> SideEffect:
    """A side effect that makes a response for each request: a stream can be read but once."""
    return lambda _: make()


class _Lines(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = tuple(lines)

    def __iter__(self) -> Any:
        return iter(self._lines)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for line in self._lines:
            yield line


def _chunk(delta: dict[str, str], finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "mock-model",
        "choices": [choice],
    }


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    prompt, completion = tokens
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }
