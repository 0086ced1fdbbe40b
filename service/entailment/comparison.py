"""The comparisons that a draft makes in words: what is set against what, and how."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.classes import is_noun
from service.entailment.lexicon import load
from service.entailment.numbers import Number
from service.entailment.reading import JOINS, LIST_STOPS, Reading
from service.entailment.rough import Interval, interval
from service.language.numerals import numeral
from vectorstore import late

DEGREE = r"(?P<degree>明显|显著|大幅|远远?|大大|略微?|稍)?"
OVER = late.pattern(
    rf"{DEGREE}(?:(?P<more>高于|快于|多于|大于|好于|优于|强于|领先于|超过|高出|高过)"
    r"|(?P<less>低于|慢于|少于|小于|不及|低过|落后于))(?!\s*\d(?!\d{3}年))"
)
THAN = late.pattern(
    rf"比(?P<other>[^,;。:]{{2,40}}?)(?P<least>至少|最少)?{DEGREE}(?:要|还)?(?:(?P<more>高|多|快|大)|(?P<less>低|少|慢|小))"
    r"(?:出|了)?(?P<gap>(?:约|近|超过?)?\d[^,;。:()]*)?(?=[,;。:()]|$)"
)
YET = late.pattern(r"(?:更|还要)(?:(?P<more>高|多|快|大)|(?P<less>低|少|慢|小))(?=[,;。:]|$)")
ROUGHLY = r"(?P<about>几乎|差不多|将近|接近|近|约)?"
TIMES = late.pattern(
    rf"{ROUGHLY}(?:是|为|相当于)(?P<other>[^,;。:]{{2,30}}?)的(?P<near>近|将近|接近|约)?"
    r"(?P<n>[两二三四五六七八九十]|\d+(?:\.\d+)?)(?P<more>多|余)?倍(?P<over>多|以上)?"
)
SHARE = late.pattern(
    r"(?P<lead>占到?了?|撑起了?|不到|不足|超过|接近|将近|仅为|仅是|只有|相当于|是|为)"
    r"(?P<other>[^,;。:]{0,30}?)的?(?P<bound>不到|不足|超过|近|接近|将近|约)?"
    r"(?P<n>一半|(?P<parts>[二三四五六七八九十])分之(?P<of>[一二三四五六七八九])|(?P<tenths>[一二三四五六七八九])成)"
    r"(?P<behind>多|以上|左右)?(?=[,;。:]|$)"
)
RAISED = late.pattern(
    r"(?:(?:从|由)(?P<other>[^,;。:]{2,30}?))?"
    r"(?:(?P<more>提高|提升|上调|增加|增长|扩大|上升)|(?P<less>下?降|下调|调低|回落|减少|放缓))(?:到|至|为)(?=\d)"
)
EVEN = late.pattern(
    r"(?:与|和|同)(?P<other>[^,;。:]{2,30}?)(?:持平|相同|一致|相当|一样)(?=[,;。:]|$)"
)
LATTER = late.pattern("后者")
STATEMENT_STOPS = ",;:。!?\n"
NEARLY, PERCENT = Decimal("0.1"), Decimal(100)


@dataclass(frozen=True, slots=True)
class SaidComparison:
    """Two sides of a statement and how the first is said to stand to the second by a `word`.

    `told` where the other side gives its number (低于乙市的141.5亿元), `ratio` the interval that
    the first has to be of the second (两倍多, 不到三分之一), in digits or not; `moved`: the first is what
    the second is brought to in another year (由上年的5%提高到7%).
    """

    start: int
    end: int
    one: tuple[int, int]
    other: tuple[int, int]
    sign: int
    degree: str
    gap: Number | None = None
    ratio: Interval | None = None
    digits: bool = False
    told: bool = False
    least: bool = False
    moved: bool = False
    word: str = ""


def comparisons(reading: Reading) -> Iterator[SaidComparison]:
    """The comparisons that a sentence makes in words."""
    before: tuple[int, int] | None = None
    last: SaidComparison | None = None
    for start, end in reading.spans(STATEMENT_STOPS):
        for said in _of_statement(reading, start, end):
            one, other = said.one, said.other
            if last and LATTER.fullmatch(reading.text, *other):
                one, other = last.one, last.other
            elif said.moved and not _span(other):
                other = one if _names(reading, *one) else before or other
            elif not _span(other):
                other = before or other
            if not _speaks(reading, *one):
                one = (before[0] if before else 0, start)
            told = any(other[0] <= n.start < other[1] for n in reading.numbers)
            last = replace(said, one=one, other=other, told=told)
            yield last
        before = start, end


def _span(side: tuple[int, int]) -> bool:
    return side[0] < side[1]


def _speaks(reading: Reading, start: int, end: int) -> bool:
    """Whether a side names anything itself; 明显快于… leaves it to the clause before."""
    return any(t.kind == "number" for t in reading.between(start, end)) or _names(
        reading, start, end
    )


def _names(reading: Reading, start: int, end: int) -> bool:
    """Whether a side names a thing, and not only that it is a rate (增幅高于…)."""
    named = filter(is_noun, reading.between(start, end))
    return any(not load().has("linking", token.text) for token in named)


def _of_statement(reading: Reading, start: int, end: int) -> Iterator[SaidComparison]:
    for pattern, made in READERS:
        found = pattern.search(reading.text, start, end)
        said = made(reading, start, end, found) if found else None
        if said is not None:
            yield said
            return


def _sign(found: re.Match[str]) -> int:
    return 1 if found["more"] else -1


def _than(reading: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison | None:
    """比乙市高1.4个百分点."""
    lead = found.start("gap")
    inside = (n for n in reading.numbers if n.end > lead and n.start < found.end())
    gap = next(inside, None) if found["gap"] else None
    if found["gap"] and gap is None:
        return None
    one, other = (start, found.start()), found.span("other")
    degree, least = found["degree"] or "", found["least"] is not None
    return SaidComparison(start, end, one, other, _sign(found), degree, gap, least=least)


def _times(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison:
    """两倍多 of 930 is 2033: between twice and three times; 2倍 is twice, to a twentieth."""
    n = found["n"].replace("两", "二")
    times = Decimal(n) if n[0].isdigit() else numeral(n) or Decimal(0)
    if found["more"] or found["over"]:
        ratio = times, times + 1
    elif found["near"] or found["about"] not in (None, "约"):
        ratio = times * (1 - NEARLY), times
    elif "." in n:
        half = Decimal(1).scaleb(int(times.as_tuple().exponent)) / 2  # 3.2倍 is 3.15–3.25
        ratio = times - half, times + half
    else:
        ratio = times * (1 - NEARLY / 2), times * (1 + NEARLY / 2)
    sides = (start, found.start()), found.span("other")
    return SaidComparison(start, end, *sides, 1, "", ratio=ratio, digits=n[0].isdigit())


def _share(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison | None:
    """占全部工业的八成以上, 不到上年的一半: how much of the other the first is."""
    holds = found["lead"][0] in "占撑"
    if not found["other"].strip() and not holds:
        return None
    bound = found["behind"] or found["bound"] or ("" if holds else found["lead"])
    of = numeral(found["of"]) if found["of"] else None
    if found["tenths"]:
        value = (numeral(found["tenths"]) or Decimal(0)) * 10
    else:
        value = PERCENT * (of or 1) / (numeral(found["parts"] or "二") or Decimal(2))
    low, high = interval(value, bound, tenths=found["tenths"] is not None)
    ratio = low / PERCENT, high / PERCENT
    return SaidComparison(
        start, end, (start, found.start()), found.span("other"), 1, "", ratio=ratio
    )


def _raised(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison:
    """由上年的5%提高到7%, 目标降到15%: from one year's number to another's."""
    other = found.span("other") if found["other"] else (end, end)
    one = (found.end(), end) if found["other"] else (start, end)
    return SaidComparison(start, end, one, other, _sign(found), "", moved=True)


def _even(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison:
    """与乙市持平."""
    return SaidComparison(start, end, (start, found.start()), found.span("other"), 0, "")


def _yet(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison:
    """乙市更高: than what the clause before tells."""
    return SaidComparison(start, end, (start, found.start()), (end, end), _sign(found), "")


def _over(_: Reading, start: int, end: int, found: re.Match[str]) -> SaidComparison:
    """高于乙市."""
    sides = (start, found.start()), (found.end(), end)
    return SaidComparison(start, end, *sides, _sign(found), found["degree"] or "", word=found[0])


def members_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The things that one is set against by name alone: 固定资产投资和进出口总额."""
    spans: list[tuple[int, int]] = []
    for token in reading.between(start, end):
        if token.text in JOINS or token.text in LIST_STOPS:
            spans.append((start, token.start))
            start = token.end
    spans.append((start, end))
    named = all(any(map(is_noun, reading.between(*span))) for span in spans)
    return spans if len(spans) > 1 and named else []


def several_of(reading: Reading, said: SaidComparison) -> list[tuple[int, int]]:
    """The things that one is set against, each with its number: 苹果（6%）和蔬菜（4.9%）."""
    start, end = said.other
    if said.other == said.one:
        return []
    told = [n for n in reading.numbers if start <= n.start < end and n is not said.gap]
    spans: list[tuple[int, int]] = []
    for number in told:
        stop = min(end, number.end + 1)
        spans.append((start, stop))
        start = stop
    return spans


Reader = Callable[[Reading, int, int, re.Match[str]], SaidComparison | None]
READERS: Sequence[tuple[re.Pattern[str], Reader]] = (
    (THAN, _than),
    (TIMES, _times),
    (SHARE, _share),
    (EVEN, _even),
    (RAISED, _raised),
    (YET, _yet),
    (OVER, _over),
)
