"""Numbers of a text as the proof compares them: figures, and places in a ranking.

The only module of the room that knows how figures are read elsewhere in the house.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.language.describe import one_unit
from service.language.indicators import Indicator, mentions
from service.language.measure import Measure
from service.language.measures import measures
from service.language.numerals import numeral
from vectorstore import late

RANK = late.pattern(
    r"第(?P<place>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名|(?=[\s,;:.，。；、）)和与及至到]|$))"
    r"|(?P<first>首位|榜首)"
)
PLACE = "名"
YEAR = late.pattern(r"(?:19|20)\d\d")
WORDED = late.pattern(r"翻.*番半?|(?:基本)?持平|零增长")  # words like any other
LISTED = late.pattern(r"\s*(?:、|和|与|及|以及|或)\s*")
MORE = frozenset({"超", "超过", "突破", "逾", "高于", "大于", "多", "余", "过"})
LEAST = frozenset({"以上", "不低于", "不少于", "及以上", "至少"})
MOST = frozenset({"以内", "以下", "不超过", "不高于", "之内"})
ABOUT = frozenset({"约", "左右", "大约", "上下"})
NEAR = frozenset({"近", "接近", "将近"})
PLAIN = frozenset({"", "达", "达到"})
GROUPS = (MORE, LEAST, MOST, ABOUT, NEAR, PLAIN)
PERSONS = frozenset({"人", "名", "位"})
HOUSES = frozenset({"家", "户"})
HOLDERS = frozenset(
    [
        "家",
        "户",
        "个",
        "项",
        "座",
        "条",
        "处",
        "所",
        "名",
        "位",
        "件",
        "套",
        "台",
        "辆",
        "支",
        "只",
        "批",
        "场",
        "次",
        "类",
        "种",
        "栋",
        "间",
        "张",
        "份",
        "部",
        "人",
    ]
)
ROUNDED = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure or a rank at `start:end`; a rank has the unit 名 and its place as value."""

    text: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    printed: str
    falls: bool = False

    @property
    def is_rank(self) -> bool:
        """Whether it is a place in a ranking."""
        return self.unit == PLACE and self.printed.startswith("#")


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order; a list's unit holds for all its members."""
    ranks = [_rank(found) for found in RANK.finditer(text)]
    read = [
        figure
        for figure in measures(text)
        if not any(r.start < figure.end and figure.start < r.end for r in ranks)
        and not (figure.plain_unit == "年" and YEAR.fullmatch(figure.number))
        and not WORDED.fullmatch(figure.number)
    ]
    return tuple(sorted([*ranks, *map(_number, _in_lists(text, read))], key=lambda n: n.start))


def _in_lists(text: str, read: list[Measure]) -> list[Measure]:
    lists: list[list[Measure]] = []
    for figure in read:
        last = lists[-1][-1] if lists else None
        if last is not None and LISTED.fullmatch(text, last.end, figure.start):
            lists[-1].append(figure)
        else:
            lists.append([figure])
    return [figure for each in lists for figure in _one_bound(one_unit(tuple(each)))]


def _one_bound(figures: Sequence[Measure]) -> Sequence[Measure]:
    """分别突破3000户和4500户: what stands before the first bounds them all."""
    first = figures[0].qualifier
    if first not in MORE | NEAR or any(figure.qualifier for figure in figures[1:]):
        return figures
    return [figure.model_copy(update={"qualifier": first}) for figure in figures]


def _rank(found: re.Match[str]) -> Number:
    printed = found["place"]
    place = (
        Decimal(1)
        if printed is None
        else Decimal(printed)
        if printed.isdigit()
        else numeral(printed)
    )
    return Number(found[0], found.start(), found.end(), place, None, PLACE, "", f"#{place}")


def _number(figure: Measure) -> Number:
    return Number(
        figure.text,
        figure.start,
        figure.end,
        figure.value,
        figure.high,
        figure.plain_unit,
        figure.qualifier or "",
        figure.number,
        figure.direction == "down",
    )


def same_unit(one: str, other: str) -> bool:
    """人 and 名 count the same; 家 and 户 too; % and 个百分点 do not."""
    return one == other or {one, other} <= PERSONS or {one, other} <= HOUSES


def agrees(said: Number, held: Number) -> bool:
    """Whether the quote's number proves the draft's: equal, or a true rounding of it (1580 is
    超过1500), never one that the quote only bounds."""
    if not same_unit(said.unit, held.unit) or said.is_rank != held.is_rank:
        return False
    if said.value is None or held.value is None:
        return said.printed == held.printed
    if (said.value, said.high) == (held.value, held.high):
        return same_bound(said.qualifier, held.qualifier)
    if said.high is not None or held.high is not None or held.qualifier in MOST | NEAR | ABOUT:
        return False
    if said.qualifier in MORE | LEAST:
        return held.value * ROUNDED <= said.value < held.value
    if said.qualifier in NEAR | ABOUT and held.qualifier in PLAIN:
        close = held.value / ROUNDED if said.qualifier in NEAR else held.value * 2
        return held.value < said.value <= close if said.qualifier in NEAR else _near(said, held)
    return False


def _near(said: Number, held: Number) -> bool:
    assert said.value is not None
    assert held.value is not None
    return abs(said.value - held.value) * 20 <= abs(held.value)


def same_bound(one: str, other: str) -> bool:
    """左右 and 约 say the same, 左右 and nothing do not; what is over a mark is at least at it."""
    if any(one in group and other in group for group in GROUPS):
        return True
    return one == other or (one in LEAST and other in MORE)


def indicators(text: str) -> list[tuple[int, int, Indicator]]:
    """The indicators that a text names, with their places."""
    return mentions(text)
