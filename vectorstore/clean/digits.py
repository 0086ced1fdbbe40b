"""Numbers that a page or an export took apart: 86·4亿元, 36.5 9亿元, 26，530元, 1 9 9 8年, 1O.5%.

Only what cannot be read otherwise is mended. 4 5个 may be two numbers, 9·18 is a day, and stays.
"""

import re
from collections.abc import Iterator

from vectorstore.clean.edits import Edit
from vectorstore.clean.spaces import BLANK

_MEASURE = r"(?:[%‰万亿千百]|个百分点|元|美元|公?斤|吨|[公千]?[克米里升]|[公市]?[亩顷]|公顷|平方|立方|倍|度|岁|标准煤|兆|小时)"
_LINE = re.compile(r"[^\n]+")
_PROSE = re.compile(r"[，。；：、,;]")
_POINT = re.compile(
    rf"(?<![\d.·•‧∙⋅・･。｡“])(\d{{1,5}})([·•‧∙⋅・･。｡．])(\d{{1,3}})(?=\s*{_MEASURE}|\s*\|)"
)
_LEAD = r"(?<![\d.，,第])"
_COMMA = re.compile(rf"{_LEAD}[1-9]\d{{0,2}}(?:，\d{{3}})+(?![\d，])")
_FULL_COMMA = re.compile("，")
_SHARED_VERB = 6  # 分别增长5，100个 may be two
_DECIMALS = re.compile(rf"(?<![\d.第])\d+\.\d{{1,2}}({BLANK}+)\d{{1,2}}(?=\s*{_MEASURE})")
_YEAR = re.compile(
    rf"(?<!\d)(?:(?:19|20)({BLANK}+)\d\d|(?:19|20)\d({BLANK}+)\d|[12]({BLANK}+)[09]\d\d)(?=年)"
)
_SET_WIDE = re.compile(
    rf"(?<![\d.{BLANK[1:-1]}])\d(?:{BLANK}+\d)+(?:{BLANK}*[.．]{BLANK}*\d(?:{BLANK}+\d)*)?(?!{BLANK}*[\d.])"
)
_LEAST_DIGITS = 3
_LEAST_WIDE = 3
_COUNTING = "1234567890"
_LETTERS = re.compile(
    rf"(?<=\d)[OoＯ○〇◯]+(?=[\d.]|{_MEASURE}|年)|(?<=[\u4e00-\u9fff\d.])[lI](?=\d*(?:\.\d+)?{_MEASURE})"
)
_AS_DIGITS = str.maketrans("OoＯ○〇◯lI", "00000011")


def digits(text: str) -> list[Edit]:
    """Edits that make whole numbers of broken ones, in prose and in cells of a table."""
    wide = sum(_certain(match[0]) for match in _SET_WIDE.finditer(text)) >= _LEAST_WIDE
    found = [
        Edit(line.start() + start, line.start() + end, whole, "number")
        for line in _LINE.finditer(text)
        for start, end, whole in _mended(line[0], wide)
    ]
    return _apart(sorted(found, key=lambda edit: (edit.start, -edit.end)))


def _mended(line: str, wide: bool) -> Iterator[tuple[int, int, str]]:
    """What of a line becomes what; `wide` tells that the text sets its digits wide."""
    for match in _POINT.finditer(line):
        yield match.start(2), match.end(2), "."
    for match in _LETTERS.finditer(line):
        yield match.start(), match.end(), match[0].translate(_AS_DIGITS)
    for match in _COMMA.finditer(line):
        if "分别" not in line[max(0, match.start() - _SHARED_VERB) : match.start()]:
            yield from ((m.start(), m.end(), "") for m in _FULL_COMMA.finditer(line, *match.span()))
    if not _PROSE.search(line):
        return
    for pattern in (_DECIMALS, _YEAR):
        for match in pattern.finditer(line):
            gap = match.lastindex or 1
            yield match.start(gap), match.end(gap), ""
    for match in _SET_WIDE.finditer(line):
        if wide or _certain(match[0]):
            yield match.start(), match.end(), re.sub(BLANK, "", match[0]).replace("．", ".")


def _certain(number: str) -> bool:
    """Whether single digits set apart are one number: three or more, and no 1 2 3 4 of pages."""
    bare = re.sub(rf"{BLANK}|[.．]", "", number)
    return len(bare) >= _LEAST_DIGITS and not _COUNTING.startswith(bare)


def _apart(found: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
