"""Times as the evaluation reads them: what a sentence says, and whether it is the gold's period.

Nothing of the product's reading is used. 今年, 去年 and 五年来 are told from the year of the
report that is spoken of.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

NUMERALS = {n: i for i, n in enumerate("零一二三四五六七八九十")} | {"两": 2}
QUARTERS = {"一": "-03", "二": "Q2", "三": "Q3", "四": "Q4"}
BEFORE_PLANS = 1950  # the first five-year plan ended in 1957, every one since the sixth in 5n
_Y = r"(?:19|20)\d{2}"
_N = r"[一二三四五六七八九十两]|\d{1,2}"
_PART = (
    r"前[三3]个?季度|第?[一二三四]季度|[上下]半年|1\s*[-—–至到]+\s*\d{1,2}月"
    rf"|前(?:{_N})个月|\d{{1,2}}月(?!\d*日|\d)|年中"
)


@dataclass(frozen=True, slots=True)
class Time:
    """From the year `first` to the year `last`; None is unknown or open.

    `part` is empty for whole years, `-09` for a year to September, `Q3`, `H2`, `M05` for a
    quarter, a half and a month, `?` for what is said to be a part or a span but not which.
    """

    first: int | None
    last: int | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time said at `start:end` of a text."""

    time: Time
    start: int
    end: int


_Found: TypeAlias = "re.Match[str]"
_Reader: TypeAlias = Callable[[_Found, int], Time]


def _span(found: _Found, _: int) -> Time:
    return Time(int(found[1]), int(found[2]))


def _plan(found: _Found, _: int) -> Time:
    """十三五 → 2016-2020, 十三五末 → 2020, 十三五以来 → 2016 and on."""
    last = BEFORE_PLANS + 5 * sum(NUMERALS[each] for each in found[1]) + 5
    if found[2] == "以来":
        return Time(last - 4, None)
    return Time(last, last) if found[2] == "末" else Time(last - 4, last)


def _since(found: _Found, _: int) -> Time:
    return Time(int(found[1]), None)


def _running(_: _Found, year: int) -> Time:
    return Time(year, year, "?")


def _open(_: _Found, __: int) -> Time:
    return Time(None, None, "?")


def _year(found: _Found, year: int) -> Time:
    """2020年, 去年三季度, 截至2020年末, 到2020年9月."""
    at = int(found[2]) if found[2] else year + {"去": -1, "上": -1, "明": 1}.get(found[3][0], 0)
    part = _part(found[4] or "", up_to=bool(found[1]))
    return Time(None if found[1] and not part else at, at, part)


def _years(found: _Found, year: int) -> Time:
    """过去十年, 四年来: the years before the report's; 今后五年: its own and those behind it."""
    length = _count(found[2])
    if found[1] in ("今后", "未来", "此后"):
        return Time(year, year + length - 1)
    return Time(year - length, year - 1)


def _alone(found: _Found, _: int) -> Time:
    return Time(None, None, _part(found[1], up_to=False))


_FORMS: tuple[tuple[str, _Reader], ...] = (
    (rf"({_Y})\s*年?\s*[-—–~至到]+\s*({_Y})\s*年", _span),
    (
        r"“?(十[一二三四五六])五”?(?:规划)?(末|以来|时期|期间|五年|(?=[一-鿿]{0,8}(?:年均|累计)))",
        _plan,
    ),
    (rf"({_Y})年(?:[初底末])?(?:以来|起)", _since),
    (rf"(?:今年|本年|(?:{_Y})?年?年?初)以来", _running),
    (
        rf"(截至|截止|到|至)?(?:({_Y})\s*年(?:度)?|(?<![比较与同和])((?:今|本|去|上|明)年)(?!度))"
        rf"(?:全年)?的?({_PART}|[春夏秋冬]季)?[初底末]?",
        _year,
    ),
    (rf"(过去|近|前|这|最近|今后|未来|此后)({_N})年(?:来|间|以来|内|中)?", _years),
    (rf"(?<![连第])()(?<!\d)({_N})年(?:来|间|累计)", _years),
    (r"[一-鿿“”]{1,8}(?<!年)以来|上届政府", _open),
    (rf"({_PART})末?", _alone),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), read) for pattern, read in _FORMS)


def times(text: str, year: int) -> Iterator[SaidTime]:
    """The times of a text in order, as a reader of a report of that year takes them.

    A part of a year without its year (三季度) is of the year said last.
    """
    at, last = 0, None
    while found := _next(text, at):
        match, read = found
        time = read(match, year)
        if read is _alone:
            time = replace(time, first=last, last=last)
        elif time.last is not None:
            last = time.last
        yield SaidTime(time, *match.span())
        at = match.end()


def _next(text: str, at: int) -> tuple[_Found, _Reader] | None:
    """The time that begins first; of several, the one whose form stands first."""
    found = [(match, read) for form, read in _COMPILED if (match := form.search(text, at))]
    return min(found, key=lambda each: each[0].start(), default=None)


def _part(words: str, *, up_to: bool) -> str:
    if not words:
        return ""
    if found := re.match(r"第?([一二三四])季度", words):
        return QUARTERS[found[1]]
    if words.startswith("前") and words.endswith("季度"):
        return "-09"
    if words.endswith("半年"):
        return "-06" if words[0] == "上" else "H2"
    if found := re.search(rf"({_N})(?:个)?月$", words):
        run = up_to or not words[0].isdigit() or not words.startswith(found[1])
        return f"{'-' if run else 'M'}{_count(found[1]):02}"
    return "?"


def _count(words: str) -> int:
    return int(words) if words.isdigit() else NUMERALS[words]


def of_period(period: str) -> Time | None:
    """The period of a gold fact: `2020`, `2016-2020`, `..2020`, `2024H1`, `..2024-09`."""
    found = re.fullmatch(
        r"(?P<open>\.\.)?(?P<year>\d{4})"
        r"(?:-(?P<last>\d{4})|-(?P<month>\d{2})|(?P<name>[HQ]\d)(?:-Q(?P<to>\d))?)?",
        period,
    )
    if found is None:
        return None
    year = int(found["year"])
    if found["last"]:
        return Time(year, int(found["last"]))
    if found["month"]:
        return Time(year, year, f"-{found['month']}")
    if found["to"]:
        return Time(year, year, f"-{3 * int(found['to']):02}")
    part = {"H1": "-06", "Q1": "-03"}.get(found["name"] or "", found["name"] or "")
    return Time(None if found["open"] else year, year, part)


def agrees(said: Time, gold: Time, *, level: bool) -> bool:
    """Whether a time that is said is the gold's; `level`: the figure is one at a moment.

    A level at the end of a year may be told 截至 that year, a sum of a span too; a month of the
    gold may be the month or the year up to it.
    """
    if said == gold:
        return True
    if said.part or gold.part:
        months = (said.part.removeprefix("M"), gold.part.removeprefix("-"))
        same = months[0] == months[1] or said.part.removeprefix("-") == months[1]
        return said.last == gold.last and (same or (said.part == "-12" and not gold.part))
    if said.first is None or gold.first is None:
        span = said.first != said.last and gold.first != gold.last
        return said.last == gold.last and (level or span)
    if said.last is None:
        return said.first == gold.first and gold.last is not None and gold.last > gold.first
    return False
