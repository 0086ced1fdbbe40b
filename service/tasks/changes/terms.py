"""Terms and slogans that are new or gone: in the plan of one report, nowhere in the other.

“三大工程” of 2024 that no line of 2025 holds is gone; one that the later review still names is not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.language.strength import naming, policy_weights, slogans
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.naming import bare, found_in, whole_places
from service.tasks.changes.variants import COUNTING, TermText, says
from service.tasks.sources import ReportSource

SHORT = 3
HEADS, OVERALL, MOST = 3, 2, 3
OPENED = ("“", "‘", "「")


@dataclass(frozen=True, slots=True)
class PlanTerm:
    """A term at its first place in a plan, and how often the report says it."""

    text: str
    start: int
    end: int
    clause: PlanClause
    count: int


def only_in(
    source: ReportSource, planned: Sequence[PlanClause], reviewed: Sequence[PlanClause], other: str
) -> list[PlanTerm]:
    """The terms of these clauses that the other report nowhere says, the weightiest first."""
    mine = bare(source.text)
    region = source.report.region
    there = TermText(other, region.rstrip("市县区省州旗"))
    found: dict[str, PlanTerm] = {}
    for clause, (text, start, end) in found_in(planned, reviewed, region, mine, there.full):
        word = bare(text)
        count = sum(1 for _ in whole_places(word, mine))
        told = len(word) >= SHORT or count > 1 or word in slogans()  # 两行: two banks, once
        quoted = clause.text[: start - clause.start].endswith(OPENED)
        if word not in found and told and not says(there, word, quoted=quoted):
            found[word] = PlanTerm(text, start, end, clause, count)
    kept = [term for term in found.values() if not _inside_longer(term, found.values())]
    return sorted(kept, key=lambda term: (-weight(term), term.start))


def weight(term: PlanTerm) -> int:
    """How early an analyst would name a term: one of policy, one that heads a section, one said again
    and again, one of a layout or an aim of all (“一核三带”总体布局)."""
    path = bare("".join(term.clause.path[1:]))
    word = bare(term.text)
    leads = any(each in term.clause.text for each in naming("leading"))
    return (
        policy_weights().get(word, 0)
        + HEADS * (word in path)
        + OVERALL * leads
        + min(term.count - 1, MOST)
        + bool(COUNTING.match(word))
    )


def _inside_longer(term: PlanTerm, found: Collection[PlanTerm]) -> bool:
    return any(
        each is not term and each.start <= term.start and term.end <= each.end for each in found
    )
