"""How far two clauses speak of one thing: the pairs of characters of their objects."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias, cast

from service.language.lexicon import data_of
from service.language.strength import full_names, ladder_words, naming
from vectorstore import late

_NOISE = late.pattern(
    r"(?:19|20)\d\d年|其中|年内|全年|今年|全[市县区省州旗]|[\d.%％‰+＋\W_]+|(?<=[\d多余])[亿万千百十]*(?:元|户|个|家|项|处|条|公里|平方公里|平方米|立方米|千瓦|公顷|米"
    r"|亩|套|人次|人(?![才民员口工])|名|斤|吨|座|所|场|台|辆|间|件|株|头|片|段|幢|栋|期)"
)
_SIZE = late.pattern(
    r"(?:(?<=[超过])[\d.]+|[\d.]+(?=[亿万千百]*美?元(?:及?以上|级|或\d)))"
    r"(?=[亿万千百]*美?元[\d.或亿万千百美元及以上级]*[\u4e00-\u9fff]{0,8}(?:项目|企业|单位))"
)
_SIZED = late.pattern(r"[a-j][a-j.]*[亿万千百]*美?元(?:及?以上|级)?")
_LETTERS = str.maketrans("0123456789", "abcdefghij")
Pairs: TypeAlias = frozenset[str]
RARE = 4
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@cache
def doing() -> tuple[str, ...]:
    """Words that say only that something is done, the longest first."""
    rows = cast(list[dict[str, Any]], data_of("common_verbs"))
    words = {word for row in rows for word in row["words"]} | set(ladder_words())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def object_of(clause: str) -> str:
    """What a clause is about: `建设城市绿道100公里` is about 城市绿道公里."""
    return _NOISE.sub(" ", named(clause)).strip()


@cache
def named(clause: str) -> str:
    """The same with its digits; a size that names a thing, 5000万元以上项目, is spelt in letters."""
    clause = _SIZE.sub(lambda size: size[0].translate(_LETTERS), full_names(clause).lstrip(CIRCLED))
    for word in doing():
        clause = clause.replace(word, " ")
    return clause.strip()


@cache
def sizes(clause: str) -> frozenset[str]:
    """The sizes that name what is counted: 5000 of 5000万元以上项目."""
    return frozenset(_SIZE.findall(clause))


def unsized(name: str) -> str:
    """A name without the size that names it: 飞地项目 of 5000万元以上飞地项目."""
    return _SIZED.sub(" ", name)


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring characters of an object, none over a gap."""
    return runs(text, 2)


@cache
def runs(text: str, length: int) -> Pairs:
    """All runs of so many characters, none over a gap."""
    return frozenset(
        piece[at : at + length] for piece in text.split() for at in range(len(piece) - length + 1)
    )


def of_one_stage(one: str, other: str) -> bool:
    """Whether neither clause counts what is begun where the other counts what is built."""
    stages = [
        {key for key in ("begun", "built") if any(word in each for word in naming(key))}
        for each in (one, other)
    ]
    return not all(stages) or bool(stages[0] & stages[1])


def likeness(first: Pairs, second: Pairs) -> float:
    """Dice's coefficient: 1 for the same, 0 for nothing in common."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def covered(first: Pairs, second: Pairs) -> float:
    """How much of the smaller stands in the larger."""
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def in_order(one: str, other: str) -> float:
    """How much of the shorter stands in the longer in its order: 就业人员 not in 失业人员再就业."""
    row = [0] * (len(other) + 1)
    for sign in one:
        before = 0
        for at, each in enumerate(other, 1):
            before, row[at] = row[at], before + 1 if sign == each else max(row[at], row[at - 1])
    least = min(len(one), len(other))
    return row[-1] / least if least else 0.0


class Rarity:
    """How telling a pair is: one that stands everywhere says nothing."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Mapping[str, int] = Counter(
            text[at : at + 2] for text in map(full_names, texts) for at in range(len(text) - 1)
        )

    def weight(self, found: Pairs) -> float:
        """The weight of pairs together."""
        return sum(1 / (1 + self._counts.get(pair, 0)) for pair in found)

    def telling(self, found: Pairs) -> int:
        """How many of the pairs stand in few places only."""
        return sum(self._counts.get(pair, 0) <= RARE for pair in found)

    def share(self, wanted: Pairs, there: Pairs) -> float:
        """How much of the weight of what is wanted is there."""
        whole = self.weight(wanted)
        return self.weight(wanted & there) / whole if whole else 1.0


def best_pairs(
    scores: Iterable[tuple[float, int, int]], least: float
) -> list[tuple[float, int, int]]:
    """One partner each, the likest first: (score, place in the first, place in the second)."""
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen: list[tuple[float, int, int]] = []
    for score, first, second in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score < least:
            break
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            chosen.append((score, first, second))
    return chosen
