"""Long work tells how far it has come, and stops when nobody listens any more."""

import asyncio

import pytest

from service.shapes import Brief, Comparison, Item, Progress
from service.tasks.brief import stream_brief
from service.tasks.compare.task import stream_compare
from service.tasks.events import Event
from service.tasks.progress import Tell, told
from service.wiring import World
from vectorstore.errors import UnknownReport


def test_a_comparison_tells_each_report_before_it_is_whole(world_offline: World) -> None:
    async def everything() -> list[Event]:
        return [event async for event in stream_compare(world_offline, regions=["满洲里", "乌海"])]

    *steps, last = asyncio.run(everything())
    assert [step.data for step in steps] == [
        Progress(stage="table", done=0, total=1),
        Progress(stage="summary", done=0, total=2, report="满洲里市-2021"),
        Progress(stage="summary", done=1, total=2, report="乌海市-2024"),
    ]
    assert last.kind == "comparison"
    assert isinstance(last.data, Comparison)


def test_a_briefing_is_the_last_of_its_events(world_offline: World) -> None:
    async def everything() -> list[Event]:
        return [event async for event in stream_brief(world_offline, regions=["满洲里"])]

    events = asyncio.run(everything())
    assert [event.kind for event in events] == ["progress", "progress", "brief"]
    assert isinstance(events[-1].data, Brief)


def test_what_goes_wrong_reaches_who_listens(world_offline: World) -> None:
    async def first() -> None:
        async for _ in stream_brief(world_offline, regions=["赤峰"]):
            pass

    with pytest.raises(UnknownReport):
        asyncio.run(first())


def test_who_stops_listening_stops_the_work() -> None:
    ended: list[str] = []

    async def work(tell: Tell) -> Item:
        tell(Progress(stage="page", done=0, total=1))
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("stopped")
        return Item(text="")

    async def leave() -> None:
        events = told(work, "brief")
        await anext(events)
        await events.aclose()

    asyncio.run(leave())
    assert ended == ["stopped"]
