"""Figures outside the lexicon: the question's own words against the reports' noun phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from service.facts.model import Fact
from service.language.indicators import printed_mentions

ENOUGH_NAME = 0.6
ENOUGH_QUOTE = 0.8
SURE_NAME = 0.75


def pairs(text: str) -> set[str]:
    """The character pairs of a text, punctuation left out."""
    words = re.sub(r"[^\w]", "", text)
    return {words[i : i + 2] for i in range(len(words) - 1)}


@lru_cache(maxsize=256)
def _wanted(words: str) -> frozenset[str]:
    """The character pairs of words asked for, word by word."""
    return frozenset[str]().union(*map(pairs, words.split()))


def covered(words: str, text: str) -> float:
    """The share of the character pairs of `words` that `text` holds."""
    wanted = _wanted(words)
    if not wanted:
        return 0.0
    return len(wanted & pairs(text)) / len(wanted)


def pieces(words: str, share: float) -> tuple[str, ...]:
    """Pairs of characters of which every text holds one that holds such a share of the words: of
    the four of 新能源汽车 any two, where three have to stand in it."""
    wanted = sorted(_wanted(words))
    return tuple(wanted[: len(wanted) - ceil(share * len(wanted)) + 1])


@dataclass(frozen=True)
class Likely:
    """Which facts may be what is asked: by a name that holds one of `names` or most of one of the
    phrases `said`, or by a quote that holds most of the phrase `quoted`."""

    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    quoted: str = ""

    def is_name(self, name: str) -> bool:
        """Whether a fact of such a name may be meant."""
        if not self._hints.search(name):  # a tenth of the time that the pairs of each take
            return False
        if self._whole.search(name):
            return True
        return any(covered(each, name) >= ENOUGH_NAME for each in self.said)

    def is_quote(self, quote: str) -> bool:
        """Whether a fact of such a quote may be meant."""
        found = self._quoted_hints.search(quote) is not None
        return found and covered(self.quoted, quote) >= ENOUGH_QUOTE

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _any_of(self.names)

    @cached_property
    def _hints(self) -> re.Pattern[str]:
        parts = (piece for words in self.said for piece in pieces(words, ENOUGH_NAME))
        return _any_of(tuple(dict.fromkeys((*self.names, *parts))))

    @cached_property
    def _quoted_hints(self) -> re.Pattern[str]:
        return _any_of(pieces(self.quoted, ENOUGH_QUOTE))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of these words; nothing where there are none."""
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def matching(facts: Sequence[Fact], subject: str) -> list[Fact]:
    """Facts whose name (or, failing that, whose quote) holds most of the words asked for."""
    named = [(covered(subject, (fact.scope or "") + fact.indicator_text), fact) for fact in facts]
    return _best(named, ENOUGH_NAME) or _best(
        [(covered(subject, fact.quote), fact) for fact in facts], ENOUGH_QUOTE
    )


def of_attribute(facts: Sequence[Fact], about: str, subject: str) -> list[Fact]:
    """总投资 of what the part before was about: facts whose name holds both."""
    return [
        fact for fact in facts
        if about
        and covered(f"{about} {subject}", (fact.scope or "") + fact.indicator_text) >= SURE_NAME
        and covered(subject, fact.indicator_text) >= SURE_NAME
    ]  # fmt: skip


def names_another(fact: Fact, asked: Sequence[str]) -> bool:
    """Whether a fact's name is that of an indicator which nobody asked for, however many letters
    both share: 城镇居民人均可支配收入 is none of the land."""
    named = {known.name for *_, known in printed_mentions(fact.indicator_text)}
    return bool(named) and not named & {*asked}


def is_scope_asked(fact: Fact, words: str) -> bool:
    """Whether the words name the part of the region that a fact is of: 对俄, whose 对 a question
    may have lost."""
    scope = fact.scope or ""
    return bool(scope) and (scope in words or (scope[:1] == "对" and scope[1:] in words))


def _best(scored: Sequence[tuple[float, Fact]], enough: float) -> list[Fact]:
    best = max((score for score, _ in scored), default=0.0)
    return [fact for score, fact in scored if score >= best - 0.01] if best >= enough else []
