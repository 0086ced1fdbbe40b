"""Tasks that a test writes itself, and a world without reports."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from service.api.tasks import Tasks
from service.settings import load_settings
from service.shapes import Answer, Brief, Comparison, Item, Searched
from service.tasks.events import Event
from service.wiring import World, wire

ANSWER = Answer(
    question="多少?",
    understood={},
    status="answered",
    answer="2020年满洲里市地区生产总值完成141.5亿元[1]。",
    searched=Searched(reports=1, regions=("满洲里市",)),
    backend="offline",
)
COMPARISON = Comparison(columns=(), rows=(), backend="offline")
BRIEF = Brief(title="满洲里市简报", date="2021年", reports=(), blocks=(), backend="offline")


def empty_world(data_dir: Path, **settings: Any) -> World:
    """A world whose library is empty."""
    return wire(load_settings(data_dir=data_dir, backend="offline", **settings))


class Watched:
    """Work that takes as long as it is let, and says whether it was cancelled."""

    def __init__(self) -> None:
        self.started = False
        self.cancelled = False

    async def run(self) -> None:
        """Wait until cancelled."""
        self.started = True
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            self.cancelled = True
            raise


async def answered(world: World, question: str, **given: Any) -> Answer:
    """An answer that repeats what it was given."""
    return ANSWER.model_copy(update={"question": question, "understood": given})


async def streamed(world: World, question: str, **given: Any) -> AsyncIterator[Event]:
    """The events of a short answer."""
    yield Event("evidence", Item(text="证据"))
    yield Event("sentence", Item(text=ANSWER.answer, citations=(1,)))
    yield Event("answer", ANSWER)


def fake_tasks(**given: Any) -> Tasks:
    """Tasks that answer at once, but for those given."""
    return Tasks(**{"answer": answered, "stream_answer": streamed, **given})
