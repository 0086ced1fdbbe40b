"""What the ledger says instead of a draft's figures: both are read by the same reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.entailment.agreement import agrees
from service.entailment.contradiction import Contradiction, another_number
from service.entailment.frame import Frame, framed
from service.entailment.numbers import Number
from service.entailment.premise import Premise
from service.entailment.reading import CLAUSE_STOPS, Reading
from service.facts.extract import extract
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.check.sources import LibrarySources
from service.verify.match import Role, role
from vectorstore.documents import Report, Section

RESULT = ("actual", "expected")


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure of a draft: the fact it is read into, and whether its time is said."""

    number: Number
    fact: Fact
    role: Role
    timed: bool


class LedgerLook:
    """The sure facts of the reports in question beside what a draft says."""

    def __init__(self, ledger: Ledger, reports: Sequence[Report], sources: LibrarySources) -> None:
        self._ledger = ledger
        self._sources = sources
        self._newest: Mapping[str, Report] = {
            report.region: report for report in sorted(reports, key=lambda each: each.year)
        }
        self._reports = tuple(report.id for report in reports)

    def denials(self, reading: Reading, before: Frame) -> Iterator[Contradiction]:
        """Each figure that the ledger holds otherwise, of the same region, indicator, time and kind.

        满洲里市2020年地区生产总值145.1亿元 is denied by 141.5亿元, whatever else is said of it there.
        """
        for told in self._told(reading, before):
            held = [pair for fact in self._held(told) for pair in self._numbers(told, fact)]
            pairs = [pair for pair in held if _alike(told.fact, pair.fact)]
            weighed = pairs if told.timed else held
            if not pairs or any(_says_so(told, pair) for pair in weighed):
                continue
            if len({(pair.number.text, _falls(pair.fact)) for pair in pairs}) == 1:
                yield _denial(reading, told, pairs[0])

    def _told(self, reading: Reading, before: Frame) -> Iterator[_Told]:
        frame = before
        frames: list[tuple[int, int, Frame]] = []
        for start, end in reading.spans(CLAUSE_STOPS):
            frame = framed(reading, start, end, frame, ())
            frames.append((start, end, frame))
        for region in dict.fromkeys(f.regions[0] for _, _, f in frames if len(f.regions) == 1):
            spans = [(a, b) for a, b, f in frames if f.regions == (region,)]
            years = [int(y) for _, _, f in frames for y in f.years if y.isdigit()]
            for fact in self._read(reading.printed, region, years):
                for figure in fact.figures:
                    number = next((n for n in reading.numbers if n.start == figure.start), None)
                    if number is not None and any(a <= number.start < b for a, b in spans):
                        timed = bool(years or fact.period_text)
                        yield _Told(number, fact, role(fact, figure), timed)

    def _read(self, text: str, region: str, years: Sequence[int]) -> Iterator[Fact]:
        """The draft's facts, read as a report of the region would be that looks back on the year."""
        newest = self._newest.get(region)
        if newest is None:
            return
        year = years[0] + 1 if years else newest.year
        report = newest.model_copy(update={"year": year, "covers": year - 1, "delivered": None})
        section = Section(path=("",), heading="", part="review", start=0, end=len(text))
        yield from (fact for fact in extract(report, text, [section]) if fact.known)

    def _held(self, told: _Told) -> list[Fact]:
        fact = told.fact
        found = self._ledger.facts(FactQuery(self._reports, (fact.indicator,)))
        return [
            held
            for held in found
            if held.region == fact.region
            and (held.indicator, held.scope, held.basis) == (fact.indicator, fact.scope, fact.basis)
        ]

    def _numbers(self, told: _Told, fact: Fact) -> Iterator["_Held"]:
        """The number of a fact that stands where the draft's does, with its quote."""
        premise = self._sources.of_fact(fact)
        figure = next((f for f in fact.figures if role(fact, f) == told.role), None)
        if premise is None or figure is None:
            return
        at = figure.start - self._sources.place(premise.quote)
        for number in premise.reading.numbers:
            if number.start == at and number.unit == told.number.unit:
                yield _Held(number, fact, premise)


@dataclass(frozen=True, slots=True)
class _Held:
    """A number of a sure fact, in its sentence."""

    number: Number
    fact: Fact
    premise: Premise


def _says_so(told: _Told, held: _Held) -> bool:
    same_way = told.role == "value" or _falls(told.fact) == _falls(held.fact)
    return same_way and agrees(told.number, held.number)


def _denial(reading: Reading, told: _Told, held: _Held) -> Contradiction:
    """The ledger's number in place of the draft's; where it goes the other way (下降16.8% for
    增长16.8%), with the word before it."""
    number, source = told.number, held.premise.quote.n
    if told.role == "value" or _falls(told.fact) == _falls(held.fact):
        return another_number(reading, number, held.number.text, source)
    ways = ("下降", "增长") if _falls(held.fact) else ("增长", "下降")
    right, wrong = (
        f"{way}{figure.text}" for way, figure in zip(ways, (held.number, number), strict=True)
    )
    at = number.start - len(ways[1])
    stands = reading.printed.startswith(wrong, max(at, 0))
    instead = f"原文是{right}，不是{wrong}"
    return Contradiction(
        (source,), instead, at if stands else number.start, wrong, right if stands else ""
    )


def _alike(fact: Fact, held: Fact) -> bool:
    """Whether both tell of the same time, and of a result or of an aim."""
    kinds = (fact.kind, held.kind)
    same = fact.kind == held.kind or all(kind in RESULT for kind in kinds)
    return fact.period == held.period and fact.kind is not None and same


def _falls(fact: Fact) -> bool:
    return (fact.growth or "").startswith("-")
