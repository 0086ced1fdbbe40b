"""Compare: regions beside each other, every cell a fact or the reason why there is none."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from service.draft import period_words
from service.errors import EmptyLibrary
from service.shapes import Against, Comparison, Item, Progress, ProofCount, Row
from service.tasks.citing import Citing
from service.tasks.compare.against import against
from service.tasks.compare.bars import with_bars
from service.tasks.compare.finding_claims import claims
from service.tasks.compare.ground import OfLibrary
from service.tasks.compare.places import levels_apart, place
from service.tasks.compare.proven import proven_rows
from service.tasks.compare.rows import asked_for, rows
from service.tasks.compare.selection import Selection, missing_words, over_years, select
from service.tasks.events import Event
from service.tasks.intact import intact
from service.tasks.progress import Tell, silent, told
from service.tasks.proving import standing, total
from service.tasks.sources import sources_of
from service.tasks.summary.model import added
from service.tasks.summary.written import WrittenSummaries, written
from service.wiring import World
from vectorstore.library import Library

if TYPE_CHECKING:
    from service.tasks.compare.topic import Themed

FEW = 6
APART = "所列地区级别不同（如地级市与县），不同级别的不排高低；要比，请逐个选定地区。"


@dataclass(frozen=True, slots=True)
class ProvenRows:
    """The rows, and the facts of them that were proven when they were filed."""

    selection: Selection
    rows: tuple[Row, ...]
    proven: Mapping[str, int]
    apart: bool = False


def table(
    library: Library,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    indicators: Sequence[str] = (),
    kind: str | None = None,
) -> ProvenRows:
    """Columns and rows; EmptyLibrary where there is nothing to compare."""
    if not library.reports():
        raise EmptyLibrary("资料库是空的，请先用 gongbao ingest 收录报告。")
    selection = select(library.reports(), regions, years)
    selection = selection if years else over_years(library.reports(), selection)
    ground = OfLibrary(library, selection.reports)
    asked = asked_for(indicators, kind, ground)
    apart = levels_apart(selection.reports, regions)
    made = rows(asked, ground, selection.missing, apart=apart)
    return ProvenRows(selection, made, ground.proven, apart)


def notes(selection: Selection, made: Sequence[Row], *, apart: bool = False) -> tuple[str, ...]:
    """What a reader of the table must know: other levels, other years, absent reports."""
    said = [APART] if apart else []
    periods = {cell.fact.period for row in made if row.kind == "result"
               for cell in row.cells if cell.fact is not None}  # fmt: skip
    several = len({place(report) for report in selection.reports}) > 1
    if len(periods) > 1 and several:
        listed = _periods(sorted(filter(None, periods)))
        said.append(f"各报告的结果所属年份不同（{listed}），不同年份的数不作排序。")
    regions = {report.region: report for report in selection.reports}
    for report in selection.reports:
        above = [parent for parent in report.parents if parent in regions]
        if above:
            said.append(f"{report.region}属于{above[-1]}，两者的数不并列、不相加。")
    if selection.missing:
        said.append(f"未收录：{missing_words(selection.missing)}。")
    return tuple(dict.fromkeys(said))


def _periods(periods: Sequence[str]) -> str:
    if len(periods) <= FEW:
        return "、".join(map(period_words, periods))
    years = sorted(year for period in periods for year in re.findall(r"\d{4}", period))
    return f"{years[0]}年至{years[-1]}年"


@dataclass(frozen=True, slots=True)
class ProvenTable:
    """A table whose every figure and finding stands."""

    selection: Selection
    rows: tuple[Row, ...]
    findings: tuple[Item, ...]
    citing: Citing
    proof: ProofCount
    apart: bool = False
    against: tuple[Against, ...] = ()


def proven_table(
    library: Library,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    indicators: Sequence[str] = (),
    kind: str | None = None,
) -> ProvenTable:
    """The table and its findings, every figure of them through the proof."""
    made = table(library, regions, years, indicators, kind)
    reports = {report.id: report for report in made.selection.reports}
    citing = Citing(reports)
    held, cells = proven_rows(made.rows, reports, citing, made.proven)
    proposed = claims(held, reports, citing, apart=made.apart)
    stand, count = standing(proposed, citing.all())
    found = tuple(claim.item for claim in stand)
    aims, computed = against(held, reports, citing)
    return ProvenTable(
        made.selection,
        tuple(map(with_bars, held)),
        found,
        citing,
        total([cells, count, computed]),
        made.apart,
        aims,
    )


async def compare(
    world: World,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    indicators: Sequence[str] = (),
    kind: str | None = None,
    topic: str | None = None,
    tell: Tell = silent,
) -> Comparison:
    """The comparison of the newest reports of the regions (of all when none is named), or of
    all years where that is one region alone.

    `regions` may be parents; `years` are report years; `kind` is a row kind or a fact's; with
    a `topic` also what the reports say on it.
    """
    began = perf_counter()
    library = world.library()
    tell(Progress(stage="table", done=0, total=1))
    made = await asyncio.to_thread(proven_table, library, regions, years, indicators, kind)
    texts: WrittenSummaries = await written(
        world, library, made.selection.reports, made.citing, tell=tell
    )
    theme = await _themed(world, library, made, topic, texts, tell)
    compared = Comparison(
        columns=made.selection.reports,
        rows=made.rows,
        summaries=texts.summaries,
        findings=made.findings,
        against=made.against,
        topic=theme.topic if theme else None,
        citations=made.citing.all(),
        notes=notes(made.selection, made.rows, apart=made.apart),
        proof=total([made.proof, texts.proof, *([theme.proof] if theme else [])]).model_copy(
            update={"folded": texts.proof.proven}
        ),
        backend=world.backend.name,
        model=world.backend.model,
        degraded=texts.degraded or (theme.degraded if theme else None),
        usage=added(texts.usage, theme.usage) if theme else texts.usage,
        elapsed_ms=round(1000 * (perf_counter() - began)),
    )
    return await asyncio.to_thread(intact, library, compared)


async def _themed(
    world: World,
    library: Library,
    made: ProvenTable,
    topic: str | None,
    texts: WrittenSummaries,
    tell: Tell,
) -> "Themed | None":
    """What the reports say on the topic; no model is asked that has failed already."""
    if not topic:
        return None
    from service.tasks.compare.topic import on_topic  # a fifth of what a comparison costs

    tell(Progress(stage="topic", done=0, total=1))
    missing = made.selection.missing
    sources = await asyncio.to_thread(sources_of, library, made.selection.reports)
    return await on_topic(
        world, library, sources, missing, made.citing, topic, offline=texts.failed
    )


def stream_compare(
    world: World,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    indicators: Sequence[str] = (),
    kind: str | None = None,
    topic: str | None = None,
) -> AsyncIterator[Event]:
    """The same as events: how far it has come, then the comparison."""

    def work(tell: Tell) -> Awaitable[Comparison]:
        return compare(
            world,
            regions=regions,
            years=years,
            indicators=indicators,
            kind=kind,
            topic=topic,
            tell=tell,
        )

    return told(work, "comparison")
