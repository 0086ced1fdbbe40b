"""What a region gives in place of the figure that the others are compared by: part of the year,
another 口径. It is said, and set apart."""

from collections.abc import Sequence
from dataclasses import replace

from service.facts.model import Fact
from service.language.period import Period
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import fact_line
from service.tasks.answer.pick import RESULT
from service.tasks.compare.siblings import siblings
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.documents import Report

APART = "，不并列。"
SUMS = ("cumulative",)


def set_apart(
    desk: Desk, understood: Understood, silent: Sequence[Report], indicator: str
) -> list[DraftLine]:
    """A sentence for each report that gives only part of a year, or only a sibling indicator."""
    return [
        each
        for report in silent
        for each in (
            _part_of_year(desk, understood, report, indicator)
            or _sibling(desk, understood, report, indicator)
        )
    ]


def _said(desk: Desk, fact: Fact, reason: str) -> list[DraftLine]:
    desk.use(fact)
    own = fact_line(fact, desk.sources)
    return [replace(own, text=own.text.removesuffix("。") + f"，{reason}{APART}")]


def _part_of_year(
    desk: Desk, understood: Understood, report: Report, indicator: str
) -> list[DraftLine]:
    years = {str(year) for year in understood.years or (report.covers,)}
    for fact in desk.given([report.id], [indicator]):
        told = Period.parse(fact.period) if fact.period else None
        partly = told is not None and told.is_part and str(told.year) in years
        if partly and fact.kind in RESULT and understood.kind != "target":
            return _said(desk, fact, "不是全年数")
    return []


def _sibling(desk: Desk, understood: Understood, report: Report, indicator: str) -> list[DraftLine]:
    names = siblings(indicator)
    if not names or understood.kind not in (None, "result", "cumulative"):
        return []
    years = {str(year) for year in understood.years or (report.covers,)}
    given = [
        fact for fact in desk.given([report.id], names)
        if fact.kind in (*RESULT, *SUMS) and (fact.period or "")[-4:] in years
        and fact.value is not None
    ]  # fmt: skip
    nearest = min(given, key=lambda fact: names.index(fact.indicator), default=None)
    return _said(desk, nearest, "口径不同") if nearest else []
