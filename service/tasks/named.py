"""Clauses that name an indicator without a number: 居民收入增长与经济增长基本同步 is no figure, but
it is an aim."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from service.language.indicators import find, printed_mentions
from vectorstore.documents import Part, Section
from vectorstore.filed import Stretch

RELATIVE = re.compile(
    r"(?:与|同|和|跟).{1,14}(?:相当|同步|持平|一致|相适应|相匹配)|(?:高于|快于|好于|优于|低于)|平均水平|合理区间"
    r"|稳步(?:增长|提高|提升)|稳定增长|平稳增长|较快增长|正增长|恢复性增长|继续(?:增长|下降)"
)
STOPS = "，。；：,;:\n！？"
STOP = re.compile(rf"[{STOPS}]")
# What is told of all is told of each: 居民收入增长与经济增长基本同步 is said of both halves.
OF_ALL = {
    "城镇居民人均可支配收入": "全体居民人均可支配收入",
    "农村居民人均可支配收入": "全体居民人均可支配收入",
}
PLAN: frozenset[Part] = frozenset(("plan",))
DONE: frozenset[Part] = frozenset(("review", "front"))


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


def _clauses(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses in which something relative follows one of the names, in the order of the text."""
    found: set[tuple[int, int]] = set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            behind = at + len(name)
            stop = STOP.search(text, behind)
            right = stop.start() if stop else len(text)
            if RELATIVE.search(text, behind, right):
                left = at
                while left and text[left - 1] not in STOPS:
                    left -= 1
                found.add((left, right))
            at = text.find(name, behind)
    yield from sorted(found)


def clauses_without_number(text: str, indicator: str) -> list[tuple[int, int]]:
    """The clauses of a text, in any of its parts, that say how the indicator goes without a number."""
    names = _names(indicator)
    found: list[tuple[int, int]] = []
    for left, right in _clauses(text, names):
        words = text[left:right]
        said = next(words.find(name) + len(name) for name in names if name in words)
        plain = RELATIVE.search(words, said) and not re.search(r"\d", words)
        if plain and _is_named(words, indicator):
            found.append((left + len(words) - len(words.lstrip()), right))
    return found


def halves(named: Collection[str]) -> tuple[str, ...]:
    """The indicators of which is told what is told of one that is named."""
    return tuple(half for half, whole in OF_ALL.items() if whole in named)


def named_only(
    clauses: Iterable[tuple[int, int]], outline: Sequence[Stretch | Section], parts: frozenset[Part]
) -> tuple[int, int] | None:
    """The first of these clauses whose section is one of these parts of the report."""
    for each in clauses:
        inside = [section.part for section in outline if section.start <= each[0] < section.end]
        if inside and inside[-1] in parts:
            return each
    return None
