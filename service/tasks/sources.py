"""The reports a task works on, each with its text, outline and facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from vectorstore.documents import Report, Section
from vectorstore.library import Library


@dataclass(frozen=True, slots=True)
class Source:
    """One report with all that is said from it."""

    report: Report
    text: str
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The headings under which this offset stands."""
        inside = [s for s in self.sections if s.start <= offset < s.end]
        return inside[-1].path if inside else ()


def sources_of(library: Library, reports: Sequence[Report]) -> tuple[Source, ...]:
    """The reports with what the library and its ledger hold of them."""
    if not reports:
        return ()
    found: dict[str, list[Fact]] = {report.id: [] for report in reports}
    for fact in Ledger(library.engine).facts(FactQuery(reports=tuple(found))):
        found[fact.report].append(fact)
    return tuple(
        Source(
            report,
            library.text(report.id),
            library.sections(report.id),
            tuple(found[report.id]),
        )
        for report in reports
    )
