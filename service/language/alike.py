"""What reports print for what people call a thing: the fields of lexicon/alike.yaml."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of


class _Field(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    said: dict[str, str]


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    printed: dict[str, dict[str, None]] = {}
    for field in TypeAdapter(list[_Field]).validate_python(data_of("alike")):
        for words, means in field.said.items():
            for word in str(words).split():
                printed.setdefault(word, {}).update(dict.fromkeys([word, *means.split()]))
    longest = sorted(printed, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), {
        word: tuple(means) for word, means in printed.items()
    }


def alike(word: str) -> tuple[str, ...]:
    """What reports print for a word, itself first: `违建` → 违建, 违法建筑, 违法建设…; nothing where the
    lexicon does not know it."""
    return _table()[1].get(word, ())


def known_in(text: str) -> list[tuple[int, int]]:
    """Where a text has words that the lexicon knows, the longest first."""
    return [found.span() for found in _table()[0].finditer(text)]
