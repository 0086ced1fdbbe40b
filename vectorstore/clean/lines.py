"""One paragraph a line: the lines of a text, their indents and blank lines, the meeting's line."""

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from vectorstore.clean.edits import Edit
from vectorstore.clean.spaces import BLANK

_LINE = re.compile(r"[^\n]+")
_EDGE = re.compile(rf"(?:{BLANK}|\n)*\n(?:{BLANK}|\n)*|\A(?:{BLANK}|\n)+|{BLANK}+\Z")
_MEETING_HEAD = re.compile(
    r"^(?:[—－-]{1,3}|\d{4}年|[二〇一九○0零]{4}年).{0,30}[\u3400-\u9fff）)]$"
)
_MEETING_TAIL = re.compile(r"^[^，。：:]{0,30}(?:会议|大会|次全会)上?[)）]?$")
_MOST_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; `start:end` leaves out blanks at both ends.

    `indent` is the columns of blank in front; `apart` tells that a blank line stands above.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    apart: bool = False


def columns(text: str) -> int:
    """The width of a text on a page: Han characters take two columns."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    ended = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        lead = match.group()[: match.group().index(words[0])]
        start = match.start() + len(lead)
        apart = bool(lines) and text.count("\n", ended, match.start()) > 1
        lines.append(Line(start, start + len(words), words, columns(lead), apart))
        ended = match.end()
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


def broken_meeting(text: str) -> list[Edit]:
    """Edits that join the line of the meeting: ——2021年1月5日在东昌区, 第九届…第五次会议上."""
    return [
        Edit(line.end, after.start, "", "joined_lines")
        for number, (line, after) in enumerate(pairwise(split(text)[: _MOST_HEAD_LINES + 2]))
        if _broken_meeting(line, after, number)
    ]


def _broken_meeting(line: Line, after: Line, number: int) -> bool:
    if number > _MOST_HEAD_LINES or ("会" in after.text and _MEETING_TAIL.match(line.text)):
        return False
    return (
        _MEETING_HEAD.match(line.text) is not None
        and "在" in line.text
        and not line.text.endswith(("上", "会议", "）", ")"))
        and _MEETING_TAIL.match(after.text) is not None
    )
