"""`gongbao figures`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.options import AsJson, DataDir, Indicators, Regions, Years, open_world
from service.cli.output import console, dumped, note, say_json, write_bytes, write_file
from service.cli.tables import facts_table
from service.export.csv import facts_csv
from service.export.xlsx import facts_xlsx
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.compare.selection import select
from service.tasks.intact import intact
from vectorstore.documents import Report

Kind = Literal["actual", "expected", "target", "cumulative", "average", "result"]


def figures(
    context: typer.Context,
    region: Regions = None,
    year: Years = None,
    period: Annotated[
        list[str] | None,
        typer.Option("--period", metavar="时期", help="数据的时期，如 2020、2016-2020，可重复"),
    ] = None,
    indicator: Indicators = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            metavar="类型",
            help="actual完成、expected预计、target目标、cumulative累计、average年均；result=完成或预计",
        ),
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="只看说法不一的数据，同一事项排在一起")
    ] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="只看口径待核的数据及原因")] = False,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="输出CSV")] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="文件", help="写成Excel文件")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """查台账：每条数据带时期、类型、口径和原文。"""
    if as_json and as_csv:
        raise typer.BadParameter("只能选一个。", param_hint="--json、--csv")
    library = open_world(context, data_dir).library()
    reports = _chosen(library.reports(), region or (), year or ())
    query = FactQuery(
        reports=tuple(report.id for report in reports),
        indicators=tuple(indicator or ()),
        periods=tuple(period or ()),
        kinds=(kind,) if kind else (),
        standing="doubtful" if doubtful else "sure",
    )
    found = _facts(Ledger(library.engine), query, conflicts) if reports else ()
    facts = intact(library, found)
    if xlsx:
        write_file(xlsx, facts_xlsx(facts))
    if as_json:
        say_json({"facts": dumped(facts)})
    elif as_csv:
        write_bytes(facts_csv(facts))
    elif not xlsx:
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
        console().print(facts_table(facts))
        note(f"共{len(facts)}条。")
    else:
        note("没有符合条件的数据；可放宽条件，或用 gongbao reports 看看有哪些报告。")
