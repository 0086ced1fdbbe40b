"""What stands beside a figure: the nation and the province it is held against, and what a
“why” takes for granted against what the report says."""

from collections.abc import Sequence

from service.draft import period_words
from service.facts.model import Fact
from service.language.indicators import printed_mentions
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import fact_line, line, quotation
from service.tasks.answer.pick import Picked
from service.tasks.answer.slots import Told, slot_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.chunk import clauses, own_spans
from vectorstore.documents import Report

NEVER = ("glossary", "boilerplate")
PLANNED = ("plan", "plan_period")
GENERAL = ("主要经济指标", "主要指标", "多数指标", "各项指标", "经济指标")


def wider_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """What the reports say of the nation or province beside the indicator, or that they do not."""
    apart = understood.relation == "share"  # the share of them is told by itself
    if not understood.wider or not understood.indicators or not reports or apart:
        return None
    lines: list[DraftLine] = []
    silent: list[str] = []
    for name in understood.wider:
        said = [each for report in reports for each in _of(desk, understood, report, name)]
        lines.extend(said)
        silent.extend([] if said else [name])
    if silent:
        what = "、".join(understood.indicators)
        lines.append(line(f"报告没有给出{'、'.join(silent)}的{what}，不能比较。"))
    about = "、".join(understood.indicators)
    return Part(
        tuple(lines),
        tuple(
            Told(
                slot_of(understood, name, about),
                "not_mentioned" if name in silent else "answered",
                tuple(lines),
            )
            for name in understood.wider
        ),
    )


def _of(desk: Desk, understood: Understood, report: Report, name: str) -> list[DraftLine]:
    """The first clause of a report that names both; else one on its main figures together."""
    text = desk.library.text(report.id)
    general: tuple[int, int] | None = None
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        planned = section.part in PLANNED
        if section.part in NEVER or planned != _ahead(understood, report):
            continue
        for left, right in clauses(text, start, end):
            words = text[left:right]
            if name not in words:
                continue
            asked = {found.name for _, _, found in printed_mentions(words)}
            if asked & {*understood.indicators}:
                return [_quoted(desk, report, name, left, right)]
            if general is None and any(each in words for each in GENERAL):
                general = left, right
    return [_quoted(desk, report, name, *general)] if general else []


def _ahead(understood: Understood, report: Report) -> bool:
    """Whether the plan of a report is meant: its target, or the year it plans."""
    return understood.kind == "target" or understood.years == (report.year,)


def _quoted(desk: Desk, report: Report, name: str, left: int, right: int) -> DraftLine:
    text = desk.library.text(report.id)
    quote = text[left:right].strip().rstrip("；;。")
    start = text.index(quote, left)
    number = desk.sources.cite(report.id, start, start + len(quote))
    return quotation(f"{report.region}报告说到{name}的是：“{quote}”[{number}]", number)


def against_premise(desk: Desk, understood: Understood, picks: Sequence[Picked]) -> Part | None:
    """为什么下降 of what rose: the figure, and that no fall is told; None where it is as said."""
    if understood.premise is None:
        return None
    wrong = [
        fact for picked in picks for fact in picked.facts[:1] if _contradicts(fact, understood)
    ]
    if not wrong or len(wrong) < sum(1 for picked in picks if picked.facts):
        return None
    desk.use(*wrong)
    word = {"down": "下降", "up": "增长"}[understood.premise]
    lines: list[DraftLine] = []
    for fact in wrong:
        lines.append(fact_line(fact, desk.sources))
        what = f"{period_words(fact.period)}{fact.region}{fact.indicator}"
        lines.append(line(f"报告没有说{what}{word}。"))
    return part_of(slot_of(understood, wrong[0].region), "answered", lines)


def _contradicts(fact: Fact, understood: Understood) -> bool:
    growth = fact.growth or ""
    if not growth[:1].isdigit() and not growth.startswith("-"):
        return False
    return growth.startswith("-") != (understood.premise == "down")
