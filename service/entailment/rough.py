"""Numbers that are said roughly: 过半, 近一半, 八成多, 三分之一, 两位数, 前移一位, 三家."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.language.numerals import numeral
from vectorstore import late

Interval = tuple[Decimal, Decimal]

HALF = late.pattern(
    r"(?P<ahead>超过|超|过|逾|近|接近|将近|差不多|不到|不足|未到|约|大约)?(?:一半|半数|半壁江山)(?P<behind>以上|左右|多)?"
    r"|(?P<over>过|超|大)半(?![年天月个径导岛小])|(?P<near>近)半(?![年天月个径导岛小])"
)
DIGITS = late.pattern(r"(?:两|二|2)位数")
COUNT = late.pattern(
    r"(?<![第前一二三四五六七八九十百千万几数十余])(?P<n>[两二三四五六七八九十])(?P<unit>[家户所座件台辆套])(?![家户])"
)
MOVED = late.pattern(
    r"(?<=[移升进退降])(?:了)?(?P<n>[一两二三四五六七八九十])(?P<unit>个?位次|位|个?名次)"
)
SHARE_BEFORE = late.pattern(r"(?:超过|将近|接近|超|近|逾|约)的?$")
UNDER_BEFORE = late.pattern(r"(?:不足|不到|未到|不满|未满|(?<!尚)未达)$")
UNDER = frozenset({"不足", "不到", "未到", "不满", "未满", "未达"})
NEAR = frozenset({"近", "接近", "将近", "差不多"})
OVER = frozenset({"超", "超过", "逾", "多", "余", "过", "大", "以上", "突破"})
AROUND = frozenset({"约", "大约", "左右", "上下"})
ABOUT, ROUND = Decimal("2.5"), Decimal("1.5")
PERCENT = Decimal(100)
HALVED = Decimal(50)
TENTH, CLOSE, EXACT = Decimal(10), Decimal(4), Decimal("0.025")
TWO_DIGITS = Decimal(10), Decimal(100)


def interval(value: Decimal, qualifier: str, *, tenths: bool) -> Interval:
    """The shares that a rough share is true of, ends excluded: 八成多 is 80–90, 过半 50–67, 近一半
    46–50, 三成 about 30."""
    width = TENTH if tenths else value / 3
    if qualifier in OVER:
        return value, value + width
    if qualifier in NEAR:
        return value - CLOSE, value
    if qualifier in UNDER:
        return value - width, value
    width = ABOUT if qualifier in AROUND else ROUND
    return (value - width, value + width) if tenths or value == HALVED else _near(value)


def _near(value: Decimal) -> Interval:
    return value * (1 - EXACT), value * (1 + EXACT)


def halves(text: str) -> Iterator[tuple[int, int, str]]:
    """The halves of a text with the word that bounds each: 一半以上, 过半, 近半."""
    for found in HALF.finditer(text):
        bound = found["behind"] or found["ahead"] or found["over"] or found["near"] or ""
        yield found.start(), found.end(), bound


def counts(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Small counts in words, of things that have a measure word of their own (三家), and places
    that a rank moved by (前移一位)."""
    for pattern in (COUNT, MOVED):
        for found in pattern.finditer(text):
            value = numeral(found["n"])
            if value is not None:
                yield found.start("n"), found.end(), value, found["unit"]


def two_digits(text: str) -> Iterator[re.Match[str]]:
    """Where growth is said to be of two digits."""
    return DIGITS.finditer(text)


def bounding(text: str, at: int) -> str:
    """The word before a fraction that bounds it: 超过四分之三."""
    found = SHARE_BEFORE.search(text, max(0, at - 3), at)
    return found[0] if found else ""


def under(text: str, at: int) -> str:
    """The word before a number that says that it was not reached: 不足20万亩."""
    found = UNDER_BEFORE.search(text, max(0, at - 2), at)
    return found[0] if found else ""
