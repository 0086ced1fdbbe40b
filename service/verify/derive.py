"""Numbers and rankings that code computed: what a draft may say of them."""

import re
from collections.abc import Sequence

from service.facts.model import Fact, Figure
from service.verify.cues import Cue
from service.verify.evidence import Derived, Evidence
from service.verify.match import same_number
from service.verify.numbers import Quantity

MORE = re.compile(r"(?:多|高|高出|快|大|领先|超出)[^，。；]{0,3}$")
LESS = re.compile(r"(?:少|低|慢|小|落后|不及)[^，。；]{0,3}$")
GAP = re.compile(
    r"(?:差距?|相差|差额|合计|共计?|总和|之和|占|比重|倍|中位数|平均|增长|下降|名义)[^，。；]{0,6}$"
)
BOTTOM = re.compile(r"最[低小少慢]|末位|更[低小少慢]|较[低小少慢]|排末")


def _regions_before(cues: Sequence[Cue], start: int) -> list[str]:
    return [cue.value for cue in cues if cue.dimension == "region" and cue.start < start]


def _sentence_start(text: str, start: int) -> int:
    return max((text.rfind(stop, 0, start) for stop in "。！？!?"), default=-1) + 1


def _subject(text: str, cues: Sequence[Cue], start: int) -> str | None:
    """The region that is said to be more or less: the one before 比, else the first one said."""
    left = _sentence_start(text, start)
    than = text.rfind("比", left, start)
    until = than if than >= 0 else start
    named = [cue for cue in cues if cue.dimension == "region" and left <= cue.start < until]
    if not named:
        return next(iter(_regions_before(cues, start)), None)
    return named[-1].value if than >= 0 else named[0].value


def derived_for(
    figure: Figure, text: str, indicator: str | None, cues: Sequence[Cue], evidence: Evidence
) -> Derived | None:
    """The computation that gives this number for this indicator, in this direction."""
    before = text[max(0, figure.start - 12) : figure.start]
    more, less = bool(MORE.search(before)), bool(LESS.search(before))
    if not (more or less or GAP.search(before) or figure.plain_unit == "倍"):
        return None
    for derived in evidence.derived:
        if derived.indicator != indicator or derived.plain_unit != figure.plain_unit:
            continue
        if figure.value is None or abs(figure.value) != derived.value:
            continue
        if derived.operation == "difference" and (more or less):
            subject = _subject(text, cues, figure.start)
            wanted = derived.regions[0 if more else 1]
            if subject not in (None, wanted):
                continue
        return derived
    return None


def operand_for(figure: Figure, text: str, evidence: Evidence) -> Fact | None:
    """The operand that a number in brackets behind a computed number shows: 多32.96亿元（a−b）."""
    opened = text.rfind("（", 0, figure.start)
    if opened < 0 or "）" in text[opened : figure.start]:
        return None
    for derived in evidence.derived:
        if derived.text and text[:opened].endswith(derived.text):
            for fact in derived.operands:
                if any(same_number(figure, each) for each in fact.figures):
                    return fact
    return None


def ranking_for(
    word: Quantity, text: str, indicator: str | None, cues: Sequence[Cue], evidence: Evidence
) -> Derived | None:
    """The ranking that puts the region of this sentence where the word puts it."""
    subject = _ranked(word, text, cues)
    bottom = bool(BOTTOM.search(word.text))
    for derived in evidence.derived:
        if derived.operation not in ("rank", "difference") or len(derived.regions) < 2:
            continue
        if indicator is not None and derived.indicator != indicator:
            continue
        wanted = derived.regions[-1 if bottom else 0]
        if subject == wanted and _place(word.text) in (None, 1):
            return derived
        place = _place(word.text)
        if (
            place
            and derived.operation == "rank"
            and derived.regions[place - 1 : place] == (subject,)
        ):
            return derived
    return None


def _ranked(word: Quantity, text: str, cues: Sequence[Cue]) -> str | None:
    left = max((text.rfind(stop, 0, word.start) for stop in "。；！？，;!?,"), default=-1) + 1
    right = min(
        (at for stop in "。；，;," if (at := text.find(stop, word.end)) >= 0), default=len(text)
    )
    named = [cue.value for cue in cues if cue.dimension == "region" and left <= cue.start < right]
    than = text.find("比", left, word.start)
    if than >= 0:
        earlier = [c.value for c in cues if c.dimension == "region" and left <= c.start < than]
        named = earlier or named
    return named[0] if named else next(reversed(_regions_before(cues, word.start)), None)


def _place(word: str) -> int | None:
    found = re.search(r"第([一二三四五六七八九十]|\d+)", word)
    if found is None:
        return None
    digits = found.group(1)
    return int(digits) if digits.isdigit() else "一二三四五六七八九十".index(digits) + 1
