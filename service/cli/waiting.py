"""How far long work has come: one line on a terminal, on stderr; nothing elsewhere."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

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
    made: list[T] = []  # not returned by the loop, which would print it all for its own use
    if not sys.stderr.isatty():
        asyncio.run(_followed(start, shape, made, lambda _: None))
        return made[0]
    from rich.console import Console  # 0.1 s that a pipe does not pay
    from rich.text import Text

    with Console(stderr=True).status("……") as status:
        asyncio.run(_followed(start, shape, made, lambda line: status.update(Text(line))))
    return made[0]


async def _followed(
    start: Callable[[], AsyncIterator[Event]],
    shape: type[T],
    made: list[T],
    tell: Callable[[str], None],
) -> None:
    async for event in start():
        if isinstance(event.data, shape):
            made.append(event.data)
        elif isinstance(event.data, Progress):
            tell(step_line(event.data))
