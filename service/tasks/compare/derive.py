"""Numbers computed from facts of one 口径, with their operands: gaps, medians, extremes."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from service.facts.model import Fact
from service.tasks.compare.measure import PrintedInterval, plain, printed_unit, split_unit
from service.verify import Derived


def _printed(number: Decimal, unit: str | None) -> Decimal:
    """A number of the unit that amounts are compared in, in a unit as printed."""
    return number / split_unit(unit)[0]


def difference(
    larger: Fact, smaller: Fact, high: PrintedInterval, low: PrintedInterval
) -> Derived | None:
    """How much more one amount is than the other; None unless both are exact.

    `text` is in the larger fact's own unit.
    """
    if not (high.exact and low.exact and high.unit == low.unit):
        return None
    if high.low is None or low.low is None:
        return None
    value = _printed(high.low - low.low, larger.unit)
    scale, plain_unit = printed_unit(larger.unit)
    return Derived(
        operation="difference",
        text=f"{plain(value)}{larger.unit or ''}",
        value=value * scale,
        plain_unit=plain_unit,
        indicator=larger.indicator,
        regions=(larger.region, smaller.region),
        operands=(larger, smaller),
    )


def total(facts: Sequence[Fact], amounts: Sequence[PrintedInterval]) -> Derived | None:
    """What numbers of one unit make together, as printed in the first fact's unit; None of ranges."""
    ends = [{end for end in (each.low, each.high) if end is not None} for each in amounts]
    alike = len({each.unit for each in amounts}) == 1 and all(len(each) == 1 for each in ends)
    if len(facts) < 2 or not alike:
        return None
    value = _printed(sum((each.pop() for each in ends), Decimal(0)), facts[0].unit)
    scale, plain_unit = printed_unit(facts[0].unit)
    return Derived(
        operation="sum",
        text=f"{plain(value)}{facts[0].unit or ''}",
        value=value * scale,
        plain_unit=plain_unit,
        indicator=facts[0].indicator,
        regions=tuple(dict.fromkeys(fact.region for fact in facts)),
        operands=tuple(facts),
    )


def ranking(ordered: Sequence[Fact]) -> Derived:
    """The order of the facts' regions, the greatest first."""
    return Derived(
        operation="rank",
        text="最高",
        value=Decimal(1),
        plain_unit="名",
        indicator=ordered[0].indicator,
        regions=tuple(fact.region for fact in ordered),
        operands=tuple(ordered),
    )


def middle(measures: Sequence[tuple[Fact, PrintedInterval]], unit: str) -> Derived | None:
    """The median of exact amounts, printed in `unit`."""
    exact = [(fact, measure.low) for fact, measure in measures if measure.exact]
    values = [value for _, value in exact if value is not None]
    if len(values) < 3 or len(values) != len(measures):
        return None
    value = median(values)
    scale, plain_unit = printed_unit(unit)
    printed = plain(_printed(value, unit).quantize(Decimal("0.01")))
    return Derived(
        operation="median",
        text=f"{printed}{unit}",
        value=Decimal(printed) * scale,
        plain_unit=plain_unit,
        indicator=exact[0][0].indicator,
        regions=tuple(fact.region for fact, _ in exact),
        operands=tuple(fact for fact, _ in exact),
    )
