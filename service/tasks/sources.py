"""The reports a task works on, each with its text, outline and facts."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from vectorstore.documents import Report, Section
from vectorstore.library import Library

HELD = 64  # a megabyte each
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class ReportSource:
    """One report with all that is said from it, in one version of the library.

    `facts` are the sure ones; `doubtful` ones are quoted and nothing else.
    """

    report: Report
    text: str
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    doubtful: tuple[Fact, ...] = ()

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The headings under which this offset stands."""
        inside = [s for s in self.sections if s.start <= offset < s.end]
        return inside[-1].path if inside else ()


class MadeReports(Generic[T]):
    """What was last made of reports, library by library: a new version is a new library, with none."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._held: WeakKeyDictionary[Library, OrderedDict[str, T]] = WeakKeyDictionary()

    def among(self, library: Library, names: Sequence[str]) -> dict[str, T]:
        """What is held of the named reports."""
        with self._lock:
            held = self._held.get(library, OrderedDict[str, T]())
            found = {name: held[name] for name in names if name in held}
            for name in found:
                held.move_to_end(name)
        return found

    def keep(self, library: Library, made: Mapping[str, T]) -> None:
        """Keep it, and let go of what was not used for longest."""
        with self._lock:
            held = self._held.setdefault(library, OrderedDict())
            held.update(made)
            while len(held) > self._most:
                held.popitem(last=False)


_held: MadeReports[ReportSource] = MadeReports(HELD)


def sources_of(library: Library, reports: Sequence[Report]) -> tuple[ReportSource, ...]:
    """The reports with what the library and its ledger hold of them."""
    found = _held.among(library, [report.id for report in reports])
    read = _read(library, [report for report in reports if report.id not in found])
    made = {source.report.id: source for source in read}
    _held.keep(library, made)
    found |= made
    return tuple(found[report.id] for report in reports)


def _read(library: Library, reports: Sequence[Report]) -> tuple[ReportSource, ...]:
    if not reports:
        return ()
    facts: dict[str, list[Fact]] = {report.id: [] for report in reports}
    for fact in Ledger(library).facts(FactQuery(reports=tuple(facts), standing=None)):
        facts[fact.report].append(fact)
    return tuple(
        ReportSource(
            report,
            library.text(report.id),
            library.sections(report.id),
            tuple(fact for fact in facts[report.id] if fact.standing == "sure"),
            tuple(fact for fact in facts[report.id] if fact.standing == "doubtful"),
        )
        for report in reports
    )
