"""Bars of one row as SVG: lengths from the figures, blanks marked and named, no script."""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import escape

from service.shapes import Bar, Row

WIDTH = 720
LABEL = 150
VALUES = 210
LINE = 30
BAR = 16
TOP = 34
COMPARABLE, APART, BLANK, DOUBTFUL = "#1f5a92", "#9db7cf", "#b0b0b0", "#b06a00"


def _end(bar: Bar) -> Decimal:
    """The far end of a bar: the high one of a range, else the one that there is."""
    return next((end for end in (bar.high, bar.low) if end is not None), Decimal(0))


def _blank(bar: Bar, y: int) -> str:
    colour = DOUBTFUL if bar.state == "doubtful" else BLANK
    return (
        f'<line x1="{LABEL}" y1="{y + BAR / 2}" x2="{LABEL + 40}" y2="{y + BAR / 2}" '
        f'stroke="{colour}" stroke-dasharray="3 3"/>'
        f'<text x="{LABEL + 48}" y="{y + BAR - 3}" fill="#6b6b6b">{escape(bar.text)}</text>'
    )


def _span(left: float, right: float, y: int, style: str) -> str:
    x, width = min(left, right), max(abs(right - left), 1)
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" {style}/>'


def _drawn(bar: Bar, name: str, y: int, zero: float, scale: float) -> str:
    """The bar to its low end; from there to its high end a lighter, framed one."""
    text = y + BAR - 3
    label = f'<text x="{LABEL - 8}" y="{text}" text-anchor="end">{escape(name)}</text>'
    if not bar.is_drawn:
        return label + _blank(bar, y)
    colour = COMPARABLE if bar.comparable else APART
    end = zero + float(_end(bar)) * scale
    near = end if bar.low is None else zero + float(bar.low) * scale
    body = _span(zero, near, y, f'fill="{colour}"')
    if near != end:
        framed = f'fill="{colour}" fill-opacity=".25" stroke="{colour}" stroke-dasharray="3 2"'
        body += _span(near, end, y, framed)
    at = max(end, near, zero) + 6
    return f'{label}{body}<text x="{at:.1f}" y="{text}">{escape(bar.text)}</text>'


def chart(row: Row, names: Mapping[str, str], title: str) -> str:
    """An SVG of the row, or nothing when no cell of it holds a number."""
    sizes = [end for bar in row.bars for end in (bar.low, bar.high) if end is not None]
    if not sizes:
        return ""
    high, low = max(*sizes, Decimal(0)), min(*sizes, Decimal(0))
    room = WIDTH - LABEL - VALUES
    scale = room / float(high - low) if high > low else 0.0
    zero = LABEL + float(-low) * scale
    height = TOP + LINE * len(row.bars) + 6
    named = [(names.get(bar.report, bar.report), bar) for bar in row.bars]
    body = "".join(
        _drawn(bar, name, TOP + LINE * i, zero, scale) for i, (name, bar) in enumerate(named)
    )
    axis = f'<line x1="{zero:.1f}" y1="{TOP - 6}" x2="{zero:.1f}" y2="{height - 6}" stroke="#333"/>'
    said = "；".join(f"{name}：{bar.text}" for name, bar in named)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}：{escape(said)}" font-size="13" font-family="sans-serif">'
        f'<text x="0" y="18" font-weight="bold">{escape(title)}</text>{axis}{body}</svg>'
    )
