"""How long a request may take, and what happens to it when the service ends.

A request has so many seconds; a stream also ends, with its `error`, as soon as the service is told
to stop, so that its reader knows that the rest will not come.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import Overloaded, RequestTimeout

T = TypeVar("T")
_END = object()
_LAST_PIECE = 0.5  # seconds for each piece of a body that is on its way when the service ends


class Ending:
    """Whether the service was told to stop."""

    def __init__(self) -> None:
        self._told = asyncio.Event()
        self._arriving: set[asyncio.Timeout] = set()

    @property
    def begun(self) -> bool:
        """Nothing new should be sent here any more."""
        return self._told.is_set()

    def begin(self) -> None:
        """From the loop of the service only."""
        if not self.begun:
            self._told.set()
            soon = asyncio.get_running_loop().time() + _LAST_PIECE
            for each in self._arriving:
                each.reschedule(min(each.when() or soon, soon))

    @asynccontextmanager
    async def by(self, deadline: float) -> AsyncGenerator[None]:
        """A piece of a body, waited for until then; a moment at most once the service ends."""
        if self.begun:
            deadline = min(deadline, asyncio.get_running_loop().time() + _LAST_PIECE)
        async with asyncio.timeout_at(deadline) as waiting:
            self._arriving.add(waiting)
            try:
                yield
            finally:
                self._arriving.discard(waiting)

    async def wait(self) -> None:
        """Until it is told."""
        await self._told.wait()


class _Time:
    """The end of one request's time."""

    def __init__(self, seconds: float, ending: Ending) -> None:
        self.seconds = seconds
        self.until = asyncio.get_running_loop().time() + seconds
        self.ending = ending


_time: ContextVar[_Time | None] = ContextVar("time", default=None)


class Patience:
    """ASGI middleware that starts the clock of each request."""

    def __init__(self, app: ASGIApp, seconds: float, ending: Ending) -> None:
        self._app = app
        self._seconds = seconds
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the time that `in_time` and `stream_in_time` look at."""
        if scope["type"] == "http":
            _time.set(_Time(self._seconds, self._ending))
        await self._app(scope, receive, send)


async def in_time(work: Awaitable[T]) -> T:
    """The result of `work`, which is cancelled when the request's time is over."""
    time = _time.get()
    if time is None:
        return await work
    clock = asyncio.timeout_at(time.until)  # may ring a tick early: it is asked, not the time
    try:
        async with clock:
            return await work
    except TimeoutError:
        if clock.expired():
            raise _late(time) from None
        raise


async def stream_in_time(source: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """What comes from `source`, until the time is over or the service ends."""
    time = _time.get()
    if time is None:
        async for each in source:
            yield each
        return
    ended = asyncio.ensure_future(time.ending.wait())
    try:
        while (each := await _next(source, ended, time)) is not _END:
            yield each  # pyright: ignore
    finally:
        ended.cancel()


async def _next(
    source: AsyncGenerator[T], ended: "asyncio.Future[None]", time: _Time
) -> T | object:
    coming = asyncio.ensure_future(anext(source, _END))
    left = time.until - asyncio.get_running_loop().time()
    try:
        done, _ = await asyncio.wait(
            {coming, ended}, timeout=max(0, left), return_when=asyncio.FIRST_COMPLETED
        )
        if coming in done:
            return coming.result()
        raise (
            Overloaded("服务正在停止，这个答案没有写完，请稍后重试。", 5)
            if ended in done
            else _late(time)
        )
    finally:
        if not coming.done():
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


def _late(time: _Time) -> RequestTimeout:
    return RequestTimeout(f"{time.seconds:.0f}秒内没有答完，已停止；请把问题问得小一些或稍后再试。")
