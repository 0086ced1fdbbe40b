"""Facts of several regions put in order: only comparable ones, and only where the order is sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from service.facts.model import Fact
from service.tasks.compare.derive import difference, ranking
from service.tasks.compare.measure import PrintedInterval, amount_of, growth_of, plain
from service.verify import Derived
from vectorstore.documents import Report

CompareBy = Literal["amount", "growth"]
RESULTS = {"actual", "expected"}
PER_HEAD = "人均"


@dataclass(frozen=True, slots=True)
class Contest:
    """`ranked` are comparable, the highest first; `apart` are not, with the reason.

    `top` are above all others, `bottom` below: one, or several that say the same; none where
    qualifiers leave it open.
    """

    measure: CompareBy
    ranked: tuple[Fact, ...]
    apart: tuple[tuple[Fact, str], ...]
    derived: tuple[Derived, ...]
    top: tuple[Fact, ...]
    bottom: tuple[Fact, ...]


def measure_of(fact: Fact, by: CompareBy) -> PrintedInterval | None:
    """The amount or the growth of a fact as an interval."""
    return amount_of(fact) if by == "amount" else growth_of(fact)


def alike_in_basis(one: Fact, other: Fact) -> bool:
    """Whether two facts count alike: a year's amount and a level at its end do, a mean does not."""
    held = {one.basis, other.basis}
    return len(held) == 1 or held <= {"annual", "level", None}


def _unlike(fact: Fact, lead: Fact, by: CompareBy, *, any_year: bool = False) -> str:
    """Why two facts are not comparable; nothing when they are."""
    if fact.period != lead.period and not (any_year and _is_year(fact) and _is_year(lead)):
        return "年份不同"
    if fact.kind != lead.kind and {fact.kind, lead.kind} != RESULTS:
        return "完成数与目标不可比"
    if not alike_in_basis(fact, lead):
        return "年均、累计与当年不可比"
    if (fact.scope or "") != (lead.scope or ""):
        return f"口径不同（{fact.scope or lead.scope}）"
    one, other = measure_of(fact, by), measure_of(lead, by)
    if one is None or other is None:
        return "没有可比的数"
    return "" if one.unit == other.unit else "单位不同"


def _is_year(fact: Fact) -> bool:
    return (fact.period or "").isdigit()


def _middle(fact: Fact, by: CompareBy) -> Decimal:
    measure = measure_of(fact, by)
    ends = [end for end in (measure.low, measure.high) if end is not None] if measure else []
    return sum(ends, Decimal(0)) / len(ends) if ends else Decimal(0)


def _open(fact: Fact, by: CompareBy) -> int:
    """Of equal numbers 7%以上 stands before 7%, and that before 7%以内."""
    measure = measure_of(fact, by)
    return 0 if measure is None else (measure.low is None) - (measure.high is None)


def _above(one: Fact, other: Fact, by: CompareBy) -> bool:
    """Whether the lowest that one may be is more than the highest that the other may be; of targets
    the numbers that are set are compared: 8.5% is set higher than 8%以上."""
    high, low = measure_of(one, by), measure_of(other, by)
    if one.kind == other.kind == "target" and high and low and high.unit == low.unit:
        return (high.printed or 0) > (low.printed or 0)
    if high is None or low is None or high.low is None or low.high is None:
        return False
    return high.unit == low.unit and high.low > low.high


def _groups(facts: Sequence[Fact], by: CompareBy, *, any_year: bool = False) -> list[list[Fact]]:
    groups: list[list[Fact]] = []
    for fact in facts:
        if measure_of(fact, by) is None:
            continue
        homes = (g for g in groups if not _unlike(fact, g[0], by, any_year=any_year))
        home = next(homes, None)
        if home is None:
            groups.append([fact])
        elif all(fact.region != other.region for other in home):
            home.append(fact)
    return groups


