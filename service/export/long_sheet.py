"""Figures one a line, for people who filter and calculate: numbers in columns of their own."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from service.draft import period_words
from service.export.sheet import Book, Sheet
from service.facts.model import Fact
from service.shapes import Cell, Comparison
from service.tasks.words import KINDS, STATES, cell_text

HEADS = (
    "地区", "报告年份", "指标", "年份", "类型", "口径", "数额", "单位", "增速（%）", "限定", "可比",
    "原文", "章节", "说明",
)  # fmt: skip
WIDTHS = (14, 9, 20, 12, 8, 12, 12, 9, 9, 14, 9, 56, 30, 24)
TYPES = {
    "actual": "完成",
    "expected": "预计",
    "target": "目标",
    "cumulative": "累计",
    "average": "年均",
}
DOUBTFUL = STATES["doubtful"]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A figure as a line; without one, only where it is missing and why."""

    region: str
    year: int | None
    indicator: str
    fact: Fact | None
    kind: str = ""
    comparable: str = ""
    note: str = ""


def single(text: str | None) -> Decimal | None:
    """A printed number where it is one alone: `141.5`, `-2.5%`; None of a range or a word."""
    bare = (text or "").removesuffix("%")
    plain = bare.removeprefix("-").replace(".", "", 1)
    return Decimal(bare) if plain.isdigit() and plain.isascii() else None


def growth_percent(fact: Fact) -> Decimal | None:
    """The growth in percent, None where it is a range, a word, a multiple, or points."""
    return single(fact.growth) if (fact.growth or "").endswith("%") else None


def qualifiers(fact: Fact) -> str:
    """What holds the numbers of a fact back: `左右`, `增速以上`, `7-8%` of a range."""
    said = [fact.qualifier or ""]
    if fact.value is not None and single(fact.value) is None:
        said.append(f"{fact.value}{fact.unit or ''}")
    if fact.growth is not None and growth_percent(fact) is None:
        said.append(f"增速{fact.growth}{fact.growth_qualifier or ''}")
    elif fact.growth_qualifier:
        said.append(f"增速{fact.growth_qualifier}")
    return "；".join(filter(None, said))


def _shown(cell: Cell) -> tuple[Fact, ...]:
    """The figures that a cell shows: its own, or those it quotes as doubtful."""
    if cell.fact is not None:
        return (cell.fact,)
    return cell.facts if cell.state == "doubtful" else ()


def _cell_lines(cell: Cell, of: SheetLine, kind: str, elsewhere: Set[str]) -> Iterable[SheetLine]:
    """A cell's figures, or why it has none, and its small print's where no cell shows them.

    A figure of the small print stands under its own name, since whoever filters by 指标 sums what
    is there: 规模以上工业总产值 beside an empty 规模以上工业增加值 is no 增加值.
    """
    for fact in _shown(cell):
        doubts = "；".join(fact.doubts) if fact.standing != "sure" else ""
        said = DOUBTFUL if cell.fact is None else "是" if cell.comparable else "否"
        yield replace(of, fact=fact, comparable=said, note=doubts or cell.note)
    if not _shown(cell):
        why = dict.fromkeys(filter(None, (cell_text(cell), cell.note)))
        yield replace(of, kind=kind, note="；".join(why))
    for fact in cell.noted:
        if fact.id not in elsewhere:
            beside = f"“{of.indicator}”格内小字所引"
            yield replace(of, indicator=fact.indicator, fact=fact, comparable="否", note=beside)


def comparison_lines(made: Comparison) -> list[SheetLine]:
    """Every figure of the table once, and a line with its reason for every empty cell."""
    reports = {report.id: report for report in made.columns}
    shown = {fact.id for row in made.rows for cell in row.cells for fact in _shown(cell)}
    found: dict[SheetLine | str, SheetLine] = {}
    for row in made.rows:
        for cell in row.cells:
            report = reports.get(cell.report)
            region, year = (report.region, report.year) if report else (cell.report, None)
            of = SheetLine(region, year, row.indicator, None)
            for line in _cell_lines(cell, of, KINDS[row.kind], shown):
                found.setdefault(line.fact.id if line.fact else line, line)
    return list(found.values())


def fact_lines(facts: Iterable[Fact]) -> list[SheetLine]:
    """Facts of the ledger as lines."""
    return [
        SheetLine(
            fact.region,
            fact.year,
            fact.indicator,
            fact,
            "",
            "" if fact.standing == "sure" else DOUBTFUL,
            "；".join(fact.doubts),
        )
        for fact in facts
    ]


def _number(sheet: Sheet, at: tuple[int, int], number: Decimal | None) -> None:
    if number is None:
        sheet.text(*at, "")
    else:
        sheet.number(*at, number)


def _write(sheet: Sheet, row: int, line: SheetLine) -> None:
    fact = line.fact
    sure = fact is not None and fact.standing == "sure"  # a doubtful number is quoted, never summed
    period = (fact.period or "") if fact else ""
    when = "" if single(period) is not None else period_words(period or None)
    told: tuple[str | Decimal | None, ...] = (
        line.region,
        Decimal(line.year) if line.year else None,
        line.indicator,
        single(period) or when,
        TYPES.get(fact.kind or "", "") if fact else line.kind,
        "，".join(filter(None, (fact.scope, fact.terms))) if fact else "",
        single(fact.value) if fact and sure else None,
        (fact.unit or "") if fact else "",
        growth_percent(fact) if fact and sure else None,
        qualifiers(fact) if fact else "",
        line.comparable,
        fact.quote if fact else "",
        " / ".join(fact.section) if fact else "",
        line.note,
    )
    for column, value in enumerate(told):
        if isinstance(value, str):
            sheet.text(row, column, value)
        else:
            _number(sheet, (row, column), value)


def long_sheet(book: Book, name: str, lines: Iterable[SheetLine]) -> None:
    """The sheet, its head a filter."""
    sheet = book.sheet(name, WIDTHS, frozen=3)
    sheet.heads(HEADS)
    row = 0
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, line)
    sheet.filtered(max(row, 1))
