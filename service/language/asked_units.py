"""The units that a question asks for (多少人), and the numbers that reports print for them:
lexicon/asked_units.yaml."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of
from service.language.units import alternation
from vectorstore import late

# A number up to its unit, and one of things: no share, sum or date (医院盖了几个 is not told by 80%).
NUMBER = r"\d[余多万亿千百]*"
MANY = re.compile(
    r"\d[余多万千百]*(?![\d.余多万千百亿%％元‰倍年月日个]|个百分点)|\d[余多万千百]*个(?!百分点)"
    r"|[一二两三四五六七八九十百][余多]?(?:个|家|户|所|座|处|项|大)"
)
# Places are told by no other number, be it of those who live there: 脱贫了几个县.
PLACES_COUNTED = late.pattern(
    r"(?:多少|几)个(?:贫困|深度)*(?P<place>[县村乡镇](?![\u4e00-\u9fff]*[项企]))"
)


class _Sort(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    units: dict[str, str]


@cache
def _sorts() -> dict[str, dict[str, str]]:
    read = TypeAdapter(list[_Sort]).validate_python(data_of("asked_units"))
    return {each.name: each.units for each in read}


@cache
def units(*sorts: str) -> str:
    """A regex alternation of the units of some sorts, of all where none is named."""
    held = [unit for sort in sorts or _sorts() for unit in _sorts()[sort]]
    return alternation(held)


def is_of(sort: str, unit: str) -> bool:
    """Whether a unit is `measured` or `counted`."""
    return unit in _sorts()[sort]


@cache
def number_in(unit: str) -> re.Pattern[str]:
    """What finds a number in the unit asked for: of 几个 any number of things."""
    if is_of("counted", unit):
        return MANY
    printed = next((held[unit] for held in _sorts().values() if unit in held), unit)
    return re.compile(rf"{NUMBER}(?:{alternation(printed.split())})")
