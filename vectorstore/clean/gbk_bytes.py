"""A damaged run as the bytes it was read from, and what those bytes can have been.

A page broke characters of its GBK bytes; the first byte of a broken pair is lost (`?`) and what
follows was read one byte late, until a byte under 0x80 put it right again. Pairs that stand for
no character were dropped without a trace, full-width ASCII was folded, 0x80 reads `€`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from vectorstore.clean.pinyin import LETTERS
from vectorstore.clean.register import folded, frequency
from vectorstore.clean.traditional import to_simplified

LOST = "?\ufffd"
_NOTE = re.compile(rf"[(（]?([{LETTERS}]{{1,6}})[)）]")
_LEADS = range(0x81, 0xFF)
_TRAILS = tuple(t for t in range(0x40, 0xFF) if t != 0x7F)
_COMMON_SIGNS = "“”‘’、，。：；（）《》！？…—·　"
_MOST_ITEMS = 80
_MOST_BETWEEN = 500


@dataclass(frozen=True, slots=True)
class PrintedCharacter:
    """One printed character of a run: its bytes (none if lost) and the reading printed after it.

    `swallowed` tells a reading whose opening bracket went with a lost byte.
    """

    start: int
    end: int
    data: bytes
    reading: str = ""
    swallowed: bool = False

    @property
    def lost(self) -> bool:
        return not self.data


def items(text: str, start: int) -> list[PrintedCharacter]:
    """The characters of the line from `start` on, as far as they can be bytes of a run."""
    found: list[PrintedCharacter] = []
    position = start
    while position < len(text) and len(found) < _MOST_ITEMS and text[position] != "\n":
        character = text[position]
        data = b"" if character in LOST else _bytes(character)
        if data is None:
            break
        note = _NOTE.match(text, position + 1)
        swallowed = note is not None and text[position + 1] not in "(（"
        if note is None or (swallowed and data):
            found.append(PrintedCharacter(position, position + 1, data))
        else:
            found.append(PrintedCharacter(position, note.end(), data, note.group(1), swallowed))
        position = found[-1].end
    return found


@cache
def _bytes(character: str) -> bytes | None:
    if character == "€":
        return b"\x80"
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return None


@cache
def character(lead: int, trail: int) -> str:
    """The character of a pair that a report can hold, or nothing."""
    decoded = bytes((lead, trail)).decode("gbk", errors="replace")
    usable = len(decoded) == 1 and ("\u4e00" <= decoded <= "\u9fff" or decoded in _COMMON_SIGNS)
    return decoded if usable else ""


@cache
def is_dropped(lead: int, trail: int) -> bool:
    """Whether a reader of GBK finds no character in this pair."""
    if lead not in _LEADS or trail not in _TRAILS:
        return False
    try:
        bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return True
    return False


@cache
def is_usual(character_: str) -> bool:
    """Whether a lost byte may be filled so: a character that common fonts have."""
    try:
        simplified = to_simplified(character_)
        simplified.encode("gb2312")
        return character_ == simplified or bool(character_.encode("big5"))
    except UnicodeEncodeError:
        return False


class Option(NamedTuple):
    """A character that bytes can be, and how it is counted."""

    lead: int
    trail: int
    glyph: str
    fold: str


def _options(pairs: Iterable[tuple[int, int]]) -> tuple[Option, ...]:
    """The usual characters of byte pairs, the most frequent first."""
    glyphs = ((lead, trail, character(lead, trail)) for lead, trail in pairs)
    options = [Option(*one, folded(one[2])) for one in glyphs if one[2] and is_usual(one[2])]
    return tuple(sorted(options, key=lambda option: -frequency(option.fold)))


@cache
def with_lead(lead: int) -> tuple[Option, ...]:
    """All usual characters of a lead byte."""
    return _options((lead, trail) for trail in _TRAILS)


@cache
def with_trail(trail: int) -> tuple[Option, ...]:
    """All usual characters of a trail byte."""
    return _options((lead, trail) for lead in _LEADS)


@cache
def may_drop(lead: int) -> bool:
    """Whether some dropped pair starts with this byte."""
    return any(is_dropped(lead, trail) for trail in _TRAILS)


@cache
def before_dropped(lead: int) -> tuple[Option, ...]:
    """All usual characters of a lead byte whose trail byte can begin a dropped pair."""
    return tuple(option for option in with_lead(lead) if may_drop(option.trail))


@cache
def after_dropped(last: int, trail: int) -> tuple[Option, ...]:
    """All usual characters of a trail byte whose lead byte can end a pair dropped after `last`."""
    return tuple(option for option in with_trail(trail) if is_dropped(last, option.lead))


@cache
def between_dropped(last: int) -> tuple[Option, ...]:
    """All usual characters that pairs dropped after `last` and on the other side can hide."""
    leads = [lead for lead in _LEADS if is_dropped(last, lead)]
    options = [option for lead in leads for option in before_dropped(lead)]
    return tuple(sorted(options, key=lambda option: -frequency(option.fold))[:_MOST_BETWEEN])


@cache
def pair(character_: str) -> tuple[int, int] | None:
    """The two bytes of a character, if it has two."""
    data = _bytes(character_)
    return (data[0], data[1]) if data is not None and len(data) == 2 else None
