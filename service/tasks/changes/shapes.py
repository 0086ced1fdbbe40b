"""What leaves the comparison of wordings; every quote is a citation with its offsets."""

from typing import Literal, TypeAlias

from service.shapes import Citation, ProofCount, Shape
from vectorstore.documents import Report

ChangeKind: TypeAlias = Literal[
    "carried", "stronger", "weaker", "new", "gone", "unmentioned", "repeated"
]
Move: TypeAlias = Literal["up", "down", "same", "other", "restated"]

MOVES: dict[Move, str] = {
    "up": "数字提高",
    "down": "数字降低",
    "same": "数字不变",
    "other": "单位或口径不同，不比高低",
    "restated": "任务延续",
}


def moved_words(before: str, after: str, move: Move) -> str:
    """`6.5%以上 → 5.5%以上，数字降低`."""
    return f"{before} → {after}，{MOVES[move]}"


class Change(Shape):
    """One change between two reports; `earlier` and `later` are citation numbers.

    `before` and `after` are what changed: the numbers of a carried task (6.5%以上, 5.5%以上), the
    words of a shift (着力, 全力), the term that is new or gone. `move` is what a number did.
    `count` is how often a new or gone term stands in its report.
    """

    kind: ChangeKind
    text: str
    earlier: int | None = None
    later: int | None = None
    before: str | None = None
    after: str | None = None
    move: Move | None = None
    count: int = 0
    section: tuple[str, ...] = ()


class SectionPair(Shape):
    """Sections of the plans that treat the same; one side is None where a section is new or gone."""

    earlier: tuple[str, ...] | None = None
    later: tuple[str, ...] | None = None


class Step(Shape):
    """From one report to the next: their sections side by side, and what changed.

    `leading` are the places in `changes` of the ten to read first.
    """

    earlier: Report
    later: Report
    sections: tuple[SectionPair, ...] = ()
    changes: tuple[Change, ...] = ()
    leading: tuple[int, ...] = ()


class Changes(Shape):
    """What changed in the wording of one region's reports, step by step."""

    region: str
    steps: tuple[Step, ...]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    proof: ProofCount = ProofCount()
    elapsed_ms: int = 0
