"""Rows of a table in a text: lines of cells with ` | ` between them."""

import re

BETWEEN = " | "
NUMBER = re.compile(r"(?P<sign>[-－−–+＋])?(?P<digits>\d[\d,]*(?:\.\d+)?)")

_ALONE = re.compile(rf"{NUMBER.pattern}[^\s\d，。；、]{{0,4}}")


def in_table(line: str) -> bool:
    """Whether a line is a row with a number alone in a cell (86.4, 3所), which no verb explains."""
    cells = line.strip().split(BETWEEN)
    return len(cells) > 1 and any(_ALONE.fullmatch(cell.strip()) for cell in cells)
