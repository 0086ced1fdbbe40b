"""Unsupported numbers: every number shown stands in a source that its sentence names.

This reads numbers by itself and asks nothing of the product's own proof. A number is supported
by a cited quote of the region it is said of, or by arithmetic on supported numbers of its own
sentence. What a scripted model was made to lie must not be shown at all. Both are hard
invariants.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from evals.amounts import WIDE, PlainAmount, amounts, same_unit
from evals.checks import CaseCheck, judge, not_judged
from evals.outcome import AnswerLine, CaseOutcome
from evals.scorers.lines import cited, sentences
from service.shapes import Citation, Item

NAME = "unsupported"
NUMBERS = "numbers"
RECEIPT = re.compile(r"已查.*报告|\d+个?(?:地区|份报告|份)|[①-⑳]|^\|?[-| :]+$")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
SILENT = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s*(?:[-—–~至到]+\s*(?:19|20)\d{2}\s*)?年(?:度|(?:1[0-2]|0?[1-9])月(?:\d+日)?)?"
    r"|第\d+|[A-Za-z]+\d[\d.]*|\d+[A-Za-z]+"
)


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check on all numbers shown, one on what must never be shown."""
    if outcome.error:
        return [not_judged(NAME, NUMBERS, outcome.error)]
    if outcome.facts is not None:
        asked = outcome.case.expect
        return [] if asked.facts or asked.not_figures else [_in_quotes(outcome)]
    found = shown(outcome)
    if found is None:
        return []
    checks = [_in_sources(*found)]
    text = found[0]
    if outcome.lies:
        told = [lie for lie in outcome.lies if _told(lie, text)]
        detail = f"显示了模型的假话：{'；'.join(told)}"
        checks.append(judge(NAME, "lies", not told, detail, "unproven number"))
    return checks


def numbers_of(sentence: AnswerLine) -> list[PlainAmount]:
    """The numbers of a sentence that say a quantity: no years, names or receipts."""
    if RECEIPT.search(sentence.text):
        return []
    text = SILENT.sub(lambda found: " " * len(found.group()), sentence.text)
    return list(amounts(text))


def shown(outcome: CaseOutcome) -> tuple[str, tuple[Item, ...], tuple[Citation, ...]] | None:
    """The text of an answer or the findings of a comparison, with what they cite."""
    if outcome.answer is not None:
        return outcome.answer.answer, (), outcome.answer.citations
    if outcome.comparison is not None:
        return "", outcome.comparison.findings, outcome.comparison.citations
    return None


def _in_sources(text: str, items: tuple[Item, ...], citations: tuple[Citation, ...]) -> CaseCheck:
    """Every number stands in a source of its sentence; counted by sentences that have both."""
    bare: list[str] = []
    held = looked_at = 0
    for sentence in sentences(text, items):
        loose = list(_unsupported(sentence, citations))
        bare += [f"{number.text}（{sentence.text.strip()[:60]}）" for number in loose]
        if cited(sentence, citations) and numbers_of(sentence):
            looked_at += 1
            held += not loose
    detail = f"没有依据：{'；'.join(bare)}"
    counts = (held, looked_at)
    return judge(NAME, NUMBERS, not bare, detail, "unproven number", counts=counts)


def _told(lie: str, text: str) -> bool:
    """Whether a clause stands in the text as a whole: `增长6%` is not told by `增长6%左右`."""
    said = re.sub(r"[^\S\n]|\[\d+\]", "", text)
    clause = re.escape(re.sub(r"\s|\[\d+\]", "", lie))
    return bool(re.search(rf"{clause}(?=[。，；：、”）\n]|$)", said))


def _in_quotes(outcome: CaseOutcome) -> CaseCheck:
    """The digits of every fact of the ledger stand in its own quote."""
    loose = [
        f"{fact.indicator} {part}"
        for fact in outcome.facts or ()
        for part in (fact.value, fact.growth)
        if part and not set(DIGITS.findall(part)) <= set(DIGITS.findall(_bare(fact.quote)))
    ]
    return judge(NAME, NUMBERS, not loose, f"原句里没有：{'；'.join(loose)}", "unproven number")


def _bare(quote: str) -> str:
    """A quote in half-width digits without thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", quote.translate(WIDE))


def _unsupported(sentence: AnswerLine, citations: tuple[Citation, ...]) -> Iterator[PlainAmount]:
    sources = cited(sentence, citations)
    held = [(c.region, each) for c in sources for each in amounts(c.quote)]
    regions = {citation.region for citation in citations}
    numbers = numbers_of(sentence)
    proven = [n for n in numbers if _is_held(n, held, region_of(sentence.text, n, regions))]
    for number in numbers:
        if number not in proven and not computed(number, proven):
            yield number


def region_of(text: str, number: PlainAmount, regions: set[str]) -> str | None:
    """The region last named before the number, None where a list or a sum deals numbers out."""
    if "分别" in text or "依次" in text or in_sum(text, number):
        return None
    named = [(text.rfind(region, 0, number.start), region) for region in regions]
    at, region = max(named, default=(-1, ""))
    return region if at >= 0 else None


def in_sum(text: str, number: PlainAmount) -> bool:
    """Whether the number is an operand in brackets: （174.46亿元−141.5亿元）."""
    return any(
        found.start() < number.start < found.end() and re.search(r"[−+÷×]", found.group())
        for found in BRACKETS.finditer(text)
    )


def _is_held(
    number: PlainAmount, held: Sequence[tuple[str, PlainAmount]], region: str | None
) -> bool:
    return any(number.equals(each) for source, each in held if region in (None, source))


def computed(number: PlainAmount, operands: Sequence[PlainAmount]) -> bool:
    """Whether a number is a difference, sum, ratio, share or growth of two of the operands."""
    values = [each.value for each in operands if each is not number]
    total = sum(values, Decimal(0))
    if len(values) > 2 and _close(number.value, total, number):
        return True
    for one, other in combinations(operands, 2):
        if not same_unit(one.unit, other.unit):
            continue
        high, low = max(one.value, other.value), min(one.value, other.value)
        results = [high - low, high + low]
        if low:
            ratios = (high / low, high / low - 1, low / high, 1 - low / high)
            results += [*ratios, *(100 * ratio for ratio in ratios)]
        if any(_close(number.value, result, number) for result in results):
            return True
    return False


def _close(printed: Decimal, exact: Decimal, number: PlainAmount) -> bool:
    """Equal to the precision that is printed."""
    digits = re.search(r"\.(\d+)", number.text)
    places = len(digits[1]) if digits else 0
    scale = Decimal(1)
    if plain := re.search(r"[\d,.]+", number.text):
        bare = Decimal(plain.group().replace(",", "").rstrip("."))
        scale = printed / bare if bare else Decimal(1)
    return abs(printed - exact) <= scale * Decimal(10) ** -places / 2
