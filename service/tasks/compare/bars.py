"""The numbers of a row as lengths that can be drawn: what is missing or doubtful says so."""

from functools import lru_cache

from service.light import light
from service.shapes import Bar, Cell, CellState, Row
from service.tasks.compare.comparability import by_growth
from service.tasks.compare.measure import PrintedInterval, amount_of, growth_of
from service.tasks.words import STATES, cell_period, cell_text


@lru_cache(maxsize=4096)
def _blank(report: str, state: CellState) -> Bar:
    """What stands for a cell without a fact: nothing to draw, and why."""
    return Bar(report=report, text=STATES[state], state=state)


def _text(cell: Cell, measure: PrintedInterval | None, *, growth: bool) -> str:
    period, said = cell_period(cell), cell_text(cell)
    said = f"{said}（{period}）" if period else said
    return f"无数额，{said}" if measure is None and not growth else said


def bars(row: Row) -> tuple[Bar, ...]:
    """One bar for each cell; amounts where the row holds any, else rates of growth.

    `7-8%` is drawn from 7 to 8; `10%以上` has no high end. A scope of its own is no bar.
    """
    growth = by_growth(row.cells)
    made: list[Bar] = []
    for cell in row.cells:
        if cell.fact is None:
            made.append(_blank(cell.report, cell.state))
            continue
        measure = growth_of(cell.fact) if growth else amount_of(cell.fact)
        made.append(
            light(
                Bar,
                {
                    "report": cell.report,
                    "text": _text(cell, measure, growth=growth),
                    "state": cell.state,
                    "low": measure.low if measure else None,
                    "high": measure.high if measure else None,
                    "comparable": cell.comparable,
                },
            )
        )
    return tuple(made)


def with_bars(row: Row) -> Row:
    """The row with its bars, where at least one of them can be drawn."""
    drawn = bars(row)
    if not any(bar.is_drawn for bar in drawn):
        return row
    return row.model_copy(update={"bars": drawn, "by_growth": by_growth(row.cells)})
