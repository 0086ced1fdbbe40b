"""The small table of a briefing: one report's headline figures, or regions beside each other."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.shapes import Cell, Row, Table
from service.tasks.brief.fill import CLERICAL
from service.tasks.citing import Citing
from service.tasks.words import STATES, cell_text
from vectorstore.documents import Report

SHORT = {
    "no_number": "无数字",
    "not_mentioned": "未提及",
    "not_in_library": "未收录",
    "doubtful": "待核",
}
ACROSS = 6
ACROSS_MANY = 5
FEW = 3
BLANK = "—"


Line: TypeAlias = tuple[tuple[str, ...], tuple[int | None, ...]]


def _apart(fact: Fact) -> str:
    """The fact's period where it is neither the year told nor the year planned."""
    own = fact.period in (str(fact.year - 1), str(fact.year))
    return "" if own or not fact.period else f"（{period_words(fact.period)}）"


def _result(fact: Fact | None) -> tuple[str, str]:
    """What was reached, and how it changed; a dash where the report says nothing."""
    if fact is None:
        return BLANK, BLANK
    lead = "预计" if fact.kind == "expected" else ""
    scope = f"（{fact.scope}）" if fact.scope else ""
    reached, changed = amount(fact), growth(fact)
    tail = scope + _apart(fact)
    if not reached:
        return BLANK, f"{lead}{changed}{tail}"
    return f"{lead}{reached}{tail}", changed or BLANK


def _target(cell: Cell | None) -> str:
    return cell_text(cell) + _apart(cell.fact) if cell and cell.fact is not None else BLANK


def _lines(rows: Sequence[Row], citing: Citing, most: int) -> list[Line]:
    """For each indicator that is given at all: its name, the result, its change, the target.

    Where there are too many those are left out that have no result, then the lexicon's last.
    """
    by_indicator: dict[str, dict[str, Cell]] = {}
    for row in rows:
        if row.indicator in CLERICAL or row.cells[0].fact is None:
            continue
        by_indicator.setdefault(row.indicator, {})[row.kind] = row.cells[0]
    told = [name for name, cells in by_indicator.items() if {"result", "target"} & set(cells)]
    first = sorted(told, key=lambda name: "result" not in by_indicator[name])[:most]
    return [_line(name, by_indicator[name], citing) for name in told if name in first]


def _line(indicator: str, cells: Mapping[str, Cell], citing: Citing) -> Line:
    result, target = cells.get("result"), cells.get("target")
    reached, changed = _result(result.fact if result else None)
    own = _number(result, citing) if result else None
    return (indicator, reached, changed, _target(target)), (
        None,
        own if reached != BLANK else None,
        own if changed != BLANK else None,
        _number(target, citing) if target else None,
    )


def _beside(lines: Sequence[Line]) -> list[Line]:
    """Result and change in one cell, and the lines in two halves beside each other."""
    merged: list[Line] = [
        (
            (w[0], "，".join(each for each in w[1:3] if each != BLANK) or BLANK, w[3]),
            (None, n[1] or n[2], n[3]),
        )
        for w, n in lines
    ]
    half = (len(merged) + 1) // 2
    blank: Line = (("", "", ""), (None, None, None))
    right = [*merged[half:], blank][:half]
    return [(a[0] + b[0], a[1] + b[1]) for a, b in zip(merged[:half], right, strict=True)]


def one_region(
    rows: Sequence[Row], report: Report, citing: Citing, most: int, *, beside: bool = False
) -> Table | None:
    """Indicator, last year's result, its change, this year's target: at most `most` lines, or
    twice as many that say less `beside` each other."""
    lines = _lines(rows, citing, most)
    if not lines:
        return None
    header = ("指标", f"{report.covers}年", "增减", f"{report.year}年目标")
    if beside:
        header, lines = (header[0], header[1], header[3]) * 2, _beside(lines)
    return Table(
        after=1,
        header=header,
        rows=tuple(words for words, _ in lines),
        citations=tuple(numbers for _, numbers in lines),
    )


def _coverage(row: Row) -> int:
    return sum(cell.state == "value" for cell in row.cells)


def several(
    rows: Sequence[Row], reports: Sequence[Report], citing: Citing, most: int
) -> Table | None:
    """A line for each report, the best-covered results across, and the growth target last."""
    rows = [row for row in rows if row.indicator not in CLERICAL]
    results = [row for row in rows if row.kind == "result"]
    common = [row for row in results if _coverage(row) * 2 >= len(reports)]
    columns = ACROSS if len(reports) <= FEW else ACROSS_MANY
    across = (common or sorted(results, key=_coverage, reverse=True))[: columns - 1]
    across += [row for row in rows if row.kind == "target"][:1]
    if not across:
        return None
    cells = [{cell.report: cell for cell in row.cells} for row in across]
    shown = reports[:most]
    return Table(
        heading="主要指标对比",
        header=("地区", "年份", *(_head(row) for row in across)),
        rows=tuple(
            (
                report.region,
                f"{report.covers}年",
                *(_cell_words(held[report.id]) for held in cells),
            )
            for report in shown
        ),
        citations=tuple(
            (None, None, *(_number(held[report.id], citing) for held in cells)) for report in shown
        ),
    )


def _head(row: Row) -> str:
    return f"下年{row.indicator}目标" if row.kind == "target" else row.indicator


def _number(cell: Cell, citing: Citing) -> int | None:
    return citing.fact(cell.fact) if cell.fact else None


def _cell_words(cell: Cell) -> str:
    if cell.fact is None:
        return SHORT.get(cell.state, STATES[cell.state])
    lead = "预计" if cell.fact.kind == "expected" else ""
    scope = f"（{cell.fact.scope}）" if cell.fact.scope else ""
    return f"{lead}{amount(cell.fact) or growth(cell.fact)}{scope}{_apart(cell.fact)}"
