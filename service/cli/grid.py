"""Tables on a terminal: Chinese aligned, no value broken, no line wider than the terminal.

A cell wraps between words; a value is one word with its unit and the change it tells
(`增长8%左右`). Columns that do not fit beside each other are shown in parts, each led by the key
columns. Only a single word that is wider than the whole terminal reaches over its edge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from service.language.quantity_grammar import DOWN, TOKEN, UP
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

GAP = "  "
_OPENING, _CLOSING = "“‘（(《【[〔", "”’）)》】]〕，。、；：！？,;:!?…-—％%"
_ROOMY = 16  # a column may be so wide before others are put into another part

Lines = list[str]


@dataclass(frozen=True)
class Grid:
    """A table of texts; the first `keys` columns name the row, those in `right` are numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: int = 1
    right: frozenset[int] = frozenset()

    def lines(self, width: int) -> Iterator[str]:
        """The printed lines; each part of the columns under a head of its own."""
        for at, part in enumerate(self._parts(width)):
            if at:
                yield ""
            yield from self._part(part, width)

    def _parts(self, width: int) -> Iterator[list[int]]:
        """The columns that stand beside each other: in as few parts as can be, evenly dealt."""
        if sum(self._natural) + len(GAP) * (len(self._natural) - 1) <= width:
            yield list(range(len(self.headers)))
            return
        keys = list(range(self.keys))
        others = list(range(self.keys, len(self.headers)))
        room = width - sum(self._wanted(at) for at in keys)
        parts = self._dealt(others, room, most=len(others))
        even = self._dealt(others, room, most=-(-len(others) // len(parts)))
        yield from ([*keys, *part] for part in (even if len(even) == len(parts) else parts))

    def _dealt(self, columns: Sequence[int], room: int, most: int) -> list[list[int]]:
        parts: list[list[int]] = [[]]
        for at in columns:
            held = sum(map(self._wanted, [*parts[-1], at]))
            if parts[-1] and (held - len(GAP) > room or len(parts[-1]) == most):
                parts.append([])
            parts[-1].append(at)
        return parts

    def _wanted(self, column: int) -> int:
        """What a column and the gap behind it are given before columns are shown in parts."""
        return min(self._natural[column], max(self._least(column), _ROOMY)) + len(GAP)

    def _part(self, columns: Sequence[int], width: int) -> Iterator[str]:
        widths = self._widths(columns, width)
        yield from self._row(columns, widths, self.headers)
        yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
        for row in self.rows:
            yield from self._row(columns, widths, row)

    def _widths(self, columns: Sequence[int], width: int) -> list[int]:
        """What each column gets: all it wants, or less of the widest, never less than a word."""
        widths = [self._natural[at] for at in columns]
        room = width - len(GAP) * (len(columns) - 1)
        if sum(widths) <= room:
            return widths
        least = [self._least(at) for at in columns]
        while sum(widths) > room:
            loose = [at for at in range(len(columns)) if widths[at] > least[at]]
            if not loose:
                break
            widths[max(loose, key=widths.__getitem__)] -= 1
        return widths

    def _row(
        self, columns: Sequence[int], widths: Sequence[int], row: Sequence[str]
    ) -> Iterator[str]:
        cells = [_wrapped(row[at], size) for at, size in zip(columns, widths, strict=True)]
        for at in range(max(map(len, cells))):
            texts = [cell[at] if at < len(cell) else "" for cell in cells]
            filled = [
                _padded(text, size, right=column in self.right)
                for text, size, column in zip(texts, widths, columns, strict=True)
            ]
            yield GAP.join(filled).rstrip()

    @cached_property
    def _natural(self) -> tuple[int, ...]:
        """How wide each column is where nothing wraps."""
        return tuple(
            max(cell_len(line) for text in self._column(at) for line in text.split("\n"))
            for at in range(len(self.headers))
        )

    def _least(self, column: int) -> int:
        """The widest word of a column; the whole of a column that never wraps."""
        if self._natural[column] <= _ROOMY:
            return self._natural[column]
        return max(
            cell_len(word) for text in self._column(column) for word in _words(encodable(text))
        )

    def _column(self, column: int) -> Iterator[str]:
        yield self.headers[column]
        yield from (row[column] for row in self.rows)


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def _wrapped(text: str, width: int) -> Lines:
    """The lines of a cell, filled word by word."""
    return [line for part in text.split("\n") for line in filled(part, width)]


def filled(text: str, width: int) -> Lines:
    """The lines of a text without breaks of its own."""
    if cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in _words(encodable(text)):
        if lines[-1] and cell_len(lines[-1] + word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


@cache
def _words(text: str) -> tuple[str, ...]:
    """The pieces between which a text may wrap; joined they are the text."""
    pieces: Lines = []
    at = 0
    for value in TOKEN.finditer(text):
        before = text[at : value.start()]
        change = UP.search(before) or DOWN.search(before)
        start = at + change.start() if change else value.start()
        pieces += rjieba.cut(text[at:start])
        pieces.append(text[start : value.end()])
        at = value.end()
    pieces += rjieba.cut(text[at:])
    words: Lines = []
    for piece in pieces:
        if words and (piece[0] in _CLOSING or piece.isspace() or words[-1][-1] in _OPENING):
            words[-1] += piece
        else:
            words.append(piece)
    return tuple(words)
