"""Which reports stand side by side: newest or named years, parents take in their children."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.tasks.compare.places import Place, current, place
from vectorstore.documents import Report
from vectorstore.regions import is_within, named

OF_YEAR = re.compile(r"(.+)（(\d{4})年）")


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports chosen, and what was asked for by name but is not in the library."""

    reports: tuple[Report, ...]
    missing: tuple[str, ...] = ()


def newest(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The latest report of each region, in the order in which the regions come."""
    latest: dict[Place, Report] = {}
    for report in reports:
        key = place(report)
        if key not in latest or report.year > latest[key].year:
            latest[key] = report
    return tuple(latest.values())


def _within(report: Report, name: str) -> bool:
    if name in (report.region, report.id) or current(name) == place(report)[0]:
        return True
    regions = named(name)
    return any(
        is_within(report.region, report.parents, region.name)
        and (report.region != region.name or not region.parents or _agree(region.parents, report))
        for region in regions
    ) or is_within(report.region, report.parents, name)


def _agree(parents: Sequence[str], report: Report) -> bool:
    return not report.parents or bool(set(parents) & set(report.parents))


def _of_years(reports: Sequence[Report], years: Sequence[int]) -> tuple[Report, ...]:
    if not years:
        return newest(reports)
    return tuple(report for report in reports if report.year in years)


def _missing(name: str, found: Sequence[Report], years: Sequence[int]) -> list[str]:
    if not found:
        return [name]
    held = {report.year for report in found}
    return [f"{name}（{year}年）" for year in years if year not in held]


def official(name: str) -> str:
    """The official name where the national table knows exactly one, else the name as asked."""
    names = {region.name for region in named(name)}
    return names.pop() if len(names) == 1 else name


def _by_name(reports: Sequence[Report]) -> Mapping[str, Sequence[int]]:
    """The places of the reports under every name that can take them in."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        for name in {report.id, report.region, place(report)[0], *report.parents}:
            found[name].append(at)
    return found


def _candidates(
    reports: Sequence[Report], known: Mapping[str, Sequence[int]], name: str
) -> Iterable[Report]:
    """The reports that may lie within a name, in their order."""
    meant = named(name)
    if any(region.level == "state" for region in meant):
        return reports
    names = {name, current(name), *(region.name for region in meant)}
    return [reports[at] for at in sorted({at for each in names for at in known.get(each, ())})]


def select(
    reports: Sequence[Report], regions: Sequence[str] = (), years: Sequence[int] = ()
) -> Selection:
    """The reports of the named regions and years; all regions, newest report, when none is named.

    The order is that of the names given, else that of the library.
    """
    if not regions:
        return Selection(_of_years(reports, years))
    chosen: dict[str, Report] = {}
    missing: list[str] = []
    known = _by_name(reports)
    for name in dict.fromkeys(regions):
        inside = [report for report in _candidates(reports, known, name) if _within(report, name)]
        missing += _missing(official(name), inside, years)
        chosen |= {report.id: report for report in _of_years(inside, years)}
    return Selection(tuple(chosen.values()), tuple(missing))


def over_years(reports: Sequence[Report], selection: Selection) -> Selection:
    """One report alone has nothing beside it: all years of its region, the earliest first."""
    if len(selection.reports) != 1 or selection.missing:
        return selection
    only = selection.reports[0]
    held = [each for each in reports if place(each) == place(only)]
    return Selection(tuple(sorted(held, key=lambda report: report.year)))


def missing_words(missing: Sequence[str]) -> str:
    """What is not held, the years of a region together: `甲市（2001—2019、2026年）、乙市`."""
    years: dict[str, list[int]] = {}
    for name in missing:
        found = OF_YEAR.fullmatch(name)
        held = years.setdefault(found[1] if found else name, [])
        held += [int(found[2])] if found else []
    return "、".join(f"{name}{_spans(held)}" for name, held in years.items())


def _spans(years: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    said = [f"{span[0]}—{span[-1]}" if len(span) > 1 else f"{span[0]}" for span in spans]
    return f"（{'、'.join(said)}年）" if said else ""
