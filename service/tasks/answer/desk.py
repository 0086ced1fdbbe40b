"""What one answer is written from: the library, the sources cited so far, the facts used."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.facts.model import Fact, Standing
from service.language.indicators import find
from service.ledger import FactQuery, Ledger, place_of
from service.shapes import AskedState, Citation, Searched, Status
from service.tasks.answer.phrases import Likely
from service.tasks.answer.pick import Picked
from service.tasks.answer.slots import Slot, Told, status_of
from service.tasks.answer.sources import Sources, inside
from service.understand import Understood
from service.verify import Context, Derived, DraftEvidence, DraftLine
from vectorstore.documents import Report
from vectorstore.library import Library

MOST = 400  # reports
HEAD = 2  # letters with which every way to write a region begins


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences before their proof, with everything they may be proven with."""

    lines: tuple[DraftLine, ...]
    evidence: DraftEvidence
    told: tuple[Told, ...]
    searched: Searched
    closing: str = ""
    facts: tuple[Fact, ...] = ()

    @property
    def stated(self) -> frozenset[str]:
        """The facts that its sentences say, or compute from."""
        said = [each for line in self.lines for each in line.says]
        facts = [each for each in said if isinstance(each, Fact)]
        under = [f for each in said if isinstance(each, Derived) for f in each.operands]
        return frozenset(fact.id for fact in (*facts, *under))

    @property
    def status(self) -> Status:
        """What the draft comes to, if all of it stands."""
        return status_of(each.state for each in self.told)


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences for one part of a question, what became of its slots, the receipt behind
    them, and the facts they say."""

    lines: tuple[DraftLine, ...]
    told: tuple[Told, ...]
    closing: str = ""
    picked: tuple[Picked, ...] = ()

    @property
    def status(self) -> Status:
        return status_of(each.state for each in self.told)


def part_of(slot: Slot, state: AskedState, lines: Sequence[DraftLine], closing: str = "") -> Part:
    """A part that asks for one thing."""
    return Part(tuple(lines), (Told(slot, state, tuple(lines)),), closing)


def _each_once(lines: Sequence[DraftLine], cited: Sequence[Citation]) -> dict[DraftLine, DraftLine]:
    """Each sentence and the one that says the same: one text, quotations of the same spans, or a
    quotation that holds the other's."""
    first: dict[object, DraftLine] = {}
    kept: dict[DraftLine, DraftLine] = {}
    for line in lines:
        quoted = line.by == "report" and bool(line.citations)
        key = (line.citations, line.text.count("“")) if quoted else line.text
        kept[line] = first.setdefault(key, line)
    spans = {each.n: (each.report, each.start, each.end) for each in cited}
    single = {
        line: spans[line.citations[0]]
        for line in first.values()
        if line.by == "report" and len(line.citations) == 1 and line.citations[0] in spans
    }
    for line, (report, start, end) in single.items():
        for other, (held, left, right) in single.items():
            inside = held == report and left <= start and end <= right
            if inside and right - left > end - start:
                kept.update({each: other for each, now in kept.items() if now is line})
    return kept


def _concerned(reports: dict[str, Report], cited: set[str], text: str) -> tuple[Report, ...]:
    """Of more reports than are read one by one those that a proof may ask for: what is cited,
    whose region a sentence may name, and one of each year."""
    if len(reports) <= MOST:
        return tuple(reports.values())
    heads = {text[at : at + HEAD] for at in range(len(text))}
    of_year = {report.year: report.id for report in reports.values()}
    kept = {*cited, *of_year.values()}
    return tuple(r for r in reports.values() if r.id in kept or r.region[:HEAD] in heads)


