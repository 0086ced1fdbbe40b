"""Page numbers and running heads between the lines of a text, and the breaks of its pages.

A bare number is a page's if such numbers go up by one; a line is a running head if it comes
again beside page numbers or page breaks. What they stood between is one paragraph, or two.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vectorstore.clean.edits import Edit
from vectorstore.clean.lines import Line, split

_PAGE = re.compile(
    r"^(?:[—–－─·~\-]{1,3}\s*\d{1,3}\s*[—–－─·~\-]{1,3}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|[-—–]?\s*[Pp]age\s*\d{1,3}.{0,12})$"
)
_BARE = re.compile(r"^\d{1,3}$")
_BREAK = "\f"
_KIND = "page"
_ADDRESS = re.compile(r"各位|同志|代表")
_DIGITS = re.compile(r"\d+|\s+")
_EDGE_NUMBER = re.compile(r"^[-—–·\s]{0,3}(\d{1,3})\b(?!\s*[、.．])|(\d{1,3})[-—–·\s页]{0,4}$")
_HEAD_LENGTH = 40
_LEAST_REPEATS = 3
_TITLE_LINES = 8
_LEAST_PAGE = 8  # lines


def pages(text: str) -> list[Edit]:
    """Edits that take the furniture of pages out, with the blank lines and the breaks around it."""
    lines = split(text)
    numbers = {n for n, line in enumerate(lines) if _PAGE.match(line.text)} | _counted(lines)
    gaps = [_gap(text, lines, n) for n in range(len(lines))]
    breaks = {n for n, gap in enumerate(gaps) if _BREAK in text[slice(*gap)]}
    gone = numbers | _running(lines, numbers, breaks)
    edits: list[Edit] = []
    begun: int | None = None
    for number, (left, right) in enumerate(gaps):
        if begun is None and (number in gone or number in breaks):
            begun = left
        if begun is not None and number not in gone:
            edits.append(_cut(text, begun, right))
            begun = None
    rest = lines[-1].end if lines and begun is None else begun
    if rest is not None and (begun is not None or _BREAK in text[rest:]):
        edits.append(Edit(rest, len(text), "", _KIND))
    return edits


def _gap(text: str, lines: Sequence[Line], number: int) -> tuple[int, int]:
    """What stands between the line before and this one, whose indent is its own."""
    left = lines[number - 1].end if number else 0
    indent = text.rfind("\n", 0, lines[number].start) + 1
    broken = text.rfind(_BREAK, 0, lines[number].start) + 1
    return left, max(left, indent, broken)


def _cut(text: str, left: int, right: int) -> Edit:
    kind = _KIND if text[left:right].strip() else "line_end"
    return Edit(left, right, "\n" if left else "", kind)


def _counted(lines: Sequence[Line]) -> set[int]:
    """Lines of bare numbers that go up by one from page to page."""
    bare = [(n, int(line.text)) for n, line in enumerate(lines) if _BARE.match(line.text)]
    found: set[int] = set()
    for (place, number), (further, following) in pairwise(bare):
        if following == number + 1 and further - place >= _LEAST_PAGE:
            found |= {place, further}
    return found


def _running(lines: Sequence[Line], numbers: set[int], breaks: set[int]) -> set[int]:
    """Lines that come again on page after page, beside its number or its break, or with it.

    That of the first page stands above everything; it may be the title, if no other follows.
    """
    counted = _numbered_heads(lines)
    beside = {n for n in range(len(lines)) if {n - 1, n + 1} & numbers or {n, n + 1} & breaks}
    shapes = {n: _shape(line) for n, line in enumerate(lines)}
    often = Counter(shapes[n] for n in beside if shapes[n])
    found = counted | {n for n in beside - numbers if often[shapes[n]] >= _LEAST_REPEATS}
    titled = any("报告" in line.text for line in lines[1:_TITLE_LINES])
    first = titled and 0 in shapes and shapes[0] in {shapes[n] for n in found}
    return found | {0} if first else found


def _numbered_heads(lines: Sequence[Line]) -> set[int]:
    """Running heads that hold the page's number, which goes up by one: 某县人民政府公报  3."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for n, line in enumerate(lines):
        shape, number = _shape(line), _EDGE_NUMBER.search(line.text)
        if number and shape and shape != line.text:
            seen.setdefault(shape, []).append((n, int(number[1] or number[2])))
    return {
        place
        for told in seen.values()
        if len(told) >= _LEAST_REPEATS
        and all(b[1] - a[1] == 1 and b[0] - a[0] >= _LEAST_PAGE for a, b in pairwise(told))
        for place, _ in told
    }


def _shape(line: Line) -> str:
    """A line without its digits; "" for what can be no running head."""
    if len(line.text) > _HEAD_LENGTH or _ADDRESS.match(line.text) or line.text.endswith("。"):
        return ""
    return _DIGITS.sub("", line.text)
