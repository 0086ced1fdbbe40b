"""The proof of a sentence that code composed: by the values it was composed from.

Such a sentence carries its facts and computations (`DraftLine.says`); nothing in it is read as Chinese
again. What is left to prove is that each of them was given as evidence, stands in a source, and
that no digit stands in the sentence but theirs and those of a word-for-word quotation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.facts.model import Fact
from service.language.measure import Measure
from service.shapes import Citation
from service.verify.evidence import Derived, DraftEvidence, DraftLine, LineVerdict, Mention
from service.verify.match import same_number
from service.verify.numbers import Quantity, quantities
from service.verify.quotes import cited_numbers

OPENS, CLOSES = "“", "”"
UNGIVEN = "不在所给依据中"
FOREIGN = "没有对应的数"


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """What a draft was given, to be looked up: ids of facts, and sources by their numbers."""

    facts: frozenset[str]
    sources: Mapping[int, Citation]

    @classmethod
    def of(cls, evidence: DraftEvidence) -> "GivenEvidence":
        """All of the evidence, once for a draft."""
        sources = {citation.n: citation for citation in evidence.citations}
        return cls(frozenset(fact.id for fact in evidence.facts), sources)


def by_value(
    line: DraftLine, evidence: DraftEvidence, given: GivenEvidence | None = None
) -> LineVerdict:
    """The verdict on a sentence with its claims. `2023年…比2022年少2.84亿元（16.08亿元−13.24亿元）`
    says two facts and a difference."""
    given = given or GivenEvidence.of(evidence)
    reasons = list(_ungiven(line, evidence, given))
    mentions = tuple(_mention(quantity, line, given) for quantity in quantities(line.text))
    reasons += [f"{each.text}：{FOREIGN}" for each in mentions if each.proof is None]
    return LineVerdict(line, mentions, tuple(dict.fromkeys(reasons)))


def _ungiven(line: DraftLine, evidence: DraftEvidence, given: GivenEvidence) -> Iterator[str]:
    """What the sentence rests on and was not given: a fact, an operand, a source."""
    for fact in _facts(line):
        if fact.id not in given.facts:
            yield f"“{fact.quote}”{UNGIVEN}"
    for said in line.says:
        if isinstance(said, Derived) and said not in evidence.derived:
            yield f"{said.text}{UNGIVEN}"
    for number in cited_numbers(line):
        if number not in given.sources:
            yield f"引用[{number}]{UNGIVEN}"


def _facts(line: DraftLine) -> list[Fact]:
    direct = [said for said in line.says if isinstance(said, Fact)]
    under = [fact for said in line.says if isinstance(said, Derived) for fact in said.operands]
    return [*direct, *under]


def _quoted(quantity: Quantity, line: DraftLine, given: GivenEvidence) -> Citation | None:
    """The cited source in which a quotation stands word for word that holds the number."""
    start = line.text.rfind(OPENS, 0, quantity.start)
    numbers = sorted({*cited_numbers(line)}) if start >= 0 else ()
    cited = [given.sources[number] for number in numbers if number in given.sources]
    while start >= 0:
        end = line.text.find(f"{CLOSES}[", quantity.end)
        held = line.text[start + 1 : end] if end >= 0 else ""
        source = next((c for c in cited if held and held in c.quote), None)
        if source is not None:
            return source
        start = line.text.rfind(OPENS, 0, start)
    return None


def _mention(quantity: Quantity, line: DraftLine, given: GivenEvidence) -> Mention:
    proof = _quoted(quantity, line, given) or _said(quantity, line)
    return Mention(quantity.text, quantity.start, quantity.end, proof)


def _said(quantity: Quantity, line: DraftLine) -> Fact | Derived | None:
    """The computation or the fact of the sentence whose number it is."""
    figure = quantity.figure
    if figure is None:
        return next((fact for fact in _facts(line) if quantity.text in _named(fact)), None)
    computed = (each for each in line.says if isinstance(each, Derived))
    derived = next((each for each in computed if _is_derived(figure, each)), None)
    return derived or next((fact for fact in _facts(line) if _holds(fact, figure)), None)


def _named(fact: Fact) -> str:
    return f"{fact.indicator}{fact.indicator_text}{fact.scope or ''}{fact.value or ''}{fact.growth or ''}"


def _is_derived(figure: Measure, said: Derived) -> bool:
    return (
        figure.plain_unit == said.plain_unit
        and figure.value is not None
        and abs(figure.value) == said.value
    )


def _holds(fact: Fact, figure: Measure) -> bool:
    if any(same_number(figure, each) for each in fact.figures):
        return True
    return figure.text in _named(fact)
