"""The record of first sights: what reports that nobody had looked at came to, scored once.

One JSON a line in evals/first_sight.jsonl, appended and never rewritten, whatever it says.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from evals import jsonl

Task: TypeAlias = Literal["facts", "questions", "cells", "sentences", "changes"]
RECORD = Path(__file__).parent / "first_sight.jsonl"
_FACTS = ("value", "growth", "period", "kind", "name", "all")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "questions": ("right", "right or poor", "status"),
    "sentences": ("lies fall", "truths stand"),
    "changes": ("recall", "precision"),
    "cells": ("filled", "filled of told", "empty"),
}


class FirstSight(BaseModel):
    """One draw: `n` facts (questions, cells, sentences) of the reports in `draw`.

    `fields` are right and judged of each field; of `said` statements of the product that were
    judged, `sure_false` were false and not marked as doubtful. Of questions `right` is right,
    whole and without noise, `right or poor` right with noise or a small gap, `status` true.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    commit: str
    task: Task
    draw: tuple[str, ...] = Field(min_length=1)
    n: int = Field(ge=1)
    fields: dict[str, tuple[int, int]]
    said: int = Field(ge=0)
    sure_false: int = Field(ge=0)
    note: str = ""


def load(path: Path = RECORD) -> tuple[FirstSight, ...]:
    """The draws in order; raises BadCase for a line that is none."""
    return jsonl.read(path, FirstSight) if path.is_file() else ()


def append(drawn: FirstSight, path: Path = RECORD) -> None:
    """Put a draw behind the others."""
    with path.open("a", encoding="utf-8") as record:
        record.write(drawn.model_dump_json() + "\n")


def curve(draws: Sequence[FirstSight]) -> Iterator[str]:
    """The draws as rows of Markdown tables, one for each task, the earliest first."""
    for at, task in enumerate(dict.fromkeys(sorted(draw.task for draw in draws))):
        if at:
            yield ""
        columns = _COLUMNS.get(task, _FACTS)
        yield f"| date | commit | draw | n | {' | '.join(columns)} | sure and false |"
        yield "|" + "---|" * (5 + len(columns))
        for each in sorted((d for d in draws if d.task == task), key=lambda draw: draw.date):
            shares = " | ".join(_share(each.fields.get(name)) for name in columns)
            false = f"{each.sure_false} of {each.said}"
            draw = f"{each.task}, {len(each.draw)} reports"
            yield f"| {each.date} | {each.commit} | {draw} | {each.n} | {shares} | {false} |"


def _share(counts: tuple[int, int] | None) -> str:
    return f"{100 * counts[0] / counts[1]:.1f}%" if counts and counts[1] else "–"
