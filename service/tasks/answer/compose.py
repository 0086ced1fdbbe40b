"""The offline draft: which sentences answer the question, from ledger and quotes alone."""

from collections.abc import Sequence

from service.language.deeds import deeds_in
from service.tasks.answer.alike_list import ending_alike, unlisted
from service.tasks.answer.amount_part import amount_part
from service.tasks.answer.beside import against_premise, wider_part
from service.tasks.answer.change_part import change_part
from service.tasks.answer.coverage import covered_by, named_in, wanted_of
from service.tasks.answer.covering_part import covering_part
from service.tasks.answer.desk import Desk, Draft, Part, part_of
from service.tasks.answer.draft_lines import line
from service.tasks.answer.figures import figures_part
from service.tasks.answer.fitting import MONEY, fitting
from service.tasks.answer.lacking import lacking_part
from service.tasks.answer.listing import listed_part
from service.tasks.answer.matter import quoted
from service.tasks.answer.moved_part import moved_part
from service.tasks.answer.naming import QUOTES
from service.tasks.answer.page import page_of
from service.tasks.answer.picking import picked_for
from service.tasks.answer.rank_part import placed_part
from service.tasks.answer.relations import behind, instead
from service.tasks.answer.reworded import reworded
from service.tasks.answer.slots import Told, slot_of
from service.tasks.answer.sources import Sources
from service.tasks.answer.telling import Telling
from service.tasks.answer.unmet_part import unmet_part
from service.tasks.answer.verdict_part import verdict_part
from service.tasks.answer.whole_part import whole_part
from service.tasks.answer.wide import widen
from service.tasks.answer.words_part import (
    MOST_REGIONS,
    absent,
    explained_part,
    in_words,
    meant,
    regions_of,
    terms,
)
from service.understand import Understood
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.library import Library

TEXT_TASKS = ("done", "planned", "problems", "why", "explain")
HALF = 0.5
LEAST_SAID = 0.34  # of the words asked, by weight: 孵化小微企业70家 has 0.33 of 规上企业
# How something is done asks for words, whatever figure its name may have: 怎么抓脱贫.
HOW = late.pattern(r"怎么(?!样)|(?:哪些|什么)(?:工作|事|措施|举措|做法)")
# What a sentence tells besides an amount: 增长86.1%, 占全省的一半以上, 比上年增加53天.
TOLD = {
    "growth": late.pattern(r"(?:增长|增加|下降|减少|提高|上升|降低|回落)[^，,；;。]{0,12}\d"),
    "share": late.pattern(r"占[^，,；;。]{0,16}(?:\d|半|成|分之)"),
    "years": late.pattern(
        r"[比较][^，,；;。]{1,8}(?:增|减|提高|下降|上升|多|少|降)[^，,；;。]{0,6}\d"
    ),
}


def _part(desk: Desk, understood: Understood, before: Sequence[Part]) -> Part:
    """The first way to answer that has an answer: what is asked of figures, of the report as a
    whole, of a term; then the ledger, then the report's words."""
    reports = _looking_back(understood, desk.read(understood))
    ways = (
        lambda: placed_part(desk, understood, reports),
        lambda: moved_part(desk, understood, reports),
        lambda: verdict_part(desk, understood, reports),
        lambda: change_part(desk, understood, reports),
        lambda: instead(desk, understood, reports, before),
        lambda: _of_report(desk, understood, reports),
        lambda: _denied(desk, understood, reports),
        lambda: _of_ledger(desk, understood, reports),
    )
    for way in ways:
        part = way()
        if part is not None:
            return part
    return in_words(desk, understood, reports)


