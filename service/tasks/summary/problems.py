"""The report's own list of problems: where it stands, and its items word for word."""

import re
from collections.abc import Iterator

from vectorstore import late

LACK = r"(?:问题|不足|困难|差距|短板|挑战|薄弱|矛盾|压力|严峻|不稳|不够)"
# 清醒看到 opens the passage even where its first sentence names no lack by such a word (还不匹配).
OPENING = late.pattern(
    rf"清醒(?:地|的)?(?:认识|看到)[^\n]{{0,240}}?{LACK}"
    r"|深刻(?:地)?认识到[^。！？\n]{0,60}?(?:问题|困难|短板|不足|差距)"
    r"|(?:(?<![将会要])正视|也要看到|同时看到|必须看到|应(?:当|该)?看到|更需)"
    rf"[^。！？\n]{{0,120}}?{LACK}"
    rf"|成绩的同时[，,][^。！？\n]{{0,12}}(?:认识|看|意识)到[^。！？\n]{{0,120}}?{LACK}"
)
WEAK_OPENING = late.pattern(rf"(?:存在|面临)[^。！？\n]{{0,24}}{LACK}")
CLOSING = late.pattern(
    r"^(?:对此|对这些|对于这些|对上述|对以上|针对|为此|面对这些|解决这些|这些问题|以上问题|各位代表"
    r"|我们(?:将|一定|必须|要|会)|只要)"
)
LISTING = late.pattern(
    r"(?:主要(?:是|有|表现[在为]?)|表现[在为]|(?:差距|问题|不足|短板|困难|挑战)(?:主要)?)[:：]"
)
SEEN = late.pattern(r"(?:认识|看)到[,，:：]")
SENTENCE = late.pattern(r"[^。！？\n]+[。！？]?")
NUMBERED = late.pattern(r"^(?:[一二三四五六七八九十]是|[(（][一二三四五六七八九十][)）]|\d[.、])")
GENERAL = late.pattern(rf"(?:存在|面临)[^，,]{{0,12}}{LACK}(?:和{LACK})?$")
PROMISE = late.pattern(r"我们(?:将|要|一定|必须)|高度重视|唯有|下决心")
RUN_INTO = late.pattern(r"[：:，,]一是")
LEAD = late.pattern(r"主要(?:是|有|表现[在为])[:：，,]?")
PADDING = " \u3000。！？,，"
SHORTEST, LONGEST, MOST = 4, 220, 12
Span = tuple[int, int]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    return [found.span() for found in SENTENCE.finditer(text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a sentence between semicolons, trimmed of what surrounds them."""
    for found in re.finditer(r"[^；;]+", text[start:end]):
        words = found.group()
        left = start + found.start() + len(words) - len(words.lstrip(PADDING))
        if lead := LEAD.match(text, left, end):
            left = lead.end()
        right = start + found.end() - (len(words) - len(words.rstrip(PADDING)))
        if SHORTEST <= right - left <= LONGEST:
            yield left, right


def _list_start(text: str, start: int, end: int) -> int:
    """Where the list begins: behind 主要是：, else behind 清醒地看到，, else the sentence itself."""
    found = LISTING.search(text, start, end) or SEEN.search(text, start, end)
    return found.end() if found else start


def _from(text: str, opening: int, start: int, end: int) -> Span:
    """From the opening's sentence to the promise to do better, or the paragraph's end."""
    first = max(max(text.rfind(mark, start, opening) for mark in "。！？\n") + 1, start)
    last = first
    for left, right in _sentences(text, first, end):
        words = text[left:right].strip()
        next_paragraph = last > first and "\n" in text[last:left]
        closes = last > first and CLOSING.match(words)
        if closes or (next_paragraph and not NUMBERED.match(words)):
            break
        last = right
    return first, last


def passage(text: str, start: int, end: int) -> Span | None:
    """The passage in which the report names its problems, the longest of its candidates."""
    for opening in (OPENING, WEAK_OPENING):
        found = [_from(text, one.start(), start, end) for one in opening.finditer(text, start, end)]
        if found:
            return max(found, key=lambda span: span[1] - span[0])
    return None


def problems(text: str, start: int, end: int) -> list[Span]:
    """Spans of the problems that the report names in `start:end`, in its own words."""
    place = passage(text, start, end)
    if place is None:
        return []
    sentences = _sentences(text, *place)
    numbered = [span for span in sentences if NUMBERED.match(text[slice(*span)].strip())]
    numbered = [*_opened(text, sentences, numbered), *numbered]
    if len(numbered) > 1:
        spans = [piece for span in numbered for piece in _pieces(text, *span)]
        return _telling(text, spans)[:MOST]
    spans: list[Span] = []
    for left, right in sentences:
        begin = _list_start(text, left, right)
        if begin == left and not spans and OPENING.search(text, left, right):
            continue
        spans.extend(_pieces(text, begin, right))
    return _telling(text, spans or list(_pieces(text, *place)))[:MOST]


def _opened(text: str, sentences: list[Span], numbered: list[Span]) -> list[Span]:
    """The first of the numbered problems where the opening runs into it: …矛盾和问题：一是基础还不够牢。"""
    for left, right in sentences:
        found = RUN_INTO.search(text, left, right)
        if found and numbered and (left, right) not in numbered:
            return [(found.end() - len("一是"), right)]
    return []


def _telling(text: str, spans: list[Span]) -> list[Span]:
    """Without promises, and without “还存在不少问题” where better follows."""
    named = [span for span in spans if not PROMISE.search(text, *span)]
    exact = [span for span in named if not GENERAL.search(text[slice(*span)])]
    return exact or named
