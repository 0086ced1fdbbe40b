"""Words that say how a number is meant: the classes of lexicon/words.yaml, found in a text."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of


class _Class(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    name: str
    instance: str
    used: tuple[str, ...]
    words: tuple[str, ...]


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a class, the longest first; KeyError for a class that is not there."""
    return _classes()[name]


@cache
def pattern_of(*names: str) -> re.Pattern[str]:
    """What finds a word of any of the classes."""
    words = sorted({word for name in names for word in words_of(name)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def starting(*names: str) -> re.Pattern[str]:
    """What finds a word of the classes in front, the longest of them."""
    return pattern_of(*names)


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    read = TypeAdapter(list[_Class]).validate_python(data_of("words"))
    return {each.name: tuple(sorted(each.words, key=len, reverse=True)) for each in read}
