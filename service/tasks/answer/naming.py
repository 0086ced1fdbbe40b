"""How far words of a report name what is asked for: its words, the rare ones counting most."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from service.language.indicators import find
from service.language.spoken import in_report_words
from service.language.words import pattern_of, starting, words_of
from service.tasks.answer.page import Page
from service.tasks.answer.term import is_empty
from service.understand import Understood
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

SHORTEST = 2
SURE = 0.8  # of what is asked for; below it words are of something else as often as not
BESIDE = 0.3  # what a deed counts (解除了吗) and which sort of thing is asked for (哪几家央企)
GAP = 3  # so many letters may stand between two of a word: 规模以上工业 for 规上工业
JOINING = "cpu"  # tags of conjunctions, prepositions, particles
LONG = 5  # letters of a word that may be printed with one less
FUZZY = 4  # letters of a word that may be spelt with others between: 滇池治理 in 滇池污染治理
OPENING = 12  # letters before what a sentence is of
SPELT = 0.9  # what a word counts that stands so
QUOTES = str.maketrans("", "", '“”"‘’《》「」')
CLAUSE = late.pattern(r"[，,；;。！？\n]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of what is asked, in the ways in which it may be printed, and what it counts; a thing
    has to be named, a deed or the sort of it need not."""

    names: tuple[str, ...]
    weight: float
    thing: bool = True


@dataclass(frozen=True, slots=True)
class Naming:
    """What is asked for, to be looked for in texts."""

    words: tuple[Word, ...]
    missing: tuple[str, ...] = ()

    def share(self, text: str) -> float:
        """How much of what is asked for a text names, 0 to 1."""
        return _share(self.words, text.translate(QUOTES))

    def things(self, text: str) -> float:
        """How much of the things asked for it names."""
        return _share([word for word in self.words if word.thing], text.translate(QUOTES))

    def turns(self, text: str) -> int:
        """How often a text comes to the rarest thing, once more where it begins with it: 城市大脑
        一期建成 is of it, 依托城市大脑，排查… is not."""
        plain = text.translate(QUOTES)
        names = max((word for word in self.words if word.thing), key=lambda w: w.weight).names
        times = max(1, *(plain.count(name) for name in names))
        at = min((place for name in names if (place := plain.find(name)) >= 0), default=len(plain))
        if starting("by_means_of").match(plain) and at <= OPENING:
            return times - 1
        return times + (1 if at <= OPENING else 0)

    def together(self, text: str) -> float:
        """How much of it one clause of a text names."""
        return max(map(self.share, CLAUSE.split(text)), default=0.0)

    @property
    def rarest(self) -> Word | None:
        return max(self.words, key=lambda word: word.weight, default=None)


def naming_of(understood: Understood, pages: Sequence[Page], *, also: str = "") -> Naming:
    """The words of a question against the reports that may answer it; `also` are more of them.

    Things that stand in the reports as they are asked are one word (台州对口合作), else their parts
    are; of words that say only of what sort a thing is (咖啡产业) none counts beside others.
    """
    asked = pattern_of("beside_the_thing").sub(" ", understood.spoken or understood.subject)
    texts = [page.text.translate(QUOTES) for page in pages]
    size = sum(len(page.sentences) for page in pages)
    held, lost, deeds = standing(f"{asked} {also}", texts)
    groups: list[tuple[str, ...]] = []
    for known in filter(None, map(find, understood.indicators)):
        own = [word for word in held if find(word) is known]
        names = (*own, known.name, *known.aliases)
        held = [word for word in held if word not in own]
        if own or not any(name in word for word in held for name in names):
            groups.append(names)
    told = [word for word in held if word not in words_of("sort_of_thing")]
    groups += [_names(word) for word in (told if told or groups else held)]
    groups += [_names(word) for word in lost]
    tails = _tails(understood.asked)
    apart = [
        names[0] in deeds or any(0 <= tail.find(names[0]) <= SHORTEST for tail in tails)
        for names in groups
    ]
    words = [
        _word(names, texts, size, thing=all(apart) or not beside)
        for names, beside in zip(groups, apart, strict=True)
    ]
    return Naming(tuple(words), tuple(lost))


