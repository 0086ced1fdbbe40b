"""Frames of an event stream."""

import asyncio
from collections.abc import AsyncGenerator

from service.api.sse import Sent, frames, named
from service.shapes import Item


async def slowly() -> AsyncGenerator[Sent]:
    """One event after a while."""
    await asyncio.sleep(0.15)
    yield "sentence", Item(text="一。\n二。")


def test_a_quiet_stream_shows_that_it_lives() -> None:
    async def read() -> list[bytes]:
        return [frame async for frame in frames(slowly(), named, quiet=0.05)]

    *pings, last = asyncio.run(read())
    assert pings
    assert set(pings) == {b": ping\n\n"}
    assert (
        last.decode()
        == 'event: sentence\ndata: {"text":"一。\\n二。","citations":[],"computed":0,"operands":0}\n\n'
    )


def test_leaving_a_stream_ends_its_source() -> None:
    ended: list[str] = []

    async def endless() -> AsyncGenerator[Sent]:
        try:
            while True:
                yield "sentence", Item(text="一。")
                await asyncio.sleep(0.01)
        finally:
            ended.append("closed")

    async def leave() -> None:
        stream = frames(endless(), named)
        await anext(stream)
        await stream.aclose()

    asyncio.run(leave())
    assert ended == ["closed"]
