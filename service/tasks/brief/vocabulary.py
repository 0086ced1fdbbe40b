"""The lists of lexicon/page.yaml: how a briefing reads an outline and chooses clauses."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = (files("service.language.lexicon") / "page.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(yaml.safe_load(text))


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in its order; KeyError for a list that is not there."""
    return _lists()[name]


def count(name: str, text: str) -> int:
    """How many words of a list stand in the text."""
    return sum(word in text for word in listed(name))
