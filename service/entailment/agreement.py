"""Whether one number is as another says: equal, rounded, bounded alike, of one unit."""

from decimal import Decimal

from service.entailment.numbers import ABOUT, LEAST, MORE, MOST, PLAIN, Number
from service.entailment.rough import NEAR, OVER, UNDER

PERSONS = frozenset({"人", "名", "位"})
PLACES = frozenset({"位", "个位次", "位次", "个名次", "名次"})
HOUSES = frozenset({"家", "户"})
THINGS = frozenset({"项", "家", "座", "所", "处", "条", "支"})
ROUNDED = Decimal("0.9")
GROUPS = (MORE, LEAST, MOST, ABOUT, NEAR, PLAIN, UNDER)


def same_unit(one: str, other: str) -> bool:
    """人 and 名 count the same; 家 and 户 too; % and 个百分点 do not."""
    both = {one, other}
    if "个" in both and len(both & THINGS) == 1:
        return True  # 40个项目 are 40项
    return one == other or any(both <= each for each in (PERSONS, HOUSES, PLACES))


def agrees(said: Number, held: Number) -> bool:
    """Whether the quote's number proves the draft's: equal, or a true rounding of it (1580 is
    超过1500), never one that the quote only bounds."""
    if not same_unit(said.unit, held.unit) or said.is_rank != held.is_rank:
        return False
    if said.value is None or held.value is None:
        return said.printed == held.printed
    if said.rough and not held.rough:
        return _within(said, held)
    if (said.value, said.high) == (held.value, held.high):
        weaker = said.qualifier in ABOUT | LEAST and held.qualifier in PLAIN
        return weaker or same_bound(said.qualifier, held.qualifier)
    unsure = held.rough or held.qualifier in MOST | NEAR | ABOUT | UNDER
    if said.high is not None or held.high is not None or unsure:
        return False
    if said.qualifier in MORE | LEAST:
        return held.value * ROUNDED <= said.value < held.value
    if held.qualifier not in PLAIN:
        return False
    if said.qualifier in NEAR | UNDER:
        return held.value < said.value <= held.value / ROUNDED and _coarser(said, held)
    return said.qualifier in ABOUT and _near(said, held) and _coarser(said, held)


def _within(said: Number, held: Number) -> bool:
    """Whether a share that is given is one that a rough share is true of: 55.3% is 过半."""
    assert said.rough is not None
    assert held.value is not None
    over = said.qualifier in OVER
    if held.high is not None or held.qualifier not in (PLAIN | MORE | LEAST if over else PLAIN):
        return False
    low, high = said.rough
    reached = said.qualifier in LEAST or said.printed == "位数" or held.qualifier in MORE
    return low < held.value < high or (reached and held.value == low)


def _coarser(said: Number, held: Number) -> bool:
    """Whether a number has fewer digits than what it rounds: 约170 of 169.6, never 约6.8 of 6.5."""
    assert said.value is not None
    assert held.value is not None
    return _last_place(said.value) > _last_place(held.value)


def _last_place(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _near(said: Number, held: Number) -> bool:
    assert said.value is not None
    assert held.value is not None
    return abs(said.value - held.value) * 20 <= abs(held.value)


def same_bound(one: str, other: str) -> bool:
    """左右 and 约 say the same, 左右 and nothing do not; what is over a mark is at least at it."""
    if any(one in group and other in group for group in GROUPS):
        return True
    return one == other or (one in LEAST and other in MORE)