def _of_report(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """What is asked of a report as such: a term, an announced list, targets missed, the whole."""
    if understood.task == "explain":
        return explained_part(desk, understood, reports)
    whole = (
        lacking_part(desk, understood, reports)
        or listed_part(desk, understood, reports)
        or ending_alike(desk, understood, reports)
        or unmet_part(desk, understood, reports)
        or whole_part(desk, understood, reports)
    )
    figure_asked = bool(understood.measures or understood.wants_figure)
    term = understood.task in ("lookup", "list", "count") and not understood.indicators
    if whole is not None or not term or figure_asked:
        return whole
    return terms(desk, understood, reports, share=HALF) or meant(desk, understood, reports)


def _of_ledger(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The figures asked for, or that there are none; None where words are asked for."""
    figure_asked = bool(understood.measures or understood.wants_figure or understood.kind)
    text_first = understood.task in TEXT_TASKS and (
        understood.task == "why"
        or not understood.indicators
        or not figure_asked
        or len(understood.topic) >= 2
    )
    how = understood.task in ("done", "planned") and HOW.search(understood.asked) is not None
    plain = bool(understood.indicators) and not understood.topic and understood.task != "why"
    plain, text_first = plain and not how, text_first or how
    if text_first and not plain:
        return None
    part = figures_part(desk, understood, reports)
    if part is not None and any(picked.facts for picked in part.picked):
        return part
    told = amount_part(desk, understood, reports) or part
    if told is None and understood.indicators and figure_asked:
        return absent(desk, understood, reports)
    return told


def _looking_back(understood: Understood, reports: Sequence[Report]) -> Sequence[Report]:
    """The reports that tell of the year asked about, without the one that planned it, unless its
    plan is asked for."""
    if understood.kind == "target" or understood.task == "planned" or understood.report_years:
        return reports
    told = [report for report in reports if report.covers in understood.years]
    apart = {report.region for report in reports} == {report.region for report in told}
    return told if told and apart else reports


def _anywhere(desk: Desk, understood: Understood, before: Sequence[Part]) -> Part:
    """The answer of the newest report of a region, or of an older one where that has none and no
    year is asked about: all of them are read before an absence is said."""
    made = _part(desk, understood, before)
    open_year = not (understood.years or understood.report_years or understood.period)
    if not open_year or made.status in ("answered", "partial") or len(understood.regions) != 1:
        return made
    held = desk.library.of_region(understood.regions[0])
    for report in sorted(held, key=lambda r: -r.year):
        if report.id not in understood.reports:
            older = understood.model_copy(update={"reports": (report.id,)})
            again = _part(desk, older, before)
            if again.status == "answered":
                return again
    return made


def _denied(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """A “why” that takes for granted what the reports say otherwise."""
    if understood.premise is None or not understood.indicators:
        return None
    regions = regions_of(reports)[:MOST_REGIONS]
    picks = [each for region in regions for each in picked_for(desk, understood, reports, region)]
    return against_premise(desk, understood, picks)


def compose(library: Library, understood: Understood, *, wide: bool = False) -> Draft:
    """The draft without a model for a question about reports that the library holds; `wide` cites
    besides what a model may read."""
    desk = Desk(library, Sources(library))
    parts: list[Part] = []
    for each in (understood, *understood.then):
        parts.extend(_missing(each))
        if each.reports:
            made = _anywhere(desk, each, parts)
            made = covering_part(desk, each, desk.read(each), made, understood) or made
            made = reworded(
                desk, each, desk.read(each), made, lambda one: _anywhere(desk, one, tuple(parts))
            )
            made = _in_the_quote(desk, each, parts, made) or made
            made = _shown_already(desk, each, parts, made) or made
            less = _without_number(desk, each, made, parts) or unlisted(desk, each, made)
            parts.append(less or made)
            parts.extend(behind(desk, each, parts))
            beside = wider_part(desk, each, desk.read(each))
            parts.extend([beside] if beside else [])
            parts.extend(_unread(library, each))
    if wide:
        widen(desk, understood)
    return desk.draft(parts, understood)


def _unread(library: Library, understood: Understood) -> list[Part]:
    """The regions named of which no report speaks of the years asked about: 2023年 stands in the
    reports of 2023 and 2024."""
    read = {library.report(name).region for name in understood.reports}
    wanted = understood.report_years or {y + more for y in understood.years for more in (0, 1)}
    parts: list[Part] = []
    for region in understood.regions:
        held = {report.year for report in library.of_region(region)}
        if region not in read and (lacking := sorted({*wanted} - held)):
            when = "、".join(f"{year}年" for year in lacking)
            said = line(f"未收录{region}{when}的政府工作报告。")
            parts.append(part_of(slot_of(understood, region), "not_in_library", [said]))
    return parts


def _in_the_quote(
    desk: Desk, understood: Understood, before: Sequence[Part], made: Part
) -> Part | None:
    """What was told just before, where its sentence tells the growth, the share or the change
    asked for as well: 利润5.1亿元，增长86.1% answers 同比呢, 优良天数230天，比上年增加53天 the change. None
    where the part found an answer of its own."""
    asked = "growth" if understood.measures == ("growth",) else understood.relation
    known = bool(understood.indicators) and asked != "years"
    if asked not in TOLD or not before or made.status == "answered" or known:
        return None
    numbers = {number for line in before[-1].lines for number in line.citations}
    for cited in (each for each in desk.sources.citations if each.n in numbers):
        sentences = page_of(desk.library, cited.report).sentences
        held = next((s for s in sentences if s.start <= cited.start < s.end), None)
        if held is None or not TOLD[asked].search(held.text, cited.start - held.start):
            continue
        lines = [line for line in before[-1].lines if cited.n in line.citations]
        shown = any(line.by == "report" for line in lines)
        if not shown or not TOLD[asked].search(cited.quote):
            report = desk.library.report(cited.report)
            lines = quoted(desk, report, Telling(held.part, ((held.start, held.end),)))
        return part_of(slot_of(understood, _only(understood)), "answered", lines)
    return None


def _shown_already(
    desk: Desk, understood: Understood, before: Sequence[Part], made: Part
) -> Part | None:
    """What comes nearest, where the answer quotes it already and it holds a number of the kind asked
    for: 新增院士3名、总数达到30名 tells both how many there are and how many are new. A part that
    names but a deed (新添了几个) is told by what was quoted before it."""
    fits = fitting(understood)
    if made.status == "answered" or not before or fits is None:
        return None
    told = [line for part in before for line in part.lines if line.by == "report"]
    near = [line for line in made.lines if line.by == "report"]
    words, held = desk.sources.quoted(*told), desk.sources.quoted(*near)
    if near:
        shown = all(each in words for each in held.split("\n")) and fits.printed.search(held)
    else:
        shown = fits.deeds and not named_in(understood.asked) and fits.is_told(words)
    if not shown:
        return None
    return part_of(slot_of(understood, _only(understood)), "answered", near or told)


def _without_number(
    desk: Desk, understood: Understood, made: Part, before: Sequence[Part]
) -> Part | None:
    """Quotations that hold no number in the unit asked for (地铁要修到多少公里), or one of another deed,
    as what comes nearest; those alone that hold one beside others; None where all do, or no such
    number is asked for."""
    fits = fitting(understood)
    quoted = made.lines and all(line.by == "report" for line in made.lines)
    plain = not understood.indicators and understood.relation is None
    if fits is None or not quoted or not plain or made.status != "answered":
        return None
    held = desk.sources.quoted(*made.lines)
    if not (fits.exact or (fits.deeds and fits.printed.search(held))):
        return None
    pages = [page_of(desk.library, report.id) for report in desk.read(understood)]
    wanted = wanted_of(understood.subject, pages)
    names = {n for each in wanted if not deeds_in(each.names[0]) for n in each.names} - MONEY
    said = (wanted, wanted_of(understood.spoken, pages))  # 最低生活保障 and, as it was said, 低保
    ways = [each for each in said if each]
    holding = [
        each for each in made.lines
        if fits.is_told(words := desk.sources.quoted(each), names)
        and (not ways or any(covered_by(w, words.translate(QUOTES)) >= LEAST_SAID for w in ways))
    ]  # fmt: skip
    if holding:
        whole = len(holding) == len(made.lines) or len(made.told) != 1
        return None if whole else part_of(made.told[0].slot, "answered", holding, made.closing)
    told = {number for part in before for each in part.lines for number in each.citations}
    shown = told >= {*made.lines[0].citations}  # for what was asked before
    if shown and fits.printed.search(held):
        return None
    lead = line(f"报告没有直接写明所问的数{'。' if shown else '，最相近的原文是：'}")
    slot = slot_of(understood, _only(understood))
    return part_of(slot, "no_number", [lead, *made.lines[: 0 if shown else 1]], made.closing)


def _only(understood: Understood) -> str | None:
    return understood.regions[0] if len(understood.regions) == 1 else None


def _missing(understood: Understood) -> list[Part]:
    """The slots of regions that the library does not hold; the answer's closing speaks of them."""
    told = [
        Told(slot_of(understood, region), "not_in_library") for region in understood.unknown_regions
    ]
    return [Part((), tuple(told))] if told else []
