"""Figures outside the lexicon: the question's own words against the reports' noun phrases."""

import re
from collections.abc import Sequence

from service.facts.model import Fact

ENOUGH_NAME = 0.6
ENOUGH_QUOTE = 0.8


def pairs(text: str) -> set[str]:
    """The character pairs of a text, punctuation left out."""
    words = re.sub(r"[^\w]", "", text)
    return {words[i : i + 2] for i in range(len(words) - 1)}


def covered(words: str, text: str) -> float:
    """The share of the character pairs of `words` that `text` holds."""
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    if not wanted:
        return 0.0
    return len(wanted & pairs(text)) / len(wanted)


def matching(facts: Sequence[Fact], subject: str) -> list[Fact]:
    """Facts whose name (or, failing that, whose quote) holds most of the words asked for."""
    scored = [
        (
            covered(subject, (fact.scope or "") + fact.indicator_text),
            covered(subject, fact.quote),
            fact,
        )
        for fact in facts
    ]
    best = max((name for name, _, _ in scored), default=0.0)
    if best >= ENOUGH_NAME:
        return [fact for name, _, fact in scored if name >= best - 0.01]
    best = max((quote for _, quote, _ in scored), default=0.0)
    if best >= ENOUGH_QUOTE:
        return [fact for _, quote, fact in scored if quote >= best - 0.01]
    return []
