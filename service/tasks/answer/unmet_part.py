"""Which targets were missed: in the report's own sentences, or by its figures against the plan."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.indicators import printed_mentions
from service.language.unmet import asks_unmet, unmet
from service.language.words import pattern_of
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import line
from service.tasks.answer.matter import quoted
from service.tasks.answer.met_lines import one_by_one
from service.tasks.answer.page import DONE, Page, PageSentence, Span, page_of
from service.tasks.answer.slots import by_region
from service.tasks.answer.telling import Telling
from service.tasks.answer.words_part import MOST_REGIONS, receipt, regions_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.chunk import clauses
from vectorstore.documents import Report

MOST = 3
LONG = 60  # letters of a sentence of which the clause (；) that says it is told alone
SHORTEST = 2
NOTHING_ELSE = frozenset("没未初哪各都是定了的目标指标任务计划项个 ")


def unmet_lines(desk: Desk, report: Report) -> list[DraftLine]:
    """The sentences in which a report says that a target was not met, and by how much or why."""
    page = page_of(desk.library, report.id)
    said = [each for each in page.sentences if tells(page, each) and unmet().search(each.text)]
    return [
        told
        for each in said[:MOST]
        for told in quoted(desk, report, Telling(each.part, (_clause(page, each),)))
    ]


def tells(page: Page, sentence: PageSentence) -> bool:
    """Whether a sentence looks back, or stands where the report names what it lacks."""
    return sentence.part in DONE or page.lacks[0] <= sentence.start < page.lacks[1]


def _clause(page: Page, sentence: PageSentence) -> Span:
    """The clause of a long sentence that says it, else the sentence."""
    if len(sentence.text) <= LONG:
        return sentence.start, sentence.end
    for start, end in clauses(page.text, sentence.start, sentence.end):
        words = page.text[start:end]
        if unmet().search(words):
            begin = start + len(words) - len(words.lstrip())
            return begin, begin + len(words.strip().rstrip("；;"))
    return sentence.start, sentence.end


def unmet_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """Which targets the reports say were missed, or why; None where that is not asked or said."""
    if understood.task == "mention" or not asks_unmet(understood.asked):
        return None
    asked = {*understood.indicators}
    told_of = [r for r in reports if r.covers in understood.years] or list(reports)
    said: dict[str, list[DraftLine]] = {}
    for report in told_of[:MOST_REGIONS]:
        lines = unmet_lines(desk, report)
        lines = [each for each in lines if not asked or asked & _named_in(desk, each)]
        if understood.task == "why":
            because = pattern_of("cause")
            lines = [ln for ln in lines if because.search(desk.sources.quoted(ln))] or lines
        if lines:
            said.setdefault(report.region, []).extend(lines)
    alone = not asked and len({*understood.subject} - NOTHING_ELSE) < SHORTEST
    if not said and alone and understood.task != "why":
        held = ((region, _by_figures(desk, understood, region)) for region in regions_of(reports))
        said = {region: missed for region, missed in held if missed}
    told = by_region(understood, regions_of(reports), said)
    if not said and alone:  # nothing else is asked for
        lacking = line("报告没有说哪项目标没有完成。")
        return Part(
            (lacking,),
            tuple(replace(each, lines=(lacking,)) for each in told),
            receipt(reports, ()),
        )
    if not said:
        return None
    return Part(tuple(each for lines in said.values() for each in lines), told)


def _by_figures(desk: Desk, understood: Understood, region: str) -> list[DraftLine]:
    """The main targets of the year that its results miss, where the report says nothing of it."""
    mine = [r for r in desk.library.reports() if r.region == region]
    year = max(understood.years or [max(r.covers for r in mine)])
    return one_by_one(desk, mine, year, missed=True)


def _named_in(desk: Desk, told: DraftLine) -> set[str]:
    """The indicators that the quoted words name."""
    return {each.name for _, _, each in printed_mentions(desk.sources.quoted(told))}
