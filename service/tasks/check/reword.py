"""A right number told wrongly: the words around it that say it as its source does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from service.entailment.contradiction import Apart, Contradiction
from service.entailment.frame import Frame
from service.entailment.lexicon import load
from service.entailment.proof import MARK, Find, Proven, prove_one
from service.entailment.reading import CLAUSE_STOPS, Reading

VERBS = ("完成", "实现", "达到", "增长", "下降", "达", "为")
AHEAD_OF_NAME = ("完成", "实现")  # 完成地区生产总值309亿元
AHEAD = {"expected": "预计", "plan": "预期"}


def reworded(one: Proven, before: Frame, find: Find, names: Mapping[str, str]) -> Proven:
    """The verdict with other words around right numbers, where saying it so is proven to leave
    less that the sources deny; words that put several right stand for each of them."""
    said = MARK.sub("", one.utterance.said)
    reading = Reading(said, names)
    taken: list[tuple[Contradiction, frozenset[int]]] = []

    def still(way: Contradiction) -> frozenset[int]:
        """What is denied even so, by its offsets in what was said."""
        words = said[: way.at] + way.right + said[way.at + len(way.wrong) :]
        proven, _ = prove_one(replace(one.utterance, said=words), find, names, before)
        if proven.verdict == "not_found":
            return frozenset(each.at for each in one.against)
        more = len(way.right) - len(way.wrong)
        return frozenset(e.at - more if e.at > way.at else e.at for e in proven.against)

    def told(each: Contradiction) -> Contradiction:
        if each.right:
            return each
        for way, left in taken:
            if each.at not in left:
                return replace(each, at=way.at, wrong=way.wrong, right=way.right)
        for way in _rewordings(reading, each):
            left = still(way)
            if each.at not in left and len(left) < len(one.against):
                taken.append((way, left))
                return way
        return each

    return replace(one, against=tuple(map(told, one.against)))


def _rewordings(reading: Reading, one: Contradiction) -> Iterator[Contradiction]:
    """Ways to say it that may bear: 2019年 becomes 2020年, 完成309亿元 becomes 预计完成309亿元, 预计309亿元
    becomes 完成309亿元. Whether one does bear is for the proof to say."""
    number = next((n for n in reading.numbers if n.start == one.at), None)
    if one.apart is None or number is None:
        return
    said, apart = reading.printed, one.apart
    year = _year(said, apart, one.at)
    if apart.not_year and year is None:
        return
    if year is not None:
        wrong, right = f"{apart.not_year}年", f"{apart.year}年"
        yield replace(one, at=year, wrong=wrong, right=right)
    for start, words in _told_as(reading, apart, one.at, number.end):
        if year is None:
            yield replace(one, at=start, wrong=said[start : number.end], right=words)
        elif year < start:
            between = said[year + len(apart.not_year) : start]
            right = f"{apart.year}{between}{words}"
            yield replace(one, at=year, wrong=said[year : number.end], right=right)


def _year(said: str, apart: Apart, at: int) -> int | None:
    """Where the wrong year stands before the number, if it does."""
    if not apart.not_year or not apart.year:
        return None
    place = said.rfind(f"{apart.not_year}年", 0, at)
    return None if place < 0 else place


def _verb(reading: Reading, at: int) -> int:
    """Where the verb of a number begins: right before it, or before the name that stands between
    (完成地区生产总值309亿元); else where the number does."""
    said = reading.printed
    if verb := next((v for v in VERBS if said.endswith(v, 0, at)), ""):
        return at - len(verb)
    clause = next(start for start, end in reading.spans(CLAUSE_STOPS) if start <= at < end)
    place = max(said.rfind(verb, clause, at) for verb in AHEAD_OF_NAME)
    return at if place < 0 or any(place < n.start < at for n in reading.numbers) else place


def _told_as(reading: Reading, apart: Apart, at: int, end: int) -> Iterator[tuple[int, str]]:
    """The number with the words before it as its source tells it, and where they begin."""
    said = reading.printed
    start = _verb(reading, at)
    if apart.way in AHEAD:
        yield start, AHEAD[apart.way] + said[start:end]
    waits = [
        token
        for token in reading.between(reading.sentence(at)[0], at)
        if load().has("expectations", token.text)
    ]
    if apart.way == "done" and waits:
        rest = said[waits[-1].end : end]
        yield waits[-1].start, rest if waits[-1].end < at else f"完成{rest}"
