"""Where a library may hold what a sentence says: sentences of its reports, as premises."""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.entailment.frame import Frame
from service.entailment.negative import ABSENT
from service.entailment.numbers import indicators
from service.entailment.premise import Premise, Quote
from service.entailment.reading import Reading
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.check.shapes import CheckSource
from vectorstore.documents import Passage, Report
from vectorstore.library import Library
from vectorstore.search import search

PER_REPORT = 5
REPORTS = 6
NUMBERED = 8
NAMED = 12
NEAREST = 24
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”’）)]*")
LEAD = 16


class LibrarySources:
    """Premises from the reports in question; every sentence found keeps its number."""

    def __init__(
        self, library: Library, reports: Sequence[Report], names: Mapping[str, str]
    ) -> None:
        self._library = library
        self._reports = reports
        self._names = names
        self._premises: dict[tuple[str, int], Premise] = {}
        self._places: dict[int, tuple[str, int, int]] = {}

    def find(self, reading: Reading, frame: Frame) -> list[Premise]:
        """The premises that may prove or contradict a sentence, the likeliest reports first."""
        reports = self._likely(frame)
        names = [report.id for report in reports]
        passages = [
            hit.passage
            for hit in search(self._library, reading.text, reports=names, per_report=PER_REPORT)
        ]
        if ABSENT.search(reading.text):  # nothing is missed that was not looked for everywhere
            passages = [p for name in names for p in self._library.passages(name)]
        found = [premise for passage in passages for premise in self._of(passage)]
        if not ABSENT.search(reading.text):
            found = _nearest(reading.text, found)
        for fact in (*self._numbered(reading, frame), *self._named(reading, frame)):
            premise = self.of_fact(fact)
            if premise is not None:
                found.append(premise)
        return list(dict.fromkeys(found))

    def of_fact(self, fact: Fact) -> Premise | None:
        """The sentence that a fact stands in."""
        return self._premise(fact.report, fact.start)

    @property
    def quotes(self) -> Mapping[int, Quote]:
        """All sentences found, by their numbers."""
        return {premise.quote.n: premise.quote for premise in self._premises.values()}

    def place(self, quote: Quote) -> int:
        """Where a quote begins in its report."""
        return self._places[quote.n][1]

    def source(self, quote: Quote) -> CheckSource:
        """A quote with its offsets."""
        _, start, end = self._places[quote.n]
        return CheckSource(
            n=quote.n,
            report=quote.report,
            region=quote.region,
            year=quote.year,
            section=quote.section,
            quote=quote.quote,
            start=start,
            end=end,
        )

    def _likely(self, frame: Frame) -> list[Report]:
        """Reports of the regions told (of all, where none is); those that review or plan the
        years told come first, then the newest."""
        own = [r for r in self._reports if not frame.regions or r.region in frame.regions]
        years = {int(year) for year in frame.years if year.isdigit()}

        def rank(report: Report) -> tuple[bool, int]:
            return (not years & {report.year, report.covers}, -report.year)

        chosen: list[Report] = []
        for region in dict.fromkeys(report.region for report in own):
            of_region = sorted((r for r in own if r.region == region), key=rank)
            chosen.extend(of_region[:REPORTS])
        return chosen

    def _numbered(self, reading: Reading, frame: Frame) -> Iterator[Fact]:
        """Facts that hold a number of the sentence, those of its regions first."""
        wanted = {(n.value, n.unit) for n in reading.numbers if n.value is not None}
        if not wanted:
            return
        query = FactQuery(reports=tuple(report.id for report in self._reports))
        facts = [
            fact
            for fact in Ledger(self._library).facts(query)
            if any((f.value, f.plain_unit) in wanted for f in fact.figures)
        ]
        facts.sort(key=lambda fact: bool(frame.regions) and fact.region not in frame.regions)
        yield from facts[:NUMBERED]

    def _named(self, reading: Reading, frame: Frame) -> Iterator[Fact]:
        """Facts of the indicators, regions and years that the sentence names, the operands of its
        comparisons among them: 甲市财政收入比乙县多1.01亿元."""
        names = {known.name for _, _, known in indicators(reading.text)}
        if not names or not frame.regions:
            return
        own = tuple(r.id for r in self._reports if r.region in frame.regions)
        facts = Ledger(self._library).facts(FactQuery(own, tuple(names), frame.years))
        yield from facts[:NAMED]

    def _of(self, passage: Passage) -> Iterator[Premise]:
        for start, end in _sentences(passage.text):
            premise = self._premise(
                passage.report, passage.start + start, passage.start + end, passage
            )
            if premise is not None:
                yield premise

    def _premise(
        self, report: str, start: int, end: int | None = None, passage: Passage | None = None
    ) -> Premise | None:
        held = passage or self._holding(report, start)
        if held is None:
            return None
        if end is None:
            spans = [(held.start + a, held.start + b) for a, b in _sentences(held.text)]
            inside = [span for span in spans if span[0] <= start < span[1]]
            if not inside:
                return None
            start, end = inside[0]
        key = (report, start)
        if key not in self._premises:
            n = len(self._premises) + 1
            known = self._library.report(report)
            words = self._library.text(report)[start:end]
            quote = Quote(n, report, known.region, known.year, held.section, words)
            self._premises[key] = Premise(quote, self._names)
            self._places[n] = (report, start, end)
        return self._premises[key]

    def _holding(self, report: str, offset: int) -> Passage | None:
        passages = self._library.passages(report)
        return next((p for p in passages if p.start <= offset < p.end), None)


def _nearest(text: str, premises: Sequence[Premise]) -> list[Premise]:
    """The premises that share most pairs of letters with a text."""
    wanted = {text[at : at + 2] for at in range(len(text) - 1)}

    def shared(premise: Premise) -> int:
        words = premise.reading.text
        return sum(pair in words for pair in wanted)

    return sorted(dict.fromkeys(premises), key=shared, reverse=True)[:NEAREST]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a passage; a short lead stands with the sentence behind it."""
    left: int | None = None
    for found in SENTENCE.finditer(text):
        words = found[0]
        if not words.strip():
            continue
        start = found.start() + len(words) - len(words.lstrip()) if left is None else left
        if len(words.strip()) <= LEAD and "，" not in words and found.end() < len(text):
            left = start
            continue
        left = None
        yield start, found.start() + len(words.rstrip())
    if left is not None:
        yield left, left + len(text[left:].rstrip())
