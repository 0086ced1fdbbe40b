"""One page on a region, on several, or on a topic, from the reports alone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from service.errors import EmptyLibrary
from service.shapes import Brief, Progress
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fill import room
from service.tasks.brief.kinds import (
    Made,
    left_out,
    of_report,
    of_reports,
    of_topic,
    title_of,
)
from service.tasks.brief.numbering import numbered
from service.tasks.brief.page_prose import paged
from service.tasks.brief.receipt import receipt
from service.tasks.compare.ground import OfSources
from service.tasks.compare.places import levels_apart
from service.tasks.compare.rows import asked_for, rows
from service.tasks.compare.selection import Selection, missing_words, select
from service.tasks.events import Event
from service.tasks.intact import intact
from service.tasks.progress import Tell, silent
from service.tasks.progress import told as telling
from service.tasks.proving import total
from service.tasks.sources import ReportSource, sources_of
from service.tasks.summary.extract import MOST
from service.tasks.summary.model import added
from service.tasks.summary.written import WrittenSummaries, written
from service.tasks.theme.themed import themed
from service.tasks.theme.topic import told
from service.tasks.words import day
from service.tasks.writing import Prose
from service.wiring import World
from vectorstore.errors import UnknownReport
from vectorstore.library import Library

NOTED = 12
CHOICE = 20  # sentences to choose from where the whole page is one region's


def _selected(library: Library, regions: Sequence[str], years: Sequence[int]) -> Selection:
    if not library.reports():
        raise EmptyLibrary("资料库是空的，请先用 gongbao ingest 收录报告。")
    selection = select(library.reports(), regions, years)
    if not selection.reports:
        asked = "、".join([*regions, *(f"{year}年" for year in years)]) or "任何地区"
        raise UnknownReport(f"资料库里没有{asked}的报告，用 gongbao reports 查看已有的报告。")
    return selection


def _notes(sources: Sequence[ReportSource], selection: Selection, made: Made) -> tuple[str, ...]:
    """Which reports the page is from, and what was asked for but is not held."""
    listed = "、".join(f"{s.report.region}{s.report.year}年" for s in sources[:NOTED])
    more = f"等{len(sources)}份" if len(sources) > NOTED else ""
    said = [f"资料来源：{listed}{more}政府工作报告。"] if len(sources) > 1 else []
    if selection.missing:
        said.append(f"未收录：{missing_words(selection.missing)}。")
    return (*made.notes, *said)


async def _made(
    world: World,
    library: Library,
    desk: BriefDesk,
    topic: str | None,
    regions: Sequence[str],
    tell: Tell,
) -> tuple[Made, WrittenSummaries]:
    writing = Progress(stage="page", done=0, total=1)
    if topic:
        tell(writing)
        found = await asyncio.to_thread(told, library, desk.sources, topic)
        theme = await themed(world, desk, topic, found)
        made = await asyncio.to_thread(of_topic, desk, topic, found, theme.items)
        return made, WrittenSummaries((), theme.proof, theme.degraded, theme.usage)
    most = CHOICE if len(desk.sources) == 1 else MOST
    reports = [source.report for source in desk.sources]
    texts = await written(world, library, reports, desk.citing, most, tell)
    tell(writing)
    page = Prose() if texts.failed else await paged(world, desk, texts.summaries, title_of(desk))
    made = await asyncio.to_thread(_of_sources, desk, page, regions)
    return made, replace(
        texts,
        proof=total([texts.proof, page.proof]),
        degraded=texts.degraded or page.degraded,
        usage=added(texts.usage, page.usage),
    )


def _of_sources(desk: BriefDesk, prose: Prose, regions: Sequence[str]) -> Made:
    apart = levels_apart([source.report for source in desk.sources], regions)
    ground = OfSources(desk.sources)
    table = rows(asked_for((), None, ground), ground, apart=apart)
    if len(desk.sources) == 1:
        return of_report(desk, table, prose)
    return of_reports(desk, table, prose, apart=apart)


async def brief(
    world: World,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    topic: str | None = None,
    sources: bool = False,
    unit: str = "",
    addressee: str = "",
    today: date | None = None,
    tell: Tell = silent,
) -> Brief:
    """The briefing of the newest reports of the regions (of all when none is named).

    `unit` hands it in, dated `today`, to the `addressee`, whose line takes one of the page.

    With `sources` the citations follow on a second page. Raises UnknownReport.
    """
    began = perf_counter()
    library = world.library()
    selection = _selected(library, regions, years)
    desk = await asyncio.to_thread(lambda: BriefDesk(sources_of(library, selection.reports)))
    made, texts = await _made(world, library, desk, topic, regions, tell)
    notes = _notes(desk.sources, selection, made)
    told = desk.regions()
    lines = bool(addressee) + bool(unit)
    blocks = made.blocks(room(made.title, notes, made.table) - lines, told)
    if omitted := left_out(desk, made, blocks):
        noted = (*notes, f"限于篇幅未列：{'、'.join(omitted)}。")
        blocks = made.blocks(room(made.title, noted, made.table) - lines, told)
        omitted = left_out(desk, made, blocks)  # less room may be dealt out otherwise
        notes = (*notes, f"限于篇幅未列：{'、'.join(omitted)}。") if omitted else notes
    blocks, table, cited = numbered(blocks, made.table, desk.citing.all())
    page = Brief(
        title=made.title,
        date=day(today or date.today()),
        unit=unit,
        addressee=addressee,
        reports=selection.reports,
        blocks=blocks,
        table=table,
        notes=notes,
        citations=cited,
        sources=sources,
        proof=receipt(blocks, table, total([texts.proof, *desk.counts])),
        backend=world.backend.name,
        model=world.backend.model,
        degraded=texts.degraded,
        usage=texts.usage,
        elapsed_ms=round(1000 * (perf_counter() - began)),
    )
    return await asyncio.to_thread(intact, library, page)


def stream_brief(
    world: World,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    topic: str | None = None,
    sources: bool = False,
    unit: str = "",
    addressee: str = "",
    today: date | None = None,
) -> AsyncIterator[Event]:
    """The same as events: how far it has come, then the briefing. Raises UnknownReport."""

    def work(tell: Tell) -> Awaitable[Brief]:
        return brief(
            world,
            regions=regions,
            years=years,
            topic=topic,
            sources=sources,
            unit=unit,
            addressee=addressee,
            today=today,
            tell=tell,
        )

    return telling(work, "brief")
