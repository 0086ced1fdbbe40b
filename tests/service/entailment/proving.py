"""Quotes made by hand, and what the proof says of a text on them."""

from collections.abc import Sequence

from service.entailment.premise import Premise, Quote
from service.entailment.proof import Proven, names_of, prove, sentences

DONE, PLANNED = "一、2022年工作回顾", "二、2023年工作安排"


def quote(n: int, words: str, region: str = "甲市", year: int = 2023, head: str = DONE) -> Quote:
    """A quote of a report of 2023, from its review where nothing else is said."""
    return Quote(n, f"{region}-{year}", region, year, (head,), words)


def plan(n: int, words: str, region: str = "甲市") -> Quote:
    """A quote of what the report plans."""
    return quote(n, words, region, head=PLANNED)


def proven(text: str, *quotes: Quote) -> list[Proven]:
    """The verdicts on a text's sentences."""
    names = names_of(tuple(dict.fromkeys(each.region for each in quotes)))
    premises: Sequence[Premise] = [Premise(each, names) for each in quotes]
    return prove(sentences(text), lambda _, __: premises, names)


def verdicts(text: str, *quotes: Quote) -> list[str]:
    """The names of the verdicts on a text's sentences."""
    return [each.verdict for each in proven(text, *quotes)]
