"""How far long work has come: one line on a terminal, on stderr; nothing elsewhere."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from rich.console import Console
from rich.status import Status
from rich.text import Text

from service.shapes import Progress, Shape, Stage
from service.tasks.events import Event

STAGES: dict[Stage, str] = {
    "table": "对齐指标、核验数据",
    "summary": "摘录报告",
    "model": "由模型概括",
    "topic": "查找专题",
    "page": "写成一页",
}
T = TypeVar("T", bound=Shape)


def step_line(step: Progress) -> str:
    """`由模型概括 3/30 满洲里市-2021`."""
    count = f" {step.done}/{step.total}" if step.total > 1 else ""
    return f"{STAGES[step.stage]}{count}{f' {step.report}' if step.report else ''}……"


def waited_for(start: Callable[[], AsyncIterator[Event]], shape: type[T]) -> T:
    """The result at the end of the events; their progress is shown while they come."""
    console = Console(stderr=True)
    status = console.status("……") if console.is_terminal else None
    made: list[T] = []  # not returned by the loop, which would print it all for its own use
    if status is None:
        asyncio.run(_followed(start, shape, made, None))
    else:
        with status:
            asyncio.run(_followed(start, shape, made, status))
    return made[0]


async def _followed(
    start: Callable[[], AsyncIterator[Event]],
    shape: type[T],
    made: list[T],
    status: Status | None,
) -> None:
    async for event in start():
        if isinstance(event.data, shape):
            made.append(event.data)
        elif status is not None and isinstance(event.data, Progress):
            status.update(Text(step_line(event.data)))
