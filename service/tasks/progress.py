"""Long work tells how far it has come, while others wait for its result."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeAlias

from service.shapes import Progress, Shape
from service.tasks.events import Event, EventKind

Tell: TypeAlias = Callable[[Progress], None]


def silent(step: Progress) -> None:
    """Nobody waits to hear it."""


async def told(work: Callable[[Tell], Awaitable[Shape]], kind: EventKind) -> AsyncGenerator[Event]:
    """The steps of `work` as they are told, from whatever thread, then its result.

    Who stops listening stops the work.
    """
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Progress | None] = asyncio.Queue()

    def tell(step: Progress) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, step)

    working = asyncio.ensure_future(work(tell))
    working.add_done_callback(lambda _: steps.put_nowait(None))
    try:
        while (step := await steps.get()) is not None:
            yield Event("progress", step)
        yield Event(kind, await working)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
