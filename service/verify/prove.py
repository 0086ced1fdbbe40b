"""The proof: every number, ranking, quote and citation of a draft, or the line does not stand."""

from collections.abc import Iterable, Sequence

from service.facts.model import Fact
from service.shapes import Citation
from service.verify.cues import PLAN, Cue, Dimension, cues, distributed, governing
from service.verify.derive import derived_for, operand_for, ranking_for
from service.verify.evidence import Derived, Evidence, Line, LineVerdict, Mention, Proof
from service.verify.language import SUPPORT, support
from service.verify.match import Said, reason_against, same_number
from service.verify.numbers import Quantity, quantities, rankings
from service.verify.quotes import Quoted, blank_markers, cited_numbers, quoted, verbatim

NOT_FOUND = "没有任何依据给出这个数"


class _Reading:
    """One line with its cues, read once."""

    def __init__(self, line: Line, evidence: Evidence) -> None:
        self.line = line
        self.evidence = evidence
        self.text = blank_markers(line.text)
        self.cues = cues(self.text, evidence)
        self.quantities = quantities(line.text)
        self.quotes = quoted(line, evidence)
        self.verbatim = verbatim(line, evidence)
        places = [(quantity.start, quantity.end) for quantity in self.quantities]
        dimensions: tuple[Dimension, ...] = ("region", "period", "indicator")
        self.shared = {
            dimension: distributed(self.cues, dimension, self.text, places)
            for dimension in dimensions
        }

    def under(self, dimension: Dimension, quantity: Quantity) -> Cue | None:
        """The cue that governs a quantity, “分别” lists resolved."""
        place = (quantity.start, quantity.end)
        shared = self.shared.get(dimension, {}).get(place)
        return shared or governing(self.cues, dimension, self.text, *place)

    def value(self, dimension: Dimension, quantity: Quantity) -> str | None:
        cue = self.under(dimension, quantity)
        if cue is not None:
            return cue.value
        context = self.evidence.context
        said = {"region": context.region, "period": context.period, "indicator": context.indicator}
        return said.get(dimension)


def _said(reading: _Reading, quantity: Quantity) -> Said:
    assert quantity.figure is not None
    left = max(reading.text.rfind(stop, 0, quantity.start) for stop in "，。；：、,;:") + 1
    modality = reading.under("modality", quantity)
    kind = reading.evidence.context.kind
    basis = reading.under("basis", quantity)
    clause = max(reading.text.rfind(stop, 0, quantity.start) for stop in "。；;") + 1
    basis_value = basis.value if basis and basis.start >= clause else None
    return Said(
        figure=quantity.figure,
        before=reading.text[left : quantity.start],
        region=reading.value("region", quantity),
        period=reading.value("period", quantity),
        indicator=reading.value("indicator", quantity),
        modality=modality.value if modality else kind,
        average=basis_value == "average",
        cumulative=basis_value == "cumulative",
    )


def _in_quote(reading: _Reading, quantity: Quantity) -> Quoted | None:
    inside = (q for q in reading.quotes if q.start <= quantity.start and quantity.end <= q.end)
    return next(inside, None)


def _plan_shown_as_result(reading: _Reading, citation: Citation, quantity: Quantity) -> bool:
    """A target that stands word for word, without any word that says it is one."""
    if any(cue.dimension == "modality" and cue.value == "target" for cue in reading.cues):
        return False
    if reading.evidence.context.kind == "target":
        return False
    return any(
        fact.kind == "target"
        and fact.report == citation.report
        and fact.start < citation.end
        and citation.start < fact.end
        and quantity.figure is not None
        and any(same_number(quantity.figure, figure) for figure in fact.figures)
        for fact in reading.evidence.facts
    )


def _word_for_word(reading: _Reading, quantity: Quantity) -> Mention | None:
    """A number inside a true quotation, said of the region that the quotation is from."""
    inside = _in_quote(reading, quantity)
    citation = inside.citation if inside else reading.verbatim
    if citation is None:
        return None
    until = inside.start if inside else quantity.start
    before = [c for c in reading.cues if c.dimension == "region" and c.end <= until]
    region = before[-1].value if before and inside else citation.region
    reason = "" if region == citation.region else f"这句话出自{citation.region}的报告"
    if not reason and not inside and _plan_shown_as_result(reading, citation, quantity):
        reason = "原文是计划，不是结果"
    return Mention(quantity.text, quantity.start, quantity.end, citation, reason)