def standing(asked: str, texts: Sequence[str]) -> tuple[list[str], list[str], set[str]]:
    """The longest pieces of what is asked that stand in the texts (环保 区域限批 解除), the words that
    stand in none, and which of them are deeds (解除)."""
    held: list[str] = []
    lost: list[str] = []
    deeds: set[str] = set()
    for chunk in asked.split():
        tokens = [(chunk, "n")] if _stands(chunk, texts) else rjieba.tag(encodable(chunk))
        at, before, missing = 0, len(held), len(lost)
        while at < len(tokens):
            ends = range(len(tokens), at, -1)
            piece, end = next(
                ((p, e) for e in ends if _stands(p := _joined(tokens[at:e]), texts)), ("", at + 1)
            )
            told = [token for token in tokens[at:end] if not is_empty(*token)]
            joins = len(tokens[at][0]) == 1 and tokens[at][1][:1] in JOINING
            edges = not joins and (tokens[at] in told or end - at > 2)
            if piece and told and edges:
                held.append(piece)
                deeds.update([piece] if all(tag == "v" for _, tag in tokens[at:end]) else [])
            elif piece and told:
                end = at + 1  # 和农村: the next word stands by itself
            elif not piece and len(tokens[at][0]) >= SHORTEST and told:
                last = tokens[at][1] == "v" and end == len(
                    tokens
                )  # X通车: a deed under another name
                lost.extend([] if last else [tokens[at][0]])
            at = end
        if len(lost) > missing and _abbreviated(chunk, texts):
            held[before:], lost[missing:] = [chunk], []
    return list(dict.fromkeys(held)), list(dict.fromkeys(lost)), deeds


def _abbreviated(chunk: str, texts: Sequence[str]) -> bool:
    """Whether a thing stands in the texts with a letter less and others between: 港口吞吐量 as 港货物吞吐量."""
    return len(chunk) >= LONG and any(less.search(text) for less in _less(chunk) for text in texts)


@lru_cache(512)
def _less(word: str) -> tuple[re.Pattern[str], ...]:
    cut = (word[:at] + word[at + 1 :] for at in range(1, len(word) - 1))
    return tuple(re.compile("[^，。；\\n]{0,2}?".join(map(re.escape, each))) for each in cut)


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(text for text, _ in tokens)


def _stands(piece: str, texts: Sequence[str]) -> bool:
    return len(piece) >= SHORTEST and any(piece in text for text in texts)


def _names(word: str) -> tuple[str, ...]:
    """A word as reports may print it: 人参 for 人参产业."""
    ends = [word.removesuffix(trade) for trade in words_of("trade") if word.endswith(trade)]
    both = ("城乡",) if word in words_of("town_or_country") else ()
    return (word, in_report_words(word), *both, *(each for each in ends if len(each) >= SHORTEST))


def _tails(asked: str) -> list[str]:
    """What stands behind 哪些 and 什么, which asks for a sort of thing: 央企 of 跟哪几家央企签了项目."""
    found = pattern_of("sort_asked").finditer(asked)
    return [asked[each.end() : each.end() + FUZZY + SHORTEST] for each in found]


def _word(names: Sequence[str], texts: Sequence[str], size: int, *, thing: bool) -> Word:
    count = sum(text.count(name) for name in dict.fromkeys(names) for text in texts)
    weight = log(1 + max(size, 1) / max(count, 1))
    return Word(tuple(dict.fromkeys(names)), weight * (1.0 if thing else BESIDE), thing)


def _share(words: Sequence[Word], plain: str) -> float:
    total = sum(word.weight for word in words)
    return sum(word.weight * _held(word, plain) for word in words) / total if total else 0.0


def _held(word: Word, text: str) -> float:
    if any(name in text for name in word.names):
        return 1.0
    if any(len(n) >= FUZZY and spelt(n, text) for n in word.names):
        return SPELT
    less = word.names[0]
    return SPELT if len(less) >= LONG and any(each.search(text) for each in _less(less)) else 0.0


def spelt(word: str, text: str) -> bool:
    """Whether the letters of a word stand in a clause in order and close together."""
    if not all(letter in text for letter in word):
        return False
    first = text.find(word[0])
    while first >= 0:
        at = first
        for letter in word[1:]:
            place = text.find(letter, at + 1, at + 2 + GAP)
            if place < 0 or CLAUSE.search(text, at, place):
                break
            at = place
        else:
            return True
        first = text.find(word[0], first + 1)
    return False
