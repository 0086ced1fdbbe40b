"""What is said more firmly, or less: clauses of both plans on one object, on one ladder of words.

着力打造生态强市 → 全力建设生态强市 is stronger; 启动机场扩建 → 推进机场扩建前期工作 is weaker.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.language.strength import Standing, standings
from service.tasks.changes.clauses import Clause
from service.tasks.changes.likeness import Pairs, best_pairs, covered, likeness, object_of, pairs

LEAST = 0.7
SHORTEST = 3  # pairs of an object: four characters
_SAME_WORDS = 0.98


@dataclass(frozen=True, slots=True)
class Shift:
    """The same object in other words; `before` and `after` stand on one ladder."""

    earlier: Clause
    later: Clause
    before: Standing
    after: Standing

    @property
    def stronger(self) -> bool:
        """Whether the later word stands higher."""
        return self.after.level > self.before.level


def aligned(earlier: Sequence[Clause], later: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Clauses that speak of one object, one to one, in the order of the later report."""
    first = [(clause, pairs(object_of(clause.text))) for clause in earlier]
    second = [(clause, pairs(object_of(clause.text))) for clause in later]
    by_pair: dict[str, list[int]] = {}
    for place, (_, known) in enumerate(second):
        for pair in known:
            by_pair.setdefault(pair, []).append(place)
    scores: list[tuple[float, int, int]] = []
    for i, (_, mine) in enumerate(first):
        if len(mine) < SHORTEST:
            continue
        near = {place for pair in mine for place in by_pair.get(pair, ())}
        scores += [(_alike(mine, second[j][1]), i, j) for j in near]
    chosen = best_pairs(scores, LEAST)
    return sorted(
        ((first[i][0], second[j][0]) for _, i, j in chosen), key=lambda pair: pair[1].start
    )


def _alike(one: Pairs, other: Pairs) -> float:
    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    contained = covered(one, other) if min(len(one), len(other)) >= 5 else 0.0
    return max(likeness(one, other), 0.8 * contained)


def shifts(aligned_clauses: Sequence[tuple[Clause, Clause]]) -> list[Shift]:
    """Those of the aligned clauses whose words stand on other levels of one ladder."""
    found: list[Shift] = []
    for earlier, later in aligned_clauses:
        before = {each.ladder: each for each in standings(earlier.text)}
        for after in standings(later.text):
            mine = before.get(after.ladder)
            if mine is not None and mine.level != after.level:
                found.append(Shift(earlier, later, mine, after))
                break
    return found
