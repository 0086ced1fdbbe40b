"""How much at once: questions, requests by key and minute, tokens by key and day, uploads.

What is beyond a limit is told so at once, with the seconds after which it may come again, so that
those who were let in are answered in time: nobody waits longer than a few seconds for a seat.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.callers import caller_of
from service.api.problems import problem_response
from service.errors import Overloaded, ServiceError, TooManyRequests
from service.settings import Settings

_THINKING = frozenset(
    (
        "/v1/ask",
        "/v1/compare",
        "/v1/brief",
        "/v1/check",
        "/v1/check/file",
        "/v1/changes",
        "/v1/chat/completions",
        "/mcp",
    )
)
_UPLOADS = "/v1/reports"
_CHANGING = (_UPLOADS, "/v1/approvals")
_COME_AGAIN = 5.0
_IN_MEMORY = _PART = 64 * 1024  # bytes of a body


@dataclass(frozen=True, slots=True)
class Quotas:
    """The limits, from the settings; 0 where there is none."""

    questions: int
    waiting_seconds: float
    per_minute: int
    tokens_per_day: int
    arriving_bytes: int

    @classmethod
    def of(cls, settings: Settings) -> "Quotas":
        """The limits that the settings say."""
        return cls(
            settings.questions_at_once,
            settings.waiting_seconds,
            settings.requests_per_minute,
            settings.tokens_per_day,
            settings.uploads_bytes,
        )


@dataclass(slots=True)
class Seats:
    """So many at work at once, as many again waiting for so long, the rest turned away."""

    most: int
    patience: float
    waiting: int = 0
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.most)

    @asynccontextmanager
    async def taken(self) -> AsyncGenerator[None]:
        """Hold a seat; Overloaded when none comes free in time."""
        if self._free.locked():
            await self._wait()
        else:
            await self._free.acquire()
        try:
            yield
        finally:
            self._free.release()

    async def _wait(self) -> None:
        if self.waiting >= self.most:
            raise self._busy()
        self.waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self.patience)
        except TimeoutError:
            raise self._busy() from None
        finally:
            self.waiting -= 1

    def _busy(self) -> Overloaded:
        return Overloaded(
            f"同时在答的问题已到上限（{self.most}个），请稍后再试。", max(1.0, self.patience)
        )


class Tokens:
    """What each key may let models read and write in a day."""

    def __init__(self, most: int) -> None:
        self._item: RateLimitItem | None = RateLimitItemPerDay(most) if most else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def require(self, key: str) -> None:
        """TooManyRequests when the key's day is used up."""
        if self._item is None or await self._limiter.test(self._item, key):
            return
        reset, _ = await self._limiter.get_window_stats(self._item, key)
        raise TooManyRequests(
            f"这个密钥今天的模型用量已到上限（{self._item.amount}个token）。", _until(reset)
        )

    async def spend(self, key: str, tokens: int) -> None:
        """Count what a call took."""
        if self._item is not None and tokens > 0:
            await self._limiter.hit(self._item, key, cost=tokens)


class Admission:
    """ASGI middleware behind the guard: what it turns away costs next to nothing."""

    def __init__(self, app: ASGIApp, quotas: Quotas, tokens: Tokens) -> None:
        self._app = app
        self._seats = Seats(quotas.questions, quotas.waiting_seconds)
        self._rate = RateLimitItemPerMinute(quotas.per_minute) if quotas.per_minute else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._tokens = tokens
        self._bytes, self._most_bytes = 0, quotas.arriving_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what there is room for."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].rstrip("/")
        try:
            await self._require(scope, path)
            if path not in _THINKING or scope["method"] in ("GET", "HEAD", "OPTIONS"):
                await self._app(scope, receive, send)
                return
            async with self._arrived(receive) as body, self._seats.taken():
                await self._app(scope, body, send)
        except (ServiceError, HTTPException) as error:
            await problem_response(error, scope["path"])(scope, receive, send)

    @asynccontextmanager
    async def _arrived(self, receive: Receive) -> AsyncGenerator[Receive]:
        """The body, whole before its request takes a seat: who sends slowly keeps nobody out."""
        parts, size = SpooledTemporaryFile[bytes](_IN_MEMORY), 0
        try:
            more, left = True, False
            while more and not left:
                message = await receive()
                left = message["type"] != "http.request"
                more, part = message.get("more_body", False), bytes(message.get("body", b""))
                size += len(part)
                self._bytes += len(part)
                if self._bytes > self._most_bytes:
                    raise Overloaded("正在收的内容太多，请稍后再传。", _COME_AGAIN)
                parts.write(part)
            parts.seek(0)
            yield _replayed(parts, receive, left=left)
        finally:
            self._bytes -= size
            parts.close()

    async def _require(self, scope: Scope, path: str) -> None:
        if not path.startswith(("/v1/", "/mcp")):
            return
        key = caller_of(Request(scope)).key
        if self._rate is not None and not await self._limiter.hit(self._rate, key):
            reset, _ = await self._limiter.get_window_stats(self._rate, key)
            raise TooManyRequests(
                f"请求太多：这个密钥每分钟最多{self._rate.amount}个。", _until(reset)
            )
        if path in _THINKING:
            await self._tokens.require(key)
        if path.startswith(_CHANGING) and scope["method"] in ("POST", "DELETE"):
            state = scope["app"].state
            if state.ending.begun:
                raise Overloaded("服务正在停止，请稍后再传。", _COME_AGAIN)
            if path == _UPLOADS:
                state.jobs.require_room(_declared(scope))


def _replayed(parts: IO[bytes], receive: Receive, *, left: bool) -> Receive:
    """The body again, then what comes after it; of who has left, that he has."""
    whole = False

    async def replay() -> Message:
        nonlocal whole
        if left:
            return {"type": "http.disconnect"}
        if whole:
            return await receive()
        part = parts.read(_PART)
        whole = len(part) < _PART
        return {"type": "http.request", "body": part, "more_body": not whole}

    return replay


def _declared(scope: Scope) -> int:
    length = Request(scope).headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def _until(reset: float) -> float:
    return max(1.0, reset - time.time())
