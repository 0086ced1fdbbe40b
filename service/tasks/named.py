"""Clauses that name an indicator without a number: 居民收入增长与经济增长基本同步 is no figure, but
it is an aim."""

import re
from collections.abc import Collection, Iterator, Sequence

from service.language.indicators import find, printed_mentions
from vectorstore.chunk import own_spans
from vectorstore.documents import Part, Section

RELATIVE = re.compile(
    r"(?:与|同|和|跟).{1,14}(?:相当|同步|持平|一致|相适应|相匹配)|(?:高于|快于|好于|优于|低于)|平均水平|合理区间"
    r"|稳步(?:增长|提高|提升)|稳定增长|平稳增长|较快增长|正增长|恢复性增长|继续(?:增长|下降)"
)
STOP = re.compile(r"[，。；：,;:\n！？]")
# What is told of all is told of each: 居民收入增长与经济增长基本同步 is said of both halves.
OF_ALL = {
    "城镇居民人均可支配收入": "全体居民人均可支配收入",
    "农村居民人均可支配收入": "全体居民人均可支配收入",
}
PLAN: frozenset[Part] = frozenset(("plan",))
DONE: frozenset[Part] = frozenset(("review", "front"))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for stop in STOP.finditer(text, start, end):
        yield left, stop.start()
        left = stop.end()
    yield left, end


def _names(indicator: str) -> tuple[str, ...]:
    names: list[str] = []
    for each in filter(None, (indicator, OF_ALL.get(indicator))):
        known = find(each)
        names += (known.name, *known.aliases) if known else (each,)
    return tuple(names)


def _is_named(words: str, indicator: str) -> bool:
    """Whether the indicator is named, or what holds it, and no other half: 居民收入 for 农村居民,
    城镇居民收入 not."""
    mentioned = {known.name for *_, known in printed_mentions(words)}
    return not mentioned or bool(mentioned & {indicator, OF_ALL.get(indicator)})


def may_name_only(text: str, indicator: str) -> bool:
    """Whether such a clause stands anywhere at all, whatever its section."""
    for name in _names(indicator):
        at = text.find(name)
        while at >= 0:
            at += len(name)
            stop = STOP.search(text, at)
            if RELATIVE.search(text, at, stop.start() if stop else len(text)):
                return True
            at = text.find(name, at)
    return False


def halves(named: Collection[str]) -> tuple[str, ...]:
    """The indicators of which is told what is told of one that is named."""
    return tuple(half for half, whole in OF_ALL.items() if whole in named)


def named_only(
    text: str, sections: Sequence[Section], indicator: str, parts: frozenset[Part]
) -> tuple[int, int] | None:
    """The clause of these parts that says how the indicator goes without a number."""
    names = _names(indicator)
    for section, start, end in own_spans(sections, len(text)):
        if section.part not in parts or not any(name in text[start:end] for name in names):
            continue
        for left, right in _clauses(text, start, end):
            words = text[left:right]
            said = next((words.find(name) + len(name) for name in names if name in words), -1)
            plain = said >= 0 and RELATIVE.search(words, said) and not re.search(r"\d", words)
            if plain and _is_named(words, indicator):
                return left + len(words) - len(words.lstrip()), right
    return None
