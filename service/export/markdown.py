"""Comparisons and briefings as Markdown; nothing in a report can become markup."""

import re
from collections.abc import Iterable, Sequence

from service.shapes import Brief, Cell, Citation, Comparison, Item, Table
from service.tasks.brief.page import Run, addressee_line, cell_runs, date_line, foot_notes, parts
from service.tasks.words import (
    Numbers,
    cell_note,
    cell_numbers,
    cell_text,
    columns,
    marks,
    numbers_of,
    report_name,
    row_name,
    source_name,
    topic_parts,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def plain(text: str) -> str:
    """The text with Markdown's own signs escaped, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))


def _marks(numbers: Sequence[int]) -> str:
    return plain(marks(tuple(numbers)))


def _item(item: Item) -> str:
    return f"- {plain(item.text)}{_marks(item.citations)}"


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def _sources(citations: Iterable[Citation]) -> list[str]:
    return [f"{c.n}. {plain(source_name(c))}：“{plain(c.quote)}”" for c in citations]


def _cell(cell: Cell, numbers: Numbers) -> str:
    figure, noted = cell_numbers(cell, numbers)
    small = cell_note(cell)
    said = plain(cell_text(cell)) + _marks(figure)
    return said + (f"（{plain(small)}{_marks(noted)}）" if small else "")


def _table(made: Comparison) -> list[str]:
    ids = columns(made.rows, made.columns)
    numbers = numbers_of(made.citations)
    names = {report.id: f"{report.region}（{report.year}年报告）" for report in made.columns}
    rows: list[list[str]] = []
    for row in made.rows:
        cells = {cell.report: _cell(cell, numbers) for cell in row.cells}
        rows.append([plain(row_name(row)), *(cells.get(name, "") for name in ids)])
    return _grid(["指标", *(plain(names.get(name, name)) for name in ids)], rows)


def _topic(made: Comparison) -> list[str]:
    """The topic region by region, then what is common and what is not."""
    lines: list[str] = []
    for part in topic_parts(made):
        lines += [f"{'#' * (part.level + 1)} {plain(part.heading)}", ""]
        lines += [*map(_item, part.items), ""] if part.items else []
    return lines


def comparison_markdown(made: Comparison) -> str:
    """Findings, table, topic, summaries and sources."""
    names = {report.id: report_name(report) for report in made.columns}
    lines = ["# 政府工作报告对比", ""]
    if made.findings:
        lines += ["## 要点", "", *map(_item, made.findings), ""]
    lines += ["## 对比表", "", *_table(made), ""]
    if made.notes:
        lines += [*(f"> {plain(note)}" for note in made.notes), ""]
    lines += _topic(made)
    for summary in made.summaries:
        lines += [f"## {plain(names[summary.report])}", ""]
        said = {
            "做了什么": summary.done,
            "计划做什么": summary.plans,
            "自述的问题": summary.problems,
        }
        for heading, items in said.items():
            lines += [f"### {heading}", "", *(map(_item, items) if items else ["报告未提及"]), ""]
    lines += ["## 出处", "", *_sources(made.citations), ""]
    return "\n".join(lines)


RAISED = str.maketrans("0123456789[]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def _raised(run: Run, *, sources: bool) -> str:
    """`完成141.5亿元⁽³⁾`: Markdown has no raised signs but these."""
    said = f"{plain(run.text)}（自拟）" if run.own else plain(run.text)
    return said + (marks(run.numbers).translate(RAISED) if sources else "")


def _brief_table(table: Table, *, sources: bool) -> list[str]:
    rows = [[_raised(run, sources=sources) for run in row] for row in cell_runs(table)]
    return _grid([plain(name) for name in table.header], rows)


def brief_markdown(brief: Brief) -> str:
    """The briefing in its printed order; sources when asked for."""
    lines = [f"# {plain(brief.title)}", "", plain(date_line(brief)), ""]
    lines += [plain(to), ""] if (to := addressee_line(brief)) else []
    for part in parts(brief):
        headed = part.heading and not part.run_in
        lines += [f"## {plain(part.heading)}", ""] if headed else []
        lines += [*_brief_table(part.table, sources=brief.sources), ""] if part.table else []
        for place, runs in enumerate(part.paragraphs):
            head = f"**{plain(part.heading)}**" if part.run_in and not place else ""
            lines += [head + "".join(_raised(run, sources=brief.sources) for run in runs), ""]
    lines += [line for note in foot_notes(brief) for line in (f"> {plain(note)}", "")]
    if brief.sources:
        lines += ["## 出处", "", *_sources(brief.citations), ""]
    return "\n".join(lines)
