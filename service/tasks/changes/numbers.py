"""Numbers of clauses on one object that the ledger does not pair: 算力规模达到1000P → 2000P."""

from collections.abc import Sequence
from decimal import Decimal

from service.tasks.changes.clauses import Clause
from service.tasks.changes.likeness import likeness, object_of, pairs
from service.tasks.changes.shapes import Move
from vectorstore import late

NUMBER = late.pattern(r"\d+(?:\.\d+)?(?!A级|A景区)")
YEAR = late.pattern(r"(?:19|20)\d\d年|\d{1,2}月")
UNIT = late.pattern(r"(?:[亿万千百]{1,2}[\u4e00-\u9fff]|[^\d\s，。；、]{1,2})(?:以上|左右|以内)?")
LEAST = 0.8


def one_number(clause: str) -> tuple[str, str] | None:
    """The only number of a clause, as printed with its unit, and its unit; None where there are
    more or none."""
    found = list(NUMBER.finditer(clause))
    if len(found) != 1 or YEAR.match(clause, found[0].start()):
        return None
    unit = UNIT.match(clause, found[0].end())
    said = unit[0] if unit else ""
    return found[0][0] + said, said.removesuffix("以上").removesuffix("左右").removesuffix("以内")


def renumbered(
    aligned: Sequence[tuple[Clause, Clause]],
) -> list[tuple[Clause, Clause, str, str, Move]]:
    """Aligned clauses of one number each in one unit, with both numbers and what they did."""
    made: list[tuple[Clause, Clause, str, str, Move]] = []
    for earlier, later in aligned:
        before, after = one_number(earlier.text), one_number(later.text)
        if before is None or after is None or before[1] != after[1]:
            continue
        objects = (pairs(object_of(each.text)) for each in (earlier, later))
        if likeness(*objects) < LEAST:
            continue
        made.append((earlier, later, before[0], after[0], moved(before[0], after[0])))
    return made


def moved(before: str, after: str) -> Move:
    """What a number did; both in one unit."""
    low, high = (Decimal(NUMBER.findall(each)[0]) for each in (before, after))
    return "same" if low == high else "up" if high > low else "down"
