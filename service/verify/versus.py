"""One region put beside another in words: 高于海拉尔区, 比满洲里市多, 不及."""

import re
from collections.abc import Iterator
from decimal import Decimal

from service.facts.model import Fact
from service.verify.cue import DimensionCue
from service.verify.cues import clause_bounds
from service.verify.evidence import Mention
from service.verify.match import role
from service.verify.numbers import Quantity
from service.verify.said import LineReading
from service.verify.when import PERIOD_ANY, UNCLEAR
from vectorstore import late

MORE = r"高于|多于|大于|快于|好于|优于|强于|高过|多过|超过|超出|领先于?|赶超|胜过"
LESS = r"低于|少于|小于|慢于|差于|弱于|落后于?|不及|不如|不敌|低过"
BETWEEN = late.pattern(
    rf"(?P<more>{MORE})|(?P<less>{LESS})"
    r"|(?:比|较)(?=[^，。；！？]*?(?:(?P<than_more>高|多|快|大|好|强)|(?P<than_less>低|少|慢|小|差|弱))"
    r"(?:一些|不少|很多|得多|出)?[了些]?(?:[，。；！？]|$))"
)
EVEN = late.pattern(
    r"(?:大[致体]|基本|几乎)?(?:相当(?!于|[高大多])|相近|接近|持平|不相上下|旗鼓相当|差不多|相同|一样(?![高重])|并列)"
    r"(?=[，。；！？、]|$)"
)
FAR = late.pattern("(?:远远|远|大大|大幅|显著|明显|遥遥)$")  # how far is nobody's figure
REACH = 2
RATE = late.pattern(r"增速|增幅|增长|涨幅|降幅|快|慢")


def beside(reading: LineReading) -> Iterator[Mention]:
    """Each comparison of two regions in the draft's own words, with a fact behind it or why not."""
    for found in BETWEEN.finditer(reading.text):
        regions = [c for c in reading.cues if c.dimension == "region"]
        after = [c for c in regions if 0 <= c.start - found.end() <= REACH]
        if not after or _is_quoted(reading, found.start()):
            continue
        word = Quantity(found.group(), found.start(), found.end(), None)
        yield _weighed(reading, word, found, after[0])


def alike(reading: LineReading) -> Iterator[Mention]:
    """Each claim that two regions stand even: true only where their figures are the same."""
    for found in EVEN.finditer(reading.text):
        stop = max(reading.text.rfind(each, 0, found.start()) for each in "。；！？") + 1
        regions = [
            cue
            for cue in reading.cues
            if cue.dimension == "region" and stop <= cue.start < found.start()
        ]
        if len({cue.value for cue in regions}) < 2 or _is_quoted(reading, found.start()):
            continue
        word = Quantity(found.group(), found.start(), found.end(), None)
        if not (reading.under("indicator", word) or reading.context.indicator):
            continue
        one, other = regions[-2].value, regions[-1].value
        rate = RATE.search(reading.text, stop, found.start()) is not None
        pairs = list(_pairs(reading, word, one, other, rate=rate))
        same = [a for a, b in pairs if _size(a, rate=rate) == _size(b, rate=rate)]
        reason = "" if same else "与两地的数不符" if pairs else "没有可比的数"
        proof = same[0] if same else None
        yield Mention(found.group(), found.start(), found.end(), proof, reason)


def _is_quoted(reading: LineReading, at: int) -> bool:
    return any(quote.start <= at < quote.end for quote in reading.quotes)


def _weighed(
    reading: LineReading, word: Quantity, found: re.Match[str], other: DimensionCue
) -> Mention:
    more = bool(found["more"] or found["than_more"])
    subject = _subject(reading, word)
    left, right = clause_bounds(reading.text, word.start, word.end)
    rate = RATE.search(reading.text, left, right) is not None or _of_growth(reading, word)
    pairs = list(_pairs(reading, word, subject, other.value, rate=rate))
    text = reading.text[found.start() : other.end]
    if not pairs:
        return Mention(text, word.start, word.end, None, "没有可比的数")
    wrong = [(a, b) for a, b in pairs if _size(a, rate=rate) == _size(b, rate=rate)]
    wrong += [(a, b) for a, b in pairs if (_size(a, rate=rate) > _size(b, rate=rate)) != more]
    reason = "与两地的数不符" if wrong else ""
    if found["than_more"] is None and FAR.search(reading.text, 0, word.start):
        reason = reason or "高多少没有依据"
    return Mention(text, word.start, word.end, pairs[0][0], reason)


def _of_growth(reading: LineReading, word: Quantity) -> bool:
    """Whether the number last spoken of is a growth: 增长0.8%，低于满洲里市."""
    stop = max(reading.text.rfind(each, 0, word.start) for each in "。；！？")
    before = [q for q in reading.quantities if stop < q.start and q.end <= word.start and q.figure]
    return bool(before) and reading.said(before[-1]).is_growth


def _subject(reading: LineReading, word: Quantity) -> str | None:
    before = [c for c in reading.cues if c.dimension == "region" and c.end <= word.start]
    return before[-1].value if before else reading.context.region


def _pairs(
    reading: LineReading, word: Quantity, one: str | None, other: str, *, rate: bool
) -> Iterator[tuple[Fact, Fact]]:
    """The facts of both regions that can be weighed: one indicator, period, kind and scope."""
    cue, period = reading.under("indicator", word), reading.under("period", word)
    indicator = cue.value if cue else reading.context.indicator
    when = period.value if period else reading.context.period
    facts = [
        fact
        for fact in reading.evidence.facts
        if fact.indicator == indicator and _in_time(fact, when) and _read(fact, rate=rate)
    ]
    for a in (fact for fact in facts if fact.region == one):
        for b in (fact for fact in facts if fact.region == other):
            if (a.period, a.kind, a.basis, a.scope) == (b.period, b.kind, b.basis, b.scope):
                yield a, b


def _in_time(fact: Fact, when: str | None) -> bool:
    if when is None or when == UNCLEAR or when.startswith(PERIOD_ANY):
        return True
    return fact.period == when


def _read(fact: Fact, *, rate: bool) -> bool:
    return _figure(fact, rate=rate) is not None


def _figure(fact: Fact, *, rate: bool) -> Decimal | None:
    wanted = "growth" if rate else "value"
    for figure in fact.figures:
        if role(fact, figure) == wanted and figure.value is not None and figure.high is None:
            down = wanted == "growth" and (fact.growth or "").startswith("-")
            return -abs(figure.value) if down else figure.value
    return None


def _size(fact: Fact, *, rate: bool) -> Decimal:
    return _figure(fact, rate=rate) or Decimal(0)
