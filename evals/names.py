"""Names of indicators as the evaluation reads them: from its own data, never the product's lexicon.

Two names that evals/data/indicators.yaml knows are the same if they stand in one entry. Of any
other two, each must hold most of the characters of the other, so that 创建县城平安小区 is
县城平安小区 and 完成投资 is not 重点项目建设完成投资.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

LEAST_SHARED = 0.6
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
SHORT = 2
_STATED = r"(?=[\d约近超达为完实增下分]|$)"
_NOT_AFTER = {"工业": "非未无加", "出口": "非未无进"}


class _FrozenName(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EvalIndicator(_FrozenName):
    """One indicator with all its names."""

    name: str
    also: tuple[str, ...] = ()
    headline: bool = False


class CaseName(_FrozenName):
    """What a case's name stands for: an indicator, and whose it is."""

    name: str
    scope: str = ""


class _Data(_FrozenName):
    indicators: tuple[EvalIndicator, ...]
    alike: dict[str, str]
    idle: tuple[str, ...]
    cases: dict[str, CaseName]


@dataclass(frozen=True, slots=True)
class NameMention:
    """An indicator named at `start:end` of a text."""

    start: int
    end: int
    indicator: EvalIndicator


@cache
def _data() -> _Data:
    text = (files("evals") / "data" / "indicators.yaml").read_text(encoding="utf-8")
    return _Data.model_validate(yaml.safe_load(text))


@cache
def _printed() -> Mapping[str, EvalIndicator]:
    return {name: each for each in _data().indicators for name in (each.name, *each.also)}


@cache
def _plain_names() -> Mapping[str, EvalIndicator]:
    return {plain(name): each for name, each in _printed().items()}


@cache
def _pattern() -> re.Pattern[str]:
    """All names, the longest first; 食品加工业增加值 and 非房地产投资 name none of them."""
    return re.compile("|".join(map(_alone, sorted(_printed(), key=len, reverse=True))))


def _alone(name: str) -> str:
    before = _NOT_AFTER.get(name[:2], "非未无")
    return f"(?<![{before}]){re.escape(name)}{_STATED if len(name) <= SHORT else ''}"


@cache
def plain(name: str) -> str:
    """A name without brackets and idle words, what is written in several ways told alike."""
    made = BRACKETS.sub("", re.sub(r"\s", "", name))
    for old, new in _data().alike.items():
        made = made.replace(old, new)
    idle = "|".join(_data().idle)
    return re.sub(rf"^(?:{idle})+(?=.)|(?<=.)(?:{idle})+$", "", made)


def known(name: str) -> EvalIndicator | None:
    """The indicator of a name, None where the data has none."""
    return _printed().get(name) or _plain_names().get(plain(name))


def of_case(name: str) -> CaseName:
    """What a case's name stands for."""
    return _data().cases.get(name, CaseName(name=name))


def mentions(text: str) -> list[NameMention]:
    """The indicators that a text names, in order; of two at one place the longer name."""
    return [
        NameMention(*found.span(), _printed()[found.group()]) for found in _pattern().finditer(text)
    ]


def same_name(gold: str, said: str, *, quote: str = "", scope: str = "") -> bool:
    """Whether a name says what the gold's does; `quote` is the gold's, `scope` goes with `said`."""
    wanted, given = known(gold), known(said)
    if wanted is not None and given is not None and (wanted is given or not scope):
        return wanted is given
    return (
        _shared(gold, said + scope) >= LEAST_SHARED and _shared(said, gold + quote) >= LEAST_SHARED
    )


def _shared(one: str, other: str) -> float:
    """The share of the characters of one name that the other holds."""
    letters = set(plain(one))
    return len(letters & set(plain(other))) / max(1, len(letters))
