"""Numbers in the draft's own words: proven by a fact that says the same, or by a computation."""

from dataclasses import replace

from service.facts.model import Fact
from service.language.measure import Measure
from service.verify.derive import derived_for, operand_for
from service.verify.evidence import Derived, DraftEvidence, Mention
from service.verify.match import reason_against, same_number
from service.verify.numbers import Quantity
from service.verify.quotes import cited_numbers
from service.verify.said import LineReading
from service.verify.said_of import Said
from vectorstore import late

# A number behind these words is a difference: what a report gives as an amount is none.
GAP = late.pattern(
    r"(?<![提升增最更较不至减降])(?:高出?|多出?|低|少|快|慢|相差|差距|差额|差)(?:了|为|是|达到?|约)?$"
)
EACH = late.pattern(r"(?:(?<![人年月日户平])均|都|皆|同为|同样)[^，。；\d]{0,8}$")
NOT_EACH = "不是每个地区都给出这个数"
NOT_FOUND = "没有任何依据给出这个数"
NO_GAP = "原文给的是数额，不是差额"
UNREAD = "读不出这个数"


def holders(proof: Fact, evidence: DraftEvidence) -> tuple[int, ...]:
    """The numbers of the citations that hold a fact's words."""
    return tuple(
        citation.n
        for citation in evidence.citations
        if citation.report == proof.report
        and citation.start <= proof.start
        and proof.end <= citation.end
    )


def by_fact(reading: LineReading, quantity: Quantity, last: Fact | None = None) -> Mention:
    """The fact or computation behind a number, or the reason that comes nearest to one.

    `last` is the fact that proves the number before it: a bare growth behind it is its own.
    """
    if quantity.figure is None:
        return _mention(quantity, None, UNREAD)
    said = reading.said(quantity)
    if last is not None and reading.is_bare_growth(quantity):
        said = replace(said, indicator=last.indicator, indicator_text=last.indicator_text)
    operand = operand_for(said.figure, reading.line.text, reading.evidence)
    if operand is not None:
        return _mention(quantity, operand)
    proving: list[Fact] = []
    reasons: list[tuple[int, str]] = []
    for fact in reading.evidence.facts:
        for figure in fact.figures:
            if not same_number(said.figure, figure):
                continue
            reason = reason_against(said, fact, figure, reading.line.text, reading.evidence)
            if reason is None and GAP.search(said.before) and not _is_gap(fact, figure):
                reason = NO_GAP
            if reason is None:
                proving.append(fact)
            else:
                alike = (fact.region == said.region) + (fact.indicator == said.indicator)
                reasons.append((-alike, reason))
    if proving and not _of_each(reading, said):
        return _mention(quantity, proving[0], NOT_EACH)
    if proving:
        return _cited(reading, quantity, proving)
    derived = derived_for(said, reading.text, reading.cues, reading.evidence)
    if derived is not None:
        return _mention(quantity, derived, _derived_source(reading, derived))
    return _mention(quantity, None, min(reasons, key=lambda each: each[0])[1] if reasons else "")


def _of_each(reading: LineReading, said: Said) -> bool:
    """Whether a number said of all (均增长3%) is given for every region and every indicator
    named before it."""
    if not EACH.search(said.before):
        return True
    start = max(reading.text.rfind(stop, 0, said.figure.start) for stop in "。！？；") + 1
    named = [cue for cue in reading.cues if start <= cue.start < said.figure.start]
    regions = {cue.value for cue in named if cue.dimension == "region"} - {said.region}
    others = {cue.value for cue in named if cue.dimension == "indicator"} - {said.indicator}
    each = [replace(said, region=name, region_text="", region_before=None) for name in regions]
    each += [replace(said, indicator=name, indicator_text=name, beside=()) for name in others]
    return all(_is_given(one, reading) for one in each)


def _is_given(said: Said, reading: LineReading) -> bool:
    given, draft = reading.evidence, reading.line.text
    return any(
        reason_against(said, fact, figure, draft, given) is None
        for fact in given.facts
        for figure in fact.figures
        if same_number(said.figure, figure)
    )


def _is_gap(fact: Fact, figure: Measure) -> bool:
    return bool(GAP.search(fact.quote[: max(0, figure.start - fact.start)]))


def _mention(quantity: Quantity, proof: Fact | Derived | None, reason: str = "") -> Mention:
    told = reason or ("" if proof else NOT_FOUND)
    return Mention(quantity.text, quantity.start, quantity.end, proof, told)


def _cited(reading: LineReading, quantity: Quantity, proving: list[Fact]) -> Mention:
    """Of the facts that prove a number the one that the line cites, if it cites anything."""
    cited = set(cited_numbers(reading.line))
    for fact in proving:
        if not cited or cited & set(_near(fact, quantity, reading.evidence)):
            return _mention(quantity, fact)
    wrong = "".join(f"[{number}]" for number in sorted(cited))
    return _mention(quantity, proving[0], f"所引{wrong}里没有这个数")


def _near(fact: Fact, quantity: Quantity, evidence: DraftEvidence) -> tuple[int, ...]:
    """The citations that hold the fact, or at least the figure in question."""
    spans = [(f.start, f.end) for f in fact.figures if quantity.figure and f.value is not None]
    inside = (
        c.n
        for c in evidence.citations
        if c.report == fact.report and any(c.start <= s and e <= c.end for s, e in spans)
    )
    return (*holders(fact, evidence), *inside)


def _derived_source(reading: LineReading, derived: Derived) -> str:
    cited = set(cited_numbers(reading.line))
    held = {n for fact in derived.operands for n in holders(fact, reading.evidence)}
    return "所引依据不含算出这个数的原数" if cited and not cited & held else ""
