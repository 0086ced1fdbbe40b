"""Meaning: what an answer says a number is of (time, kind, indicator) is what the gold says.

The gold is the case's own and the facts by reading of its reports; the sentence is read by the
evaluation alone. A number that no gold holds, or a wording that is not understood, could not be
judged: it is counted apart and is neither right nor wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evals.checks import CaseCheck
from evals.claims import NumberSaid, claims
from evals.dataset import ExpectedFact
from evals.outcome import AnswerLine, CaseOutcome
from evals.scorers.claim_fields import compared, holds
from evals.scorers.lines import cited, sentences
from evals.scorers.unsupported import in_sum, numbers_of, region_of, shown
from service.shapes import Citation

NAME = "meaning"
PARTS = {"period": "时期", "kind": "性质", "indicator": "指标"}


@dataclass(frozen=True, slots=True)
class JudgedNumber:
    """One number and, for each part, whether it is said rightly; None where it cannot be told."""

    claim: NumberSaid
    gold: ExpectedFact | None
    parts: dict[str, bool | None] = field(default_factory=dict[str, "bool | None"])

    @property
    def wrong(self) -> int:
        """How many parts are wrong."""
        return sum(each is False for each in self.parts.values())


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check for each part, over all numbers that an answer or a comparison's findings show."""
    said = None if outcome.error else shown(outcome)
    if said is None:
        return []
    text, items, citations = said
    lines = sentences(text, items)
    found = [each for line in lines for each in of_sentence(outcome, line, citations)]
    return [_check(part, found) for part in PARTS] if found else []


def of_sentence(
    outcome: CaseOutcome, sentence: AnswerLine, citations: tuple[Citation, ...]
) -> Iterator[JudgedNumber]:
    """Every number of a line of an answer, operands of its sums left out."""
    sources = cited(sentence, citations)
    numbers = [n for n in numbers_of(sentence) if not in_sum(sentence.text, n)]
    for at, number in enumerate(numbers):
        region = region_of(sentence.text, number, {source.region for source in sources})
        own = tuple(each for each in sources if region in (None, each.region))
        if own:
            claim = list(claims(sentence.text, numbers, own[0].year))[at]
            best = judged(claim, list(_golds(outcome, claim, own)))
            yield _by_quotes(best, outcome, own) if best.parts["period"] is None else best


def judged(claim: NumberSaid, golds: Sequence[ExpectedFact]) -> JudgedNumber:
    """The claim against the gold of its number that it agrees with best."""
    found = [
        JudgedNumber(claim, gold, compared(claim, gold)) for gold in golds if holds(claim, gold)
    ]
    nothing = JudgedNumber(claim, None, dict.fromkeys(PARTS))
    return min(found, key=lambda each: (each.wrong, -_sure(each)), default=nothing)


def _sure(judged: JudgedNumber) -> int:
    return sum(each is not None for each in judged.parts.values())


def _golds(
    outcome: CaseOutcome, claim: NumberSaid, sources: Sequence[Citation]
) -> Iterator[ExpectedFact]:
    """The gold whose quote meets a cited one; where none does, all that holds the number.

    A bare number (1+9+8) is looked for in the cited quotes alone.
    """
    regions = {source.region for source in sources}
    everything = [
        *outcome.case.expect.facts,
        *(fact for source in sources for fact in outcome.gold.get(source.report, ())),
    ]
    own = [each for each in everything if each.region is None or each.region in regions]
    near = [each for each in own if holds(claim, each) and _meets(outcome, each, sources)]
    yield from near or (own if claim.number.unit else ())


def _meets(outcome: CaseOutcome, gold: ExpectedFact, sources: Sequence[Citation]) -> bool:
    quote = gold.quote or ""
    for source in sources:
        text = outcome.texts.get(source.report, "")
        at = text.find(quote) if quote else -1
        while at >= 0:
            if at < source.end and source.start < at + len(quote):
                return True
            at = text.find(quote, at + 1)
    return False


def _by_quotes(
    judged: JudgedNumber, outcome: CaseOutcome, sources: Sequence[Citation]
) -> JudgedNumber:
    """Without gold: a part of a year or a since of the answer's own must stand near the quotes."""
    time = judged.claim.time
    if time is None or judged.claim.quoted or not (time.part or time.last is None):
        return judged
    words = judged.claim.words.lstrip("0123456789年自从")
    near = (_paragraph(outcome, source) for source in sources)
    there = any(words in text for text in near)
    return judged if there else JudgedNumber(judged.claim, None, judged.parts | {"period": False})


def _paragraph(outcome: CaseOutcome, source: Citation) -> str:
    text = outcome.texts.get(source.report, "")
    start = text.rfind("\n", 0, source.start) + 1
    end = text.find("\n", source.end)
    return "".join(source.section) + text[start : end if end >= 0 else len(text)]


def _check(part: str, found: Sequence[JudgedNumber]) -> CaseCheck:
    """Right in all that could be judged; `unjudged` is counted beside it."""
    states = [each.parts[part] for each in found]
    known = [each for each in states if each is not None]
    wrong = [each for each in found if each.parts[part] is False]
    detail = "；".join(_told(part, each) for each in wrong)
    return CaseCheck(
        NAME,
        part,
        "fail" if wrong else "pass" if known else "not_judged",
        detail,
        (f"said {part}",) if wrong else (),
        counts=(sum(known), len(known)),
        unjudged=len(states) - len(known),
    )


def _told(part: str, each: JudgedNumber) -> str:
    gold = each.gold
    wanted = f"，应为{gold.indicator} {gold.period} {gold.kind}" if gold else ""
    return f"{PARTS[part]}说错：{each.claim.before[-40:]}{each.claim.number.text}{wanted}"
