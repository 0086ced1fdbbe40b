"""The top of the outline: where the front ends, which headings lead, what part each is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vectorstore import late
from vectorstore.documents import Part
from vectorstore.outline.headings import Mark, lines
from vectorstore.outline.parts import (
    PLANS,
    REVIEWS,
    opens_part,
    part_of_heading,
    part_of_paragraph,
)
from vectorstore.outline.tree import RANK

_OPENING = late.pattern(
    r"代表[^。]{0,40}(?:政府|国务院|委员会|管委会|办事处|公署|行署)[^。]{0,30}(?:报告|工作)|(?:请予|一并)审议|请[^。]{0,30}提出意见"
)
_DONE = late.pattern(r"完成|实现了|达到|取得|同比|累计|获评|荣获|圆满|一年来|去年|成功|位居")
_TODO = late.pattern(r"力争|确保|计划|今年|将|要|启动|预期|进一步|着力|努力|坚持|加快推进")
_ADDRESS = late.pattern(r"\s*(?:各位代表|各位委员|同志们|[、!！，,:：。])+")
_FAREWELL = late.pattern(r"让我们|紧密地?团结在|奋斗[!！]|新篇章[!！]")
_THEME = late.pattern("年来?，我们")  # heads one theme of a part: 过去的一年，我们集聚动能
_THANKS = late.pattern("感谢|致谢|敬意|致敬|问候")
_LONGEST_LEAD = 24
_PREFACE = 150
_PROSE = 120


def lead_words(text: str, start: int, end: int) -> str:
    """The first words of a span, as its heading; an address in front of them is skipped."""
    span = text[start:end]
    bare = (
        re.sub(r"^\s*(?:各位代表|各位委员|同志们|[、!！，,:：。\s])+(?=\S)", "", span).strip()
        or span.strip()
    )
    clauses = re.match(
        r"[^\n，,。；;:：！!]{0,7}[，,][^\n，,。；;:：！!]+|[^\n，,。；;:：！!]+", bare
    )
    return (clauses[0] if clauses else bare).strip()[:_LONGEST_LEAD] or "正文"


def front_end(text: str, limit: int) -> int:
    """Where the body begins: behind the opening 现在，我代表…提出意见。

    Prose behind a numbered heading is the body already: its 我代表…感谢 opens nothing.
    """
    end, headed = 0, False
    for left, right in list(lines(text, 0, min(limit, 4000)))[:40]:
        line = text[left:right]
        numbered = re.match(r"[一二三四五六七八九十]+、", line)
        opening = _OPENING.search(line[:200])
        if headed and right - left > _PROSE and not (opening and _ADDRESS.match(line)):
            break
        headed = headed or bool(numbered)
        if opening and not numbered and not _THANKS.search(line[:200]):
            return _behind_opening(text, left, right)
        led = not headed or line.rstrip().endswith(("：", ":"))
        if led and re.match(r"(?:各位代表|同志们)", line) and right - left < 20:
            end = right + 1
    return min(end, limit)


def _behind_opening(text: str, left: int, right: int) -> int:
    """The end of the opening's line, or of its sentence when the body runs on."""
    last = max(
        (m.end() for m in _OPENING.finditer(text, left, min(right, left + 400))), default=left
    )
    stop = re.compile(r"[。！!]\s*").search(text, last, right)
    if stop and right - stop.end() > _PREFACE:
        return stop.end()
    return min(right + 1, len(text))


def closing_mark(text: str, start: int, end: int) -> Mark | None:
    """The last address of the report, which ends in 让我们…奋斗; appendices may follow it."""
    spans = list(lines(text, start, end))
    for number, (left, right) in reversed(list(enumerate(spans))):
        if left < end / 2:
            return None
        if not _FAREWELL.search(text, left, right):
            continue
        bare = number and _ADDRESS.fullmatch(text[slice(*spans[number - 1])].strip())
        if bare or _ADDRESS.match(text, left) or number == len(spans) - 1:
            begin = spans[number - 1][0] if bare else left
            return Mark(begin, "top", lead_words(text, begin, right), until=right)
    return None


def top_marks(
    found: list[Mark], text: str, body: tuple[int, int], year: int, closing: Mark | None
) -> list[Mark]:
    """The marks with plain lines promoted that head whole parts, a preface and the closing."""
    start, end = body
    found = _joined(text, [mark for mark in found if not _inside(mark, closing)])
    numbered = {
        _family(part_of_heading(mark.heading, year))
        for mark in found
        if mark.style == "cn" and not _THEME.search(mark.heading)
    }
    if not {"review", "plan"} <= numbered:
        found = [_promoted(mark, year) for mark in found]
    first = next((m.start for m in _leading(found)), closing.start if closing else end)
    if first - start > _PREFACE or (start < first and (start == 0 or first == end)):
        if found[:1] and found[0].start == start:
            found = [replace(found[0], style="top", until=None), *found[1:]]
        else:
            found = [Mark(start, "top", lead_words(text, start, first)), *found]
    if closing:
        found = sorted([*found, replace(closing, until=None)], key=lambda mark: mark.start)
    return found


