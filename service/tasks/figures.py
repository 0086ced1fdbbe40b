"""What the ledger holds on these regions and years, every quote still in its place."""

from collections.abc import Sequence
from dataclasses import replace

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.compare.selection import select
from service.tasks.intact import intact
from vectorstore.library import Library


def figures(
    library: Library,
    query: FactQuery,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    *,
    conflicts: bool = False,
) -> tuple[Fact, ...]:
    """The facts of a query; a parent's name takes in its children, all years where none is named."""
    reports = library.reports()
    if regions or years:
        chosen = select(reports, regions, years or sorted({report.year for report in reports}))
        if not chosen.reports:
            return ()
        query = replace(query, reports=tuple(report.id for report in chosen.reports))
    ledger = Ledger(library)
    if conflicts:
        found = tuple(fact for conflict in ledger.conflicts(query) for fact in conflict.facts)
        return intact(library, found)
    return intact(library, ledger.facts(query))
