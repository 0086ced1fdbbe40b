"""Comparisons and briefings as one self-contained HTML page each."""

from markupsafe import Markup

from service.export.chart import chart
from service.export.templates import render, safe
from service.shapes import Brief, Cell, Comparison, Degraded
from service.tasks.brief.fit import (
    BODY_POINTS,
    LINE_POINTS,
    TABLE_LINE_POINTS,
    TABLE_POINTS,
    column_chars,
)
from service.tasks.brief.page import (
    PagePart,
    addressee_line,
    cell_runs,
    counted_rows,
    date_line,
    foot_notes,
    parts,
)
from service.tasks.brief.typeset import typeset
from service.tasks.words import (
    KINDS,
    Numbers,
    cell_note,
    cell_numbers,
    cell_text,
    columns,
    marks,
    numbers_of,
    report_name,
    row_name,
    source_lines,
    source_name,
    topic_parts,
)
from vectorstore.documents import Report

CHARTS = 12
SMALL_POINTS = 14.0


def _links(numbers: tuple[int, ...]) -> Markup:
    """`[1][2]` as links to the list of sources."""
    inner = "".join(f'<a href="#s{int(number)}">[{int(number)}]</a>' for number in numbers)
    return safe(f"<sup>{inner}</sup>") if inner else safe("")


def degraded_text(degraded: Degraded | None) -> str:
    """One line that says why the model's words are not in it, or nothing."""
    return f"未采用{degraded.from_}的文字：{degraded.reason}" if degraded else ""


def _cell(cell: Cell, numbers: Numbers) -> dict[str, object]:
    fact = cell.fact
    figure, noted = cell_numbers(cell, numbers)
    look = "blank" if fact is None else "" if cell.comparable else "apart"
    return {
        "text": cell_text(cell),
        "look": look,
        "marks": figure,
        "noted": noted,
        "quote": fact.quote if fact else "",
        "small": cell_note(cell),
    }


def _heads(made: Comparison, ids: tuple[str, ...]) -> list[str]:
    names = {report.id: f"{report.region}（{report.year}年报告）" for report in made.columns}
    return [names.get(name, name) for name in ids]


def _rows(made: Comparison, ids: tuple[str, ...]) -> list[dict[str, object]]:
    numbers = numbers_of(made.citations)
    found: list[dict[str, object]] = []
    for row in made.rows:
        cells = {cell.report: _cell(cell, numbers) for cell in row.cells}
        nothing: dict[str, object] = {
            "text": "", "look": "blank", "marks": (), "noted": (), "quote": "", "small": ""
        }  # fmt: skip
        found.append(
            {
                "name": row.indicator,
                "kind": f"（{KINDS[row.kind]}）",
                "cells": [cells.get(i, nothing) for i in ids],
            }
        )
    return found


def _charts(made: Comparison) -> list[Markup]:
    names = {report.id: f"{report.region} {report.year}" for report in made.columns}
    drawn: list[Markup] = []
    for row in made.rows:
        told = sum(bar.is_drawn for bar in row.bars)
        if told > 1 and len(drawn) < CHARTS:
            what = row_name(row) + ("增速" if row.by_growth else "")
            if figure := chart(row, names, what):
                drawn.append(safe(figure))
    return drawn


def comparison_html(made: Comparison, title: str = "政府工作报告对比") -> str:
    """Table with quotes as tooltips, bars, findings, topic, summaries and sources."""
    ids = columns(made.rows, made.columns)
    names = {report.id: report_name(report) for report in made.columns}
    return render(
        "comparison.html.j2",
        title=title,
        receipt=receipt(made.columns),
        degraded=degraded_text(made.degraded),
        findings=made.findings,
        heads=_heads(made, ids),
        rows=_rows(made, ids),
        notes=made.notes,
        topic=topic_parts(made),
        charts=_charts(made),
        summaries=[
            {"name": names[s.report], "done": s.done, "plans": s.plans, "problems": s.problems}
            for s in made.summaries
        ],
        sources=[{"n": c.n, "name": source_name(c), "quote": c.quote} for c in made.citations],
        marks=_links,
    )


def receipt(reports: tuple[Report, ...]) -> str:
    """From which reports this was made."""
    listed = "、".join(f"{report.region}{report.year}年" for report in reports)
    return f"依据{len(reports)}份政府工作报告：{listed}。" if reports else "没有已收录的报告。"


def _part(part: PagePart) -> dict[str, object]:
    table = part.table
    widths = column_chars(table.header, counted_rows(table)) if table else []
    whole = sum(widths) or 1.0
    return {
        "heading": part.heading,
        "run_in": part.run_in,
        "paragraphs": part.paragraphs,
        "table": table,
        "rows": cell_runs(table) if table else [],
        "widths": [f"{100 * width / whole:.2f}" for width in widths],
    }


def brief_html(brief: Brief) -> str:
    """The briefing on A4 paper: prints to one page, its sources on the next when asked for."""
    return render(
        "brief.html.j2",
        title=brief.title,
        date_line=typeset(date_line(brief)),
        to=typeset(addressee_line(brief)),
        parts=[_part(part) for part in parts(brief)],
        notes=[typeset(note) for note in foot_notes(brief)],
        sources=[typeset(line) for line in source_lines(brief.citations)] if brief.sources else [],
        marks=marks if brief.sources else None,
        body=BODY_POINTS,
        line=LINE_POINTS,
        small=SMALL_POINTS,
        table_size=TABLE_POINTS,
        table_line=TABLE_LINE_POINTS,
    )
