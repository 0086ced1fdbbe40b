"""The HTTP protocol of uvicorn over h11, with a limit to how long a request's head may take, and to
how many connections there are.

Uvicorn itself waits for ever for the first bytes of a connection, and for the rest of a head; and
beyond its own limit it refuses everybody while others hold connections on which nothing happens.
Here a connection beyond the limit takes the place of the one that has been idle for longest; where
none is idle, what it asks is a problem with a time to come again, all but `/healthz`.
"""

import asyncio
import json
import resource
from functools import partial
from typing import Any, cast

import h11
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.api.problems import MEDIA_TYPE, problem_response
from service.errors import Overloaded

HEAD_SECONDS = 15.0
CONNECTIONS = 2_000
_FILES = 512  # that a busy service holds open beside its connections
_NO_HTTP = {
    "type": "urn:gongbao:problem:bad-request",
    "title": "请求有误",
    "status": 400,
    "detail": "这不是HTTP请求。",
}


class Heads(H11Protocol):
    """Closes a connection whose request does not begin within `head_seconds`, or sooner where it
    has been idle for longest among more than `most`; `idle` is shared by all."""

    def __init__(
        self, *given: Any, head_seconds: float = HEAD_SECONDS, most: int = CONNECTIONS,
        idle: "dict[Heads, None] | None" = None, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self._head_seconds = head_seconds
        self._most = most
        self._idle: dict[Heads, None] = {} if idle is None else idle
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """The clock runs from the first moment."""
        super().connection_made(transport)
        if len(self.connections) > self._most and self._idle:
            next(iter(self._idle))._give_up()
        self._watch()

    def handle_events(self) -> None:
        """What is asked over the limit is refused."""
        full = len(self.connections) > self._most
        self.app = cast(Any, _full if full else self.config.loaded_app)
        super().handle_events()

    def on_response_complete(self) -> None:
        """Idle from here on, unless the next request is there already."""
        super().on_response_complete()
        if not self._at_work() and not self.transport.is_closing():
            self._idle[self] = None

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is told so in the form of all problems."""
        body = json.dumps(_NO_HTTP, ensure_ascii=False).encode()
        headers = [("content-type", MEDIA_TYPE), ("connection", "close")]
        headers.append(("content-length", str(len(body))))
        said = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (said, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        """The clock runs while a head is incomplete and stops once it is whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop()
        self._idle.pop(self, None)
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._at_work() or self.transport.is_closing():
            self._stop()
            self._idle.pop(self, None)
            return
        self._idle.setdefault(self)
        if self._late is None:
            self._late = self.loop.call_later(self._head_seconds, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._stop()
        self._idle.pop(self, None)
        if not self._at_work():
            self.transport.close()

    def _at_work(self) -> bool:
        """Whether a request has begun and is not answered; before the first there is no cycle."""
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/healthz":
        await JSONResponse({"status": "ok"})(scope, receive, send)
        return
    error = Overloaded("连接太多，请稍后再试。", 5)
    await problem_response(error, scope["path"])(scope, receive, send)


def room() -> int:
    """How many connections this process can hold beside its files; it takes what it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + _FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return max(1, min(CONNECTIONS, soft - min(_FILES, soft // 2)))
    return CONNECTIONS


def within(seconds: float, most: int = CONNECTIONS) -> Any:
    """The protocol with those limits, as uvicorn takes it."""
    return partial(Heads, head_seconds=seconds, most=most, idle={})
