"""How the parts of a comparison read: the same words in every format."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.shapes import Cell, CellState, Citation, Comparison, Item, Row, RowKind
from vectorstore.documents import Report

STATES: dict[CellState, str] = {
    "value": "",
    "no_number": "有提及但无数字",
    "not_mentioned": "报告未提及",
    "not_in_library": "未收录该报告",
    "doubtful": "口径待核",
}
LEVELS = 2
FOOTNOTE = re.compile(r"\[\d{1,3}\]")
KINDS: dict[RowKind, str] = {
    "result": "结果",
    "target": "目标",
    "cumulative": "累计",
    "average": "年均",
}


def unmarked(text: str) -> str:
    """A report's own words without its footnote marks, which a reader takes for our sources."""
    return FOOTNOTE.sub("", text)


def cell_text(cell: Cell) -> str:
    """What stands in the cell: `预计309亿元,增长8%`, or why it is blank."""
    if cell.hidden:
        return "不可比"
    if cell.aim:
        return "有文字目标"
    if cell.fact is None:
        elsewhere = cell.state == "no_number" and cell.note
        return "未给同口径数字" if elsewhere else STATES[cell.state]
    lead = "预计" if cell.fact.kind == "expected" else ""
    scope = f"（{cell.fact.scope}）" if cell.fact.scope else ""
    said = "，".join(part for part in (amount(cell.fact), growth(cell.fact)) if part)
    return f"{lead}{said}{scope}"


def cell_period(cell: Cell) -> str:
    """The period of the cell's fact, or nothing."""
    return period_words(cell.fact.period) if cell.fact else ""


def row_name(row: Row) -> str:
    """`地区生产总值(结果)`."""
    return f"{row.indicator}（{KINDS[row.kind]}）"


def columns(rows: tuple[Row, ...], reports: tuple[Report, ...]) -> tuple[str, ...]:
    """Ids of all columns: the reports, then the names that are not in the library."""
    known = [report.id for report in reports]
    absent = [cell.report for row in rows for cell in row.cells if cell.report not in known]
    return (*known, *dict.fromkeys(absent))


def report_name(report: Report) -> str:
    """`满洲里市2021年政府工作报告`."""
    return f"{report.region}{report.year}年政府工作报告"


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A headed list of sentences on the topic; `level` 1 is the topic itself."""

    heading: str
    items: tuple[Item, ...] = ()
    level: int = 2


def topic_parts(made: Comparison) -> list[TopicPart]:
    """The topic as it is printed: report by report, then what is common and what is not."""
    topic = made.topic
    if topic is None:
        return []
    names = {report.id: report_name(report) for report in made.columns}
    own = tuple(item for group in topic.only for item in group.items)
    compared = [("共同点", topic.common), ("独有的提法", own), ("侧重不同", topic.emphasis)]
    return [
        TopicPart(f"专题：{topic.name}", level=1),
        *(TopicPart(names.get(one.report, one.report), one.items) for one in topic.regions),
        *(TopicPart(heading, items) for heading, items in compared if items),
    ]


FEW_PLACES, FEW_NAMES = 5, 3


def _few(names: Iterable[str], most: int, counted: str) -> str:
    held = list(dict.fromkeys(names))
    more = f"等{len(held)}{counted}" if len(held) > most else ""
    return "、".join(held[:most]) + more


def comparison_title(made: Comparison) -> str:
    """`满洲里市、海拉尔区 · 地区生产总值`: what a list of kept work calls it."""
    places = {report.id: report.region for report in made.columns}
    ids = columns(made.rows, made.columns)
    named = _few(  # of a year that is not held the place: 甲县（2019年）
        (places.get(name, name.partition("（")[0]) for name in ids), FEW_PLACES, "地"
    )
    of = f"专题{made.topic.name}" if made.topic else ""
    what = of or _few((row.indicator for row in made.rows), FEW_NAMES, "项")
    return " · ".join(filter(None, (named, what)))


def source_name(citation: Citation) -> str:
    """`满洲里市2021年政府工作报告 · 一、…`, the last headings of the place behind the report."""
    path = " / ".join(heading[:24] for heading in citation.section[-LEVELS:])
    name = f"{citation.region}{citation.year}年政府工作报告"
    return f"{name} · {path}" if path else name


def inner(quote: str) -> str:
    """A quote as it stands inside quotation marks: its own are single ones (GB/T 15834)."""
    return quote.replace("“", "‘").replace("”", "’")


def source_lines(citations: Iterable[Citation]) -> list[str]:
    """The sources of a printed page, those of one place in a report together on a line."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        said = f"[{citation.n}]“{inner(citation.quote)}”"
        places.setdefault(source_name(citation), []).append(said)
    return [f"{name}：{'；'.join(said)}" for name, said in places.items()]


Numbers: TypeAlias = Mapping[tuple[str, int, int], int]


def numbers_of(citations: Iterable[Citation]) -> Numbers:
    """The number of every cited span."""
    return {(c.report, c.start, c.end): c.n for c in citations}


def cell_numbers(cell: Cell, numbers: Numbers) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sources of the cell's figure, and of the figures in its note."""

    def of(facts: Iterable[Fact]) -> tuple[int, ...]:
        spans = [(fact.report, fact.start, fact.end) for fact in facts]
        return tuple(dict.fromkeys(numbers[span] for span in spans if span in numbers))

    return of((cell.fact,) if cell.fact else ()), of(cell.noted)


def cell_note(cell: Cell) -> str:
    """The small words under the figure: its period, and the note."""
    return "；".join(part for part in (cell_period(cell), cell.note) if part)


def marks(numbers: tuple[int, ...]) -> str:
    """`[1][2]`."""
    return "".join(f"[{number}]" for number in numbers)


def day(when: date) -> str:
    """`2026年3月5日`."""
    return f"{when.year}年{when.month}月{when.day}日"
