"""Answers in words, and the receipt: quotations, terms, and what no report says."""

from collections.abc import Sequence
from unicodedata import normalize

from service.facts.model import Fact
from service.ledger import FactQuery
from service.shapes import AskedState
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.doubtful_lines import doubtful_lines
from service.tasks.answer.draft_lines import asked_for, line, quotation
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.matter import matter_lines
from service.tasks.answer.meaning import meaning_lines
from service.tasks.answer.phrases import SURE_NAME, covered
from service.tasks.answer.picking import missing_year
from service.tasks.answer.quote_lines import (
    figure_clause,
    glossary_lines,
    literal_line,
    naming_line,
    nearest_line,
)
from service.tasks.answer.reason import reason_lines
from service.tasks.answer.single import met_in_words
from service.tasks.answer.slots import by_region, slot_of
from service.tasks.answer.term import is_name
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

MOST_REGIONS = 60
MEANINGS = 2
DRESS = late.pattern(r"[“”\"\s]")
NOT_OF_A_TERM = late.pattern(r"[^\w+-]")  # “2+4”产业 is 2+4产业
LISTED = late.pattern(
    r"(?:[^，。；、]{2,14}、){3}[^，。；]*[“\"]?\d"
)  # a list right before a name with a number
LONGEST_NAME, UNNAMED = 24, "所问的内容"
# One word that begins and ends like a name: what is left of 地铁通了几条 does not.
NOUN = late.pattern(r"(?![还要能会将可来去排挣赚作提没搞抓干])\S{2,}(?<![来去了过得通着作几到])")


def regions_of(reports: Sequence[Report]) -> list[str]:
    """The regions of reports, each once, in order."""
    return list(dict.fromkeys(report.region for report in reports))


def only_region(reports: Sequence[Report]) -> str | None:
    """The region of the reports, if they are of one."""
    regions = regions_of(reports)
    return regions[0] if len(regions) == 1 else None


def receipt(reports: Sequence[Report], found: Sequence[str]) -> str:
    """How many reports were read and which say nothing: checked, not proven numbers."""
    regions = regions_of(reports)
    if len(regions) == 1:
        years = "、".join(str(year) for year in sorted({report.year for report in reports}))
        return f"已查{regions[0]}{years}年政府工作报告全文。"
    silent = [region for region in regions if region not in found]
    tail = f"未提及的：{'、'.join(silent)}。" if silent else f"{len(regions)}个地区都有。"
    return f"已查{len(reports)}份报告，{tail}"


def asked_words(understood: Understood) -> str:
    """What was asked for, short enough to be repeated."""
    what = "、".join(understood.indicators) or understood.subject
    noun = NOUN.fullmatch(what) and not any(letter.isdigit() for letter in what)
    whole = bool(understood.indicators) or (noun and is_name(what))
    return what if whole and len(what) <= LONGEST_NAME else UNNAMED


def _related(desk: Desk, understood: Understood, report: Report) -> list[Fact]:
    """Facts of indicators whose name holds the one asked for: 民生支出占比 for 民生支出."""
    return [
        fact for fact in desk.ledger.facts(FactQuery(reports=(report.id,)))
        if any(name in fact.indicator and name != fact.indicator for name in understood.indicators)
    ]  # fmt: skip


