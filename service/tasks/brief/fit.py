"""The page of an official document as a grid, and what fits on it (GB/T 9704)."""

from collections.abc import Sequence

LINES = 22
CHARS = 28
LINE_POINTS = 28.0
BODY_POINTS = 16.0
ROOM = 225 / 25.4 * 72 / LINE_POINTS  # the 22 lines, and 0.8 of one that notes in 小五 can fill
TABLE_POINTS = 9.0
TABLE_LINE_POINTS = 13.0
TABLE_CHARS = 48
PADDING, BESIDE = 0.6, 0.8  # what the edges of a cell take, and what it needs beside its text
INDENT = 2
HALF = 0.56
GAP = 0.25  # some programs put air between Han characters and digits, whatever they are told
RAISED, RAISED_WIDTH = "\ue000", 1.3  # stands for the raised number of a source
NOT_FIRST = frozenset("，。、；：！？）》”’】〉％%,.;:!?)" + RAISED)
NOT_LAST = frozenset("（《“‘【〈(")


def _width(char: str) -> float:
    if char == RAISED:
        return RAISED_WIDTH
    return HALF if char.isascii() else 1.0


def _word_width(word: str) -> float:
    air = GAP * 2 if word[0].isascii() and word[0].isalnum() else 0.0
    return sum(map(_width, word)) + air


def text_width(text: str) -> float:
    """How wide the text is, in full-width characters."""
    return sum(map(_word_width, _words(text)))


def _words(text: str) -> list[str]:
    """What a line break cannot divide: numbers and Latin words, and punctuation with its text."""
    words: list[str] = []
    for char in text:
        previous = words[-1] if words else ""
        glued = bool(previous) and (
            char in NOT_FIRST
            or previous[-1] in NOT_LAST
            or (
                char.isascii()
                and char.isalnum()
                and previous[-1].isascii()
                and previous[-1] not in NOT_FIRST
            )
            or (previous[-1] == "." and char.isdigit())
        )
        if glued:
            words[-1] += char
        else:
            words.append(char)
    return words


def wrapped(text: str, chars: float = CHARS, indent: float = INDENT) -> int:
    """How many lines the text takes: full-width 1, half-width about a half, first line indented."""
    lines, used = 1, float(indent)
    for word in _words(text):
        width = _word_width(word)
        if used + width > chars and used > 0:
            lines, used = lines + 1, 0.0
        lines += int(width // chars) if width > chars else 0
        used += width % chars if width > chars else width
    return lines


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """Grid lines a table in 小五 takes, its columns as wide as `column_chars` makes them."""
    widths = column_chars(header, rows)
    heights = [
        max(
            (wrapped(cell, width - PADDING, 0) for cell, width in zip(row, widths, strict=True)),
            default=1,
        )
        for row in (header, *rows)
    ]
    points = sum(height * TABLE_LINE_POINTS + 2 for height in heights)
    return points / LINE_POINTS


def column_chars(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Column widths in characters of 小五: what the rows hold on one line, the header on two."""
    wanted = [
        max(3.5, text_width(name) / 2 + 1.5, *(text_width(row[at]) + BESIDE for row in rows))
        for at, name in enumerate(header)
    ]
    if (total := sum(wanted)) <= TABLE_CHARS:
        return [width * TABLE_CHARS / total for width in wanted]
    floor = [min(width, 5.0) for width in wanted]
    spare = max(0.0, TABLE_CHARS - sum(floor))
    need = sum(width - least for width, least in zip(wanted, floor, strict=True)) or 1.0
    return [
        least + (width - least) * spare / need for width, least in zip(wanted, floor, strict=True)
    ]
