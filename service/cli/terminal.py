"""What is laid out for the width it is read in; whole lines where it is piped.

COLUMNS, where it is set, says how wide a page that is piped elsewhere shall be.
"""

import shutil

from rich.cells import cell_len

from service.cli.grid import Grid, filled
from service.cli.output import say

UNBOUND = 100_000


def _columns() -> int:
    """How wide the terminal is; 0 where there is none."""
    return shutil.get_terminal_size((0, 0)).columns


def print_table(table: Grid) -> None:
    """The table as a part of the result; nothing wraps where no terminal would break it."""
    for line in table.lines(_columns() or UNBOUND):
        say(line)


def print_text(text: str, mark: str = "") -> None:
    """A paragraph behind its mark (`[1] `), wrapped between words; one line where it is piped."""
    width = _columns()
    lines = filled(text, max(width - cell_len(mark), 1)) if width else [text]
    for at, line in enumerate(lines):
        say((" " * cell_len(mark) if at else mark) + line)
