"""The proof: every number, ranking, quote and citation of a draft, or the line does not stand."""

import re
from collections.abc import Iterable, Sequence

from service.entailment.frame import Frame
from service.facts.model import Fact
from service.language.times import PLAN_NAME
from service.shapes import Citation
from service.verify.by_value import GivenEvidence, by_value
from service.verify.carry import CarriedContext
from service.verify.cues import clause_bounds
from service.verify.derive import ranking_for
from service.verify.drafted import drafted, frame_of, words
from service.verify.evidence import (
    Context,
    Derived,
    DraftEvidence,
    DraftLine,
    LineVerdict,
    Mention,
    Proof,
)
from service.verify.language import pairs
from service.verify.numbers import Quantity, quantities, rankings
from service.verify.quotes import NAME_LENGTH, Quoted, cited_numbers
from service.verify.said import LineReading
from service.verify.spoken import NOT_FOUND, by_fact, holders
from service.verify.verbatim import quoted_reason, word_for_word
from service.verify.versus import alike, beside

ALIKE = 0.75

__all__ = ["prove", "prove_line", "quantities", "sources"]


def _as_printed(reading: LineReading, quantity: Quantity) -> Mention | None:
    """Digits that are part of a name: the sources (PM2.5, 5A级, G6) or the ledger's phrase
    (5000万元以上项目) must hold them as they are."""
    cue = reading.named(quantity)
    if cue is not None:
        words = reading.text[cue.start : cue.end]
        holding = (f for f in reading.evidence.facts if words in (f.indicator, f.indicator_text))
        fact = next(holding, None)
        return Mention(quantity.text, quantity.start, quantity.end, fact) if fact else None
    if quantity.figure is not None:
        return None
    before = reading.text[max(0, quantity.start - 1) : quantity.start].strip()
    after = reading.text[quantity.end : quantity.end + 1].strip()
    coded = re.search("[A-Za-z]", quantity.text)
    words = quantity.text if coded else before + quantity.text + after
    cited = set(cited_numbers(reading.line))
    for citation in reading.evidence.citations:
        if citation.n in cited and _stands(words, citation.quote):
            return Mention(quantity.text, quantity.start, quantity.end, citation)
    return None


def _stands(words: str, quote: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z\d.]){re.escape(words)}(?![A-Za-z\d.])", quote))


def _ranking(reading: LineReading, word: Quantity) -> Mention | None:
    if reading.quotation(word):
        return None
    found = ranking_for(word, reading) or _told_rank(reading, word)
    reason = "" if found else "名次没有由可比的数算出"
    return Mention(word.text, word.start, word.end, found, reason)


def _told_rank(reading: LineReading, word: Quantity) -> Citation | None:
    """The cited source whose own clause claims the rank (全国前列) of the same thing."""
    left, right = clause_bounds(reading.text, word.start, word.end)
    named = [c for c in reading.cues if c.dimension in ("region", "period")]
    said = "".join(
        letter
        for at, letter in enumerate(reading.text[left:right], left)
        if not any(cue.start <= at < cue.end for cue in named)
    )
    for citation in reading.evidence.citations:
        at = citation.quote.find(word.text) if len(word.text) >= 4 else -1
        if at < 0 or citation.n not in cited_numbers(reading.line):
            continue
        start, end = clause_bounds(citation.quote, at, at + len(word.text))
        if len(pairs(said) & pairs(citation.quote[start:end])) >= ALIKE * len(pairs(said)):
            return citation
    return None


def _quoted(reading: LineReading, quantity: Quantity) -> Mention | None:
    """The proof of a number in a report's own words; those said without quotation marks or a
    colon are the draft's too, and a reason against them is told as of any sentence."""
    mention = word_for_word(reading, quantity)
    if mention is None or not mention.reason or not reading.is_spoken:
        return mention
    return None


def _mentions(reading: LineReading) -> Iterable[Mention]:
    last: Fact | None = None
    for quantity in reading.quantities:
        mention = (
            _quoted(reading, quantity)
            or _as_printed(reading, quantity)
            or by_fact(reading, quantity, last)
        )
        last = mention.proof if isinstance(mention.proof, Fact) and not mention.reason else None
        yield mention
    for word in rankings(reading.line.text):
        mention = _ranking(reading, word)
        if mention is not None:
            yield mention
    if not (reading.line.own or reading.verbatim):
        yield from beside(reading)
        yield from alike(reading)


