"""Work is given up when the client who asked for it has left."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import Request

from service.api.patience import in_time

T = TypeVar("T")


class ClientLeft(Exception):
    """Nobody is there to answer to."""


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """The result of `work`; cancels it and raises ClientLeft when the client goes away.

    Raises RequestTimeout when the request's time is over.
    """
    working = asyncio.ensure_future(in_time(work))
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientLeft
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
