"""The line under a report's title: who gave the report, when, and at which session."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.shapes import AskedState
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import line
from service.tasks.answer.slots import Told, slot_of
from service.tasks.answer.words_part import MOST_REGIONS, receipt
from service.understand import Understood
from service.understand.model import TitleLine
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

HEAD = 600
NAMES: dict[TitleLine, str] = {"who": "由谁作报告", "when": "日期", "where": "在哪次会议上作的"}
SIGNED = late.pattern(
    r"[（(]\d{4}年\d{1,2}月\d{1,2}日\s*(?P<name>[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]+)?)[)）]"
)
OTHER_OFFICE = late.pattern(r"副[省市区县州旗盟镇乡]?[长委]|副?书记|副主席")  # who gives no report


def title_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """What the title line says of what is asked, report by report; a report of each year that was
    named (2020年和2022年的县长)."""
    reports = _named(desk, understood, reports)
    asked: tuple[TitleLine, ...] = understood.titled or ("who",)
    lines: list[DraftLine] = []
    told: list[Told] = []
    for report in reports[:MOST_REGIONS]:
        for each in asked:
            said, state = _said(desk, understood, report, each)
            new = [one for one in said if one not in lines]
            lines.extend(new)
            slot = slot_of(understood, report.region, NAMES[each])
            told.append(Told(replace(slot, period=str(report.year)), state, tuple(said)))
    silent = not any(each.citations for each in lines)
    return Part(tuple(lines), tuple(told), receipt(reports, []) if silent else "")


def _named(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Sequence[Report]:
    """The reports of the years named: 2022年县长 is he who gave that year's report."""
    mine = [r for r in desk.library.reports() if r.region in understood.regions]
    years = understood.report_years or understood.years
    return [r for r in mine if r.year in years] or reports


def _said(
    desk: Desk, understood: Understood, report: Report, asked: TitleLine
) -> tuple[list[DraftLine], AskedState]:
    found = {"who": _speaker, "when": _day, "where": _session}[asked](desk, report)
    whose = f"{report.region}{report.year}年政府工作报告"
    years = understood.report_years or understood.years
    if asked == "who" and found and understood.titled == ("who",) and len(years) < 2:
        found = [*found, *_day(desk, report)]
    other = OTHER_OFFICE.search(understood.asked) if asked == "who" else None
    if other is not None and other[0] not in (report.speaker or ""):
        return [line(f"报告没有写明{other[0]}是谁。"), *found], "not_mentioned"
    return (
        (found, "answered")
        if found
        else ([line(f"{whose}没有写明{NAMES[asked]}。")], "not_mentioned")
    )


def _printed(desk: Desk, report: Report, words: str) -> tuple[int, int] | None:
    """Where the head of a report prints these words, blanks within them aside."""
    text = desk.library.text(report.id)
    letters = r"\s*".join(map(re.escape, "".join(words.split())))
    found = re.search(letters, text[:HEAD]) if letters else None
    return found.span() if found else None


def _speaker(desk: Desk, report: Report) -> list[DraftLine]:
    office, _, name = (report.speaker or "").rpartition(" ")
    span = _printed(desk, report, name) if office and len(name) > 1 else None
    if span is None:
        return _signed(desk, report)
    number = desk.sources.cite(report.id, *span)
    letters = "".join(name.split())
    said = f"作{report.region}{report.year}年政府工作报告的是{office}{letters}[{number}]。"
    return [line(said, number)]


def _signed(desk: Desk, report: Report) -> list[DraftLine]:
    """The name behind the date in the title: （2022年2月18日 王刚）."""
    found = SIGNED.search(desk.library.text(report.id), 0, HEAD)
    if found is None:
        return []
    number = desk.sources.cite(report.id, *found.span("name"))
    said = f"{report.region}{report.year}年政府工作报告标题下署名的是{found['name']}[{number}]。"
    return [line(said, number)]


def _day(desk: Desk, report: Report) -> list[DraftLine]:
    """The day the report was given, as its head prints it."""
    if report.delivered is None:
        return []
    when = report.delivered
    printed = re.compile(rf"{when.year}\s*年\s*0?{when.month}\s*月\s*0?{when.day}\s*日")
    found = printed.search(desk.library.text(report.id), 0, HEAD)
    if found is None:
        return []
    number = desk.sources.cite(report.id, *found.span())
    return [line(f"报告写明的日期是“{found.group()}”[{number}]。", number)]


def _session(desk: Desk, report: Report) -> list[DraftLine]:
    """The session at which the report was given, as its head prints it."""
    span = _printed(desk, report, report.meeting or "")
    if span is None:
        return []
    number = desk.sources.cite(report.id, *span)
    words = desk.library.text(report.id)[slice(*span)]
    return [
        line(f"{report.region}{report.year}年政府工作报告是在“{words}”上作的[{number}]。", number)
    ]
