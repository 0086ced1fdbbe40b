"""Through how many modules a question goes, and how many of them it leaves and enters again.

python -m evals.benchmarks.way DATA_DIR [QUESTION...]

A module counts where a function of it is called while the question is answered offline; those of
the language, the ledger and the library below are left out, and so is what happens on import.
`entered again` are modules that are called anew after another one of the same way was left.
"""

import argparse
import asyncio
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from service.settings import load_settings
from service.tasks.answer import answer
from service.wiring import World, wire

ROOMS = ("service/understand", "service/tasks", "service/verify", "service/draft")
QUESTIONS = (
    "满洲里市2020年地区生产总值是多少",
    "满洲里和海拉尔2020年地区生产总值谁高",
    "海拉尔2020年社零完成目标了吗",
    "乌海市报告说自己有哪些问题",
)
MOST = 12


@dataclass(frozen=True, slots=True)
class Way:
    """The modules of one question in the order in which they are first entered."""

    question: str
    modules: tuple[str, ...]
    again: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the way of each question; 0 where none has more modules than allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("questions", nargs="*", default=QUESTIONS)
    asked = parser.parse_args(arguments)
    world = wire(load_settings(data_dir=asked.data, backend="offline"))
    ways = [way_of(world, question) for question in asked.questions]
    for each in ways:
        sys.stdout.write(f"{each.question}: {len(each.modules)} modules, ")
        sys.stdout.write(f"{len(each.again)} entered again\n  {' '.join(each.modules)}\n")
    return 0 if all(len(each.modules) <= MOST for each in ways) else 1


def way_of(world: World, question: str) -> Way:
    """The way of one question, asked once before so that nothing is loaded on it."""
    asyncio.run(answer(world, question))
    entered: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        name = _module(frame.f_code.co_filename) if event == "call" else None
        if name is not None and entered[-1:] != [name]:
            entered.append(name)

    threading.setprofile(note)
    try:
        asyncio.run(answer(world, question))
    finally:
        threading.setprofile(None)
    modules = tuple(dict.fromkeys(entered))
    again = tuple(name for name in modules if entered.count(name) > 1)
    return Way(question, modules, again)


def _module(path: str) -> str | None:
    """`tasks.answer.compose` of a file in one of the rooms; None for any other."""
    held = Path(path).as_posix()
    start = max((held.rfind(f"/{room}") for room in ROOMS), default=-1)
    if start < 0 or not held.endswith(".py"):
        return None
    return held[start + 1 :].removeprefix("service/").removesuffix(".py").replace("/", ".")


if __name__ == "__main__":
    sys.exit(main())
