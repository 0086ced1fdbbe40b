"""Bars of one row as SVG: lengths from the figures, blanks marked and named, no script."""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import escape

from service.shapes import Cell, Row
from service.tasks.compare.comparability import by_growth
from service.tasks.compare.measure import Interval, amount_of, growth_of
from service.tasks.words import STATES, cell_period, cell_text

WIDTH = 720
LABEL = 150
VALUES = 210
LINE = 30
BAR = 16
TOP = 34
COMPARABLE, APART, BLANK = "#1f5a92", "#9db7cf", "#b0b0b0"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `size` is None where there is nothing to draw."""

    label: str
    text: str
    size: Decimal | None
    comparable: bool


def _size(measure: Interval | None) -> Decimal | None:
    if measure is None:
        return None
    return measure.low if measure.low is not None else measure.high


def _bar(cell: Cell, name: str, growth: bool) -> Bar:
    if cell.fact is None:
        return Bar(name, STATES[cell.state], None, False)
    size = _size(growth_of(cell.fact) if growth else amount_of(cell.fact))
    note = f"{cell_text(cell)}（{cell_period(cell)}）" if cell_period(cell) else cell_text(cell)
    if size is None and not growth:
        note = f"无数额，{note}"
    return Bar(name, note, size, cell.comparable)


def bars(row: Row, names: dict[str, str]) -> list[Bar]:
    """The row's bars; amounts where the row holds any, else rates of growth."""
    growth = by_growth(row.cells)
    return [_bar(cell, names.get(cell.report, cell.report), growth) for cell in row.cells]


def _drawn(bar: Bar, y: int, zero: float, scale: float) -> str:
    text = y + BAR - 3
    label = f'<text x="{LABEL - 8}" y="{text}" text-anchor="end">{escape(bar.label)}</text>'
    if bar.size is None:
        rest = (
            f'<line x1="{LABEL}" y1="{y + BAR / 2}" x2="{LABEL + 40}" y2="{y + BAR / 2}" '
            f'stroke="{BLANK}" stroke-dasharray="3 3"/>'
            f'<text x="{LABEL + 48}" y="{text}" fill="#6b6b6b">{escape(bar.text)}</text>'
        )
        return label + rest
    length = float(abs(bar.size)) * scale
    left = zero if bar.size >= 0 else zero - length
    colour = COMPARABLE if bar.comparable else APART
    end = max(left + length, zero) + 6
    return (
        f'{label}<rect x="{left:.1f}" y="{y}" width="{max(length, 1):.1f}" height="{BAR}" '
        f'fill="{colour}"/><text x="{end:.1f}" y="{text}">{escape(bar.text)}</text>'
    )


def chart(row: Row, names: dict[str, str], title: str) -> str:
    """An SVG of the row, or nothing when no cell of it holds a number."""
    drawn = bars(row, names)
    sizes = [bar.size for bar in drawn if bar.size is not None]
    if not sizes:
        return ""
    high, low = max(*sizes, Decimal(0)), min(*sizes, Decimal(0))
    room = WIDTH - LABEL - VALUES
    scale = room / float(high - low) if high > low else 0.0
    zero = LABEL + float(-low) * scale
    height = TOP + LINE * len(drawn) + 6
    body = "".join(_drawn(bar, TOP + LINE * i, zero, scale) for i, bar in enumerate(drawn))
    axis = f'<line x1="{zero:.1f}" y1="{TOP - 6}" x2="{zero:.1f}" y2="{height - 6}" stroke="#333"/>'
    said = "；".join(f"{bar.label}：{bar.text}" for bar in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}：{escape(said)}" font-size="13" font-family="sans-serif">'
        f'<text x="0" y="18" font-weight="bold">{escape(title)}</text>{axis}{body}</svg>'
    )
