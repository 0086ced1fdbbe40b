"""What words do in a draft, and which words say the same: two YAML files as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from service.language.lexicon import data_of
from vectorstore import late

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

PACKAGE = "service.entailment"
# How far a word of ours outweighs the segmenter's own: above every ordinary word.
WEIGHT = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class EqualWords:
    """The classes of words by name, and for each word those that prove it beside itself."""

    classes: dict[str, frozenset[str]]
    proofs: dict[str, frozenset[str]]
    proved: dict[str, frozenset[str]]
    words: frozenset[str]
    segmenter: "rjieba.Jieba"

    def has(self, name: str, word: str) -> bool:
        """Whether a word is of a class."""
        return word in self.classes[name]

    def knows(self, word: str) -> bool:
        """Whether a word is of any class, or proves another or is proved by it."""
        return word in self.words

    def part_of_speech(self, word: str) -> str:
        """The segmenter's part of speech of a word (v, n, d); of what it cuts in two none."""
        tagged = self.segmenter.tag(word, True)
        return tagged[0][1] if len(tagged) == 1 else ""

    def proving(self, word: str) -> frozenset[str]:
        """The words of a quote that prove this one, itself among them."""
        return self.proofs.get(word, frozenset()) | {word}

    def proved_by(self, word: str) -> frozenset[str]:
        """The words of a draft that this word of a quote proves beside itself."""
        return self.proved.get(word, frozenset())


@cache
def load() -> EqualWords:
    """The lexicon, read once."""
    classes = {name: frozenset(str(words).split()) for name, words in _yaml("classes").items()}
    proofs: dict[str, set[str]] = {}
    for held, said in equals():
        for word in said:
            proofs.setdefault(word, set()).update(held)
    segmenter = rjieba.Jieba()
    words = frozenset[str]().union(*classes.values())
    for word in sorted(words):
        if len(word) > 1 and word.isalpha():
            tagged = segmenter.tag(word, True)
            segmenter.add_word(word, WEIGHT, tagged[0][1] if len(tagged) == 1 else "n")
    for word in sorted(proofs.keys() - words):
        if len(word) > 1 and len(segmenter.cut(word, False)) > 1:
            segmenter.add_word(word, WEIGHT, "n")
    proved: dict[str, set[str]] = {}
    for word, others in proofs.items():
        for other in others:
            proved.setdefault(other, set()).add(word)
    return EqualWords(classes, _frozen(proofs), _frozen(proved), words, segmenter)


def equals() -> Iterator[tuple[list[str], list[str]]]:
    """The groups of the table: words of a quote, and those of a draft that each of them proves."""
    for section in cast(list[dict[str, str]], data_of("equals", PACKAGE)):
        for group in _groups(section, "same"):
            yield group.split(), group.split()
        for group in _groups(section, "wider"):
            held, _, said = group.partition(">")
            yield held.split(), said.split()


def _groups(section: dict[str, str], way: str) -> list[str]:
    return section[way].split("|") if way in section else []


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(others) for word, others in sets.items()}


def _yaml(name: str) -> dict[str, str]:
    return cast(dict[str, str], data_of(name, PACKAGE))
