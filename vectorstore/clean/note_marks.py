"""Marks of notes beside words and numbers: 86.4亿元①, 地区生产总值[2], “三线”工程〔3〕, 投资（注1）.

A mark hangs on what stands before it. What opens a line or follows a stop is the number of a
point (①加强…；②推进…), and so are several in one clause between words (包括①教育②医疗): they stay.
"""

import re

from vectorstore.clean.edits import Edit

_RINGED = "①-⓿❶-➓㉑-㊿㈠-㈩"
_BRACKETED = r"[\[〔【［](?:注释?)?\d{1,3}(?:[-–,，、]\d{1,3})*[\]〕】］]|[（(]注释?\d{0,3}[)）]"
_RAISED = "⁰¹²³⁴-⁹"
_HELD = r"\u3400-\u9fff\d%‰％”’》〉）)A-Za-z"
_MARK = re.compile(
    rf"(?<=[{_HELD}])[ \u3000]?[{_RINGED}]|(?<=[{_HELD}])[ \u3000]?(?:{_BRACKETED})"
    rf"|(?<=[\u3400-\u9fff%‰％”’》〉）)])[{_RAISED}]{{1,3}}"
    r"|(?<=[\u3400-\u9fff%％”])[*＊†‡](?=[，。；、：,;]|\Z)"
    r"|(?<=[\u3400-\u9fff%％”])[（(]\d{1,2}[)）](?=[，。；、,;])"
)
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")
_POINT = re.compile(rf"[{_RINGED}](?=[\u3400-\u9fff])")


def note_marks(text: str) -> list[Edit]:
    """Edits that take out the marks of notes and the blank before them."""
    listed = [
        clause.span() for clause in _CLAUSE.finditer(text) if len(_POINT.findall(clause[0])) > 1
    ]
    return [
        Edit(mark.start(), mark.end(), "", "note_mark")
        for mark in _MARK.finditer(text)
        if not any(start <= mark.start() < end for start, end in listed)
    ]
