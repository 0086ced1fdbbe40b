"""Pages set in two columns: where the gutter is, and the parts of such a page in reading order."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from pdfplumber.page import Page

Char: TypeAlias = dict[str, Any]
_MIDDLE = (0.3, 0.7)
_LEAST_ROWS = 8
_LEAST_SHARE = 0.6
_LEAST_CHARACTERS = 4
_GAP = 0.9  # of the size of the characters beside it
_SAME_ROW = 3.0


def gutter(page: Page) -> tuple[float, float] | None:
    """The edges of the blank between two columns; None on a page of one column."""
    rows = _rows(page.chars)
    gaps = [gap for row in rows for gap in _gaps(row, float(page.width))]
    if len(gaps) < _LEAST_ROWS:
        return None
    middles = [(left + right) / 2 for left, right in gaps]
    best = max(middles, key=lambda x: sum(left < x < right for left, right in gaps))
    split = sorted((left, right) for left, right in gaps if left < best < right)
    wide = sum(row[0]["x0"] < best < row[-1]["x1"] for row in rows)
    if len(split) < max(_LEAST_ROWS, _LEAST_SHARE * wide):
        return None
    strays = len(split) // 10
    left, right = split[-1 - strays][0], sorted(right for _, right in split)[strays]
    return (left, right) if left < right else None


def in_reading_order(page: Page, blank: tuple[float, float]) -> Iterator[tuple[Page, float]]:
    """Parts of a page with two columns, each with how far to its left it is to be moved.

    A row that runs across the gutter ends the columns above it.
    """
    rows = _rows(page.chars)
    middle = sum(blank) / 2
    starts = [char["x0"] for row in rows for char in row]
    distance = min(start for start in starts if start > middle) - min(starts)
    for across, block in groupby(rows, key=lambda row: _runs_across(row, blank)):
        members = [char for row in block for char in row]
        if across:
            yield _only(page, members), 0.0
            continue
        for is_left, shift in ((True, 0.0), (False, distance)):
            part = [char for char in members if (char["x0"] < middle) == is_left]
            if part:
                yield _only(page, part), shift


def _only(page: Page, chars: Sequence[Char]) -> Page:
    kept = {id(char) for char in chars}
    return page.filter(lambda thing: id(thing) in kept)


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """The printed characters of each height, from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char["bottom"]):
        if not char["text"].strip():
            continue
        if rows and char["bottom"] - rows[-1][0]["bottom"] <= _SAME_ROW:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: char["x0"]) for row in rows]


def _gaps(row: list[Char], width: float) -> Iterator[tuple[float, float]]:
    """Blanks in the middle of a row with words on both sides."""
    for number, (before, after) in enumerate(pairwise(row), 1):
        inside = _MIDDLE[0] * width < (before["x1"] + after["x0"]) / 2 < _MIDDLE[1] * width
        wide = after["x0"] - before["x1"] > _GAP * before["size"]
        if inside and wide and min(number, len(row) - number) >= _LEAST_CHARACTERS:
            yield before["x1"], after["x0"]


def _runs_across(row: list[Char], blank: tuple[float, float]) -> bool:
    return any(char["x0"] < blank[1] - 1 and char["x1"] > blank[0] + 1 for char in row)
