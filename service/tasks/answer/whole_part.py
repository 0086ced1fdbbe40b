"""Answers about a report as a whole: its main figures, its work, who gave it, what it mentions."""

from collections.abc import Sequence
from dataclasses import replace

from service.ledger import FactQuery
from service.tasks.answer.agenda_lines import (
    PLAN,
    REVIEW,
    TERM,
    agenda,
    agenda_line,
    annexed,
    announced_line,
    nth_line,
)
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line
from service.tasks.answer.headline_lines import (
    MOST,
    MOST_OF_MANY,
    figures_line,
    main_figures,
    others_line,
    wanted,
)
from service.tasks.answer.met_part import met_part
from service.tasks.answer.overview_lines import asked_part, is_general, overview_lines
from service.tasks.answer.quote_lines import literal_line
from service.tasks.answer.slots import by_region, slot_of
from service.tasks.answer.title_part import title_part
from service.tasks.answer.words_part import (
    MOST_REGIONS,
    absent,
    in_words,
    only_region,
    receipt,
    regions_of,
)
from service.tasks.sources import sources_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

MOST_SENTENCES = 3
OF_REPORTS = late.pattern(r"(?:几|多少)份")
HOW_MANY = late.pattern(r"几(?:个?方面|大?[项条件点块])|多少(?:个?方面|[项条件])")
KIND_OF_THING = late.pattern(r"(?:产业|行业|工作|建设|项目|领域|方面|问题|情况|事业|政策)$")


