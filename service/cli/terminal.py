"""Where tables are printed."""

import sys

from rich.console import Console

PIPED_WIDTH = 200


class _Out(Console):
    """A console that leaves a closed pipe to the boundary."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """For tables: stdout, wide when it is not a terminal, never reading markup in texts."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return _Out(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)
