"""True sentences about facts, and the same with one thing made false."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.measure_lies import measure_lies
from evals.time_lies import time_lies
from service.draft import amount, period_words, say
from service.facts.model import Fact


@dataclass(frozen=True, slots=True)
class Lie:
    """A sentence that is false in one way: `kind` names it."""

    kind: str
    text: str


def truth(fact: Fact) -> str:
    """The fact as a sentence."""
    return f"{say(fact)}。"


def lies(fact: Fact, region: str, beside: Sequence[Fact] = ()) -> Iterator[Lie]:
    """The fact's sentence falsified in each way that fits it; `region` is another region, and of
    the facts `beside` it those of its place say whether it was more than planned."""
    for kind, changed in _changes(fact, region):
        text = truth(changed)
        if text != truth(fact):
            yield Lie(kind, text)
    for kind, text in (*time_lies(fact), *measure_lies(fact)):
        yield Lie(kind, text)
    over = any(map(_over_plan, (fact, *(each for each in beside if _at_one_place(each, fact)))))
    for lie in embroidered(fact, region):
        if not over or lie.kind != "achievement":
            yield lie


def embroidered(fact: Fact, region: str) -> Iterator[Lie]:
    """The fact's true sentence with a word put in or a clause put on that nothing supports."""
    said = say(fact)
    if fact.value and f"为{fact.value}" in said and fact.kind != "target":
        for kind, word in (("denial", "不足"), ("denial", "没有达到"), ("rate", "每月")):
            yield Lie(kind, said.replace("为", f"为{word}", 1) + "。")
    for kind, clause in (
        ("turn", "比上年大幅下降"),
        ("rank", "位居全国前列"),
        ("achievement", "超额完成全年任务"),
        ("comparison", f"远高于{region}"),
        ("ratio", "是上年的2倍"),
        ("rough", "占全国的一半以上"),
        ("cause", "主要得益于旅游业发展"),
    ):
        yield Lie(kind, f"{said}，{clause}。")


def _over_plan(fact: Fact) -> bool:
    """Whether a fact's own words say that more than its plan was done: 完成年度任务的119.97%."""
    rates = re.findall(r"完成[^，。；]*?(\d+(?:\.\d+)?)%", fact.quote)
    return any(Decimal(rate) > 100 for rate in rates)


def _at_one_place(one: Fact, other: Fact) -> bool:
    return (one.report, one.start) == (other.report, other.start)


def swapped(one: Fact, other: Fact) -> tuple[str, Lie] | None:
    """Two regions' amounts of one indicator in a list: told rightly, and crosswise."""
    alike = ("indicator", "period", "kind", "basis", "scope", "unit")
    same = all(getattr(one, name) == getattr(other, name) for name in alike)
    figures = (amount(one), amount(other))
    if not same or one.region == other.region or not all(figures) or figures[0] == figures[1]:
        return None
    lead = {"target": "的目标", "expected": "预计", "cumulative": "累计"}.get(one.kind or "", "")
    head = f"{period_words(one.period)}{one.region}、{other.region}{one.indicator}{lead}分别为"
    wrong = Lie("swapped regions", f"{head}{figures[1]}和{figures[0]}。")
    return f"{head}{figures[0]}和{figures[1]}。", wrong


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
