"""Whether a word of a draft stands in a stretch of a quote: itself, an equal, or contracted."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from service.entailment.lexicon import load
from service.entailment.reading import Reading, Token

Allowed = Callable[[int], bool]
WIDEST = 6
SHORTEST = 2
COMPLEMENTS = "为到至出起入"  # 晋升为 is 晋升; 建成 is no 建
AMOUNTS = "量数"  # 授权量 of 专利授权437件


def everywhere(_: int) -> bool:
    """Any place will do."""
    return True


def stands(
    word: str, reading: Reading, start: int, end: int, allowed: Allowed = everywhere
) -> bool:
    """Whether a word is held between two offsets of a text, at a place that is allowed."""
    return place_of(word, reading, start, end, allowed) is not None


def place_of(
    word: str, reading: Reading, start: int, end: int, allowed: Allowed = everywhere
) -> tuple[int, int] | None:
    """Where a word is held, as itself, by an equal, in two parts, or contracted."""
    for held in sorted(load().proving(word), key=lambda each: (each != word, -len(each))):
        for place in _places(held, reading, start, end):
            if allowed(place[0]):
                return place
    if len(word) > SHORTEST and word[-1] in COMPLEMENTS and not load().knows(word):
        return place_of(word[:-1], reading, start, end, allowed)
    return _in_parts(word, reading, start, end, allowed) or _contracted(
        word, reading, start, end, allowed
    )


def _places(word: str, reading: Reading, start: int, end: int) -> Iterable[tuple[int, int]]:
    if _whole(word) or (len(word) < SHORTEST and load().knows(word)):
        for token in reading.between(start, end):
            if token.text == word and token.end <= end:
                yield token.start, token.end
        return
    at = reading.text.find(word, start, end)
    while at >= 0:
        if not _denied_within(reading, at):
            yield at, at + len(word)
        at = reading.text.find(word, at + 1, end)


def _denied_within(reading: Reading, at: int) -> bool:
    """Whether a word stands behind the denial of its own compound: 稳固 in 不稳固."""
    return any(
        token.text[0] in "不未无没非" and token.start < at < token.end
        for token in reading.between(max(0, at - WIDEST), at)
    )


@lru_cache(maxsize=4096)
def _whole(word: str) -> bool:
    """Words that heighten or time count only as whole words: 最大 is not in 最大限度."""
    known = load()
    return known.has("times", word) or (known.has("strong", word) and word[0] in "最全首唯")


def _in_parts(
    word: str, reading: Reading, start: int, end: int, allowed: Allowed
) -> tuple[int, int] | None:
    """A compound whose parts both stand: 汽车产业 by 汽车 and 产业."""
    if len(word) < SHORTEST or any(load().has(n, word) for n in ("strong", "deeds", "times")):
        return None
    if len(word) > SHORTEST and word[-1] in AMOUNTS and not load().knows(word):
        return place_of(word[:-1], reading, start, end, allowed)
    for cut in range(1, len(word)):
        one, other = word[:cut], word[cut:]
        if load().has("adverbs", one):  # 仍创 is 创 behind a word that frames
            return place_of(other, reading, start, end, allowed)
        if min(len(one), len(other)) >= SHORTEST and stands(one, reading, start, end, allowed):
            place = place_of(other, reading, start, end, allowed)
            if place is not None:
                return place
    return None


def _contracted(
    word: str, reading: Reading, start: int, end: int, allowed: Allowed
) -> tuple[int, int] | None:
    """A short form: its characters in order, each at the head or the end of a word (产销 of
    生产销售); never a word of deed or degree."""
    known = load()
    if not SHORTEST <= len(word) <= 4 or any(
        known.has(n, word) for n in ("strong", "deeds", "hedges")
    ):
        return None
    for first in _edges(word[0], reading, start, end):
        at = first
        for letter in word[1:]:
            behind = [p for p in _edges(letter, reading, at + 1, end) if p - at <= WIDEST]
            if not behind:
                break
            at = behind[0]
        else:
            if allowed(first) and reading.clause(first) == reading.clause(at):
                return first, at + 1
    return None


def _edges(letter: str, reading: Reading, start: int, end: int) -> list[int]:
    places: list[int] = []
    for token in reading.between(start, end):
        if token.kind != "word":
            continue
        if token.text[0] == letter:
            places.append(token.start)
        elif token.text[-1] == letter:
            places.append(token.end - 1)
    return places


def held(
    token: Token, reading: Reading, start: int, end: int, *, like: Reading | None = None
) -> bool:
    """Whether a token of a draft stands there under the same denial and the same want."""
    if like is None:
        return stands(token.text, reading, start, end)
    denied, needed = token.start in like.denied, token.start in like.needed
    return stands(
        token.text,
        reading,
        start,
        end,
        lambda at: (at in reading.denied) == denied and (at in reading.needed) == needed,
    )
