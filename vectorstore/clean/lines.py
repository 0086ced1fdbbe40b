"""One paragraph a line: indents and blank lines go, hard-wrapped lines are joined."""

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from vectorstore.clean.edits import Edit
from vectorstore.clean.spaces import BLANK

_LINE = re.compile(r"[^\n]+")
_EDGE = re.compile(rf"(?:{BLANK}|\n)*\n(?:{BLANK}|\n)*|\A(?:{BLANK}|\n)+|{BLANK}+\Z")
_TERMINAL = re.compile(r"[。！？!?；;：:….”』」）)》]$")
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|——|第[一二三四五六七八九十]+[章节]"
)
_MEETING_HEAD = re.compile(
    r"^(?:[—－-]{1,3}|\d{4}年|[二〇一九○0零]{4}年).{0,30}[\u3400-\u9fff）)]$"
)
_MEETING_TAIL = re.compile(r"^[^，。：:]{0,30}(?:会议|大会|次全会)上?[)）]?$")
_MOST_HEAD_LINES = 12
_LEAST_WRAPPED = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; `start:end` leaves out blanks at both ends."""

    start: int
    end: int
    text: str
    indented: bool

    @property
    def width(self) -> int:
        """Columns on a page: Han characters take two."""
        return sum(2 if east_asian_width(c) in "WFA" else 1 for c in self.text)


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words[0])
            lines.append(Line(start, start + len(words), words, start > match.start()))
    return lines


def edges(text: str) -> list[Edit]:
    """Edits that drop indents, blank lines and blanks at the ends of lines."""
    edits: list[Edit] = []
    for match in _EDGE.finditer(text):
        inside = match.start() > 0 and match.end() < len(text)
        after = "\n" if inside else ""
        if match.group() != after:
            edits.append(Edit(match.start(), match.end(), after, "line"))
    return edits


def wrapped(text: str) -> list[Edit]:
    """Edits that join lines broken at a constant width, and a broken (date, meeting) line."""
    lines = split(text)
    width = _wrap_width(lines)
    edits: list[Edit] = []
    for number, (line, after) in enumerate(pairwise(lines)):
        if _broken_meeting(line, after, number) or (width and _continues(line, after, width)):
            ascii_words = line.text[-1:].isalpha() and line.text[-1:].isascii()
            joint = " " if ascii_words and after.text[:1].isascii() else ""
            edits.append(Edit(line.end, after.start, joint, "joined_lines"))
    return edits


def _broken_meeting(line: Line, after: Line, number: int) -> bool:
    if number > _MOST_HEAD_LINES or ("会" in after.text and _MEETING_TAIL.match(line.text)):
        return False
    return (
        _MEETING_HEAD.match(line.text) is not None
        and "在" in line.text
        and not line.text.endswith(("上", "会议", "）", ")"))
        and _MEETING_TAIL.match(after.text) is not None
    )


def _wrap_width(lines: list[Line]) -> int:
    """The width at which lines are broken, or 0 when paragraphs stand on one line each."""
    widths = [line.width for line in lines]
    open_ended = [
        w for w, line in zip(widths, lines, strict=True) if not _TERMINAL.search(line.text)
    ]
    if len(open_ended) < _LEAST_WRAPPED or len(open_ended) < 0.3 * len(lines):
        return 0
    widest = sorted(widths)[int(len(widths) * 0.98)]
    full = [w for w in widths if widest - 4 <= w <= widest]
    if widest < 24 or len(full) < 0.4 * len(lines) or max(widths) > 2 * widest:
        return 0
    return widest


def _continues(line: Line, after: Line, width: int) -> bool:
    """Whether the next line goes on with this paragraph."""
    if after.indented and not line.indented and _TERMINAL.search(line.text):
        return False
    if not width - 4 <= line.width:
        return False
    starts_new = after.indented or _OPENING.match(after.text) is not None
    return not (starts_new and _TERMINAL.search(line.text))
