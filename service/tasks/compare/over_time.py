"""One region over its years: how a figure moved, and whether last year's target was met."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.language.indicators import find
from service.light import changed
from service.shapes import Cell, Row
from service.tasks.compare.derive import difference
from service.tasks.compare.finding import Finding
from service.tasks.compare.measure import PrintedInterval, amount_of, growth_of
from service.tasks.compare.places import current

CEILINGS = ("居民消费价格",)  # no good news either way, but a target for it is a limit
ABOUT = ("左右", "约", "上下")
FEW, LISTED = 2, 4
LEEWAY = Decimal("0.5")
Verdict = Literal["达到", "基本达到", "未达到"]


def _facts(row: Row) -> list[Fact]:
    facts = [cell.fact for cell in row.cells if cell.fact is not None]
    return [fact for fact in facts if fact.scope is None]


def _in_order(row: Row) -> list[Fact]:
    """The row's facts by region and year, each once (the later report's); spans are no year."""
    held = {
        (current(fact.region), fact.period): fact
        for fact in sorted(_facts(row), key=lambda fact: fact.year)
        if fact.period is not None and fact.period.isdigit()
    }
    return sorted(held.values(), key=lambda fact: fact.period or "")


def years_of(row: Row) -> dict[str, list[Fact]]:
    """The row's facts of each region, under the name that it bears today, year by year."""
    held: dict[str, list[Fact]] = defaultdict(list)
    for fact in _in_order(row):
        held[current(fact.region)].append(fact)
    return held


def series(row: Row) -> Finding | None:
    """How an amount moved over the years; the difference is nominal and says so."""
    facts = [fact for fact in _in_order(row) if fact.value is not None and fact.kind == "actual"]
    if len(facts) < 2 or len({current(fact.region) for fact in facts}) != 1:
        return None
    first, last = facts[0], facts[-1]
    before, after = amount_of(first), amount_of(last)
    if before is None or after is None:
        return None
    said = "，".join(f"{period_words(fact.period)}{amount(fact)}" for fact in facts)
    more = after.above(before)
    gap = difference(last, first, after, before) if more else difference(first, last, before, after)
    tail = ""
    if gap is not None and gap.value and last.unit != "%":
        nominal = "（按现价计算）" if "元" in (last.unit or "") else ""
        years = f"{period_words(last.period)}比{period_words(first.period)}"
        tail = f"，{years}{'多' if more else '少'}{gap.text}{nominal}"
    text = f"{last.region}{row.indicator}：{said}{tail}。"
    return Finding(text, tuple(facts), (gap,) if gap and tail else (), 1.0, "series")


def _short_of(
    reached: PrintedInterval, wanted: PrintedInterval, good_is_low: bool
) -> Decimal | None:
    """By how much the result misses the target; 0 or less where it is met."""
    got = reached.low if reached.low is not None else reached.high
    aim = wanted.high if good_is_low and wanted.high is not None else wanted.low
    aim = aim if aim is not None else wanted.high
    if got is None or aim is None or reached.unit != wanted.unit:
        return None
    return got - aim if good_is_low or wanted.low is None else aim - got


def _is_limit(name: str) -> bool:
    indicator = find(name)
    return name in CEILINGS or (indicator is not None and indicator.direction == "down")


def verdict(reached: Fact, wanted: Fact) -> Verdict | None:
    """Whether the result meets the target, its qualifier respected; None where it cannot be said."""
    by_amount = wanted.value is not None and reached.value is not None
    measure = amount_of if by_amount else growth_of
    got, aim = measure(reached), measure(wanted)
    if got is None or aim is None:
        return None
    short = _short_of(got, aim, _is_limit(wanted.indicator))
    if short is None:
        return None
    if short <= 0:
        return "达到"
    qualifier = (wanted.qualifier if by_amount else wanted.growth_qualifier) or ""
    near = LEEWAY if aim.unit == "%" else abs(aim.low or aim.high or Decimal(0)) * LEEWAY / 10
    about = any(word in qualifier for word in ABOUT)
    return "基本达到" if about and short <= near else "未达到"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target and the result that a later report gives for the same year."""

    wanted: Fact
    reached: Fact
    verdict: Verdict

    def got(self) -> str:
        """`实际增长5.2%`, of an estimate `预计增长5.2%`."""
        lead = "预计" if self.reached.kind == "expected" else "实际"
        return f"{lead}{self._said(self.reached)}"

    def words(self) -> str:
        """`2020年目标是增长6%左右，实际增长5.2%`."""
        return f"{period_words(self.wanted.period)}目标是{self._said(self.wanted)}，{self.got()}"

    def _said(self, fact: Fact) -> str:
        by_amount = self.wanted.value is not None and self.reached.value is not None
        return amount(fact) if by_amount else growth(fact)


def outcomes(result: Row, target: Row) -> list[Outcome]:
    """Every target of the row that a later report tells the result of."""
    results = {
        (current(fact.region), fact.period): fact
        for fact in sorted(_facts(result), key=lambda fact: fact.kind != "expected")
    }
    found: list[Outcome] = []
    for wanted in _in_order(target):
        reached = results.get((current(wanted.region), wanted.period))
        said = verdict(reached, wanted) if reached is not None else None
        if reached is not None and said is not None:
            found.append(Outcome(wanted, reached, said))
    return found


def with_outcomes(result: Row, target: Row) -> Row:
    """The row of targets, each cell noting what was reached."""
    held = {one.wanted.id: one for one in outcomes(result, target)}

    def noted(cell: Cell) -> Cell:
        one = held.get(cell.fact.id) if cell.fact is not None else None
        if one is None:
            return cell
        note = "；".join(part for part in (cell.note, f"{one.got()}，{one.verdict}") if part)
        return changed(cell, note=note, noted=(*cell.noted, one.reached))

    return target.model_copy(update={"cells": tuple(map(noted, target.cells))})


def attained(result: Row, target: Row) -> list[Finding]:
    """Each region's targets beside the results of the same years; of many, those not met."""
    by_region: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes(result, target):
        by_region[current(one.wanted.region)].append(one)
    return [found for group in by_region.values() if (found := _told(group)) is not None]


def _told(group: Sequence[Outcome]) -> Finding | None:
    missed = [one for one in group if one.verdict == "未达到"]
    shown = list(group) if len(group) <= FEW else missed[-LISTED:] or list(group[-1:])
    rest = [one for one in group if one not in shown]
    head = f"{group[-1].wanted.region}{group[0].wanted.indicator}："
    said = "；".join([*(f"{one.words()}，{one.verdict}" for one in shown), *_by_verdict(rest)])
    facts = tuple(fact for one in (*shown, *rest) for fact in (one.wanted, one.reached))
    return Finding(f"{head}{said}。", facts, weight=1.3 if missed else 1.1, sort="attained")


def _by_verdict(rest: Sequence[Outcome]) -> list[str]:
    """`2017年、2018年达到`, `2019年基本达到`: each year is named under its own verdict, so no
    word is said of a year that has none."""
    told: dict[Verdict, list[str]] = defaultdict(list)
    for one in rest:
        told[one.verdict].append(period_words(one.wanted.period))
    return [f"{'、'.join(years)}{verdict}" for verdict, years in told.items()]
