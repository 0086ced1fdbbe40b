"""Sentences that name nothing to be looked for: greetings, and success as such."""

from functools import cache
from typing import cast

from service.entailment.classes import is_noun
from service.entailment.reading import Reading
from service.language.lexicon import data_of


@cache
def _bare() -> frozenset[str]:
    held = cast(dict[str, str], data_of("bare", "service.tasks.check"))
    return frozenset(word for words in held.values() for word in words.split())


def says_nothing(reading: Reading) -> bool:
    """Whether a sentence has neither number nor year, and none of its nouns names a thing:
    各项工作取得明显成效."""
    if any(token.kind in ("number", "year", "part") for token in reading.tokens):
        return False
    return all(token.text in _bare() for token in reading.tokens if is_noun(token))
