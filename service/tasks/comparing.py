"""What may be compared with what, and the numbers that follow from it: gaps and ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.facts.model import Fact, Figure
from service.verify import Derived
from service.verify.match import role

CompareBy = Literal["amount", "growth"]


@dataclass(frozen=True, slots=True)
class Compared:
    """Comparable facts, the highest first, and what code computed from them."""

    measure: CompareBy
    ranked: tuple[Fact, ...]
    apart: tuple[tuple[Fact, str], ...]
    derived: tuple[Derived, ...]


def figure_of(fact: Fact, measure: CompareBy) -> Figure | None:
    """The fact's amount or growth as a number, None where it has no single value."""
    wanted = "value" if measure == "amount" else "growth"
    if (fact.value if measure == "amount" else fact.growth) is None:
        return None
    for figure in fact.figures:
        if role(fact, figure) == wanted and figure.value is not None and figure.high is None:
            return figure
    return None


def number_of(fact: Fact, measure: CompareBy) -> Decimal | None:
    """The signed number a fact is ranked by, in its plain unit."""
    figure = figure_of(fact, measure)
    if figure is None or figure.value is None:
        return None
    down = measure == "growth" and (fact.growth or "").startswith("-")
    return -abs(figure.value) if down else figure.value


def _unlike(fact: Fact, lead: Fact, measure: CompareBy) -> str:
    """Why two facts are not comparable; nothing when they are."""
    if fact.period != lead.period:
        return "年份不同"
    if fact.kind != lead.kind and {fact.kind, lead.kind} != {"actual", "expected"}:
        return "完成数与目标不可比"
    if fact.basis != lead.basis:
        return "年均、累计与当年不可比"
    if (fact.scope or "") != (lead.scope or ""):
        return f"口径不同（{fact.scope or lead.scope}）"
    one, other = figure_of(fact, measure), figure_of(lead, measure)
    if one is None or other is None:
        return "没有可比的数"
    return "" if one.plain_unit == other.plain_unit else "单位不同"


def compare_facts(facts: Sequence[Fact], measure: CompareBy) -> Compared:
    """The largest group of comparable facts, ranked; the others with the reason they stay apart."""
    groups: list[list[Fact]] = []
    for fact in facts:
        if number_of(fact, measure) is None:
            continue
        home = next((group for group in groups if not _unlike(fact, group[0], measure)), None)
        if home is None:
            groups.append([fact])
        elif all(fact.region != other.region for other in home):
            home.append(fact)
    best = max(groups, key=len, default=[])
    ranked = sorted(best, key=lambda fact: -(number_of(fact, measure) or Decimal(0)))
    apart = [
        (fact, _unlike(fact, best[0], measure) if best else "没有可比的数")
        for fact in facts
        if fact not in best
    ]
    return Compared(measure, tuple(ranked), tuple(apart), tuple(_derive(ranked, measure)))


def _derive(ranked: Sequence[Fact], measure: CompareBy) -> list[Derived]:
    if len(ranked) < 2:
        return []
    numbers = [number_of(fact, measure) or Decimal(0) for fact in ranked]
    indicator = ranked[0].indicator
    found: list[Derived] = []
    if len(set(numbers)) == len(numbers):
        regions = tuple(fact.region for fact in ranked)
        found.append(Derived("rank", "", Decimal(0), "", indicator, regions, tuple(ranked)))
    for at in range(len(ranked)):
        for later in range(at + 1, len(ranked)):
            gap = numbers[at] - numbers[later]
            if gap:
                found.append(_difference(ranked[at], ranked[later], gap, measure))
    return found


def _difference(more: Fact, less: Fact, gap: Decimal, measure: CompareBy) -> Derived:
    if measure == "growth" or (more.unit or "").endswith("%"):
        text, unit = f"{plain_digits(gap)}个百分点", "个百分点"
    else:
        figure = figure_of(more, measure)
        assert figure is not None
        scale = _scale(figure)
        text, unit = f"{plain_digits(gap / scale)}{more.unit}", figure.plain_unit
    return Derived(
        "difference", text, gap, unit, more.indicator, (more.region, less.region), (more, less)
    )


def _scale(figure: Figure) -> Decimal:
    printed = Decimal(figure.number.rstrip("%"))
    return (figure.value or Decimal(0)) / printed if printed else Decimal(1)


def plain_digits(number: Decimal) -> str:
    """`32.960` → `32.96`, never an exponent."""
    return format(number.normalize(), "f")
