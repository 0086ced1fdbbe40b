"""Lies about time: a fact's true sentence, said of a part of its time, of more, or of another."""

import re
from collections.abc import Iterator

from service.draft import period_words, say
from service.facts.model import Fact

YEAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4})-(\d{4})")
PART = re.compile(r"(\d{4})(?:-\d{2}|[HQ]\d)")
PARTS = ("前三季度", "上半年", "1—9月", "三季度", "一季度", "9月")
LONG_PAST = {10: ("过去十年", "近十年来"), 8: ("近八年", "八年来")}
PAST_PLAN, NEXT_PLAN = ("十一五", "2006-2010"), ("十五五", "2026-2030")


def time_lies(fact: Fact) -> Iterator[tuple[str, str]]:
    """The class of each lie and its sentence; the time stands in front, as in the true one."""
    head = period_words(fact.period)
    said = f"{say(fact)}。"
    if not head or not said.startswith(head):
        return
    for kind, words in _other_times(fact, fact.period or ""):
        yield kind, words + said.removeprefix(head)


def _other_times(fact: Fact, period: str) -> Iterator[tuple[str, str]]:
    if YEAR.fullmatch(period):
        yield from (("part of a year", f"{period}年{part}") for part in PARTS)
        yield "part of a year", f"截至{period}年9月底"
        yield "since", "年初以来"
        yield from _beyond(fact, int(period), int(period))
    elif span := SPAN.fullmatch(period):
        first, last = int(span[1]), int(span[2])
        yield "part of a year", f"{last}年前三季度"
        if fact.basis in ("cumulative", "average"):
            yield "year for span", f"{last}年"
        yield from _beyond(fact, first, last)
    elif part := PART.fullmatch(period):
        yield "year for part", f"{part[1]}年"


def _beyond(fact: Fact, first: int, last: int) -> Iterator[tuple[str, str]]:
    """Spans that begin earlier, later or end nowhere; a level that is held is true of more."""
    if fact.kind == "target":
        name, years = NEXT_PLAN
        if years != fact.period:
            yield from (("another span", words) for words in (f"{name}时期", f"“{name}”时期"))
        return
    for length, names in LONG_PAST.items():
        if last - first + 1 != length:
            yield from (("another span", words) for words in names)
    name, years = PAST_PLAN
    if years != fact.period:
        yield from (("another span", words) for words in (f"{name}时期", f"“{name}”时期"))
    if fact.basis != "level":
        since = first - 3 if first == last else first + 2
        yield from (("since", words) for words in (f"{since}年以来", f"自{since}年以来"))
