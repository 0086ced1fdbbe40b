"""What a scorer says: one check, one reason."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

State: TypeAlias = Literal["pass", "fail", "not_judged"]


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """One thing looked at. `name` is unique within a case and does not change between runs.

    `detail` explains a state other than pass. `slips` name the kind of mistake.
    `parts` are the dimensions of the check judged apart (value, unit, period …).
    `group` is the metric that it counts for, the scorer's own name where it is empty.
    `counts` are sentences (or numbers) that are right and that were judged, where it judges
    several; `unjudged` are those that could not be.
    A `diagnostic` check is measured and compared, but the result can be right without it.
    """

    scorer: str
    name: str
    state: State
    detail: str = ""
    slips: tuple[str, ...] = ()
    parts: dict[str, bool] = field(default_factory=dict[str, bool])
    group: str = ""
    diagnostic: bool = False
    counts: tuple[int, int] = (0, 0)
    unjudged: int = 0

    @property
    def key(self) -> str:
        """The name under which a baseline remembers it."""
        return f"{self.scorer}/{self.name}"


def judge(
    scorer: str,
    name: str,
    holds: bool,
    detail: str,
    *slips: str,
    group: str = "",
    diagnostic: bool = False,
    counts: tuple[int, int] = (0, 0),
) -> CaseCheck:
    """Pass, or fail with the reason and the slips that a failure has."""
    if holds:
        return CaseCheck(scorer, name, "pass", group=group, diagnostic=diagnostic, counts=counts)
    return CaseCheck(
        scorer, name, "fail", detail, slips, group=group, diagnostic=diagnostic, counts=counts
    )


def failed(scorer: str, name: str, detail: str, *slips: str) -> CaseCheck:
    """A check that does not hold, and why."""
    return judge(scorer, name, False, detail, *slips)


def not_judged(scorer: str, name: str, detail: str, *, diagnostic: bool = False) -> CaseCheck:
    """A check that could not be made: neither right nor wrong."""
    return CaseCheck(scorer, name, "not_judged", detail, diagnostic=diagnostic)
