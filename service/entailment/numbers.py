"""Numbers of a text as the proof compares them: figures, and places in a ranking.

The only module of the room that knows how figures are read elsewhere in the house.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.rough import (
    NEAR,
    TWO_DIGITS,
    Interval,
    counts,
    multiples,
    shares,
    two_digits,
    under,
)
from service.language.describe import one_unit
from service.language.indicators import Indicator, mentions
from service.language.measure import Measure
from service.language.measures import measures
from service.language.numerals import numeral
from vectorstore import late

RANK = late.pattern(
    r"(?:第|(?<=[榜列居排名])(?=\d{1,3}[位名]))(?P<place>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名|(?=[\s,;:.，。；、）)和与及至到]|$))"
    r"|(?P<first>首位|榜首)"
)
RANKS = late.pattern(r"第\d{1,3}(?P<more>(?:\s*[、和与及]\s*\d{1,3})+)[位名]")
PLACE = "名"
NOT_OVER = late.pattern("(?:没有|没|未)$")
CHANGED = late.pattern("[由从][^,;。:，；：\\d]{0,4}$")
BETWEEN = late.pattern("[到至]")
YEAR = late.pattern(r"(?:19|20)\d\d")
WORDED = late.pattern(r"翻.*番半?|(?:基本)?持平|零增长")  # words like any other
LISTED = late.pattern(r"\s*(?:、|和|与|及|以及|或)\s*")
MORE = frozenset({"超", "超过", "突破", "逾", "高于", "大于", "多", "余", "过"})
LEAST = frozenset({"以上", "不低于", "不少于", "及以上", "至少"})
MOST = frozenset({"以内", "以下", "不超过", "不高于", "之内"})
ABOUT = frozenset({"约", "左右", "大约", "上下"})
PLAIN = frozenset({"", "达", "达到"})
OF_PERSONS = late.pattern(
    r"名?[\u4e00-\u9fff]{0,4}?(?:人员|人口|群众|职工|学生|居民|农民|游客|劳动力)"
)
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


@dataclass(frozen=True, slots=True)
class Number:
    """A figure or a rank at `start:end`; a rank has the unit 名 and its place as value. What is said
    roughly (八成多) has the interval of what it is true of, ends excluded."""

    text: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    printed: str
    falls: bool = False
    rough: Interval | None = None

    @property
    def is_rank(self) -> bool:
        """Whether it is a place in a ranking."""
        return self.unit == PLACE and self.printed.startswith("#")


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order; a list's unit holds for all its members."""
    ranks = [*map(_rank, RANK.finditer(text)), *_listed_ranks(text)]
    said = [*ranks, *_worded(text)]
    read = [
        figure
        for figure in _apart(text)
        if not any(r.start < figure.end and figure.start < r.end for r in said)
        and not (figure.plain_unit == "年" and YEAR.fullmatch(figure.number))
        and not WORDED.fullmatch(figure.number)
    ]
    made = [
        _counted(text, _under(text, _before_gap(text, _number(f)))) for f in _in_lists(text, read)
    ]
    return tuple(sorted([*said, *made], key=lambda n: n.start))


def _apart(text: str) -> Iterator[Measure]:
    """The figures of a text; 由3000亿元到8000亿元 tells two, not a range."""
    for figure in measures(text):
        cut = BETWEEN.search(text, figure.start, figure.end)
        if figure.high is None or cut is None or not CHANGED.search(text, 0, figure.start):
            yield figure
            continue
        for start, end in ((figure.start, cut.start()), (cut.end(), figure.end)):
            for each in measures(text[start:end]):
                moved = {"start": start + each.start, "end": start + each.end}
                yield each.model_copy(update=moved)


def _worded(text: str) -> Iterator[Number]:
    """What words alone tell: 过半, 两位数, 三家."""
    for told, unit in ((shares(text), "%"), (multiples(text), "倍")):
        for start, end, value, bound, within in told:
            yield Number(text[start:end], start, end, value, None, unit, bound, "半", rough=within)
    for found in two_digits(text):
        start, end = found.span()
        yield Number(found[0], start, end, TWO_DIGITS[0], None, "%", "", "位数", rough=TWO_DIGITS)
    for start, end, value, unit in counts(text):
        yield Number(text[start:end], start, end, value, None, unit, "", str(value))


def _before_gap(text: str, number: Number) -> Number:
    """A number without the word that says how much more another is: 比7.28亿美元多1.72亿美元."""
    behind = text[number.end : number.end + 1]
    if number.text[-1:] in ("多", "余") and (behind.isdigit() or behind in tuple("出了")):
        return replace(number, text=number.text[:-1], end=number.end - 1, qualifier="")
    return number


def _counted(text: str, number: Number) -> Number:
    """A number of persons that says so only by the word behind it: 11.3万入境人员."""
    bare = not number.unit and OF_PERSONS.match(text, number.end)
    return replace(number, unit="人") if bare else number


def _under(text: str, number: Number) -> Number:
    """A number with the word before it that says that it was not reached, or not gone over."""
    denied = NOT_OVER.search(text, 0, number.start) if number.qualifier == "超过" else None
    if denied:
        start = denied.start()
        number = replace(number, text=text[start : number.end], start=start, qualifier="不超过")
    bound = under(text, number.start) if number.qualifier in PLAIN else ""
    if bound:
        start = number.start - len(bound)
        number = replace(number, text=bound + number.text, start=start, qualifier=bound)
    return number


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


def _listed_ranks(text: str) -> Iterator[Number]:
    """The places behind the first of a list: 第9、11、18和20位."""
    for found in RANKS.finditer(text):
        for each in re.finditer(r"\d+", text[found.start("more") : found.end()]):
            start = found.start("more") + each.start()
            yield Number(
                each[0],
                start,
                start + len(each[0]),
                Decimal(each[0]),
                None,
                PLACE,
                "",
                f"#{each[0]}",
            )


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


def indicators(text: str) -> list[tuple[int, int, Indicator]]:
    """The indicators that a text names, with their places."""
    return mentions(text)
