"""Results as tables that keep Chinese aligned."""

from collections.abc import Iterator, Sequence

from service.cli.grid import Grid
from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.language.kind import Kind
from service.shapes import Cell, Comparison, Row
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
_SILENT = ("not_mentioned", "not_in_library")


def reports_table(reports: Sequence[Report]) -> Grid:
    """One report a line."""
    headers = ("报告", "上级", "作报告日期", "标题", "字数", "段落", "数据")
    rows = (
        (
            report.id,
            " ".join(report.parents),
            str(report.delivered or "未载明"),
            report.title,
            f"{report.chars:,}",
            f"{report.passages:,}",
            f"{report.figures:,}",
        )
        for report in reports
    )
    return Grid(headers, tuple(rows), right=frozenset({4, 5, 6}))


def facts_table(facts: Sequence[Fact]) -> Grid:
    """One fact a line, with the beginning of its quote."""
    doubtful = any(fact.doubts for fact in facts)
    last = "待核原因" if doubtful else "原文"
    rows = (
        (
            fact.report,
            fact.indicator,
            period_words(fact.period) or fact.period_text or "",
            _KINDS[fact.kind] if fact.kind else "",
            amount(fact),
            growth(fact),
            fact.scope or "",
            "；".join(fact.doubts) if doubtful else short(fact.quote),
        )
        for fact in facts
    )
    return Grid(("报告", "指标", "时期", "类型", "数值", "增长", "口径", last), tuple(rows), keys=2)


def comparison_table(made: Comparison, *, everything: bool) -> tuple[Grid, int]:
    """One indicator a line, one report a column, and how many lines were left out.

    Left out are those in which no report says anything, unless `everything` is asked for.
    """
    names = {report.id: f"{report.region}\n{report.year}年报告" for report in made.columns}
    ids = columns(made.rows, made.columns)
    shown = [row for row in made.rows if everything or not _is_silent(row)]
    rows = tuple((row.indicator, KINDS[row.kind], *_cells(row, ids)) for row in shown)
    headers = ("指标", "类型", *(names.get(report, report) for report in ids))
    return Grid(headers, rows, keys=2), len(made.rows) - len(shown)


def markdown_table(lines: Sequence[str]) -> Grid:
    """The lines of a Markdown table as one of ours."""
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    body = tuple(row for row in rows[1:] if not all(set(cell) <= set("-: ") for cell in row))
    return Grid(rows[0], body)


def _is_silent(row: Row) -> bool:
    return all(cell.state in _SILENT and not cell.note for cell in row.cells)


def _cells(row: Row, ids: Sequence[str]) -> Iterator[str]:
    cells = {cell.report: cell for cell in row.cells}
    return (_cell(cells[report]) if report in cells else "" for report in ids)


def short(text: str) -> str:
    """A quote cut to one line of a table."""
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"


def _cell(cell: Cell) -> str:
    return "\n".join(part for part in (cell_text(cell), cell_period(cell), cell.note) if part)
