"""The 名词解释 at the end of a report: where it starts, and its terms."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vectorstore import late
from vectorstore.documents import GlossaryEntry, Section

_HEADING = late.pattern(
    r"^[^\u4e00-\u9fff]{0,6}(?:附件?[\d一二三]?[:：]?)?(?:《?政府工作报告》?)?(?:中)?(?:的|有关|部分|相关|若干|特定)*"
    r"(?:名\s*词|词\s*语|用\s*语|专业术语|注\s*释)\s*(?:解\s*释|注\s*释|说\s*明|术\s*语)?(?:[和与及]说明)?[^\u4e00-\u9fff]{0,6}$"
)
_NUMBER = r"(?:[\[(（〔【]?\s*\^?\d{1,3}\s*[\])）〕】]?\s*[.．、:：]?|[①-⑳]|注\d{1,3}[:：]?)"
_ENTRY = late.pattern(
    rf"^\s*(?:{_NUMBER})?\s*(?P<term>[^。\n]{{1,60}}?)\s*"
    r"(?P<mark>[:：]\s*(?:是指|即指|指|是|即)?|(?<=[”》])\s*(?:是指|指|即)|(?:是指|即指)|——+|\s指)\s*(?P<rest>\S.*)$"
)
_NUMBERED_ENTRY = late.pattern(rf"^\s*{_NUMBER}\s*[^。\n]{{1,60}}?(?:[:：]|指)")
_START_NUMBER = late.pattern(rf"^\s*{_NUMBER}")


def glossary_start(text: str) -> int:
    """Where the glossary begins; `len(text)` when there is none."""
    offsets = list(_lines(text))
    for left, right in offsets:
        line = text[left:right]
        if left > len(text) * 0.3 and len(line) < 40 and _HEADING.match(line):
            return left
    return _headless(text, offsets)


def _headless(text: str, offsets: Sequence[tuple[int, int]]) -> int:
    """A run of numbered explanations behind the closing words."""
    closing = text.rfind("让我们")
    for (left, right), following in pairwise(offsets):
        if left <= closing or left < len(text) * 0.5:
            continue
        both = (text[left:right], text[slice(*following)])
        if all(_NUMBERED_ENTRY.match(line) for line in both) and all(
            re.search(r"[指即]", x) for x in both
        ):
            return left
    return len(text)


def glossary(text: str, sections: Sequence[Section]) -> tuple[GlossaryEntry, ...]:
    """The terms of a report's glossary with the spans of their explanations."""
    entries: list[GlossaryEntry] = []
    for section in sections:
        if section.part == "glossary" and len(section.path) == 1:
            entries.extend(_entries(text, section.start, section.end))
    return tuple(entries)


def _entries(text: str, start: int, end: int) -> Iterator[GlossaryEntry]:
    found: list[tuple[str, int, int]] = []
    numbered = sum(
        bool(_START_NUMBER.match(text[left:right])) for left, right in _lines(text, start, end)
    )
    for left, right in _lines(text, start, end):
        line = text[left:right]
        opens = not numbered > 2 or _START_NUMBER.match(line)
        match = _ENTRY.match(line) if opens and not _HEADING.match(line) else None
        if match:
            term = _START_NUMBER.sub("", match["term"]).strip(" :：")
            found.append((term or match["term"], left + match.start("rest"), right))
        elif found and not _HEADING.match(line):
            found[-1] = (*found[-1][:2], right)
    for term, left, right in found:
        explanation = text[left:right].rstrip()
        yield GlossaryEntry(
            term=term, explanation=explanation, start=left, end=left + len(explanation)
        )


def _lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    for match in re.compile(r"[^\n]+").finditer(text, start, len(text) if end is None else end):
        if match[0].strip():
            yield match.start(), match.end()
