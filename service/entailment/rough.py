"""Numbers that are said roughly: 过半, 近一半, 八成多, 三分之一, 两位数, 前移一位, 三家."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.language.numerals import numeral
from vectorstore import late

Interval = tuple[Decimal, Decimal]

AHEAD = r"(?P<ahead>超过|超出|超|逾|过|大约|约占|约|近|接近|将近|差不多|几乎|大概|大致|不到|不足|不满|未到|未满)?的?"
BEHIND = r"(?P<behind>以上|左右|上下|有余|还多|出头|多|强|弱)?"
SHARE = late.pattern(
    AHEAD + r"(?:(?P<half>一半|半数|半壁江山)"
    r"|(?P<parts>[二三四五六七八九十])分之(?P<of>[一二三四五六七八九])"
    r"|(?<![第十\d.])(?P<tenths>[一两二三四五六七八九1-9])成(?![果为员立功本效绩长品熟都年人套就交因型]))"
    + BEHIND
    + r"|(?P<over>过|超|大)半(?![年天月个径导岛小])|(?P<near>近)半(?![年天月个径导岛小])"
)
TIMES = late.pattern(AHEAD + r"(?<![第几数\d.十百千万])(?P<n>[一两二三四五六七八九十])倍" + BEHIND)
DIGITS = late.pattern(r"(?:两|二|2)位数")
COUNT = late.pattern(
    r"(?<![第前一二三四五六七八九十百千万几数十余])(?P<n>[两二三四五六七八九十])(?P<unit>[家户所座件台辆套])(?![家户])"
)
MOVED = late.pattern(
    r"(?<=[移升进退降])(?:了)?(?P<n>[一两二三四五六七八九十])(?P<unit>个?位次|位|个?名次)"
)
UNDER_BEFORE = late.pattern(r"(?:不足|不到|未到|不满|未满|(?<!尚)未达)$")
UNDER = frozenset({"不足", "不到", "未到", "不满", "未满", "未达"})
NEAR = frozenset({"近", "接近", "将近", "差不多", "几乎", "弱"})
OVER = frozenset(
    (
        "超",
        "超过",
        "超出",
        "逾",
        "多",
        "余",
        "过",
        "大",
        "以上",
        "突破",
        "有余",
        "还多",
        "出头",
        "强",
    )
)
AROUND = frozenset({"约", "约占", "大约", "大概", "大致", "左右", "上下"})
ABOUT, ROUND = Decimal("2.5"), Decimal("1.5")
PERCENT = Decimal(100)
HALVED = Decimal(50)
TENTH, CLOSE, FINE, CLOSELY = Decimal(10), Decimal(4), Decimal("0.05"), Decimal("0.1")
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
    width = ABOUT if qualifier in AROUND else min(ROUND, value * FINE)
    return value - width, value + width


def shares(text: str) -> Iterator[tuple[int, int, Decimal, str, Interval]]:
    """The shares that words tell, with the word that bounds each, and what they are true of: 过半,
    近三分之一, 八成有余."""
    for found in SHARE.finditer(text):
        bound = found["behind"] or found["ahead"] or found["over"] or found["near"] or ""
        value = HALVED
        if found["tenths"]:
            n = found["tenths"].replace("两", "二")
            value = TENTH * (Decimal(n) if n.isdecimal() else numeral(n) or 0)
        elif found["parts"]:
            value = PERCENT * (numeral(found["of"]) or 1) / (numeral(found["parts"]) or 1)
        within = interval(value, bound, tenths=found["tenths"] is not None)
        yield found.start(), found.end(), value, bound, within


def multiples(text: str) -> Iterator[tuple[int, int, Decimal, str, Interval]]:
    """The multiples that words tell: 三倍多, 近两倍."""
    for found in TIMES.finditer(text):
        bound = found["behind"] or found["ahead"] or ""
        times = numeral(found["n"].replace("两", "二")) or Decimal(1)
        low, high = times * (1 - CLOSELY / 2), times * (1 + CLOSELY / 2)
        if bound in OVER:
            low, high = times, times + 1
        elif bound in NEAR:
            low, high = times * (1 - CLOSELY), times
        elif bound in UNDER:
            low, high = times - 1, times
        yield found.start(), found.end(), times, bound, (low, high)


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


def under(text: str, at: int) -> str:
    """The word before a number that says that it was not reached: 不足20万亩."""
    found = UNDER_BEFORE.search(text, max(0, at - 2), at)
    return found[0] if found else ""
