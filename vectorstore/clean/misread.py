"""Text whose bytes were read in the wrong encoding and saved so: `鏀垮簻宸ヤ綔` is `政府工作`.

A site joins pages of several encodings, and a reader takes them all for GBK. UTF-8 keeps nearly
all its bytes so: a lone 0x80 is lost, and what stood before ASCII, markup included. So the text
comes back as it was; of a lost byte the likeliest is taken, or □ where nothing speaks for any.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nlargest
from itertools import groupby, product
from typing import NamedTuple

from vectorstore.clean.edits import Edit
from vectorstore.clean.gbk_bytes import LOST
from vectorstore.clean.gbk_shift import UNKNOWN
from vectorstore.clean.register import Register, folded

_INDENT = "\u3000"
_BLANK: list[int | None] = [0xE3, 0x80, None]  # an indent that lost its third byte
_STOPS = "。、》」』"  # what else begins so, and can stand before an indent of two
_SIGNS = re.compile("[銆锛]")  # the first bytes of 、。 and of ，：；（）, which every text has
_LEAST = 4
_LIKELY = 8
_SHORT, _LONG = range(0xC2, 0xC4), range(0xE2, 0xF0)
_TRAILS = range(0x80, 0xC0)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CHINESE = re.compile(
    "[\xa0·×\u2010-\u2049\u2160-\u217f\u2190-\u21ff\u2200-\u22ff\u2460-\u25ff\u3000-\u303f"
    "\u3400-\u9fff\uff01-\uff5e\uffe0-\uffe6]"
)
_OF_NUMBERS = "0.．%％"  # folded: 0 is any digit
_NUMERIC = re.compile("[０-９％．一二三四五六七八九十百千万亿零〇]")


class _Byte(NamedTuple):
    """One byte of the misread text: `value` is None if it is lost, `first` begins a character."""

    value: int | None
    at: int
    first: bool


@dataclass(frozen=True, slots=True)
class _Options:
    """What a character can be: `sure` by its bytes, `every` if a byte is lost to markup."""

    sure: str
    every: str = ""


@dataclass(slots=True)
class _Run:
    """Recovered characters with the place each starts at; `end` is where the last one ends."""

    glyphs: list[tuple[_Options, int]] = field(default_factory=list)
    recovered: int = 0
    end: int = 0
    whole: int = 0
    after: str = ""


def misread(text: str) -> list[Edit]:
    """Edits that read the misread parts of a text again; none for a text that was read right."""
    if not _SIGNS.search(text):
        return []
    runs = list(_runs(text, "gb18030" if _PRIVATE.search(text) else "gbk"))
    if not runs:
        return []
    register = Register(re.sub(f"[{LOST}]", "\0", text))
    return [edit for run in runs for edit in _as_edits(run, register)]


def _runs(text: str, codec: str) -> Iterator[_Run]:
    start = 0
    for line in text.split("\n"):
        yield from _runs_of_line(_bytes_of(line, start), codec)
        start += len(line) + 1


def _runs_of_line(line: list[_Byte], codec: str) -> Iterator[_Run]:
    position = 0
    while position < len(line):
        if not (line[position].first and line[position].value in _LONG):
            position += 1
            continue
        run, after = _read(line, position, codec)
        if run.recovered >= _LEAST:
            yield run
            position = after
        else:
            position += 1


def _bytes_of(line: str, start: int) -> list[_Byte]:
    """The bytes a reader of GBK made these characters of."""
    found: list[_Byte] = []
    for at, character in enumerate(line, start):
        if character in LOST:
            found.append(_Byte(None, at, True))
            continue
        first, *others = _encoded(character)
        found.append(_Byte(first, at, True))
        found += [_Byte(value, at, False) for value in others]
    return found


@cache
def _encoded(character: str) -> bytes:
    data = b"\x80" if character == "€" else character.encode("gb18030", errors="ignore")
    return data or b"\xff"


def _read(line: list[_Byte], start: int, codec: str) -> tuple[_Run, int]:
    """Read UTF-8 from `start` on as far as it goes, and back to where a character ends."""
    run = _Run()
    position, after = start, start
    while position < len(line):
        options, length = _glyph(line, position, codec)
        if options is None:
            break
        run.glyphs.append((options, line[position].at))
        position += length
        if length > 1:
            run.recovered += 1
        if length > 1 and (position == len(line) or line[position].first):
            run.end = line[position - 1].at + 1
            run.whole, after = len(run.glyphs), position
    del run.glyphs[run.whole :]
    run.after = _INDENT if after == len(line) else ""
    return run, after


def _glyph(line: list[_Byte], at: int, codec: str) -> tuple[_Options | None, int]:
    """What the bytes at a position can be in UTF-8, and how many they are; None if they cannot."""
    lead = line[at].value
    if lead is not None and lead < 0x80:
        return _Options(chr(lead)), 1
    length = 3 if lead in _LONG else 2 if lead in _SHORT else 0
    if lead is None or not length or at + length > len(line):
        return None, 0
    tails = [one.value for one in line[at + 1 : at + length]]
    if any(tail is not None and tail not in _TRAILS for tail in tails):
        return None, 0
    ahead = [one.value for one in line[at + length : at + length + 7]]
    if [lead, *tails] == _BLANK:
        inside = ahead[:3] == _BLANK and ahead[:6] != _BLANK * 2
        return _Options(_INDENT if inside else "", _STOPS + _INDENT), length
    following = [*tails[1:], None if ahead[:3] == _BLANK else next(iter(ahead), None)]
    every = _decoded(lead, [_values(*pair, codec) for pair in zip(tails, following, strict=True)])
    return (_Options(every if len(every) == 1 else "", every), length) if every else (None, 0)


def _values(tail: int | None, following: int | None, codec: str) -> Sequence[int]:
    """What a trail byte was: 0x80 or what makes no character of GBK if it is lost, or any."""
    if tail is not None:
        return [tail]
    if following is None or following < 0x80:
        return _TRAILS
    return [byte for byte in _TRAILS if byte == 0x80 or _is_lost(byte, following, codec)]


def _is_lost(byte: int, following: int, codec: str) -> bool:
    """Whether a reader of GBK finds no character in two bytes."""
    try:
        bytes((byte, following)).decode(codec)
    except UnicodeDecodeError:
        return True
    return False


def _decoded(lead: int, values: list[Sequence[int]]) -> str:
    """The Chinese characters that a lead byte makes with trail bytes."""
    read = (bytes((lead, *tail)).decode("utf-8", errors="ignore") for tail in product(*values))
    return "".join(glyph for glyph in read if _CHINESE.fullmatch(glyph))


def _as_edits(run: _Run, register: Register) -> list[Edit]:
    """One edit for each place of the run, so that each glyph maps to where its bytes stand."""
    glyphs: list[tuple[str, int, bool]] = []
    history = _INDENT
    for number, (options, at) in enumerate(run.glyphs):
        ahead = run.glyphs[number + 1][0].sure if number + 1 < len(run.glyphs) else run.after
        glyph, guessed = _chosen(options, history, _fold(ahead), register)
        glyphs.append((glyph, at, guessed))
        history = (history + _fold(glyph))[-3:]
    grouped = [(at, list(here)) for at, here in groupby(glyphs, key=lambda glyph: glyph[1])]
    ends = [*(at for at, _ in grouped[1:]), run.end]
    return [
        Edit(
            at,
            end,
            "".join(glyph for glyph, _, _ in here),
            "misread",
            tuple(number for number, (_, _, guessed) in enumerate(here) if guessed),
        )
        for (at, here), end in zip(grouped, ends, strict=True)
    ]


@cache
def _fold(glyph: str) -> str:
    return folded(glyph)


def _chosen(options: _Options, history: str, after: str, register: Register) -> tuple[str, bool]:
    """The character, and whether it is a guess; a guess never is or joins a number."""
    if options.sure:
        return options.sure, False
    if _INDENT in options.every and history[-1:] == _INDENT:
        return _INDENT, False
    likely = nlargest(_LIKELY, options.every, key=lambda g: register.step(history, _fold(g)))
    best = max(likely, key=lambda glyph: register.score(history, _fold(glyph) + after))
    joins = history[-1:] in _OF_NUMBERS or (after and after in _OF_NUMBERS)
    if (joins and _NUMERIC.search(options.every)) or (
        _NUMERIC.fullmatch(best) and len(_NUMERIC.findall(options.every)) > 1
    ):
        return UNKNOWN, True
    supported = register.supports(history[-1:], _fold(best), after)
    return (best if supported else UNKNOWN), True
