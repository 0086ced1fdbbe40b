"""Blanks that no reader sees as words: inside numbers and names, between Han characters.

What stays is one blank between Latin words, after the term of a numbered line (`3. 河长制 指…`),
and in short lines such as `市长 包野` between the parts; `包 野` and `市  长` close up.
"""

import re

from vectorstore.clean.edits import Edit

BLANK = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164]"
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(f"(?<!^){BLANK}+(?!$)")
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_DIGIT_GROUP = re.compile(
    rf"(?<![\d.,]){BLANK}?\d{{1,3}}(?:{BLANK}\d{{3}})+(?=(?:\.\d+)?{BLANK}{{0,2}}[\u3400-\u9fff%])"
)
_PROSE = re.compile(r"[，,。；;：:、]")
_STOP = re.compile(r"[，,。；;：:！!？?]")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分]+|[(（〔\[【［]"
    r"[\d一二三四五六七八九十]{1,3}[)）〕\]】］]|\d{1,3}[.．、:：)）]|[①-⑳])"
)
_TITLE = re.compile(r"(?:[省市县区州盟旗镇乡]长|主席|主任|书记|代理|报告人)$")
_ITEM_NUMBER = re.compile(r"(?:^|[。；;：:！!])\s*\d{1,2}\.$")
_SHORT = 40
_UNITS = "年月日个项家户人万亿元%"


def spaces(text: str) -> list[Edit]:
    """Edits that close up or shorten gaps inside lines; blanks at line ends are not looked at."""
    return [
        edit
        for line in _LINE.finditer(text)
        if _GAP.search(line.group())
        for edit in _line_edits(line.group(), line.start())
    ]


def _line_edits(line: str, start: int) -> list[Edit]:
    groups = _groups(line)
    short = len(line) <= _SHORT and not _STOP.search(line)
    term_end = _term_gap(line)
    edits: list[Edit] = []
    for gap in _GAP.finditer(line):
        if gap.start() == 0 or gap.end() == len(line):
            continue
        keep = gap.start() == term_end or _keeps(line, gap, short)
        blank = " " if keep and gap.start() not in groups else ""
        if blank != gap.group():
            edits.append(Edit(start + gap.start(), start + gap.end(), blank, "space"))
    return edits


def _groups(line: str) -> set[int]:
    """Where blanks stand for thousands separators (`1 234.5亿元`), in prose only."""
    if not _PROSE.search(line):
        return set()
    return {
        match.start() + i
        for match in _DIGIT_GROUP.finditer(line)
        for i, c in enumerate(match.group())
        if c.isspace()
    }


def _term_gap(line: str) -> int:
    """The gap after the term of a numbered line, or -1."""
    body = line.lstrip()
    item = _ITEM.match(body)
    if not item:
        return -1
    first = len(line) - len(body) + item.end()
    first += len(line[first:]) - len(line[first:].lstrip())
    gap = _GAP.search(line, first)
    if not gap or _STOP.search(line, first, gap.start()) or gap.start() - first < 2:
        return -1
    if line[first : gap.start()].isdigit() and line[gap.end()] in _UNITS:  # 一、2024 年工作回顾
        return -1
    return gap.start()


def _keeps(line: str, gap: re.Match[str], short: bool) -> bool:
    left, right = line[gap.start() - 1], line[gap.end()]
    if left == "|" or right == "|":
        return True
    if _latin(left) and _latin(right):
        return _separates(line, gap)
    if not short or not _HAN.match(right):
        return False
    before = re.sub(BLANK, "", line[: gap.start()])
    if _TITLE.search(before):
        return True
    if before.isdigit():
        return len(before) <= 2 and right not in _UNITS
    return not _single(line, gap) and _HAN.match(left) is not None


def _latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def _separates(line: str, gap: re.Match[str]) -> bool:
    """Whether a blank between two ASCII characters holds words or numbers apart."""
    left, right = line[gap.start() - 1], line[gap.end()]
    if left == "." and right.isdigit():
        return _ITEM_NUMBER.search(line[max(0, gap.start() - 8) : gap.start()]) is not None
    return left.isalnum() and right.isalnum()


def _single(line: str, gap: re.Match[str]) -> bool:
    """Whether a one-character word stands on either side: the letters of a name set wide."""
    left = re.search(r"(?<![\d\u3400-\u9fff〇])[\u3400-\u9fff〇]+$", line[: gap.start()])
    right = re.match(r"[\u3400-\u9fff〇]+", line[gap.end() :])
    return any(word is not None and len(word.group()) == 1 for word in (left, right))
