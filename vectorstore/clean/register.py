"""How official Chinese runs on: character counts that say which reading is the likelier.

The counts come from undamaged reports (`count_register.py` writes them) and from the report at
hand; jieba's dictionary knows the words. Digits, letters and widths of punctuation are folded, so
that counts of one report serve another.
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from heapq import nlargest
from importlib import resources
from typing import TYPE_CHECKING, Protocol, TypeVar

from vectorstore import late
from vectorstore.clean.traditional import to_simplified

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

_FOLD = str.maketrans(
    dict.fromkeys("0123456789", "0")
    | dict(zip(",;:!?()", "，；：！？（）", strict=True))
    | {"\n": "\u3000"}
)
_WEIGHTS = (0.5, 0.22, 0.08, 0.2)  # triples, pairs, single characters, words
_OWN = 3  # a report is the best witness of its own words
_WORDS_TOTAL = 6e7
_WORD_DOUBT = 3000
_LONGEST_WORD = 4
_UNLIKELY = 8.0
_FLOOR = 1e-7
_WORDLIKE = re.compile(r"[^\W\d_一二两三四五六七八九十百千万亿]{2}")
_FLOOR_SIGN = 1e-9
RESOURCE = "register.json.gz"


def folded(text: str) -> str:
    """The text as it is counted: simplified, digits as 0, punctuation full-width."""
    return to_simplified(text).translate(_FOLD)


def count(text: str) -> Counter[str]:
    """Counts of the single characters, pairs and triples of a folded text."""
    return Counter(text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1))


@cache
def _counts() -> Counter[str]:
    packed = resources.files("vectorstore.clean").joinpath(RESOURCE).read_bytes()
    return Counter(json.loads(gzip.decompress(packed)))


@cache
def frequency(word: str) -> int:
    """How often jieba's dictionary met a word; 0 for what it does not know."""
    return rjieba.suggest_freq(word) if rjieba.has_word(word) else 0


@cache
def _floor(character: str) -> float:
    if not "\u4e00" <= character <= "\u9fff":
        return _FLOOR_SIGN
    return _FLOOR + 0.1 * frequency(character) / _WORDS_TOTAL


@cache
def _completes(history: str, character: str) -> float:
    """How surely a character ends the word that its history begins."""
    best = 0.0
    for length in range(min(_LONGEST_WORD, len(history) + 1), 1, -1):
        begun = history[len(history) - length + 1 :]
        often = frequency(begun + character)
        best = max(best, often / (often + frequency(begun) + _WORD_DOUBT))
    return best


class Folded(Protocol):
    """Anything that stands for a folded character."""

    @property
    def fold(self) -> str: ...


Option = TypeVar("Option", bound=Folded)


class Register:
    """Log probabilities of characters in context, for one report."""

    def __init__(self, own_text: str) -> None:
        own = count(folded(own_text))
        merged = _counts() + Counter({gram: _OWN * n for gram, n in own.items()})
        self._counts = dict(merged)
        self._total = sum(n for gram, n in self._counts.items() if len(gram) == 1)
        self.step = lru_cache(maxsize=500_000)(self._step)

    def _step(self, history: str, character: str) -> float:
        """Log probability of a folded character after a folded history of up to 3 characters."""
        known, last, pair = self._counts.get, history[-1:], history[-2:]
        one = known(character, 0) / self._total
        two = known(last + character, 0) / known(last, 1)
        three = known(pair + character, 0) / known(pair, 1) if len(pair) > 1 else 0.0
        seen = _WEIGHTS[0] * three + _WEIGHTS[1] * two + _WEIGHTS[2] * one
        word = _WEIGHTS[3] * _completes(history, character)
        return math.log(seen + word + _floor(character))

    def likeliest(self, history: str, options: Sequence[Option], most: int) -> list[Option]:
        """The likeliest options after a folded history; they come the most frequent first."""
        last = history[-1:]
        known = self._counts
        near = [
            option
            for number, option in enumerate(options)
            if number < most or last + option.fold in known or frequency(last + option.fold)
        ]
        steps = [
            (self.step(history[-3:], option.fold), number) for number, option in enumerate(near)
        ]
        best = nlargest(most, steps)
        return [near[number] for step, number in best if step > best[0][0] - _UNLIKELY]

    def score(self, history: str, text: str) -> float:
        """Log probability of a folded text after a folded history."""
        total = 0.0
        for character in text:
            total += self.step(history[-3:], character)
            history += character
        return total

    def supports(self, before: str, character: str, after: str) -> bool:
        """Whether a Han character was seen beside a neighbour that tells something about it.

        Numerals go with every word and signs with every sentence, so they tell only where there
        is no other neighbour; a word of the dictionary that no report uses tells nothing.
        """
        pairs = [pair for pair in (before[-1:] + character, character + after[:1]) if pair[1:]]
        telling = [pair for pair in pairs if _WORDLIKE.fullmatch(pair)]
        return any(pair in self._counts for pair in telling or pairs)
