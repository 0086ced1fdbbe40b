"""Facts of a library that should agree and do not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from service.facts.model import Fact


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that should agree and do not; the later report first."""

    region: str
    indicator: str
    period: str | None
    facts: tuple[Fact, ...]


def conflicts(facts: Iterable[Fact]) -> tuple[Conflict, ...]:
    """Known facts that speak of the same and disagree in amount or in growth."""
    groups: dict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.known and fact.period:
            kind = "result" if fact.kind in ("actual", "expected") else fact.kind
            key = (fact.region, fact.indicator, fact.period, kind, fact.basis, fact.scope)
            groups[key].append(fact)
    return tuple(
        Conflict(group[0].region, group[0].indicator, group[0].period, _later_first(group))
        for group in groups.values()
        if _disagree(group)
    )


def _later_first(group: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(group, key=lambda fact: (-fact.year, fact.start)))


def _disagree(group: list[Fact]) -> bool:
    """Whether amounts of one unit, or growths, differ; 突破, 以上, 左右 leave room."""
    amounts: dict[str, set[Decimal]] = defaultdict(set)
    for fact in group:
        figure = next((each for each in fact.figures if each.number == fact.value), None)
        if figure and figure.value is not None and not fact.qualifier:
            amounts[figure.plain_unit].add(figure.value)
    growths = {_number(f.growth) for f in group if f.growth and not f.growth_qualifier}
    return len(growths) > 1 or any(len(values) > 1 for values in amounts.values())


def _number(growth: str) -> Decimal | str:
    try:
        return Decimal(growth.rstrip("%‰倍"))
    except InvalidOperation:
        return growth
