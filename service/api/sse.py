"""Events of a task as server-sent events; the last is exactly one `done` or `error`."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import suppress
from typing import TypeAlias, TypeVar

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel

from service.api.patience import stream_in_time
from service.api.problems import Problem, problem_of
from service.tasks.events import Event

_QUIET = 15.0  # seconds after which a proxy should see that we are still there
Sent: TypeAlias = tuple[str, BaseModel | None]
T = TypeVar("T")
_log = logging.getLogger("gongbao")


def event_stream(events: AsyncIterator[Event]) -> EventSourceResponse:
    """The response that sends the events as they come; leaving closes their source."""
    ended = well_ended(_sent(events), ("done", None), lambda problem: ("error", problem))
    return streamed(frames(ended, named))


def streamed(body: AsyncGenerator[bytes]) -> EventSourceResponse:
    """Frames as a response that no proxy holds back."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return EventSourceResponse(body, headers=headers)


def named(sent: Sent) -> bytes:
    """An event under its name."""
    name, data = sent
    shown = data.model_dump_json(exclude_none=name == "error") if data else "{}"
    return format_sse_event(event=name, data_str=shown)


async def frames(
    events: AsyncGenerator[T], frame: Callable[[T], bytes], quiet: float = _QUIET
) -> AsyncGenerator[bytes]:
    """Wire frames, with a comment whenever it was quiet for long."""
    waiting: asyncio.Future[T | None] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(anext(events, None))
            done, _ = await asyncio.wait({waiting}, timeout=quiet)
            if not done:
                yield KEEPALIVE_COMMENT
                continue
            event, waiting = waiting.result(), None
            if event is None:
                return
            yield frame(event)
    finally:
        if waiting is not None:
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
        await events.aclose()


async def _sent(events: AsyncIterator[Event]) -> AsyncGenerator[Sent]:
    try:
        async for event in events:
            yield event.kind, event.data
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()


async def well_ended(
    sent: AsyncGenerator[T], done: T, failed: Callable[[Problem], T]
) -> AsyncGenerator[T]:
    """All of it, then exactly one end: `done`, or what tells the problem."""
    try:
        async for each in stream_in_time(sent):
            yield each
        last = done
    except Exception as error:  # noqa: BLE001  the boundary: the status is sent, an event tells
        last = failed(_told(error))
    finally:
        await sent.aclose()
    yield last


def _told(error: Exception) -> Problem:
    """The problem that ends a stream; one of our own making is logged."""
    problem = problem_of(error)
    if problem.status == 500:
        _log.error("a streamed answer failed", exc_info=error)
    return problem
