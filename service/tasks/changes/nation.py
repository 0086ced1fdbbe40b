"""Wording over hundreds of reports at once: counts with their lists, by code alone.

Which regions name 新质生产力, and in which report first; how many set a growth target of 5%左右.
"""

from collections import Counter
from collections.abc import Sequence

from service.errors import BadRequest, EmptyLibrary
from service.language.indicators import find
from service.ledger import FactQuery, Ledger
from service.tasks.changes.shapes_nation import AimGroup, AimOfReport, Mentioned, TargetUse, TermUse
from service.tasks.citing import Citing
from service.tasks.compare.places import place
from service.tasks.compare.selection import select
from service.tasks.intact import intact
from vectorstore.documents import Report
from vectorstore.library import Library

SHORTEST = 2
_STOPS = "。；;！!？?\n"


def term_use(
    library: Library, term: str, regions: Sequence[str] = (), years: Sequence[int] = ()
) -> TermUse:
    """The reports that say a term word for word, and who said it first."""
    term = term.strip().strip('“”"')
    if len(term) < SHORTEST:
        raise BadRequest("提法至少两个字。")
    reports = _asked(library, regions, years)
    citing = Citing({report.id: report for report in reports})
    found = [
        each
        for report in reports
        if (each := _mentioned(library, report, term, citing)) is not None
    ]
    found.sort(key=lambda each: (each.year, each.region))
    earliest: dict[object, Mentioned] = {}
    for each in found:
        earliest.setdefault(place(library.report(each.report)), each)
    made = TermUse(
        term=term,
        first=tuple(earliest.values()),
        reports=tuple(found),
        by_year=dict(sorted(Counter(each.year for each in found).items())),
        held=dict(sorted(Counter(report.year for report in reports).items())),
        citations=citing.all(),
        notes=("“首次”只就库中已收录的报告而言；没有收录的年份不算。",),
    )
    return intact(library, made)


def target_use(
    library: Library, indicator: str, regions: Sequence[str] = (), years: Sequence[int] = ()
) -> TargetUse:
    """What each report sets for an indicator in its own year, the commonest first."""
    known = find(indicator)
    if known is None:
        raise BadRequest(f"不认识指标“{indicator}”，请写规范名称，如 地区生产总值。")
    reports = _asked(library, regions, years)
    citing = Citing({report.id: report for report in reports})
    query = FactQuery(
        reports=tuple(report.id for report in reports),
        indicators=(known.name,),
        kinds=("target",),
    )
    groups: dict[str, list[AimOfReport]] = {}
    told: set[str] = set()
    for fact in Ledger(library).facts(query):
        own_year = fact.period == str(fact.year) and fact.scope is None
        if fact.report in told or not own_year or fact.growth is None:
            continue
        number = fact.growth.lstrip("-").rstrip("%")
        figure = next((each for each in fact.figures if each.number == number), None)
        if figure is None:
            continue
        told.add(fact.report)
        aim = AimOfReport(
            report=fact.report,
            region=fact.region,
            year=fact.year,
            said=figure.text,
            n=citing.fact(fact),
        )
        groups.setdefault(figure.text, []).append(aim)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    made = TargetUse(
        indicator=known.name,
        groups=tuple(
            AimGroup(said=said, count=len(aims), aims=tuple(aims)) for said, aims in ranked
        ),
        silent=tuple(report.id for report in reports if report.id not in told),
        citations=citing.all(),
        notes=("只计台账里确定无疑的当年增长目标；其余报告列为未见，不等于没有定。",),
    )
    return intact(library, made)


def _asked(library: Library, regions: Sequence[str], years: Sequence[int]) -> tuple[Report, ...]:
    reports = library.reports()
    if not reports:
        raise EmptyLibrary("资料库是空的，请先用 gongbao ingest 收录报告。")
    if not regions and not years:
        return reports
    return select(reports, regions, years or sorted({each.year for each in reports})).reports


def _mentioned(library: Library, report: Report, term: str, citing: Citing) -> Mentioned | None:
    text = library.text(report.id)
    at = text.find(term)
    if at < 0:
        return None
    start, end = _sentence(text, at, at + len(term))
    inside = [s for s in library.sections(report.id) if s.start <= start < s.end]
    n = citing.span(report.id, text[start:end], start, end, inside[-1].path if inside else ())
    return Mentioned(
        report=report.id, region=report.region, year=report.year, count=text.count(term), n=n
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, at most 60 characters to either side."""
    left = max(max(text.rfind(stop, 0, start) for stop in _STOPS) + 1, start - 60)
    stops = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    right = min([*stops, end + 60, len(text)])
    while text[left].isspace():
        left += 1
    return left, right
