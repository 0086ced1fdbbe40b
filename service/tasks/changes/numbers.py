"""Numbers of clauses on one object that the ledger does not pair: 算力规模达到1000P → 2000P."""

from collections.abc import Sequence
from decimal import Decimal

from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.counted import unlike
from service.tasks.changes.likeness import (
    Pairs,
    Rarity,
    best_pairs,
    likeness,
    object_of,
    of_one_stage,
    pairs,
)
from service.tasks.changes.shapes import Move
from service.tasks.changes.wording import of_one_period
from vectorstore import late

NUMBER = late.pattern(r"\d+(?:\.\d+)?(?!A级|A景区)")
NAMING = late.pattern(
    r"(?:19|20)\d\d年|\d{1,2}月|\d+(?:号|小时|分钟|期|届|级|线|[”’])|(?<=[“‘道A-Za-z])\d+"
)
UNIT = late.pattern(
    r"(?:[亿万千百]{1,2}[\u4e00-\u9fff]|[^\d\s，。；、以左]{1,2})(?:以上|左右|以内)?"
)
LEAST = 0.8
COUNTED = late.pattern(r"[亿万千百]*[户家个片项处座所条]")  # words for a thing, one for another
LOOSE, WEIGHT = 0.5, 0.45


def one_number(clause: str) -> tuple[str, str] | None:
    """The only number of a clause, as printed with its unit, and its unit; None where there are
    more or none."""
    found = list(NUMBER.finditer(clause))
    if len(found) != 1 or NAMING.match(clause, found[0].start()):
        return None
    unit = COUNTED.match(clause, found[0].end()) or UNIT.match(clause, found[0].end())
    said = unit[0] if unit else ""
    bare = said.removesuffix("以上").removesuffix("左右").removesuffix("以内")
    return found[0][0] + said, bare[:-1] + "个" if COUNTED.fullmatch(bare) else bare


def counting_one(
    earlier: Sequence[PlanClause], later: Sequence[PlanClause], rarity: Rarity
) -> list[tuple[PlanClause, PlanClause]]:
    """Clauses of one number each that count one thing in other words: 新建续建17座公园 and
    新建续建14个公园; growth in per cent is the ledger's."""
    first, second = _counting(earlier), _counting(later)
    scores = (
        (likeness(one, other), i, j)
        for i, (clause, unit, one) in enumerate(first)
        for j, (twin, same, other) in enumerate(second)
        if unit == same and of_one_period(clause, twin) and one & other
        if _ends(clause) == _ends(twin) and of_one_stage(clause.text, twin.text)
        if min(rarity.share(one, other), rarity.share(other, one)) >= WEIGHT
    )
    return [(first[i][0], second[j][0]) for _, i, j in best_pairs(scores, LOOSE)]


def _ends(clause: PlanClause) -> str:
    """The last character of what is counted: a 平台 is no 项目, a 示范区 may be a 小区."""
    return object_of(clause.text).rstrip()[-1:]


def _counting(clauses: Sequence[PlanClause]) -> list[tuple[PlanClause, str, Pairs]]:
    read = ((clause, one_number(clause.text)) for clause in clauses)
    return [
        (clause, number[1], pairs(object_of(clause.text)))
        for clause, number in read
        if number and "%" not in number[1]
    ]


def renumbered(
    aligned: Sequence[tuple[PlanClause, PlanClause]], least: float = LEAST
) -> list[tuple[PlanClause, PlanClause, str, str, Move]]:
    """Aligned clauses of one number each in one unit, with both numbers and what they did."""
    made: list[tuple[PlanClause, PlanClause, str, str, Move]] = []
    for earlier, later in aligned:
        before, after = one_number(earlier.text), one_number(later.text)
        if before is None or after is None or before[1] != after[1]:
            continue
        objects = (pairs(object_of(each.text)) for each in (earlier, later))
        if likeness(*objects) < least or not of_one_stage(earlier.text, later.text):
            continue
        move = "other" if unlike(earlier.text, later.text) else moved(before[0], after[0])
        made.append((earlier, later, before[0], after[0], move))
    return made


def moved(before: str, after: str) -> Move:
    """What a number did; both in one unit."""
    low, high = (Decimal(NUMBER.findall(each)[0]) for each in (before, after))
    return "same" if low == high else "up" if high > low else "down"
