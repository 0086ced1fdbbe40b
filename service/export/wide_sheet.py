"""Regions down, indicators across: what differs from the rest of its column says so itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.draft import period_words
from service.export.long_sheet import TYPES, growth_percent, single
from service.export.sheet import Book, Sheet
from service.facts.model import Fact
from service.shapes import Cell, Comparison, Row
from service.tasks.compare.measure import split_unit
from service.tasks.words import KINDS, cell_note, cell_text, columns
from vectorstore.documents import Report


@dataclass(frozen=True, slots=True)
class Column:
    """One number of a row: its amounts in `unit`, or its growth in percent."""

    row: Row
    growth: bool
    unit: str
    period: str | None
    kind: str | None

    @property
    def head(self) -> str:
        """`地区生产总值 / 2020年完成（亿元）`; year and kind only where most cells share them."""
        what = f"{self.row.indicator}{'增速' if self.growth else ''}"
        said = period_words(self.period) + TYPES.get(self.kind or "", KINDS[self.row.kind])
        return f"{what}\n{said}{f'（{self.unit}）' if self.unit else ''}"

    def number(self, fact: Fact) -> Decimal | None:
        """The fact's number in the unit of the head, None where it is no single one of it."""
        if self.growth:
            return growth_percent(fact)
        scale, plain = split_unit(fact.unit)
        wanted, family = split_unit(self.unit)
        value = single(fact.value)
        return None if value is None or plain != family else value * scale / wanted

    def differs(self, fact: Fact) -> str:
        """Scope, year and kind where they are not those of the head: `（2021年预计）`."""
        said = [fact.scope or ""]
        if fact.period != self.period:
            said.append(period_words(fact.period))
        if fact.kind != self.kind:
            said.append(TYPES.get(fact.kind or "", ""))
        words = "".join(said)
        return f"（{words}）" if words else ""


def _most(values: Sequence[str | None]) -> str | None:
    """The value of most; None where there is none."""
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _column(row: Row, facts: Sequence[Fact], *, growth: bool) -> Column:
    shown = [f for f in facts if (f.growth if growth else f.value) is not None]
    return Column(
        row,
        growth,
        "%" if growth else _most([fact.unit for fact in shown]) or "",
        _most([fact.period for fact in shown]),
        _most([fact.kind for fact in shown]),
    )


def _columns(row: Row) -> list[Column]:
    """Amount and growth, each where any cell gives it; a row without figures keeps one."""
    facts = [cell.fact for cell in row.cells if cell.fact is not None]
    amounts = any(fact.value is not None for fact in facts)
    rates = any(fact.growth is not None for fact in facts)
    made = [_column(row, facts, growth=False)] if amounts or not rates else []
    return [*made, *([_column(row, facts, growth=True)] if rates else [])]


def _note(cell: Cell) -> str:
    said = [cell_text(cell), cell_note(cell)] if cell.fact else [cell.note]
    quoted = [f"原文：“{one.quote}”" for one in (cell.fact, *cell.noted) if one is not None]
    return "\n".join(filter(None, [*said, *quoted]))


def _write(sheet: Sheet, at: tuple[int, int], cell: Cell, column: Column) -> None:
    fact = cell.fact
    if fact is None:
        sheet.text(*at, cell_text(cell), "blank")
    elif (fact.growth if column.growth else fact.value) is None:
        sheet.text(*at, "未给增速" if column.growth else "未给数额", "blank")
    else:
        differs = column.differs(fact)
        qualifier = (fact.growth_qualifier if column.growth else fact.qualifier) or ""
        number = column.number(fact)
        if number is None:
            printed = (fact.growth if column.growth else cell_text(cell)) or ""
            sheet.text(*at, f"{printed}{differs}")
        else:
            sheet.number(*at, number, (qualifier, differs), apart=not cell.comparable)
    if note := _note(cell):
        sheet.note(*at, note)


def wide_sheet(book: Book, made: Comparison) -> None:
    """Results and targets of an indicator side by side, a line for each report."""
    across = [column for row in made.rows for column in _columns(row)]
    reports: Mapping[str, Report] = {report.id: report for report in made.columns}
    sheet = book.sheet("对照", (14, 9, *(14,) * len(across)), frozen=2)
    sheet.heads(("地区", "报告年份", *(column.head for column in across)))
    for line, name in enumerate(columns(made.rows, made.columns), start=1):
        report = reports.get(name)
        sheet.text(line, 0, report.region if report else name)
        if report:
            sheet.number(line, 1, Decimal(report.year))
        else:
            sheet.text(line, 1, "")
        for place, column in enumerate(across, start=2):
            cell = next((c for c in column.row.cells if c.report == name), None)
            if cell is not None:
                _write(sheet, (line, place), cell, column)