def _worded(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """Sentences that name the indicator with numbers that the ledger files otherwise."""
    said: dict[str, list[DraftLine]] = {}
    for report in reports[:MOST_REGIONS]:
        quoted = naming_line(desk.library, understood, report.id, desk.sources)
        if quoted:
            said.setdefault(report.region, []).extend(quoted)
    if not said:
        return None
    lines = [each for quoted in said.values() for each in quoted]
    closing = receipt(reports, list(said)) if len(reports) > 1 else ""
    if all(covered(understood.subject, desk.sources.quoted(each)) >= SURE_NAME for each in lines):
        return Part(tuple(lines), by_region(understood, regions_of(reports), said), closing)
    exact = [told for each in reports if (told := figure_clause(desk, understood, each))]
    if exact and len(understood.indicators) == 1:
        return part_of(slot_of(understood, only_region(reports)), "answered", exact, closing)
    lead = line(f"报告没有直接给出{asked_words(understood)}，相关的原文是：")
    slot = slot_of(understood, only_region(reports))
    return part_of(slot, "no_number", (lead, *lines), closing)


def _absence(
    desk: Desk, understood: Understood, reports: Sequence[Report], region: str | None = None
) -> str:
    """`报告未提及三文鱼养殖。`; of words that stand in a report only that it gives no answer."""
    words = [word for word in understood.subject.split() if len(word) > 1]
    texts = [desk.library.text(report.id) for report in reports[:MOST_REGIONS]]
    held = words and any(all(word in text for word in words) for text in texts)
    what = asked_words(understood)
    if understood.task == "why" and region is None:
        return "报告没有说明原因。"
    if region is not None:
        when = "、".join(f"{year}年" for year in understood.years)
        return f"已收录的报告未提及{when}{region}{what}。"
    if understood.indicators and (alone := only_region(reports)):  # of this year, which was read
        return f"报告未提及{asked_for(understood, alone, what)}。"
    return f"报告提到了{'、'.join(words)}，没有给出所问的内容。" if held else f"报告未提及{what}。"


def _found(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """What the sentences of a report say that hold the words asked for; of one region."""
    if len(regions_of(reports)) != 1 or understood.indicators:
        return None
    newest = sorted(reports, key=lambda report: -report.year)
    lines = found_lines_of(desk, understood, newest)
    slot = slot_of(understood, reports[0].region)
    return part_of(slot, "answered", lines) if lines else None


def absent(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """No report says it: that, what comes nearest in a single report, and what was read."""
    for region in regions_of(reports) if understood.relation == "fulfilled" else ():
        name = "".join(understood.indicators[:1])
        if told := met_in_words(desk, understood, region, name):
            return part_of(slot_of(understood, region), "answered", told)
    why = understood.task == "why"  # how it went is no reason
    worded = None if why else _worded(desk, understood, reports)
    worded = worded or (None if why else _found(desk, understood, reports))
    if worded is not None:
        return worded
    slot = slot_of(understood, only_region(reports))
    doubtful = doubtful_lines(desk, understood, reports[:MOST_REGIONS], understood.indicators)
    if doubtful:
        closing = receipt(reports, regions_of(reports))
        return part_of(slot, "doubtful", doubtful, closing)
    region = only_region(reports)
    missing = missing_year(desk, understood, region) if region else None
    if missing is not None:
        said = line(
            f"未收录{region}{missing}年政府工作报告，{_absence(desk, understood, reports, region)}"
        )
        return part_of(slot, "not_in_library", [said], receipt(reports, []))
    lines = [line(_absence(desk, understood, reports))]
    state: AskedState = "not_mentioned"
    if len(reports) == 1:
        related = _related(desk, understood, reports[0])[:1]
        for fact in related:
            number = desk.sources.cite_fact(fact)
            lines.append(quotation(f"报告提到的是：“{fact.quote}”[{number}]。", number))
            state = "no_number"
        if not related:
            lines.extend(nearest_line(desk.library, understood, reports[0].id, desk.sources))
    return part_of(slot, state, lines, receipt(reports, []))


def terms(
    desk: Desk, understood: Understood, reports: Sequence[Report], share: float
) -> Part | None:
    """The explanation of a term in any report of the regions asked about, the newest first."""
    regions = {report.region for report in reports}
    mine = [report.id for report in desk.library.reports() if report.region in regions]
    lines = glossary_lines(desk.library, understood, mine[::-1], desk.sources, share)
    slot = slot_of(understood, only_region(reports), measure="explain")
    return part_of(slot, "answered", lines) if lines else None


def meant(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """A term that the reports spell out in passing; None where they do not."""
    lines = [each for report in reports for each in meaning_lines(desk, understood, report)]
    slot = slot_of(understood, only_region(reports), measure="explain")
    return part_of(slot, "answered", lines[:MEANINGS]) if lines else None


def explained_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """A term explained by the report, or shown where it is used."""
    explained = terms(desk, understood, reports, share=0.0)
    if explained is not None:
        return explained
    term = NOT_OF_A_TERM.sub("", normalize("NFKC", understood.subject))
    read: Sequence[Report] = reports
    if not (understood.years or understood.report_years):  # older reports may explain it
        read = [r for r in desk.library.reports()[::-1] if r.region in regions_of(reports)]
    texts = ((r, normalize("NFKC", desk.library.text(r.id))) for r in read)
    holding = [r for r, text in texts if term in DRESS.sub("", text)]
    spelt = meant(desk, understood, holding)
    if spelt is not None:
        return spelt
    worded = (
        in_words(desk, understood, holding, most=1)
        if holding
        else absent(desk, understood, reports)
    )
    if worded.status != "answered":
        return worded
    listed = [each for each in worded.lines if LISTED.search(desk.sources.quoted(each))]
    if listed:  # 高端装备、新材料…“6+3”现代产业体系 says what it is made of
        return part_of(slot_of(understood, only_region(reports)), "answered", listed[:1])
    said = line("报告没有专门解释这个词，用到它的地方是：")
    slot = slot_of(understood, only_region(reports))
    return part_of(slot, "not_mentioned", (said, *worded.lines), worded.closing)


def _quoted(desk: Desk, understood: Understood, report: Report, most: int) -> list[DraftLine]:
    """The report's own sentences on what is asked."""
    if understood.task == "why":
        return reason_lines(desk, understood, report)
    return matter_lines(desk, understood, report)[:most]


def in_words(desk: Desk, understood: Understood, reports: Sequence[Report], most: int = 12) -> Part:
    """The answer in the reports' own sentences, or that they do not speak of it."""
    said: dict[str, list[DraftLine]] = {}
    many = len(reports) > 1
    for report in reports[:MOST_REGIONS]:
        quoted = _quoted(desk, understood, report, 1 if many else most)
        if many and not quoted and understood.task != "why":
            quoted = literal_line(desk.library, understood, report.id, desk.sources)
        if quoted:
            said.setdefault(report.region, []).extend(quoted)
    if not said:
        return absent(desk, understood, reports)
    lines = tuple(each for quoted in said.values() for each in quoted)
    told = by_region(understood, regions_of(reports), said)
    return Part(lines, told, receipt(reports, list(said)) if many else "")
