"""Which deeds of a report answer for a deed asked about: the families of lexicon/deeds.yaml."""

import re
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of

ANY = "any"


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    strict: bool = False
    asked: tuple[str, ...]
    told: tuple[str, ...]


@cache
def _families() -> tuple[_Family, ...]:
    return tuple(TypeAdapter(list[_Family]).validate_python(data_of("deeds")))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds a deed told, a deed asked before 多少, and one asked at the end."""
    asked = _any_of(word for each in _families() for word in each.asked)
    told = _any_of(w for each in _families() for w in (*each.asked, *each.told) if len(w) > 1)
    before = rf"({asked})[了过出好掉成的]*(?:大概|大约|一共|总共|共|差不多)*(?:多少|几)"
    behind = rf"(?:多少|几).*?({asked})[了过的]*[？?\s]*$"
    return re.compile(told), re.compile(before), re.compile(behind)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


@cache
def answering(asked: str) -> frozenset[str]:
    """The deeds that answer for the one that a question asks about: 开工建设… for 几个项目开工; none
    where it asks about none that is known."""
    _, before, behind = _patterns()
    found = before.search(asked) or behind.search(asked)
    if found is None:
        return frozenset()
    mine = [each for each in _families() if found[1] in each.asked]
    strict = all(each.strict for each in mine)
    words = {word for each in mine for word in (*each.asked, *each.told)}
    neutral = () if strict else next(each.told for each in _families() if each.name == ANY)
    return frozenset((*words, *neutral))


def deeds_in(text: str) -> list[str]:
    """The deeds that a text tells, in order."""
    return _patterns()[0].findall(text)
