"""Named without a number: 地区生产总值增速与全省平均水平相当 is no figure, but it is an answer."""

from collections.abc import Sequence

from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.sources import Sources
from service.tasks.named import DONE, PLAN, may_name_only, named_only
from service.understand import Understood
from service.verify import Line
from vectorstore.documents import Report
from vectorstore.library import Library

WITHOUT = "，没有给出数字。"


def named_lines(
    library: Library,
    understood: Understood,
    reports: Sequence[Report],
    indicator: str,
    sources: Sources,
) -> list[Line]:
    """The reports that name the indicator without a number, each in a line."""
    return [
        each
        for report in reports
        for each in _line(library, understood, report, indicator, sources)
    ]


def _line(
    library: Library, understood: Understood, report: Report, indicator: str, sources: Sources
) -> list[Line]:
    """`泸州市2025年计划只说“地区生产总值增速与全省平均水平相当”[5]，没有给出数字。`"""
    ahead = understood.kind == "target"
    years = understood.years or ((report.year,) if ahead else (report.covers,))
    if (report.year if ahead else report.covers) not in years:
        return []
    text = library.text(report.id)
    if not may_name_only(text, indicator):
        return []
    span = named_only(text, library.sections(report.id), indicator, PLAN if ahead else DONE)
    if span is None:
        return []
    number = sources.cite(report.id, *span)
    quote = text[slice(*span)]
    lead = f"{report.region}{report.year}年计划" if ahead else f"{report.region}报告"
    return [quotation(f"{lead}只说“{quote}”[{number}]{WITHOUT}", number)]
