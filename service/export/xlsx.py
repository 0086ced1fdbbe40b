"""Comparisons and facts as xlsx: real numbers, units in the header, the quote as a note."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from service.export.csv import FIELDS
from service.export.sheet import Book, Sheet
from service.facts.model import Fact
from service.shapes import Cell, Comparison, Row, RowKind
from service.tasks.compare.measure import split_unit
from service.tasks.words import (
    KINDS,
    STATES,
    cell_note,
    cell_period,
    cell_text,
    columns,
    report_name,
    source_name,
    topic_parts,
)
from vectorstore.documents import Report


def _unit(row: Row) -> str:
    """The unit most cells of the row are printed in; the others are converted to it."""
    units = [cell.fact.unit for cell in row.cells if cell.fact and cell.fact.value]
    counted = Counter(unit for unit in units if unit)
    return counted.most_common(1)[0][0] if counted else ""


def _in(fact: Fact, unit: str) -> Decimal | None:
    """The fact's value in `unit`; None where it is no single number of that family."""
    scale, plain = split_unit(fact.unit)
    wanted, family = split_unit(unit)
    if plain != family or fact.value is None or not _is_number(fact.value):
        return None
    return Decimal(fact.value) * scale / wanted


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def _note(cell: Cell) -> str:
    fact = cell.fact
    quoted = [f"原文：“{one.quote}”" for one in (fact, *cell.noted) if one is not None]
    said = [cell_text(cell), cell_note(cell)] if fact else [cell.note]
    said += quoted
    return "\n".join(part for part in said if part)


def _write_value(sheet: Sheet, at: tuple[int, int], cell: Cell, unit: str) -> None:
    fact = cell.fact
    if fact is None:
        sheet.text(*at, STATES[cell.state], "blank")
    elif fact.value is None:
        sheet.text(*at, "未给数额", "blank")
    elif fact.scope:
        sheet.text(*at, cell_text(cell))
    elif (number := _in(fact, unit)) is not None:
        sheet.number(*at, number, fact.qualifier or "")
    else:
        sheet.text(*at, cell_text(cell))
    if note := _note(cell):
        sheet.note(*at, note)


def _write_growth(sheet: Sheet, at: tuple[int, int], cell: Cell) -> None:
    fact = cell.fact
    if fact is None or fact.growth is None or fact.scope:
        return
    number = fact.growth.removesuffix("%")
    if fact.growth.endswith("%") and _is_number(number):
        sheet.number(*at, Decimal(number), fact.growth_qualifier or "")
    else:
        sheet.text(*at, fact.growth)
    sheet.note(*at, _note(cell))


def _comparison_sheet(book: Book, kind: RowKind, rows: Sequence[Row], made: Comparison) -> None:
    reports = {report.id: report for report in made.columns}
    ids = columns(tuple(rows), made.columns)
    sheet = book.sheet(KINDS[kind], (18, 10, *(14,) * (2 * len(rows))))
    for place, name in enumerate(("地区", "报告年份")):
        sheet.text(0, place, name, "head")
    for line, report_id in enumerate(ids, start=1):
        report = reports.get(report_id)
        sheet.text(line, 0, report.region if report else report_id)
        if report:
            sheet.number(line, 1, Decimal(report.year))
    for place, row in enumerate(rows):
        _write_row(sheet, 2 + 2 * place, row, ids, reports)


def _write_row(
    sheet: Sheet, column: int, row: Row, ids: Sequence[str], reports: Mapping[str, Report]
) -> None:
    unit = _unit(row)
    sheet.text(0, column, f"{row.indicator}（{unit or '数额'}）", "head")
    sheet.text(0, column + 1, f"{row.indicator}增速（%）", "head")
    cells = {cell.report: cell for cell in row.cells}
    for line, report_id in enumerate(ids, start=1):
        if report_id in cells:
            _write_value(sheet, (line, column), cells[report_id], unit)
            _write_growth(sheet, (line, column + 1), cells[report_id])


def _sources(book: Book, made: Comparison) -> None:
    names = {report.id: report_name(report) for report in made.columns}
    head = ("地区报告", "指标", "类别", "时期", "印作", "可比", "说明", "章节", "原文", "起", "止")
    sheet = book.sheet("来源", (24, 20, 8, 12, 18, 6, 24, 30, 60, 8, 8))
    for column, name in enumerate(head):
        sheet.text(0, column, name, "head")
    line = 1
    for row in made.rows:
        for cell in row.cells:
            if cell.fact is None:
                continue
            fact = cell.fact
            said = (
                names.get(cell.report, cell.report), row.indicator, KINDS[row.kind],
                cell_period(cell), cell_text(cell), "是" if cell.comparable else "否", cell.note,
                " / ".join(fact.section), fact.quote,
            )  # fmt: skip
            for column, text in enumerate(said):
                sheet.text(line, column, text)
            sheet.number(line, 9, Decimal(fact.start))
            sheet.number(line, 10, Decimal(fact.end))
            line += 1


def _findings(book: Book, made: Comparison) -> None:
    sheet = book.sheet("发现", (100,))
    sheet.text(0, 0, "发现与说明", "head")
    for line, text in enumerate([item.text for item in made.findings] + list(made.notes), start=1):
        sheet.text(line, 0, text)


def _topic(book: Book, made: Comparison) -> None:
    """Part of the topic, sentence and quotes, line by line; no sheet where none was asked for."""
    parts = topic_parts(made)
    if not parts:
        return
    quotes = {c.n: f"{source_name(c)}：“{c.quote}”" for c in made.citations}
    sheet = book.sheet("专题", (28, 80, 80))
    for column, text in enumerate((parts[0].heading, "内容", "原文")):
        sheet.text(0, column, text, "head")
    said = [(part.heading, item) for part in parts for item in part.items]
    for line, (heading, item) in enumerate(said, start=1):
        cited = "\n".join(quotes[number] for number in item.citations)
        for column, text in enumerate((heading, item.text, cited)):
            sheet.text(line, column, text)


def comparison_xlsx(made: Comparison) -> bytes:
    """A sheet for each kind (regions down, indicators across), findings, and 来源."""
    book = Book()
    for kind in KINDS:
        if rows := [row for row in made.rows if row.kind == kind]:
            _comparison_sheet(book, kind, rows, made)
    _findings(book, made)
    _topic(book, made)
    _sources(book, made)
    return book.bytes()


def facts_xlsx(facts: Sequence[Fact]) -> bytes:
    """The facts as a table; values and percentages that are single numbers are real numbers."""
    book = Book()
    sheet = book.sheet("数据", (18,) * len(FIELDS))
    for column, name in enumerate(FIELDS):
        sheet.text(0, column, name, "head")
    for line, fact in enumerate(facts, start=1):
        for column, name in enumerate(FIELDS):
            value: object = getattr(fact, name)
            text = "" if value is None else str(value)
            if name in ("year", "value", "start", "end") and _is_number(text):
                sheet.number(line, column, Decimal(text))
            else:
                sheet.text(line, column, text)
    return book.bytes()
