"""Problems that a report names again: both lists of problems, clause by clause."""

from collections.abc import Iterator

from service.language.lacks import lacking, lacks_of
from service.tasks.changes.clauses import CLAUSE, LEAD, PADDING, SENTENCE, PlanClause
from service.tasks.changes.likeness import Pairs, Rarity, best_pairs, likeness, pairs
from service.tasks.sources import ReportSource
from service.tasks.summary.problems import PROMISE, passage, problems

LEAST = 0.4
SHORTEST = 5


def lacks(source: ReportSource) -> list[PlanClause]:
    """The problems that a report names, in clauses."""
    text = source.text
    found: list[PlanClause] = []
    for start, end in _spans(text):
        for piece in CLAUSE.finditer(text, start, end):
            said = piece[0].strip(PADDING + "。；;")
            left = piece.start() + piece[0].index(said) if said else piece.start()
            if lead := LEAD.match(said):
                said, left = said[lead.end() :], left + lead.end()
            if len(said) >= SHORTEST and not said.endswith("方面"):
                span = (left, left + len(said))
                found.append(PlanClause(said, *span, source.path_at(left), "review", (start, end)))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The list of problems, with the sentences that stand under a number: 一是…。投资增长乏力。"""
    listed, place = problems(text, 0, len(text)), passage(text, 0, len(text))
    if not listed or place is None:
        return
    first = listed[0][0]
    for found in SENTENCE.finditer(text, first, max(place[1], listed[-1][1])):
        if not PROMISE.search(found[0]):
            yield found.span()


def repeated(
    earlier: ReportSource, later: ReportSource, rarity: Rarity
) -> list[tuple[PlanClause, PlanClause]]:
    """Problems of both lists that speak of one lack, one to one."""
    before, after = lacks(earlier), lacks(later)
    first = [pairs(lacking(" ".join(clause.text.split("、")))) for clause in before]
    second = [pairs(lacking(" ".join(clause.text.split("、")))) for clause in after]
    scores = [
        (max(likeness(one, other), _shared(rarity, one, other), _named(before[i], after[j])), i, j)
        for i, one in enumerate(first)
        for j, other in enumerate(second)
    ]
    chosen = best_pairs(scores, LEAST)
    return sorted(((before[i], after[j]) for _, i, j in chosen), key=lambda pair: pair[1].start)


def _named(one: PlanClause, other: PlanClause) -> float:
    """Just enough where both speak of one lack by name, so that likeness in words goes first."""
    return LEAST if lacks_of(one.text) & lacks_of(other.text) else 0.0


def _shared(rarity: Rarity, one: Pairs, other: Pairs) -> float:
    return (rarity.share(one, other) + rarity.share(other, one)) / 2
