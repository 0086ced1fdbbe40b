"""One region over its years: how a figure moved, and whether last year's target was met."""

from decimal import Decimal
from typing import Literal

from service.draft import amount, growth, period_words
from service.facts.lexicon import find
from service.facts.model import Fact
from service.shapes import Row
from service.tasks.compare.derive import difference
from service.tasks.compare.finding import Finding
from service.tasks.compare.measure import Measure, amount_of, growth_of

ABOUT = ("左右", "约", "上下")
LEEWAY = Decimal("0.5")
Verdict = Literal["达到", "基本达到", "未达到"]


def _facts(row: Row) -> list[Fact]:
    facts = [cell.fact for cell in row.cells if cell.fact is not None]
    return [fact for fact in facts if fact.scope is None]


def _in_order(row: Row) -> list[Fact]:
    """The row's facts by region and year, each once (the later report's); spans are no year."""
    held = {
        (fact.region, fact.period): fact
        for fact in sorted(_facts(row), key=lambda fact: fact.year)
        if fact.period is not None and fact.period.isdigit()
    }
    return sorted(held.values(), key=lambda fact: fact.period or "")


def series(row: Row) -> Finding | None:
    """How an amount moved over the years; the difference is nominal and says so."""
    facts = [fact for fact in _in_order(row) if fact.value is not None and fact.kind == "actual"]
    if len(facts) < 2 or len({fact.region for fact in facts}) != 1:
        return None
    first, last = facts[-2], facts[-1]
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


def _short_of(reached: Measure, wanted: Measure, good_is_low: bool) -> Decimal | None:
    """By how much the result misses the target; 0 or less where it is met."""
    got = reached.low if reached.low is not None else reached.high
    aim = wanted.high if good_is_low and wanted.high is not None else wanted.low
    aim = aim if aim is not None else wanted.high
    if got is None or aim is None or reached.unit != wanted.unit:
        return None
    return got - aim if good_is_low or wanted.low is None else aim - got


def verdict(reached: Fact, wanted: Fact) -> Verdict | None:
    """Whether the result meets the target, its qualifier respected; None where it cannot be said."""
    by_amount = wanted.value is not None and reached.value is not None
    measure = amount_of if by_amount else growth_of
    got, aim = measure(reached), measure(wanted)
    indicator = find(wanted.indicator)
    if got is None or aim is None:
        return None
    short = _short_of(got, aim, indicator is not None and indicator.direction == "down")
    if short is None:
        return None
    if short <= 0:
        return "达到"
    qualifier = (wanted.qualifier if by_amount else wanted.growth_qualifier) or ""
    near = LEEWAY if aim.unit == "%" else abs(aim.low or aim.high or Decimal(0)) * LEEWAY / 10
    about = any(word in qualifier for word in ABOUT)
    return "基本达到" if about and short <= near else "未达到"


def attained(result: Row, target: Row) -> list[Finding]:
    """Each target beside the result that a later report gives for the same year."""
    results = {(fact.region, fact.period): fact for fact in _facts(result)}
    found: list[Finding] = []
    for wanted in _in_order(target):
        reached = results.get((wanted.region, wanted.period))
        said = verdict(reached, wanted) if reached is not None else None
        if reached is None or said is None:
            continue
        by_amount = wanted.value is not None and reached.value is not None
        aim, got = (amount, amount) if by_amount else (growth, growth)
        lead = "预计" if reached.kind == "expected" else "实际"
        found.append(
            Finding(
                f"{wanted.region}{period_words(wanted.period)}{wanted.indicator}目标是{aim(wanted)}，"
                f"{lead}{got(reached)}，{said}。",
                (wanted, reached),
                weight=1.3 if said == "未达到" else 1.1,
                sort="attained",
            )
        )
    return found