def _without_parents(facts: Sequence[Fact], by: CompareBy, reports: Sequence[Report]) -> list[Fact]:
    """A city is never ranked with its own district, the city stands apart; but what is no part of
    it, a rate or an amount a head, is held against its own."""
    if by == "growth" or all(PER_HEAD in f.indicator or f.unit in ("%", "‰") for f in facts):
        return [*facts]
    held = {fact.region for fact in facts}
    parents = {name for r in reports for name in r.parents if r.region in held}
    return [fact for fact in facts if fact.region not in parents]


def contest(
    facts: Sequence[Fact], by: CompareBy, reports: Sequence[Report], *, any_year: bool = False
) -> Contest:
    """The largest group of comparable facts in order; the others with what keeps them apart. Facts
    of `any_year` are put in order though each is of its own report's year; no rank is computed."""
    nothing: list[Fact] = []
    best = max(_groups(facts, by, any_year=any_year), key=len, default=nothing)
    peers = best if any_year else _without_parents(best, by, reports)
    ranked = sorted(peers, key=lambda fact: (-_middle(fact, by), _open(fact, by)))
    in_order, in_group = {fact.id for fact in ranked}, {fact.id for fact in best}
    apart = [
        (
            fact,
            "含所辖地区"
            if fact.id in in_group
            else _unlike(fact, best[0], by, any_year=any_year)
            if best
            else "没有可比的数",
        )
        for fact in facts
        if fact.id not in in_order
    ]
    top = _extreme(ranked, by)
    bottom = _extreme(ranked[::-1], by, lowest=True)
    derived = () if any_year else tuple(_derived(ranked, by, top, bottom))
    return Contest(by, tuple(ranked), tuple(apart), derived, top, bottom)


def _extreme(ordered: Sequence[Fact], by: CompareBy, *, lowest: bool = False) -> tuple[Fact, ...]:
    """Those at the head of an order that say the same, where all others surely lie behind them."""
    if len(ordered) < 2:
        return ()
    first = ordered[0]
    alike = tuple(fact for fact in ordered if _same(fact, first, by))
    others = [fact for fact in ordered if fact not in alike]
    sure = all(_above(o, first, by) if lowest else _above(first, o, by) for o in others)
    return alike if sure else ()


def about(fact: Fact, by: CompareBy) -> str:
    """How a fact bounds or rounds its number: 左右, 以上."""
    return (fact.qualifier if by == "amount" else fact.growth_qualifier) or ""


def _same(one: Fact, other: Fact, by: CompareBy) -> bool:
    """Whether two facts give the same number with the same word about it."""
    first, second = measure_of(one, by), measure_of(other, by)
    level = first is not None and second is not None and first.level(second)
    return level and about(one, by) == about(other, by)


def _derived(
    ranked: Sequence[Fact], by: CompareBy, top: Sequence[Fact], bottom: Sequence[Fact]
) -> list[Derived]:
    found: list[Derived] = []
    if len(ranked) >= 2 and all(_above(a, b, by) for a, b in pairwise(ranked)):
        found.append(ranking(ranked))
    else:
        found.extend(_edge(ranked, top, first=True) + _edge(ranked, bottom, first=False))
    for at, more in enumerate(ranked):
        gaps = (_gap(more, less, by) for less in ranked[at + 1 :])
        found.extend(gap for gap in gaps if gap is not None)
    return found


def _edge(ranked: Sequence[Fact], ends: Sequence[Fact], *, first: bool) -> list[Derived]:
    """A ranking of which only one end is sure: the other end names nobody."""
    if len(ends) != 1:
        return []
    fact = ends[0]
    whole = ranking(ranked)
    regions = (fact.region, "") if first else ("", fact.region)
    return [
        Derived(
            "rank",
            whole.text,
            whole.value,
            whole.plain_unit,
            whole.indicator,
            regions,
            whole.operands,
        )
    ]


def _gap(more: Fact, less: Fact, by: CompareBy) -> Derived | None:
    high, low = measure_of(more, by), measure_of(less, by)
    if high is None or low is None or not high.above(low):
        return None
    gap = difference(more, less, high, low)
    if gap is None or high.unit != "%":
        return gap
    return Derived(
        gap.operation,
        f"{plain(gap.value)}个百分点",
        gap.value,
        "个百分点",
        gap.indicator,
        gap.regions,
        gap.operands,
    )
