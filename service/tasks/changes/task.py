"""Changes: two reports of a region, or its years one after another, by code alone."""

from itertools import pairwise
from time import perf_counter

from service.errors import BadRequest, EmptyLibrary
from service.shapes import ProofCount
from service.tasks.changes.shapes import Changes, Step
from service.tasks.changes.step import Comparing
from service.tasks.citing import Citing
from service.tasks.compare.places import place
from service.tasks.compare.selection import select
from service.tasks.intact import intact
from service.tasks.sources import sources_of
from service.wiring import World
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport
from vectorstore.library import Library


def changes(
    world: World,
    region: str,
    *,
    first: int | None = None,
    last: int | None = None,
    each: bool = False,
) -> Changes:
    """From the report of `first` to that of `last`, by default the newest two; with `each` every
    step between them.

    Raises BadRequest where there are not two reports, UnknownReport where one named is missing.
    """
    started = perf_counter()
    library = world.library()
    if not library.reports():
        raise EmptyLibrary("资料库是空的，请先用 gongbao ingest 收录报告。")
    reports = _between(_of(library, region), region, first, last, each=each)
    citing = Citing({report.id: report for report in reports})
    sources = sources_of(library, reports)
    steps: list[Step] = []
    cut = 0
    for earlier, later in pairwise(sources):
        comparing = Comparing(earlier, later, citing)
        steps.append(comparing.step())
        cut += comparing.cut
    told = sum(len(step.changes) for step in steps)
    made = Changes(
        region=reports[-1].region,
        steps=tuple(steps),
        citations=citing.all(),
        notes=_notes(steps),
        proof=ProofCount(claims=told, drafted=told + cut),
        elapsed_ms=round((perf_counter() - started) * 1000),
    )
    return intact(library, made)


def _of(library: Library, region: str) -> list[Report]:
    """All reports of the one place that is meant, the earliest first."""
    found = select(library.reports(), [region], _years(library)).reports
    named = [report for report in found if region in (report.region, report.id)] or list(found)
    places = {place(report) for report in named}
    if not named:
        raise UnknownReport(f"资料库里没有{region}的报告，用 gongbao reports 查看已有的报告。")
    if len(places) > 1:
        several = "、".join(dict.fromkeys("".join((*r.parents[-1:], r.region)) for r in named))
        raise BadRequest(f"提法变化一次看一个地区，{region}包括：{several[:100]}。")
    return sorted(named, key=lambda report: report.year)


def _years(library: Library) -> list[int]:
    return sorted({report.year for report in library.reports()})


def _between(
    reports: list[Report], region: str, first: int | None, last: int | None, *, each: bool
) -> list[Report]:
    held = {report.year: report for report in reports}
    for year in (first, last):
        if year is not None and year not in held:
            raise UnknownReport(f"未收录{region}{year}年的报告，已有：{_listed(reports)}。")
    if first is not None and last is not None and first >= last:
        raise BadRequest("起始年份应早于结束年份。")
    end = last or max(year for year in held if first is None or year >= first)
    earlier = [year for year in held if year < end]
    begin = first or (max(earlier, default=None) if not each else min(earlier, default=None))
    if begin is None or begin >= end:
        raise BadRequest(f"比提法变化至少要两份报告，{region}只有：{_listed(reports)}。")
    years = [year for year in sorted(held) if begin <= year <= end]
    return [held[year] for year in (years if each else (begin, end))]


def _listed(reports: list[Report]) -> str:
    return "、".join(f"{report.year}年" for report in reports)


def _notes(steps: list[Step]) -> tuple[str, ...]:
    """What a reader must know: years that do not follow each other, and what is not claimed."""
    said = [
        f"{step.earlier.year}年与{step.later.year}年之间隔了年份，“回顾未提及”可能因为隔年。"
        for step in steps
        if step.later.year - step.earlier.year > 1
    ]
    said.append("“未提及”只说回顾部分没有写到，不等于没有做。")
    return tuple(said)
