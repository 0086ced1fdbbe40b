"""Results as tables that keep Chinese aligned."""

from collections.abc import Sequence

from rich import box
from rich.table import Table

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.language.kind import Kind
from service.shapes import Cell, Comparison
from service.tasks.words import KINDS, cell_period, cell_text, columns
from vectorstore.documents import Report

_KINDS: dict[Kind, str] = {
    "actual": "完成",
    "expected": "预计",
    "target": "目标",
    "cumulative": "累计",
    "average": "年均",
}
_QUOTE = 40


def table(*headers: str) -> Table:
    """A plain table; numbers are put right by their own columns."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for header in headers:
        made.add_column(header, overflow="fold")
    return made


def reports_table(reports: Sequence[Report]) -> Table:
    """One report a line."""
    made = table("报告", "上级", "作报告日期", "标题")
    for name in ("字数", "段落", "数据"):
        made.add_column(name, justify="right", no_wrap=True)
    for report in reports:
        made.add_row(
            report.id,
            " ".join(report.parents),
            str(report.delivered or "未载明"),
            report.title,
            f"{report.chars:,}",
            f"{report.passages:,}",
            f"{report.figures:,}",
        )
    return made


def facts_table(facts: Sequence[Fact]) -> Table:
    """One fact a line, with the beginning of its quote."""
    doubtful = any(fact.doubts for fact in facts)
    last = "待核原因" if doubtful else "原文"
    made = table("报告", "指标", "时期", "类型", "数值", "增长", "口径", last)
    for fact in facts:
        made.add_row(
            fact.report,
            fact.indicator,
            period_words(fact.period) or fact.period_text or "",
            _KINDS[fact.kind] if fact.kind else "",
            amount(fact),
            growth(fact),
            fact.scope or "",
            "；".join(fact.doubts) if doubtful else short(fact.quote),
        )
    return made


def comparison_table(made: Comparison) -> Table:
    """One indicator a line, one report a column; a cell says its period and its note."""
    names = {report.id: f"{report.region}\n{report.year}年报告" for report in made.columns}
    ids = columns(made.rows, made.columns)
    shown = table("指标", "类型", *(names.get(report, report) for report in ids))
    for row in made.rows:
        cells = {cell.report: cell for cell in row.cells}
        texts = [_cell(cells[report]) if report in cells else "" for report in ids]
        shown.add_row(row.indicator, KINDS[row.kind], *texts)
    return shown


def markdown_table(lines: Sequence[str]) -> Table:
    """The lines of a Markdown table as one of ours."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    made = table(*rows[0])
    for row in rows[1:]:
        if not all(set(cell) <= set("-: ") for cell in row):
            made.add_row(*row)
    return made


def short(text: str) -> str:
    """A quote cut to one line of a table."""
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"


def _cell(cell: Cell) -> str:
    return "\n".join(part for part in (cell_text(cell), cell_period(cell), cell.note) if part)
