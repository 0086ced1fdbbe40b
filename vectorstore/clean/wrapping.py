"""Paragraphs that an export broke into lines of one width: 38 characters, 76 columns, a page.

The width is the one that most lines without an end of a sentence reach. A line goes on with the
next one if the next one's first word had no room on it, and no indent or blank line parts them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from vectorstore.clean.edits import Edit
from vectorstore.clean.lines import Line, columns, split

Measure: TypeAlias = Callable[[str], int]

_TERMINAL = re.compile(r"(?:[。！？!?…][”』」）)》]*|[：:])$")
_ITEM_END = re.compile(r"[。！？!?…：:；;）)”]$")
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|——|第[一二三四五六七八九十]+[章节]"
    r"|(?:19|20)\d\d\s?年|[一二三四五]年来|过去|今后|今年|去年|新的一年|各位代表|同志们"
)
_UNIT = re.compile(r"(?:[A-Za-z0-9.,%/+\-]+|.)[，。、；：？！）》〉】”’,.;:?!)\]%％]*")
_NUMBER_CUT = re.compile(r"[\u4e00-\u9fff][，：]?\d[\d,]*\.?\d*[万亿]?$")
_NUMBER_GOES_ON = re.compile(
    r"(?:[.,]?\d[\d,]*(?:\.\d+)?)?\s{0,2}(?:[%％‰万亿]|个百分点|[元吨米人户个家项亩倍年月日])"
)
_AMOUNT = re.compile(r"\d[\d,.]*\s?(?:[%％‰万亿]|个百分点)")
_SPOKEN = re.compile(r"[。：:；]|[，,、；]$|^(?![一二三四五六七八九十]|[(（]).*[，,]")
_NARROWEST = 20  # Han characters
_LEAST_LINES = 6
_LEAST_SHARE = 0.2
_MOST_WIDER = 0.05
_HANGING = 2
_SLACK = 6  # columns: what a page loses to an indent, a wide sign, digits of half a width
_STRAY = 1
_EXACT = 0.9
_PROSE = 15


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is broken: the width of its lines, and what sets its paragraphs apart.

    A line that ends no sentence may be short of the width by `slack`.
    """

    measure: Measure
    width: int
    slack: int
    indents: bool
    blanks: bool
    margin: int


def wrapped(text: str) -> list[Edit]:
    """Edits that join the lines of paragraphs, and the two halves of a number in any text."""
    lines = split(text)
    layout = _layout(text, lines)
    edits: list[Edit] = []
    for line, after in pairwise(lines):
        if _cuts_number(line, after) or (layout and _goes_on(text, line, after, layout)):
            full = layout is not None and layout.measure(_whole(text, line)) >= layout.width
            joint = "" if full else _joint(line.text, after.text)
            edits.append(Edit(line.end, after.start, joint, "joined_lines"))
    return edits


def _layout(text: str, lines: Sequence[Line]) -> _Layout | None:
    """The layout of a broken text; None where paragraphs stand on one line each."""
    best: tuple[int, Measure, int] | None = None
    for measure, within in ((len, 1), (_printed, _SLACK)):
        found = _width(text, lines, measure, within)
        if found and (best is None or found[1] > best[0]):
            best = (found[1], measure, found[0])
    if best is None:
        return None
    _, measure, width = best
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] + _STRAY
    deeper = sum(line.indent > margin for line in lines)
    apart = {
        short: [
            after.apart
            for line, after in pairwise(lines)
            if (measure(_whole(text, line)) < width // 2) == short
        ]
        for short in (True, False)
    }
    return _Layout(
        measure,
        width,
        slack=_SLACK if measure is _printed and _is_ragged(text, lines, width) else 0,
        indents=_LEAST_LINES // 2 <= deeper < len(lines) / 2,
        blanks=_share(apart[True]) > 0.5 > _share(apart[False]),
        margin=margin,
    )


def _is_ragged(text: str, lines: Sequence[Line], width: int) -> bool:
    """Whether lines end where the page's letters filled them, and not at a count of columns."""
    widths = [_printed(_whole(text, line)) for line in lines if not _TERMINAL.search(line.text)]
    near = [wide for wide in widths if width - _SLACK <= wide <= width + _HANGING]
    return _share([width - 1 <= wide <= width for wide in near]) < _EXACT


def _share(told: Sequence[bool]) -> float:
    return sum(told) / max(1, len(told))


def _printed(line: str) -> int:
    """The columns of a line without the blanks that justify it; its indent counts."""
    return columns(line[: len(line) - len(line.lstrip())]) + columns("".join(line.split()))


def _width(
    text: str, lines: Sequence[Line], measure: Measure, within: int
) -> tuple[int, int] | None:
    """The width that lines are broken at, and how many lines without an end reach just that."""
    widths = [(measure(_whole(text, line)), line) for line in lines]
    open_ended = Counter(width for width, line in widths if not _ITEM_END.search(line.text))
    reach = {w: sum(open_ended[w - short] for short in range(within)) for w in open_ended}
    for width in sorted(reach, key=lambda w: (-reach[w], -w)):
        wider = sum(other > width + _HANGING for other, _ in widths)
        full = sum(width - within < other <= width + _HANGING for other, _ in widths)
        enough = reach[width] >= max(_LEAST_LINES, _LEAST_SHARE * len(lines))
        if not enough or reach[width] < full / 2:
            return None
        if width >= (1 if measure is len else 2) * _NARROWEST and wider <= _MOST_WIDER * len(lines):
            return width, reach[width]
    return None


def _whole(text: str, line: Line) -> str:
    """A line with its indent, as it stands on the page."""
    return text[text.rfind("\n", 0, line.start) + 1 : line.end]


def _goes_on(text: str, line: Line, after: Line, layout: _Layout) -> bool:
    """Whether the next line goes on with this paragraph."""
    unit = _UNIT.match(after.text)
    needed = layout.measure(_whole(text, line)) + layout.measure(unit[0] if unit else "")
    awaited = _AMOUNT.match(after.text) and not _TERMINAL.search(line.text)
    if not awaited and needed <= layout.width - _allowance(line.text, layout):
        return False
    if layout.indents and after.indent > layout.margin:
        return False
    if layout.blanks and after.apart:
        return False
    opens = _OPENING.match(after.text) is not None
    return not (opens and _ITEM_END.search(line.text))


def _allowance(line: str, layout: _Layout) -> float:
    """How short of the width a line may be: digits are printed wider or narrower than they count.

    What ends a sentence, or heads a section, may as well end a paragraph: 2022年工作建议, but not
    今后五年，是…的关键.
    """
    heads = _OPENING.match(line) is not None and _SPOKEN.search(line) is None
    if _TERMINAL.search(line) or heads:
        return layout.slack if layout.indents or layout.blanks else layout.slack / 3
    return layout.slack + (sum(c.isascii() for c in line) / 2 if layout.slack else 0)


def _joint(before: str, after: str) -> str:
    """A blank between two Latin words, of which the second had no room."""
    return " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() else ""


def _cuts_number(line: Line, after: Line) -> bool:
    """Whether a line of prose ends inside a number: …完成86., 4亿元."""
    return (
        len(line.text) >= _PROSE
        and _NUMBER_CUT.search(line.text) is not None
        and _NUMBER_GOES_ON.match(after.text) is not None
    )
