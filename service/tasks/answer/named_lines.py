"""Named without a number: 地区生产总值增速与全省平均水平相当 is no figure, but it is an answer."""

from collections.abc import Sequence

from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.sources import Sources
from service.tasks.named import DONE, PLAN, clauses_without_number, named_only
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.documents import Report
from vectorstore.library import Library

WITHOUT = "，没有给出数字。"


def named_lines(
    library: Library,
    understood: Understood,
    reports: Sequence[Report],
    indicator: str,
    sources: Sources,
) -> dict[str, DraftLine]:
    """What the reports say that name the indicator without a number, by report."""
    ahead = understood.kind == "target"
    parts = PLAN if ahead else DONE
    asked: dict[str, Report] = {}
    for report in reports:
        year = report.year if ahead else report.covers
        if year in (understood.years or (year,)):
            asked[report.id] = report
    said = {
        name: clauses
        for name, text in library.texts(list(asked))
        if (clauses := clauses_without_number(text, indicator))
    }
    found: dict[str, DraftLine] = {}
    for name, outline in library.outlines(list(said)).items() if said else ():
        if span := named_only(said[name], outline, parts):
            quote, number = library.text(name)[slice(*span)], sources.cite(name, *span)
            found[name] = _line(asked[name], quote, number, ahead)
    return found


def _line(report: Report, quote: str, number: int, ahead: bool) -> DraftLine:
    """`泸州市2025年计划只说“地区生产总值增速与全省平均水平相当”[5]，没有给出数字。`"""
    lead = f"{report.region}{report.year}年计划" if ahead else f"{report.region}报告"
    return quotation(f"{lead}只说“{quote}”[{number}]{WITHOUT}", number)
