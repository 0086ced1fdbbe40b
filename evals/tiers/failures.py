"""The ways an endpoint fails, as what it answers to a request."""

from collections.abc import Callable
from typing import TypeAlias

import httpx
import httpx2

from evals.mock import chat_reply, chat_stream, is_streamed

Answer: TypeAlias = Callable[[httpx.Request], httpx.Response]
HALF = '{"sentences":[{"text":"2020年完成9'


def _status(code: int, **headers: str) -> Answer:
    body = {"error": {"message": f"status {code}", "type": "error", "code": str(code)}}
    return lambda _: httpx.Response(code, json=body, headers=headers)


def _body(content: str, kind: str) -> Answer:
    return lambda _: httpx.Response(200, text=content, headers={"content-type": kind})


def _raised(error: Exception) -> Answer:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return fail


def _said(text: str | None, finish: str | None) -> Answer:
    def say(request: httpx.Request) -> httpx.Response:
        if is_streamed(request):
            return chat_stream([text or ""], finish)
        return chat_reply(text, finish)

    return say


FAILURES: dict[str, Answer] = {
    "no endpoint": _raised(httpx2.ConnectError("refused")),
    "401": _status(401),
    "429": _status(429),
    "429 retry-after": _status(429, **{"retry-after": "3600"}),
    "500": _status(500),
    "hang": _raised(httpx2.ReadTimeout("no answer")),
    "garbage": _body("{oops", "application/json"),
    "html": _body("<html><body>login</body></html>", "text/html"),
    "empty": _said("", "stop"),
    "no text": _said(None, "stop"),
    "truncated": _said(HALF, None),
    "length": _said(HALF, "length"),
    "content filter": _said("", "content_filter"),
    "refusal": _said("很抱歉，我无法回答这个问题。", "stop"),
    "not the schema": _said('{"answer": 42}', "stop"),
}
