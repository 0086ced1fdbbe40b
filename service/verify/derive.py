"""Numbers and rankings that code computed: what a draft may say of them."""

import re
from collections.abc import Sequence

from service.facts.model import Fact
from service.language.measure import Measure
from service.verify.cue import DimensionCue
from service.verify.cues import clause_bounds
from service.verify.evidence import Derived, DraftEvidence
from service.verify.match import same_number, same_qualifier
from service.verify.numbers import Quantity
from service.verify.said import LineReading
from service.verify.said_of import Said
from service.verify.when import PERIOD_ANY, UNCLEAR
from vectorstore import late

MORE = late.pattern(r"(?:多|高|高出|快|大|领先|超出)[^，。；]{0,3}$")
LESS = late.pattern(r"(?:少|低|慢|小|落后|不及)[^，。；]{0,3}$")
GAP = late.pattern(
    r"(?:差距?|相差|差额|合计|共计?|总和|之和|占|比重|倍|中位数|平均|增长|下降|名义)[^，。；]{0,6}$"
)
WIDER = late.pattern(r"全[国省区市县旗盟州]|自治区|国内|世界|全球|各[省市区县旗盟州]|同类|所有")
BOTTOM = late.pattern(r"最[低小少慢]|末位|更[低小少慢]|较[低小少慢]|排末")


def _clause_start(text: str, start: int) -> int:
    return max((text.rfind(stop, 0, start) for stop in "。；！？，：;!?,:"), default=-1) + 1


def _sentence_start(text: str, start: int) -> int:
    return max((text.rfind(stop, 0, start) for stop in "。！？!?"), default=-1) + 1


def _regions(cues: Sequence[DimensionCue], start: int, end: int) -> list[str]:
    return [c.value for c in cues if c.dimension == "region" and start <= c.start < end]


def _subject(text: str, cues: Sequence[DimensionCue], start: int) -> str | None:
    """The region that is said to be more or less: the one before 比, else the nearest clause's."""
    left = _sentence_start(text, start)
    than = text.rfind("比", left, start)
    if than >= 0:
        named = _regions(cues, left, than)
        return named[-1] if named else None
    named = _regions(cues, _clause_start(text, start), start) or _regions(cues, left, start)[:1]
    return named[0] if named else next(iter(reversed(_regions(cues, 0, start))), None)


def _of_period(derived: Derived, period: str | None) -> bool:
    """Whether the operands are of the period that is told."""
    if period in (None, UNCLEAR) or period.startswith(PERIOD_ANY):
        return True
    return any(fact.period in (period, f"..{period}", None) for fact in derived.operands)


def _against(derived: Derived, said: Said) -> bool:
    """Whether the year that is compared with (比2020年少) is one of the operands' and another."""
    if said.base is None or not said.base.isdigit():
        return True
    return said.base != said.period and said.base in {each.period for each in derived.operands}


def derived_for(
    said: Said, text: str, cues: Sequence[DimensionCue], evidence: DraftEvidence
) -> Derived | None:
    """The computation that gives this number for this indicator, in this direction."""
    figure = said.figure
    before = text[max(0, figure.start - 12) : figure.start]
    more, less = bool(MORE.search(before)), bool(LESS.search(before))
    if not (more or less or GAP.search(before) or figure.plain_unit == "倍"):
        return None
    for derived in evidence.derived:
        if derived.indicator != said.indicator or derived.plain_unit != figure.plain_unit:
            continue
        if figure.value is None or abs(figure.value) != derived.value or figure.qualifier:
            continue
        if not _of_period(derived, said.period) or not _against(derived, said):
            continue
        if derived.operation == "difference" and (more or less):
            wanted = derived.regions[0 if more else 1]
            if _subject(text, cues, figure.start) not in (None, wanted):
                continue
        return derived
    return None


def operand_for(figure: Measure, text: str, evidence: DraftEvidence) -> Fact | None:
    """The operand that a number in brackets behind a computed number shows: 多32.96亿元（a−b）, 占比78.6%（a÷b）."""
    opened = text.rfind("（", 0, figure.start)
    if opened < 0 or "）" in text[opened : figure.start]:
        return None
    minuend = text[figure.end : figure.end + 1] in tuple("−-－÷")
    for derived in evidence.derived:
        if derived.text and text[:opened].endswith(derived.text):
            for fact in derived.operands[:1] if minuend else derived.operands[1:]:
                if any(_same(figure, each) for each in fact.figures):
                    return fact
    return None


def _same(one: Measure, other: Measure) -> bool:
    return same_number(one, other) and same_qualifier(one.qualifier, other.qualifier)


def ranking_for(word: Quantity, reading: LineReading) -> Derived | None:
    """The ranking that puts the region of this sentence where the word puts it; none reaches
    beyond the regions that were compared (全国第一)."""
    left, right = clause_bounds(reading.text, word.start, word.end)
    if WIDER.search(reading.text, left, right):
        return None
    cue = reading.under("indicator", word)
    indicator = cue.value if cue else reading.context.indicator
    subject = _ranked(word, reading.text, reading.cues)
    bottom, place = bool(BOTTOM.search(word.text)), _place(word.text)
    for derived in reading.evidence.derived:
        if derived.operation not in ("rank", "difference") or len(derived.regions) < 2:
            continue
        if indicator is not None and derived.indicator != indicator:
            continue
        if not _told_of(derived, word, reading):
            continue
        if subject == derived.regions[-1 if bottom else 0] and place in (None, 1):
            return derived
        if (
            place
            and derived.operation == "rank"
            and derived.regions[place - 1 : place] == (subject,)
        ):
            return derived
    return None


def _told_of(derived: Derived, word: Quantity, reading: LineReading) -> bool:
    """Whether the sentence speaks of the ranking's own regions, periods and kind."""
    left = _sentence_start(reading.text, word.start)
    right = reading.text.find("。", word.end)
    right = right if right >= 0 else len(reading.text)
    named = [cue for cue in reading.cues if left <= cue.start < right]
    regions = [cue.value for cue in named if cue.dimension == "region"]
    listed = _regions(reading.cues, left, max(left, reading.text.rfind("：", left, word.start)))
    periods = [cue.value for cue in named if cue.dimension == "period"]
    if len(listed) != len(set(listed)):
        return False
    if not set(regions) <= {*derived.regions, *(fact.region for fact in derived.operands)}:
        return False
    if not all(_of_period(derived, period) for period in periods):
        return False
    planned = any(c.dimension == "modality" and c.value == "target" for c in named)
    kinds = {fact.kind for fact in derived.operands}
    return not kinds or planned == (kinds == {"target"}) or reading.context.kind is not None


def _ranked(word: Quantity, text: str, cues: Sequence[DimensionCue]) -> str | None:
    left = _clause_start(text, word.start)
    right = min(
        (at for stop in "。；，,;," if (at := text.find(stop, word.end)) >= 0), default=len(text)
    )
    named = _regions(cues, left, right)
    than = text.find("比", left, word.start)
    if than >= 0:
        named = _regions(cues, left, than) or named
    return named[0] if named else next(iter(reversed(_regions(cues, 0, word.start))), None)


def _place(word: str) -> int | None:
    found = re.search(r"第([一二三四五六七八九十]|\d+)", word)
    if found is None:
        return None
    digits = found.group(1)
    return int(digits) if digits.isdigit() else "一二三四五六七八九十".index(digits) + 1
