"""A question about each of the reports that the library holds, though one region may have several:
库里每份报告的GDP目标各是多少, 云浮两份报告的目标分别是多少."""

from collections.abc import Sequence

from service.language.words import pattern_of
from service.understand.model import Understood
from vectorstore.documents import Report

MOST = 40  # reports told one by one; of more the newest of each region is


def of_each_report(part: str, read: Understood, reports: Sequence[Report]) -> list[Understood]:
    """A part that asks for a figure of each report as one for each region, of all the years that its
    reports plan (of a target) or cover; any other as it is."""
    asked = pattern_of("each_report_asked").search(part)
    timed = read.years or read.report_years or read.period or read.any_span
    mine = [r for r in reports if not read.regions or r.region in read.regions]
    several = 1 < len(mine) <= MOST and len({r.region for r in mine}) < len(mine)
    if not asked or not several or not read.indicators or (timed and not _own(read, mine)):
        return [read]
    past = 0 if read.kind == "target" else 1
    made: list[Understood] = []
    for region in dict.fromkeys(report.region for report in mine):
        own = sorted((r for r in mine if r.region == region), key=lambda r: r.year)
        told = {
            "regions": (region,),
            "all_regions": False,
            "reports": tuple(r.id for r in own),
            "years": tuple(r.year - past for r in own),
            "task": "lookup",
        }
        made.append(read.model_copy(update=told))
    return made


def _own(read: Understood, reports: Sequence[Report]) -> bool:
    """Whether the year is that of the newest report only because 当年 is each report's own."""
    newest = max(report.year for report in reports)
    return read.kind == "target" and read.years == (newest,)


def of_reports(parts: Sequence[Understood]) -> bool:
    """Whether the question before was asked of each report: 每份报告的目标, region by region."""
    asked = {(p.task, p.kind, p.relation, p.indicators) for p in parts}
    return len(asked) == 1 and len({p.regions for p in parts}) == len(parts) > 1


def of_another_year(one: Understood, read: Sequence[Understood]) -> bool:
    """Whether a part goes on to another year than the one that all before it are asked of: 08年来了多少
    游客，旅游收入多少，09年还想涨多少."""
    years = {each.years for each in read}
    return len(one.years) == len(years) == 1 and one.years not in years and () not in years
