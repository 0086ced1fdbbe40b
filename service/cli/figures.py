"""`gongbao figures`."""

from collections.abc import Sequence

import typer

from service.cli.arguments.asking import Figures
from service.cli.output import dumped, note, say_json, write_bytes, write_file
from service.cli.tables import facts_table
from service.cli.terminal import print_table
from service.cli.world import open_world
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.compare.selection import select
from service.tasks.intact import intact
from vectorstore.documents import Report


def figures(context: typer.Context, given: Figures) -> None:
    """List what the ledger holds, each fact with the words it is read from."""
    library = open_world(context, given.data_dir).library()
    reports = _chosen(library.reports(), given.region or (), given.year or ())
    query = FactQuery(
        reports=tuple(report.id for report in reports),
        indicators=tuple(given.indicator or ()),
        periods=tuple(given.period or ()),
        kinds=(given.kind,) if given.kind else (),
        standing="doubtful" if given.doubtful else "sure",
    )
    found = _facts(Ledger(library), query, given.conflicts) if reports else ()
    facts = intact(library, found)
    if given.xlsx:
        from service.export.xlsx import facts_xlsx

        write_file(given.xlsx, facts_xlsx(facts))
    if given.as_json:
        say_json({"facts": dumped(facts)})
    elif given.as_csv:
        from service.export.csv import facts_csv

        write_bytes(facts_csv(facts))
    elif not given.xlsx:
        _show(facts)


def _chosen(
    reports: Sequence[Report], regions: Sequence[str], years: Sequence[int]
) -> tuple[Report, ...]:
    """All years where none is named: the ledger is asked, not a newest report."""
    for name in select(reports, regions, years).missing:
        note(f"未收录：{name}")
    return select(reports, regions, years or sorted({report.year for report in reports})).reports


def _facts(ledger: Ledger, query: FactQuery, conflicts: bool) -> tuple[Fact, ...]:
    if not conflicts:
        return ledger.facts(query)
    return tuple(fact for found in ledger.conflicts(query) for fact in found.facts)


def _show(facts: Sequence[Fact]) -> None:
    if facts:
        print_table(facts_table(facts))
        note(f"共{len(facts)}条。")
    else:
        note("没有符合条件的数据；可放宽条件，或用 gongbao reports 看看有哪些报告。")
