"""Runs of GBK that were read one byte late, put back in step.

`?。ㄒ唬┮咔榉揽厝〉秒A段` is `　（一）疫情防控取得阶段`. Bytes that survived come back as they
were; of a lost byte the likeliest is taken, or □ where nothing speaks for any. Comes before the
pinyin is taken out, since the readings tell lost bytes. The work is bounded: what a text holds of
damage beyond it becomes □ too and is listed as unmended.
"""

import re
from dataclasses import dataclass, field

from vectorstore.clean.edits import Edit
from vectorstore.clean.gbk_bytes import LOST, items, pair
from vectorstore.clean.gbk_search import Glyph, Path, Search
from vectorstore.clean.pinyin import ANNOTATION, LETTERS, TONED
from vectorstore.clean.register import Register, folded

UNKNOWN = "□"
_SWALLOWED = re.compile(rf"[{LOST}][{LETTERS}]{{0,5}}[{TONED}][{LETTERS}]{{0,5}}[)）]")
_ODD = re.compile(
    rf"[{LOST}][^\s{LOST}]{{0,12}}?"
    r"[\u0370-\u03ff\u2474-\u249b\u2500-\u257f\u3040-\u312f\ufe50-\ufe6f€]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_AROUND = 24
_LOOK_AHEAD = 4
_MOST_TRIED = 100_000  # characters: two seconds; the worst damaged report known tries 80,000
_LEAST_GAIN = 6.0
_MOST_DROPPED = 2
_READS_WELL = (-7.5, -9.0, 0.0)
_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(rf"^\s*[（(]([{_NUMERALS}])[）)]")
_CHAPTER = re.compile(rf"^\s*[{_NUMERALS}]{{1,3}}、")


@dataclass(slots=True)
class _Report:
    """What a report tells about itself while its lines are repaired."""

    register: Register
    readings: dict[str, frozenset[str]]
    ordinal: str = _NUMERALS[0]
    spent: int = 0
    edits: list[Edit] = field(default_factory=list)


def gbk_shift(text: str) -> list[Edit]:
    """Edits that repair the damaged runs of a text; none for a text without signs of damage."""
    if not _is_damaged(text):
        return []
    report = _Report(Register(_undamaged(text)), _readings(text))
    start = 0
    for line in text.split("\n"):
        repaired = _repair_line(text, start, start + len(line), report)
        _follow_headings(repaired, report)
        start += len(line) + 1
    return report.edits


def _is_damaged(text: str) -> bool:
    """Lost bytes beside swallowed readings, or beside signs that no report prints."""
    if not any(mark in text for mark in LOST):
        return False
    return _SWALLOWED.search(text) is not None or _ODD.search(text) is not None


def _undamaged(text: str) -> str:
    """What to learn the report's own words from: all but the neighbourhood of lost bytes."""
    kept = re.sub(rf"[{LOST}][^\n]{{0,{_AROUND}}}", "\0", ANNOTATION.sub("", text))
    return re.sub(r"\s+", "\n", kept)


def _readings(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for match in ANNOTATION.finditer(text):
        found.setdefault(text[match.start() - 1], set()).add(match.group(1))
    return {character: frozenset(said) for character, said in found.items()}


def _repair_line(text: str, start: int, end: int, report: _Report) -> str:
    """Repair the runs of one line from left to right; the line as it then reads."""
    search = Search(report.register, report.readings, report.ordinal)
    words = "\u3000"
    position = start
    while position < end:
        mark = _next_lost(text, position, end)
        words += _plain(text[position:mark])
        if mark == end:
            break
        if report.spent > _MOST_TRIED:
            report.edits.append(Edit(mark, mark + 1, UNKNOWN, "unmended", (0,)))
            words += UNKNOWN
            position = mark + 1
            continue
        tried = search.spent
        path = _best(text, mark, words, search, report.register)
        report.spent += search.spent - tried
        if path is None:
            words += text[mark]
            position = mark + 1
            continue
        glyphs = _marked(path, words, _plain(text[path.end : path.end + _LOOK_AHEAD]), report)
        report.edits += _as_edits(glyphs, mark, path.end)
        words += "".join(glyph.character for glyph in glyphs)
        position = path.end
    return words


def _next_lost(text: str, start: int, end: int) -> int:
    positions = [p for p in (text.find(mark, start, end) for mark in LOST) if p >= 0]
    return min(positions, default=end)


def _plain(text: str) -> str:
    return ANNOTATION.sub("", text)


def _best(text: str, mark: int, words: str, search: Search, register: Register) -> Path | None:
    """The way to read on from a lost byte that gains most over the text as it stands.

    Dropped pairs are only thought of where the text does not read well without them.
    """
    run = items(text, mark)
    history = folded(words[-8:])
    before = pair(words[-1:])
    best: Path | None = None
    most = _LEAST_GAIN
    for drops in range(_MOST_DROPPED + 1):
        for path in search.paths(run, history, before[1] if before else None, drops):
            ahead = folded(_ahead(text, path.end))
            asis = folded(_plain(text[mark : path.end])) + ahead
            gain = path.score + register.score(path.history, ahead) - register.score(history, asis)
            if gain > most:
                best, most = path, gain
        if best is not None and best.worst > _READS_WELL[drops]:
            break
    return best


def _ahead(text: str, start: int) -> str:
    """The next few characters, up to a line end or another lost byte."""
    near = _plain(text[start : start + 3 * _LOOK_AHEAD])
    return re.split(rf"[\n{LOST}]", near)[0][:_LOOK_AHEAD]


def _marked(path: Path, words: str, after: str, report: _Report) -> list[Glyph]:
    """The glyphs, with □ for a guess that neither neighbour speaks for.

    What no byte is missing of is then a guess too: a dropped pair may hide in it (冬季 in 毒).
    """
    text = folded("".join(glyph.character for glyph in path.glyphs) + after)
    before = folded(words[-1:]) + text
    marked: list[Glyph] = []
    for n, glyph in enumerate(path.glyphs):
        told = report.register.supports(before[n], text[n], text[n + 1 : n + 2])
        if told or not _HAN.match(text[n]):
            marked.append(glyph)
        else:
            shown = UNKNOWN if glyph.guessed else glyph.character
            marked.append(Glyph(shown, glyph.start, True))
    return marked


def _as_edits(glyphs: list[Glyph], start: int, end: int) -> list[Edit]:
    """One edit for each place of the run, so that each glyph maps to where its bytes stand."""
    places = sorted({start, *(glyph.start for glyph in glyphs)})
    edits: list[Edit] = []
    for place, following in zip(places, [*places[1:], end], strict=True):
        here = [glyph for glyph in glyphs if glyph.start == place]
        text = "".join(glyph.character for glyph in here)
        guesses = tuple(number for number, glyph in enumerate(here) if glyph.guessed)
        edits.append(Edit(place, following, text, "gbk_shift", guesses))
    return edits


def _follow_headings(line: str, report: _Report) -> None:
    """Know which numeral the next （…） heading has."""
    heading = _HEADING.match(line)
    if heading and heading.group(1) != _NUMERALS[-1]:
        report.ordinal = _NUMERALS[_NUMERALS.index(heading.group(1)) + 1]
    elif _CHAPTER.match(line):
        report.ordinal = _NUMERALS[0]