def _inside(mark: Mark, closing: Mark | None) -> bool:
    return closing is not None and closing.start <= mark.start < (closing.until or 0)


def _joined(text: str, found: list[Mark]) -> list[Mark]:
    """Without false numbers, and with headings whole that were broken over two lines."""
    kept: list[Mark] = []
    numbered = [mark for mark in found if mark.style == "cn"]
    for mark in found:
        last = kept[-1] if kept else None
        if mark.style == "cn" and mark.number == 1 and mark is not numbered[0]:
            following = [m.number for m in numbered if m.start > mark.start]
            if following[:1] != [2]:
                continue
        broken = mark.style == "plain" and re.match(r"[和及与]", mark.heading)
        if broken and last and text[last.start + len(last.heading) : mark.start].strip() == "":
            kept[-1] = replace(last, heading=last.heading + mark.heading)
            continue
        kept.append(mark)
    return kept


def _promoted(mark: Mark, year: int) -> Mark:
    part = part_of_heading(mark.heading, year) if mark.style == "plain" else None
    strong = part in (*REVIEWS, *PLANS) and re.search(
        rf"回顾|总结|安排|建议|部署|打算|任务|目标|自身建设|工作|^(?:{year}|{year - 1}|今)年",
        mark.heading,
    )
    return replace(mark, style="partline") if strong or part == "self" else mark


def _family(part: Part | None) -> str | None:
    if part in REVIEWS:
        return "review"
    return "plan" if part in PLANS else part


def _leading(found: Sequence[Mark]) -> list[Mark]:
    """The marks of the highest ranking style."""
    ranked = [mark for mark in found if mark.style in RANK and mark.style != "top"]
    highest = min((RANK[mark.style] for mark in ranked), default=0)
    return [mark for mark in ranked if RANK[mark.style] == highest]


def base_parts(
    text: str, found: Sequence[Mark], end: int, year: int, closing: Mark | None
) -> dict[int, Part]:
    """The part of each top section by its heading, else by its place and wording.

    Where neither tells of a review or a plan it is `body`: a report of 1954 in five themes.
    """
    leading = set(_leading(found))
    tops = [mark for mark in found if mark.style == "top" or mark in leading]
    told: list[Part | None] = [
        None if m.style == "top" else part_of_heading(m.heading, year) for m in tops
    ]
    parts: dict[int, Part] = {}
    previous: Part = "body"
    seen: set[Part] = set()
    for number, mark in enumerate(tops):
        until = tops[number + 1].start if number + 1 < len(tops) else end
        span = text[mark.start : until]
        if closing and mark.start == closing.start:
            parts[mark.start] = previous = "boilerplate"
            continue
        headless = mark.style == "top"
        part = told[number] or _by_place(span, previous, told[number:], year, headless=headless)
        if part in PLANS and not seen and any(p in PLANS for p in told[number + 1 :]):
            part = _opens_with(span, REVIEWS, year) or part
        if part in REVIEWS and previous in (*PLANS, "self") and "review" in seen:
            part = previous
        if part != "body":
            seen.add("review" if part in REVIEWS else part)
        parts[mark.start] = previous = part
    return parts


def _opens_with(
    span: str, parts: Sequence[Part], year: int, *, surely: bool = False
) -> Part | None:
    """The part among `parts` that the first paragraphs of a section tell.

    `surely` asks for the very first, and for words that open a part rather than name a year.
    """
    for left, right in list(lines(span, 0, len(span)))[: 1 if surely else 4]:
        lead = span[left:right]
        part = part_of_paragraph(lead, year)
        if part in parts and (not surely or opens_part(lead)):
            return part
    return None


def _by_place(
    span: str, previous: Part, ahead: Sequence[Part | None], year: int, *, headless: bool
) -> Part:
    if previous in (*PLANS, "self", "boilerplate"):
        return "plan"
    if any(part in REVIEWS for part in ahead):
        return "review"
    if part := _opens_with(span, (*REVIEWS, *PLANS), year, surely=headless):
        return part
    done, todo = len(_DONE.findall(span)), len(_TODO.findall(span))
    if previous in REVIEWS:
        return "plan" if todo > 2 * done else previous
    planned = any(part in PLANS for part in ahead)
    return "review" if planned and done >= todo else "body"