def whole_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The answer to a question about the report itself; None for one about a matter in it."""
    match understood.task:
        case "person":
            return title_part(desk, understood, reports)
        case "headline" if understood.relation == "fulfilled":
            return met_part(desk, understood, reports)
        case "headline":
            return headline_part(desk, understood, reports)
        case "mention":
            return mention_part(desk, understood, reports)
        case _ if is_general(understood):
            return overview(desk, understood, reports)
        case _:
            return annex_part(desk, understood, reports)


def overview(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """What the reports did, plan or lack as a whole."""
    told: dict[str, list[DraftLine]] = {}
    for report in reports[:MOST_REGIONS]:
        said = _outlined(desk, understood, report) or overview_lines(
            desk.library, understood, report.id, desk.sources
        )
        if said:
            told.setdefault(report.region, []).extend(said if len(reports) == 1 else said[:1])
    return _heard(understood, reports, told) or absent(desk, understood, reports)


def _heard(
    understood: Understood, reports: Sequence[Report], said: dict[str, list[DraftLine]]
) -> Part | None:
    """What the reports said, region by region; None where they said nothing."""
    if not said:
        return None
    lines = tuple(each for lines in said.values() for each in lines)
    closing = receipt(reports, list(said)) if len(reports) > 1 else ""
    return Part(lines, by_region(understood, regions_of(reports), said), closing)


def _outlined(desk: Desk, understood: Understood, report: Report) -> list[DraftLine]:
    """The headings of the work done or planned; behind work done the sentences that say most."""
    asked = asked_part(understood, report.year)
    if asked == "problems":
        return []
    source = sources_of(desk.library, (report,))[0]
    if asked == "plans":
        found = agenda(source.sections, PLAN)
        if understood.nth and understood.nth <= len(found):
            return nth_line(source, found[understood.nth - 1], desk.sources)
        head = f"{report.region}{report.year}年计划"
        lines = agenda_line(source, found, head, desk.sources)
        counted = HOW_MANY.search(understood.asked) and lines
        return [*(announced_line(source, len(found), desk.sources) if counted else ()), *lines]
    found = agenda(source.sections, REVIEW)
    head = (
        f"{report.region}{report.covers}年主要工作" if found else f"{report.region}报告回顾的工作"
    )
    found = found or agenda(source.sections, TERM)
    lines = agenda_line(source, found, head, desk.sources)
    own = overview_lines(desk.library, understood, report.id, desk.sources)[:MOST_SENTENCES]
    return [*lines, *own] if lines else []


def headline_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """The main figures of each report; the whole of it in words where it gives none."""
    told: dict[str, list[DraftLine]] = {}
    many = len(regions_of(reports)) > 1
    for region in regions_of(reports)[:MOST_REGIONS]:
        said = _figures(desk, understood, [r for r in reports if r.region == region], many=many)
        if said:
            told[region] = said
    return _heard(understood, reports, told) or overview(desk, understood, reports)


def _figures(
    desk: Desk, understood: Understood, reports: Sequence[Report], *, many: bool
) -> list[DraftLine]:
    """The figures of one region: results where there are any, else targets, and that they are."""
    first = _first_found(desk, understood, reports, MOST_OF_MANY if many else MOST)
    if first is None:
        return []
    report, lines, planned = first
    unasked = planned and understood.kind is None and not many
    if unasked:
        year = understood.years[0] if understood.years else report.year
        said = f"已收录的报告没有给出{year}年{report.region}的完成数，给的是目标。"
        return [line(said), *lines]
    return lines


def _first_found(
    desk: Desk, understood: Understood, reports: Sequence[Report], most: int
) -> tuple[Report, list[DraftLine], bool] | None:
    newest = sorted(reports, key=lambda report: -report.year)
    orders = {report.id: wanted(understood, report) for report in newest}
    for at in range(max((len(order) for order in orders.values()), default=0)):
        for report in newest:
            if at >= len(orders[report.id]):
                continue
            kinds, period = orders[report.id][at]
            facts = desk.ledger.facts(FactQuery(reports=(report.id,)))
            text = desk.library.text(report.id)
            groups = main_figures(facts, text, kinds, period, most)
            if groups:
                desk.use(*(fact for group in groups for fact in group))
                lines = figures_line(groups, desk.sources, text)
                planned = "target" in kinds
                if planned and most == MOST:
                    lines += others_line(groups, desk.sources, text)
                return report, lines, planned
    return None


def annex_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """A list that a report annexes under a title of its own, heading by heading."""
    words = understood.subject.split()
    if len(reports) != 1 or understood.indicators or understood.measures:
        return None
    source = sources_of(desk.library, reports)[0]
    found = annexed(source.sections, words)
    head = f"{source.report.region}{source.report.year}年计划的{understood.subject}"
    lines = agenda_line(source, found, head, desk.sources)
    slot = slot_of(understood, source.report.region)
    return part_of(slot, "answered", lines) if lines else None


def _held(word: str, texts: Sequence[str]) -> str:
    """The word as the reports have it: 人参 for 人参产业 where only the first is printed."""
    short = KIND_OF_THING.sub("", word)
    known = len(short) >= 2 and not any(word in text for text in texts)
    return short if known and any(short in text for text in texts) else word


def _mentioned_by(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """Which reports hold the words as they are, each with the first sentence that does."""
    counted = OF_REPORTS.search(understood.asked) and not understood.years
    read = desk.library.reports() if counted and understood.all_regions else reports
    told: dict[str, list[DraftLine]] = {}
    holding: list[Report] = []
    for report in read[:MOST_REGIONS]:
        said = literal_line(desk.library, understood, report.id, desk.sources)
        if said:
            holding.append(report)
            told.setdefault(report.region, []).extend(said)
    made = _heard(understood, read, told)
    if made is None:
        return absent(desk, understood, reports)
    if not counted:
        return made
    names = "、".join(f"{report.region}{report.year}年" for report in holding)
    closing = f"已查{len(read)}份报告，{len(holding)}份提到：{names}。"
    return replace(made, closing=closing)


def mention_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """Whether the words asked for stand in the reports, then where."""
    if len(regions_of(reports)) > 1 and understood.topic:
        return _mentioned_by(desk, understood, reports)
    said = in_words(desk, understood, reports)
    words = [word for word in (understood.topic or understood.subject).split() if len(word) >= 2]
    if not words:
        return said
    texts = [desk.library.text(report.id) for report in reports]
    words = [_held(word, texts) for word in words]
    names = "、".join(words)
    slot = slot_of(understood, only_region(reports), names, "mention")
    if len(regions_of(reports)) > 1:
        return said
    if any(all(word in text for word in words) for text in texts):
        lines = (line(f"提到了{names}。"), *said.lines)
        return part_of(slot, "answered", lines, said.closing)
    if said.status == "answered":
        lead = line(f"报告没有直接提到{names}，相近的原文是：")
        return part_of(slot, "no_number", (lead, *said.lines[:1]))
    lacking = line(f"报告没有提到{names}。")
    return part_of(slot, "not_mentioned", (lacking,), receipt(reports, []))
