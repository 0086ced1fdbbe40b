"""What the rows of a comparison stand on: reports that were read, or the library's own columns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from service import digests
from service.digests import IndicatorNaming
from service.facts.model import Fact
from service.language.indicators import find
from service.ledger import FactQuery, Ledger, place_of
from service.tasks.compare.naming import named_as, names_in
from service.tasks.compare.siblings import related
from service.tasks.sources import HELD, ReportSource, sources_of
from vectorstore.documents import Report
from vectorstore.library import Library

NOWHERE = IndicatorNaming()
_NOTHING: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """What one report holds on some indicators: sure and doubtful facts under their indicators,
    and where it names what."""

    report: Report
    sure: Mapping[str, Sequence[Fact]]
    doubtful: Mapping[str, Sequence[Fact]]
    names: Mapping[str, IndicatorNaming]


class Ground(Protocol):
    """Reports beside each other, asked for no more than a comparison needs of them."""

    @property
    def reports(self) -> Sequence[Report]:
        """The reports, in the order of the columns."""
        ...

    def given(self) -> Mapping[str, int]:
        """How many of the reports give each indicator of the lexicon, of the region itself."""
        ...

    def says(self, words: str) -> bool:
        """Whether any of the reports has these words."""
        ...

    def indicators(self) -> Iterable[str]:
        """The names of all that the reports give."""
        ...

    def held(self, indicators: Sequence[str]) -> list[HeldFacts]:
        """What each report holds on these indicators."""
        ...


class OfSources:
    """Reports that were read whole."""

    def __init__(self, sources: Sequence[ReportSource]) -> None:
        self._sources = sources
        self.reports = [source.report for source in sources]

    def given(self) -> Mapping[str, int]:
        """How many of the reports give each indicator of the region itself."""
        return _given(map(_names, self._sources))

    def says(self, words: str) -> bool:
        """Whether any of the reports has these words."""
        return any(words in source.text for source in self._sources)

    def indicators(self) -> Iterable[str]:
        """The names of all that the reports give."""
        return dict.fromkeys(fact.indicator for source in self._sources for fact in source.facts)

    def held(self, indicators: Sequence[str]) -> list[HeldFacts]:
        """What each report holds on these indicators."""
        return [
            HeldFacts(
                source.report,
                _grouped(source.facts),
                _grouped(source.doubtful),
                {**_names(source), **_own_names(indicators, source)},
            )
            for source in self._sources
        ]


class OfLibrary:
    """Reports of a library, of which only the rows are read that are asked for.

    `proven` are the facts that were read whose own sentence was proven when they were filed, with
    how many numbers it has.
    """

    def __init__(self, library: Library, reports: Sequence[Report]) -> None:
        self._library = library
        self._ledger = Ledger(library)
        self.reports = reports
        self.proven: dict[str, int] = {}

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(report.id for report in self.reports)

    @cached_property
    def _filed(self) -> dict[str, dict[str, IndicatorNaming]]:
        """Where each report names what: as it was filed, looked for now where it was not."""
        filed = digests.names(self._library, self._ids)
        for report in self.reports:
            if report.id not in filed:
                filed[report.id] = dict(_names(sources_of(self._library, [report])[0]))
        return filed

    def given(self) -> Mapping[str, int]:
        """How many of the reports give each indicator of the region itself."""
        return _given(self._filed.values())

    def says(self, words: str) -> bool:
        """Whether any of the reports has these words."""
        return any(words in self._library.text(name) for name in self._ids)

    def indicators(self) -> Iterable[str]:
        """The names of all that the reports give."""
        return self._ledger.given(FactQuery(reports=self._ids)) if self._ids else ()

    def held(self, indicators: Sequence[str]) -> list[HeldFacts]:
        """What each report holds on these indicators, and on what is told of them elsewhere."""
        if not self._ids:
            return []
        names = self._names(indicators)
        joint = {each for found in names.values() for name in indicators
                 for each in found.get(name, NOWHERE).joint}  # fmt: skip
        beside = {each for name in indicators for each in related(name)}
        facts: dict[str, list[Fact]] = {name: [] for name in self._ids}
        proofs = digests.proofs(self._library, self._ids)
        for fact in self._ledger.on(self._ids, {*indicators, *beside, *joint}):
            facts[fact.report].append(fact)
            report, _, number = place_of(fact)
            if (count := proofs.get(report, _NOTHING).get(number)) is not None:
                self.proven[fact.id] = count
        return [
            HeldFacts(
                report,
                _grouped(fact for fact in facts[report.id] if fact.standing == "sure"),
                _grouped(fact for fact in facts[report.id] if fact.standing == "doubtful"),
                names[report.id],
            )
            for report in self.reports
        ]

    def _names(self, indicators: Sequence[str]) -> dict[str, dict[str, IndicatorNaming]]:
        """Where each report names what, these indicators too that the lexicon does not know."""
        filed = self._filed
        for words in (name for name in indicators if find(name) is None):
            for name in self._ids:
                text = self._library.text(name)
                if words in text:
                    filed[name][words] = named_as(words, text, self._library.sections(name))
        return filed


_names = lru_cache(maxsize=HELD)(names_in)  # 30 ms a report


def _own_names(indicators: Sequence[str], source: ReportSource) -> dict[str, IndicatorNaming]:
    """The names asked for that are no indicator's of the lexicon."""
    return {
        name: named_as(name, source.text, source.sections)
        for name in indicators
        if find(name) is None
    }


def _given(names: Iterable[Mapping[str, IndicatorNaming]]) -> Mapping[str, int]:
    return Counter(name for each in names for name, naming in each.items() if naming.given)


def _grouped(facts: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.indicator].append(fact)
    return found
