"""Headings as they are printed: numbered, dashed, plain lines, and run into their text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from vectorstore import late
from vectorstore.numerals import small_number

Style: TypeAlias = Literal[
    "top", "volume", "partline", "cn", "split", "paren", "arabic", "circled",
    "plain", "dash", "ordinal", "run", "inner",
]  # fmt: skip

_CN = "[一二三四五六七八九十]"
_MARKERS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("volume", late.pattern(rf"第({_CN}{{1,2}})(?:部分|篇|章)[、:：\s]*")),
    (
        "cn",
        late.pattern(rf"({_CN}{{1,3}})\s*[、.．](?!{_CN}{{1,2}}[、])\s*|()[、](?=[^。]{{4,40}}$)"),
    ),
    ("paren", late.pattern(rf"[(（〔【]\s*({_CN}{{1,3}}|[□?？]?)\s*[)）〕】]\s*[、.．]?\s*")),
    ("arabic", late.pattern(r"(\d{1,2})\s*(?:[.．](?!\d)|、)\s*")),
    ("circled", late.pattern(r"[(（](\d{1,2})[)）]\s*|[①-⑳]\s*()")),
    ("ordinal", late.pattern(rf"({_CN}{{1,2}})(?:是|要)(?=\S)")),
    ("dash", late.pattern(r"[—–\-─]{1,4}\s*(?=[\u4e00-\u9fff“])()")),
)
_GLUED = late.pattern(rf"(?<=[。！!])\s*(?=[(（]{_CN}{{1,3}}[)）]|{_CN}{{1,2}}、)")
_SENTENCE_END = late.pattern(r"[。！!？?]")
_KEYWORD_END = late.pattern(
    r"^.{2,36}?(?:工作回顾|回顾|工作安排|目标任务|主要任务|工作建议|自身建设|重点工作)"
)
_ADDRESS = late.pattern(r"(?:各位代表|同志们|各位委员|各位同志)")
_NO_RUN = late.pattern(
    r"^(?:各位|同志们|这|对此|我们|同时|在此|回顾|一年来|此外|其中|为此|特别|总体|当前|面对|总的|事实|因此"
    r"|与此|现在|今年|去年|全年|成绩|实践|展望|综上|主要|具体|上述|以上|五年来|四年来|过去|让)"
)
_DIGIT = late.pattern(r"\d|[%％]")
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading: where it starts, how it is printed, its number, and where its rule ends.

    `until` is set for headings that only rule their own paragraph.
    """

    start: int
    style: Style
    heading: str
    number: int | None = None
    until: int | None = None


def marks(text: str, start: int, end: int) -> list[Mark]:
    """All headings of `text[start:end]` in order."""
    found: list[Mark] = []
    for left, right in lines(text, start, end):
        found.extend(_line_marks(text, left, right))
    return _with_repeated_leads(text, start, end, found)


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the non-empty lines, without their line breaks."""
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        if match[0].strip():
            yield match.start(), match.end()


def _line_marks(text: str, left: int, right: int) -> Iterator[Mark]:
    pieces = [left, *(m.end() for m in _GLUED.finditer(text, left, right)), right]
    for begin, end in pairwise(pieces):
        mark = _numbered(text, begin, end) or (
            _unnumbered(text, begin, end) if begin == left else None
        )
        if mark:
            yield mark
        head = begin + (len(mark.heading) if mark else 0)
        yield from _inner(text, head, end, right)


def _numbered(text: str, start: int, end: int) -> Mark | None:
    for style, pattern in _MARKERS:
        if match := pattern.match(text, start, end):
            numeral = next((group for group in match.groups() if group), "")
            heading = _heading_text(text, start, match.end(), end)
            if style in ("dash", "ordinal") and len(heading) > _LONGEST_LINE:
                return None
            return Mark(start, style, heading, small_number(numeral) or None)
    return None


def _heading_text(text: str, start: int, after: int, end: int) -> str:
    """The marker with the words that head the section, as printed."""
    stop = _SENTENCE_END.search(text, after, end)
    sentence_end = stop.start() if stop else end
    if sentence_end - start <= _LONGEST_LINE:
        return text[start:sentence_end].rstrip()
    if keyword := _KEYWORD_END.match(text[after:sentence_end]):
        return text[start : after + keyword.end()]
    clause = re.compile(r"[，,；;：:\s]").search(text, after + 2, sentence_end)
    cut = min(clause.start() if clause else sentence_end, start + _LONGEST_LINE)
    return text[start:cut].rstrip()


def _unnumbered(text: str, start: int, end: int) -> Mark | None:
    line = text[start:end].strip()
    if _ADDRESS.match(line):
        return None
    if 4 <= len(line) <= 40 and re.search(r"[\u4e00-\u9fff0-9”》）)]$", line):
        return Mark(start, "plain", line) if not re.search(r"[。；;]", line) else None
    stop = _SENTENCE_END.search(text, start, end)
    if stop is None or stop[0] != "。" or end - stop.end() < 15:
        return None
    lead = text[start : stop.start()].strip()
    if not 4 <= len(lead) <= 30 or lead.count("，") + lead.count(",") > 1:
        return None
    if _NO_RUN.match(lead) or _DIGIT.search(lead) or re.search(r"[：:；;]", lead):
        return None
    return Mark(start, "run", lead)


def _inner(text: str, start: int, end: int, line_end: int) -> Iterator[Mark]:
    """Run-in headings inside one paragraph: short sentences of one length."""
    candidates = list(_short_sentences(text, start, end))
    lengths = Counter(len(lead) for _, lead in candidates)
    if not lengths:
        return
    near = {n: sum(lengths[n + d] for d in (-1, 0, 1)) for n in lengths}
    typical = max(near, key=lambda n: (near[n], lengths[n]))
    if near[typical] < 2:
        return
    for begin, lead in candidates:
        if abs(len(lead) - typical) <= 1:
            yield Mark(begin, "inner", lead, until=min(end, line_end) + 1)


def _short_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    position = start
    while stop := _SENTENCE_END.search(text, position, end):
        lead = text[position : stop.start()]
        following = _SENTENCE_END.search(text, stop.end(), end)
        rest = (following.start() if following else end) - stop.end()
        if (
            5 <= len(lead) <= 20
            and stop[0] == "。"
            and rest > len(lead)
            and not re.search(r"[，,；;：:()（）]", lead)
            and not _DIGIT.search(lead)
            and not _NO_RUN.match(lead)
        ):
            yield position, lead
        position = stop.end()


def _with_repeated_leads(text: str, start: int, end: int, found: list[Mark]) -> list[Mark]:
    """Add paragraphs whose first words recur: 五年来，我们…。 three times is a list."""
    taken = {mark.start for mark in found}
    leads: dict[str, list[Mark]] = {}
    for left, right in lines(text, start, end):
        stop = _SENTENCE_END.search(text, left, right)
        if left in taken or stop is None or _ADDRESS.match(text, left):
            continue
        lead = text[left : stop.start()]
        if 8 <= len(lead) <= 50 and right - stop.end() > 30:
            key = re.split(r"[，,]", lead)[0]
            leads.setdefault(key, []).append(Mark(left, "run", lead))
    repeated = [mark for group in leads.values() if len(group) >= 3 for mark in group]
    return sorted([*found, *repeated], key=lambda mark: mark.start)
