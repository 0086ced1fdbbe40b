"""Events of a task as server-sent events; the last is exactly one `done` or `error`."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from typing import TypeAlias

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel

from service.api.problems import problem_of
from service.tasks.events import Event

_QUIET = 15.0  # seconds after which a proxy should see that we are still there
Sent: TypeAlias = tuple[str, BaseModel | None]
_log = logging.getLogger("gongbao")


def event_stream(events: AsyncIterator[Event]) -> EventSourceResponse:
    """The response that sends the events as they come; leaving closes their source."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return EventSourceResponse(frames(_well_ended(events)), headers=headers)


async def frames(events: AsyncGenerator[Sent], quiet: float = _QUIET) -> AsyncGenerator[bytes]:
    """Wire frames, with a comment whenever it was quiet for long."""
    waiting: asyncio.Future[Sent | None] | None = None
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
            name, data = event
            shown = data.model_dump_json(exclude_none=name == "error") if data else "{}"
            yield format_sse_event(event=name, data_str=shown)
    finally:
        if waiting is not None:
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
        await events.aclose()


async def _well_ended(events: AsyncIterator[Event]) -> AsyncGenerator[Sent]:
    try:
        async for event in events:
            yield event.kind, event.data
        last: Sent = ("done", None)
    except Exception as error:  # noqa: BLE001  the boundary: the status is sent, an event tells
        problem = problem_of(error)
        if problem.status == 500:
            _log.exception("a streamed answer failed")
        last = ("error", problem)
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()
    yield last
