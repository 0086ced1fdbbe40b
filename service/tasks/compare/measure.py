"""Printed values as numbers that can be compared: intervals of one plain unit."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from service.facts.model import Fact
from service.language.units import plain as plain_unit

WEIGHTS = {"吨": Decimal(2000), "公斤": Decimal(2), "千克": Decimal(2)}  # in 斤, as grain is told
AT_LEAST = ("以上", "超", "突破", "不低于", "不少于", "高于", "大于", "余", "多")
AT_MOST = ("以内", "以下", "不超过", "不高于", "低于", "小于", "控制在", "近")
DIGITS = re.compile(r"^[-\d.~—至到]+")
RANGE = re.compile(r"^(-?[\d.]+)[-—~～至到](-?[\d.]+)$")


@dataclass(frozen=True, slots=True)
class PrintedInterval:
    """A printed number: `low`–`high` in `unit`; None at an end means it is open.

    `exact` is False where the report rounds or bounds it (左右, 以上, a range).
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    exact: bool

    def above(self, other: "PrintedInterval") -> bool:
        """Whether this is surely greater, whatever the qualifiers leave open: 10%以上 may be 10%."""
        if self.low is None or other.high is None or self.unit != other.unit:
            return False
        wider = self.high is not None and self.high > self.low
        return self.low > other.high or (self.low == other.high and wider)

    @property
    def printed(self) -> Decimal | None:
        """The number as printed, whatever its qualifier; None for a range."""
        ends = {end for end in (self.low, self.high) if end is not None}
        return ends.pop() if len(ends) == 1 else None

    def level(self, other: "PrintedInterval") -> bool:
        """Whether both say the same number."""
        return (self.low, self.high, self.unit) == (other.low, other.high, other.unit)


def split_unit(unit: str | None) -> tuple[Decimal, str]:
    """`万亿元` → (10**12, 元), `万吨` → (2 * 10**7, 斤): the scale, and the unit compared in."""
    scale, plain = printed_unit(unit)
    return (scale * WEIGHTS[plain], "斤") if plain in WEIGHTS else (scale, plain)


def printed_unit(unit: str | None) -> tuple[Decimal, str]:
    """`万吨` → (10**4, 吨): the scale and the plain unit as printed, without a scale one."""
    return plain_unit(unit or "")


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _ends(text: str) -> tuple[Decimal | None, Decimal | None]:
    if found := RANGE.match(text):
        return _number(found[1]), _number(found[2])
    number = _number(text)
    return number, number


@lru_cache(maxsize=16384)
def measured(text: str | None, unit: str | None, qualifier: str | None) -> PrintedInterval | None:
    """The printed number as an interval, or None where it is not a number (翻番)."""
    if text is None:
        return None
    if text == "持平":
        text = "0"
    low, high = _ends(text.rstrip("%"))
    if low is None or high is None:
        return None
    scale, plain = split_unit(unit)
    low, high = low * scale, high * scale
    exact = low == high and not qualifier
    if qualifier and any(word in qualifier for word in AT_LEAST):
        return PrintedInterval(low, None, plain, exact)
    if qualifier and any(word in qualifier for word in AT_MOST):
        return PrintedInterval(None, high, plain, exact)
    return PrintedInterval(low, high, plain, exact)


def amount_of(fact: Fact) -> PrintedInterval | None:
    """The fact's value in its plain unit."""
    return measured(fact.value, fact.unit, fact.qualifier)


def growth_of(fact: Fact) -> PrintedInterval | None:
    """The fact's growth in percent; points and multiples keep their own unit."""
    return rate(fact.growth, fact.growth_qualifier)


@lru_cache(maxsize=16384)
def rate(growth: str | None, qualifier: str | None) -> PrintedInterval | None:
    """A printed growth in percent, or in the unit that it has."""
    if growth is None:
        return None
    unit = DIGITS.sub("", growth)
    number = growth.removesuffix(unit) if unit else growth
    if growth == "持平":
        number, unit = "持平", "%"
    return measured(number, unit or "%", qualifier)


def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
