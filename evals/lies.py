"""True sentences about facts, and the same with one thing made false."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from service.draft import say
from service.facts.model import Fact


@dataclass(frozen=True, slots=True)
class Lie:
    """A sentence that is false in one way: `kind` names it."""

    kind: str
    text: str


def truth(fact: Fact) -> str:
    """The fact as a sentence."""
    return f"{say(fact)}。"


def lies(fact: Fact, region: str) -> Iterator[Lie]:
    """The fact's sentence falsified in each way that fits it; `region` is another region."""
    for kind, changed in _changes(fact, region):
        text = truth(changed)
        if text != truth(fact):
            yield Lie(kind, text)


def _changes(fact: Fact, region: str) -> Iterator[tuple[str, Fact]]:
    yield from _numbers(fact)
    yield "region", fact.model_copy(update={"region": region})
    if fact.period and re.fullmatch(r"\d{4}", fact.period):
        yield "year", fact.model_copy(update={"period": str(int(fact.period) - 1)})
    if fact.kind in ("actual", "target", "expected"):
        kind = "actual" if fact.kind == "target" else "target"
        yield "kind", fact.model_copy(update={"kind": kind})
    if fact.qualifier or fact.growth_qualifier:
        bare = {"qualifier": None, "growth_qualifier": None}
        yield "qualifier", fact.model_copy(update=bare)


def _numbers(fact: Fact) -> Iterator[tuple[str, Fact]]:
    if fact.value and re.fullmatch(r"\d+(\.\d+)?", fact.value):
        yield "digit", fact.model_copy(update={"value": _next(fact.value)})
        swapped = {"亿": "万", "万": "亿"}.get((fact.unit or "")[:1])
        if swapped:
            yield "scale", fact.model_copy(update={"unit": swapped + (fact.unit or "")[1:]})
    if fact.growth and re.fullmatch(r"-?\d+(\.\d+)?%", fact.growth):
        number = fact.growth.rstrip("%")
        yield "digit", fact.model_copy(update={"growth": _next(number) + "%"})
        yield "points", fact.model_copy(update={"growth": number + "个百分点"})
        opposite = number.removeprefix("-") if number.startswith("-") else f"-{number}"
        yield "direction", fact.model_copy(update={"growth": opposite + "%"})


def _next(digits: str) -> str:
    """The number with its last digit one more."""
    step = Decimal(1).scaleb(int(Decimal(digits).as_tuple().exponent))
    return str(Decimal(digits) + step)
