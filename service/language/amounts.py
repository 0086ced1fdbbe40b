"""Nouns for amounts of things outside the lexicon of indicators: lexicon/amounts.yaml."""

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of


class _AmountEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    words: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A thing and the noun for its amount: 蔬菜, 产量; `units` are those it may have."""

    thing: str
    noun: str
    units: frozenset[str]


@cache
def _nouns() -> tuple[tuple[str, frozenset[str]], ...]:
    held = data_of("amounts")
    entries = TypeAdapter(list[_AmountEntry]).validate_python(held)
    nouns = {word: frozenset(entry.units) for entry in entries for word in entry.words}
    return tuple(sorted(nouns.items(), key=lambda each: -len(each[0])))


def amount_asked(words: str) -> Amount | None:
    """The thing and its noun, where words end in one: `蔬菜产量` → 蔬菜, 产量."""
    phrase = words.replace(" ", "")
    if any(phrase == noun for noun, _ in _nouns()):
        return None
    for noun, units in _nouns():
        if phrase.endswith(noun) and len(phrase) > len(noun):
            return Amount(phrase.removesuffix(noun), noun, units)
    return None


def units_of(words: str) -> frozenset[str]:
    """The units of the noun for an amount that words end in, be it all they say: 人口 is counted in 人,
    and 人均纯收入2600元 is none of it. Empty where they end in none."""
    phrase = words.replace(" ", "")
    return next((units for noun, units in _nouns() if phrase.endswith(noun)), frozenset[str]())