def _by_fact(reading: _Reading, quantity: Quantity) -> Mention:
    if quantity.figure is None:
        return Mention(quantity.text, quantity.start, quantity.end, None, "读不出这个数")
    said = _said(reading, quantity)
    operand = operand_for(said.figure, reading.line.text, reading.evidence)
    if operand is not None:
        return Mention(quantity.text, quantity.start, quantity.end, operand)
    reasons: list[tuple[int, str]] = []
    for fact in reading.evidence.facts:
        for figure in fact.figures:
            if not same_number(said.figure, figure):
                continue
            reason = reason_against(said, fact, figure, reading.line.text)
            if reason is None:
                return Mention(quantity.text, quantity.start, quantity.end, fact)
            alike = (fact.region == said.region) + (fact.indicator == said.indicator)
            reasons.append((-alike, reason))
    derived = derived_for(said.figure, reading.text, said.indicator, reading.cues, reading.evidence)
    if derived is not None:
        return Mention(quantity.text, quantity.start, quantity.end, derived)
    return Mention(
        quantity.text,
        quantity.start,
        quantity.end,
        None,
        min(reasons, key=lambda each: each[0])[1] if reasons else NOT_FOUND,
    )


def _as_printed(reading: _Reading, quantity: Quantity) -> Mention | None:
    """Digits that are part of a name (PM2.5, 5A级, G6): the sources must hold them as they are."""
    if quantity.figure is not None:
        return None
    before = reading.text[max(0, quantity.start - 1) : quantity.start].strip()
    after = reading.text[quantity.end : quantity.end + 1].strip()
    words = before + quantity.text + after
    cited = set(cited_numbers(reading.line))
    for citation in reading.evidence.citations:
        if citation.n in cited and words in citation.quote:
            return Mention(quantity.text, quantity.start, quantity.end, citation)
    return None


def _ranking(reading: _Reading, word: Quantity) -> Mention | None:
    if _in_quote(reading, word) or reading.verbatim:
        return None
    indicator = reading.value("indicator", word)
    found = ranking_for(word, reading.text, indicator, reading.cues, reading.evidence)
    return Mention(
        word.text, word.start, word.end, found, "" if found else "名次没有由可比的数算出"
    )


def _mentions(reading: _Reading) -> Iterable[Mention]:
    for quantity in reading.quantities:
        yield (
            _word_for_word(reading, quantity)
            or _as_printed(reading, quantity)
            or _by_fact(reading, quantity)
        )
    for word in rankings(reading.line.text):
        mention = _ranking(reading, word)
        if mention is not None:
            yield mention


def _other_reasons(reading: _Reading, mentions: Sequence[Mention]) -> Iterable[str]:
    known = {citation.n for citation in reading.evidence.citations}
    for number in cited_numbers(reading.line):
        if number not in known:
            yield f"引用[{number}]不在所给依据中"
    for quote in reading.quotes:
        if quote.citation is None and not PLAN.fullmatch(quote.text) and len(quote.text) > 1:
            yield f"引文“{quote.text}”不是原文"
    if mentions or reading.line.own or reading.verbatim:
        return
    if not cited_numbers(reading.line):
        yield "没有出处"
    elif support(reading.line, reading.evidence) < SUPPORT:
        yield "所引原文没有这个意思"


def prove_line(line: Line, evidence: Evidence) -> LineVerdict:
    """The proof of one line."""
    reading = _Reading(line, evidence)
    mentions = tuple(_mentions(reading))
    wrong = [
        f"{mention.text}：{mention.reason or NOT_FOUND}"
        for mention in mentions
        if mention.proof is None or mention.reason
    ]
    reasons = [*wrong, *_other_reasons(reading, mentions)]
    return LineVerdict(line, mentions, tuple(dict.fromkeys(reasons)))


def prove(lines: Sequence[Line], evidence: Evidence) -> Proof:
    """The proof of a draft, line by line; a line stands only if all of it is proven.

    Pure: the verdict depends on nothing but the words and the evidence given.
    """
    return Proof(tuple(prove_line(line, evidence) for line in lines))


def sources(verdict: LineVerdict, evidence: Evidence) -> tuple[int, ...]:
    """The citations that prove a line: those that hold its facts, then those it named itself."""
    wanted: list[int] = []
    for mention in verdict.mentions:
        wanted.extend(_numbers_of(mention.proof, evidence))
    return tuple(dict.fromkeys([*wanted, *cited_numbers(verdict.line)]))


def _numbers_of(proof: Fact | Citation | Derived | None, evidence: Evidence) -> list[int]:
    if isinstance(proof, Citation):
        return [proof.n]
    if isinstance(proof, Derived):
        return [n for fact in proof.operands for n in _numbers_of(fact, evidence)]
    if proof is None:
        return []
    holding = (
        citation.n
        for citation in evidence.citations
        if citation.report == proof.report
        and citation.start <= proof.start
        and proof.end <= citation.end
    )
    return list(holding)[:1]
