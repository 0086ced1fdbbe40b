"""What is said more firmly, or less: clauses of both plans on one object, on one ladder of words.

着力打造生态强市 → 全力建设生态强市 is stronger; 启动机场扩建 → 推进机场扩建前期工作 is weaker.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.language.indicators import printed_mentions
from service.language.promises import COUNTED
from service.language.strength import Standing, is_held, naming, standings, verb_of
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.likeness import (
    Pairs,
    Rarity,
    best_pairs,
    covered,
    likeness,
    named,
    object_of,
    pairs,
    runs,
)

LEAST = 0.7
SHORTEST = 3  # pairs of an object: four characters
LONG = "plan_period"
RUN, FEW, MOSTLY = 4, 2, 0.6
STAGES, DEGREE, SCOPE, EFFORT = "阶段", "程度", "范围", "力度"
TITLES, SPREAD = "创建", "推开"  # what is striven for and what is tried out only rise
EFFORTS = (EFFORT, DEGREE, "用力", "步子")
BY_ITEM = (STAGES, TITLES, SPREAD)
SAME = 0.8  # where nothing but the effort differs
VAGUE = "完善"  # of anything: 研究建立金融机构, 完善基础设施
PAPER = ("规划编制", "编制")
LASTING = ("完善", "抓好", "实施", "建设", "治理", "整治")  # go on behind what is done


@dataclass(frozen=True, slots=True)
class Shift:
    """The same object in other words; `before` and `after` stand on one ladder."""

    earlier: PlanClause
    later: PlanClause
    before: Standing
    after: Standing

    @property
    def stronger(self) -> bool:
        """Whether the later word stands higher."""
        return self.after.level > self.before.level


def aligned(
    earlier: Sequence[PlanClause], later: Sequence[PlanClause], rarity: Rarity
) -> list[tuple[PlanClause, PlanClause]]:
    """Clauses that speak of one object, one to one, in the order of the later report.

    A plan of a year is held against a plan of a year, one of several against one of several.
    """
    chosen = best_pairs(_scores(earlier, later, rarity), LEAST)
    found = [(earlier[i], later[j]) for _, i, j in chosen]
    return sorted(found, key=lambda pair: pair[1].start)


def _scores(
    earlier: Sequence[PlanClause], later: Sequence[PlanClause], rarity: Rarity
) -> Iterator[tuple[float, int, int]]:
    first, second = ([object_of(each.text) for each in side] for side in (earlier, later))
    known = [pairs(each) for each in second]
    by_pair: dict[str, list[int]] = {}
    for place, found in enumerate(known):
        for pair in found:
            by_pair.setdefault(pair, []).append(place)
    by_name: dict[str, list[int]] = {}
    for place, each in enumerate(later):
        by_name.setdefault(named(each.text), []).append(place)
    for i, about in enumerate(first):
        mine = pairs(about)
        if len(mine) < SHORTEST:
            for j in by_name.get(named(earlier[i].text), ()) if len(mine) > 1 else ():
                if of_one_period(earlier[i], later[j]):
                    yield 1.0, i, j
            continue
        for j in {place for pair in mine for place in by_pair.get(pair, ())}:
            if of_one_period(earlier[i], later[j]):
                yield _alike(mine, known[j]), i, j


def of_one_period(one: PlanClause, other: PlanClause) -> bool:
    """Whether both are plans of a year, or both of several."""
    return (one.part == LONG) == (other.part == LONG)


def _alike(one: Pairs, other: Pairs) -> float:
    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    contained = covered(one, other) if min(len(one), len(other)) >= 5 else 0.0
    return max(likeness(one, other), 0.8 * contained)


def touching(
    earlier: Sequence[PlanClause],
    later: Sequence[PlanClause],
    taken: Sequence[tuple[PlanClause, PlanClause]],
) -> list[tuple[PlanClause, PlanClause]]:
    """Clauses left over that share a run of their objects which few others have: 公益性公墓."""
    held = {clause.start for clause, _ in taken}, {clause.start for _, clause in taken}
    first = _by_run(each for each in earlier if each.start not in held[0])
    second = _by_run(each for each in later if each.start not in held[1])
    shared: Counter[tuple[PlanClause, PlanClause]] = Counter(
        (one, other)
        for run, mine in first.items()
        if len(mine) <= FEW and len(second.get(run, ())) <= FEW
        for one in mine
        for other in second.get(run, ())
        if of_one_period(one, other) and _mostly(one, other)
    )
    ones, others = ([*dict.fromkeys(pair[side] for pair in shared)] for side in (0, 1))
    scores = [
        (float(n), ones.index(one), others.index(other)) for (one, other), n in shared.items()
    ]
    return [(ones[i], others[j]) for _, i, j in best_pairs(scores, 1)]


def _mostly(one: PlanClause, other: PlanClause) -> bool:
    """Whether the shorter is mostly about what is shared, and neither lists several things."""
    alike = covered(pairs(object_of(one.text)), pairs(object_of(other.text)))
    return alike >= MOSTLY and "、" not in one.text + other.text


def _by_run(clauses: Iterable[PlanClause]) -> dict[str, list[PlanClause]]:
    found: dict[str, list[PlanClause]] = {}
    for clause in clauses:
        for run in runs(object_of(clause.text), RUN):
            found.setdefault(run, []).append(clause)
    return found


def by_weight(found: Iterable[Shift]) -> list[Shift]:
    """What became of a work before how hard it is worked at."""
    return sorted(found, key=lambda shift: shift.after.ladder in EFFORTS)


def of_items(shifts_of_items: Iterable[Shift]) -> Iterator[Shift]:
    """The stages of things that clauses list; how firmly is said of the list as a whole."""
    return (shift for shift in shifts_of_items if shift.after.ladder in BY_ITEM)


def shifts(aligned_clauses: Sequence[tuple[PlanClause, PlanClause]]) -> list[Shift]:
    """Those of the aligned clauses whose words stand on other levels of one ladder."""
    found: list[Shift] = []
    for earlier, later in aligned_clauses:
        before = {each.ladder: each for each in standings(earlier.text)}
        for after in standings(later.text):
            mine = before.get(after.ladder)
            if mine is None or _says_both(earlier, later, mine, after):
                continue
            if mine.level != after.level and _is_said_of_one(earlier, later, mine, after):
                found.append(Shift(earlier, later, mine, after))
                break
    return found


def _says_both(earlier: PlanClause, later: PlanClause, before: Standing, after: Standing) -> bool:
    """Whether a clause has the word of the other too: 推进 → 完成推进; what only sets about a thing
    (为争创…打下基础 → 争创…) and a verb with more or less before it (创建 → 深入创建) have."""
    if verb := verb_of(before):
        return verb != verb_of(after)
    if before.ladder == DEGREE:
        return not (after.word.endswith(before.word) or before.word.endswith(after.word))
    return before.word in later.text or (after.word in earlier.text and not is_held(before))


def _is_said_of_one(
    earlier: PlanClause, later: PlanClause, before: Standing, after: Standing
) -> bool:
    """Whether both words are said of one thing: not 打造会展名城 and 谋划会展中心, nor of a part of it
    that is counted (推进生态修复, 完成生态修复1万亩); of a list, of the same in it."""
    named = [{one.name for _, _, one in printed_mentions(each.text)} for each in (earlier, later)]
    if all(named) and not named[0] & named[1]:
        return False
    objects = [object_of(each.text) for each in (earlier, later)]
    alike = likeness(*map(pairs, objects))
    if verb_of(after) or after.ladder == EFFORT:
        return alike >= (SAME if verb_of(after) else LEAST)
    if after.ladder in BY_ITEM and "、" in earlier.text + later.text:
        return False
    ends = [one.replace(" ", "")[-2:] for one in objects]
    of_one = ends[0] in objects[1] or ends[1] in objects[0]
    if after.ladder in (TITLES, SPREAD):
        return (
            ends[0] in objects[1]
            and alike >= LEAST
            and (after.level > before.level or is_held(before))
        )
    if after.ladder != STAGES:
        return (of_one and alike >= LEAST) or after.ladder != SCOPE
    return of_one and _is_of_one_work(earlier, later, before, after, alike)


def _is_of_one_work(
    earlier: PlanClause, later: PlanClause, before: Standing, after: Standing, alike: float
) -> bool:
    """Whether two stages are of the work itself: neither of its plan nor of a counted part, no aim."""
    if COUNTED.search(later.text) and not COUNTED.search(earlier.text):
        return False
    if after.level < before.level and after.word in LASTING:
        return False
    if any((word in earlier.text) != (word in later.text) for word in PAPER):
        return False
    if any(object_of(each.text).endswith(naming("aims")) for each in (earlier, later)):
        return before.level == 0 or after.level > before.level
    return VAGUE not in (before.word, after.word) or alike >= LEAST