@dataclass(slots=True)
class Desk:
    """Shared by all parts of one question: a span keeps its number from part to part."""

    library: Library
    sources: Sources
    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])
    derived: list[Derived] = field(default_factory=list[Derived])
    reports: dict[str, Report] = field(default_factory=dict[str, Report])
    _ahead: dict[tuple[str, str], list[Fact]] = field(
        default_factory=dict[tuple[str, str], list[Fact]]
    )
    _likely: Likely | None = None
    _lacking: tuple[str, ...] = ()
    _worded: dict[str, list[Fact]] = field(default_factory=dict[str, list[Fact]])

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.library)

    def read(self, understood: Understood) -> tuple[Report, ...]:
        """The reports of one part, remembered for the receipt."""
        found = tuple(self.library.report(name) for name in understood.reports)
        self.reports.update({report.id: report for report in found})
        return found

    def look_ahead(self, reports: Sequence[str], indicators: Sequence[str]) -> None:
        """Read at once what many regions will be asked for, one by one."""
        names = {known.name for known in map(find, indicators) if known is not None}
        keys = [(report, name) for report in reports for name in names]
        self._ahead |= {key: [] for key in keys}
        for fact in self.ledger.on(reports, names) if keys else ():
            self._ahead[fact.report, fact.indicator].append(fact)

    def given(
        self, reports: Sequence[str], indicators: Sequence[str], standing: Standing = "sure"
    ) -> tuple[Fact, ...]:
        """The ledger's facts on these indicators: those read ahead, else asked for now."""
        names = [known.name if (known := find(name)) else name for name in indicators]
        keys = [
            (report, name) for report in dict.fromkeys(reports) for name in dict.fromkeys(names)
        ]
        if not keys or any(key not in self._ahead for key in keys):
            query = FactQuery(tuple(reports), tuple(indicators), standing=standing)
            return self.ledger.facts(query)
        held = [fact for key in keys for fact in self._ahead[key] if fact.standing == standing]
        return tuple(sorted(held, key=place_of))

    def look_for(self, reports: Sequence[str], likely: Likely) -> None:
        """Where many regions are asked, the facts that go by other names are these; those of some
        reports will be asked for, and are read at once."""
        self._likely, self._worded = likely, {}
        self._lacking = tuple(dict.fromkeys(reports))

    def named(self, reports: Sequence[str]) -> tuple[Fact, ...]:
        """The ledger's sure facts of these reports, outside the lexicon too: all of a few reports;
        of many regions' only what may be named so, from one query for all."""
        if self._likely is None:
            return self.ledger.facts(FactQuery(reports=tuple(reports)))
        unread = [name for name in reports if name not in self._worded]
        if unread:
            unread = list(dict.fromkeys((*unread, *self._lacking)))
            self._lacking = ()
            self._worded |= {name: [] for name in unread}
            quotes = self._likely.is_quote if self._likely.quoted else None
            for fact in self.ledger.worded(unread, self._likely.is_name, quotes):
                self._worded[fact.report].append(fact)
        return tuple(fact for name in sorted(reports) for fact in self._worded[name])

    def use(self, *facts: Fact) -> None:
        """Facts that may prove a sentence."""
        self.facts.update({fact.id: fact for fact in facts})

    def _cited(self) -> set[str]:
        return {citation.report for citation in self.sources.citations}

    def _use_quoted(self) -> None:
        """The facts inside quoted spans: a quotation of a plan must be known for one."""
        self.use(*self.ledger.inside((c.report, c.start, c.end) for c in self.sources.citations))

    def _context(self, asked: Understood) -> Context:
        """What the question itself settles: one region, one year, nothing else."""
        year = str(asked.years[0]) if len(asked.years) == 1 and not asked.then else None
        region = asked.regions[0] if len(asked.regions) == 1 else None
        return Context(region=region, period=asked.period or year)

    def draft(self, parts: list[Part], asked: Understood) -> Draft:
        """The parts as one draft."""
        self._use_quoted()
        kept = _each_once([each for part in parts for each in part.lines], self.sources.citations)
        lines = tuple(dict.fromkeys(kept.values()))
        told = tuple(
            replace(each, lines=tuple(dict.fromkeys(kept.get(one, one) for one in each.lines)))
            for part in parts
            for each in part.told
        )
        reports = {**self.reports, **{name: self.library.report(name) for name in self._cited()}}
        evidence = DraftEvidence(
            reports=_concerned(reports, self._cited(), "".join(line.text for line in lines)),
            facts=tuple(self.facts.values()),
            citations=self.sources.citations,
            derived=tuple(self.derived),
            context=self._context(asked),
        )
        regions = tuple(dict.fromkeys(report.region for report in self.reports.values()))
        return Draft(
            lines,
            evidence,
            told,
            Searched(reports=len(self.reports), regions=regions),
            "".join(dict.fromkeys(part.closing for part in parts)),
            inside(self.facts.values(), self.sources.citations),
        )