def _other_reasons(reading: LineReading) -> Iterable[str]:
    known = {citation.n for citation in reading.evidence.citations}
    for number in cited_numbers(reading.line):
        if number not in known:
            yield f"引用[{number}]不在所给依据中"
    for quote in reading.quotes:
        if quote.citation is not None and _is_quotation(reading, quote):
            yield quoted_reason(reading, quote)
        elif quote.citation is None and not PLAN_NAME.fullmatch(quote.text) and len(quote.text) > 1:
            yield f"引文“{quote.text}”不是原文"


def _is_quotation(reading: LineReading, quote: Quoted) -> bool:
    """Whether words are quoted as a report's, not as a name (“双碳”)."""
    return len(quote.text) > NAME_LENGTH or reading.text[: quote.start - 1].endswith(("：", ":"))


def prove_line(
    line: DraftLine, evidence: DraftEvidence, context: Context | None = None
) -> LineVerdict:
    """The proof of one line; `context` is what goes without saying in it."""
    given = context or evidence.context
    return _proven(LineReading(line, evidence, given), frame_of(given))[0]


def _proven(reading: LineReading, frame: Frame) -> tuple[LineVerdict, Frame]:
    """The verdict on a line, and the frame for the next: a model's words are read against the
    words of their sources, code's own against the values they were made from."""
    if reading.line.says:
        return by_value(reading.line, reading.evidence), frame
    mentions = tuple(_mentions(reading))
    if reading.line.own or reading.verbatim:
        return _quoting(reading, mentions), frame
    return drafted(reading, mentions, frame)


def _quoting(reading: LineReading, mentions: tuple[Mention, ...]) -> LineVerdict:
    wrong = [
        f"{mention.text}：{mention.reason or NOT_FOUND}"
        for mention in mentions
        if mention.proof is None or mention.reason
    ]
    reasons = [*wrong, *(reason for reason in _other_reasons(reading) if reason)]
    return LineVerdict(reading.line, mentions, tuple(dict.fromkeys(reasons)))


def prove(
    lines: Sequence[DraftLine], evidence: DraftEvidence, *, after: Sequence[LineVerdict] = ()
) -> Proof:
    """The proof of a draft, line by line; a line stands only if all of it is proven.

    A region or period that a line leaves unsaid is that of the line before it; `after` are the
    verdicts on what went before where a draft is proven piece by piece.
    Pure: the verdict depends on nothing but the words and the evidence given.
    """
    carried, frame = CarriedContext(evidence.context), frame_of(evidence.context)
    given = GivenEvidence.of(evidence)
    verdicts: list[LineVerdict] = []
    for verdict in after:
        reading = LineReading(verdict.line, evidence, evidence.context)
        carried = carried.behind(reading, verdict)
        if verdict.proven and not verdict.line.own:
            frame = words(reading, frame)[1]
    for line in lines:
        if line.own and line.says:  # says all that it means, and leaves nothing to the next
            verdicts.append(by_value(line, evidence, given))
            continue
        context = evidence.context if line.own else carried.context
        reading = LineReading(line, evidence, context)
        verdict, frame = _proven(reading, frame)
        verdicts.append(verdict)
        carried = carried.behind(reading, verdict)
    return Proof(tuple(verdicts))


def sources(verdict: LineVerdict, evidence: DraftEvidence) -> tuple[int, ...]:
    """The citations that prove a line: those that hold its facts, then those it named itself."""
    wanted: list[int] = []
    for mention in verdict.mentions:
        wanted.extend(_numbers_of(mention.proof, evidence))
    return tuple(dict.fromkeys([*wanted, *cited_numbers(verdict.line)]))


def _numbers_of(proof: Fact | Citation | Derived | None, evidence: DraftEvidence) -> list[int]:
    if isinstance(proof, Citation):
        return [proof.n]
    if isinstance(proof, Derived):
        return [n for fact in proof.operands for n in _numbers_of(fact, evidence)]
    return [] if proof is None else list(holders(proof, evidence))[:1]
