"""What an analyst sees first: what fell, and where a report's own figures do not fit together."""

from collections.abc import Iterator
from itertools import pairwise

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.language.indicators import find
from service.shapes import Row
from service.tasks.compare.derive import difference
from service.tasks.compare.finding import Finding
from service.tasks.compare.measure import amount_of, growth_of
from service.tasks.compare.over_time import years_of

DEEP = 5  # percent: a fall that a reader has to be told of
HEAVY, LIGHT = 3.0, 1.6


def broken(row: Row) -> Iterator[Finding]:
    """`2023年固定资产投资增长13.9%，数额却比2022年少2亿元（…）：口径应有变动，不宜直接相减。`

    A rate that says the contrary of the two amounts is told with both of them.
    """
    for before, after in _neighbours(row):
        old, new, rate = amount_of(before), amount_of(after), growth_of(after)
        if old is None or new is None or rate is None or rate.low is None:
            continue
        rose, fell = new.above(old), old.above(new)
        if not ((rate.low > 0 and fell) or (rate.low < 0 and rose)):
            continue
        gap = difference(after, before, new, old) if rose else difference(before, after, old, new)
        more = f"{'多' if rose else '少'}{gap.text}" if gap else ("更多" if rose else "更少")
        text = (
            f"{after.region}{period_words(after.period)}{row.indicator}{growth(after)}，"
            f"数额{amount(after)}却比{period_words(before.period)}的{amount(before)}{more}："
            "口径应有变动，两年数额不宜直接相减。"
        )
        yield Finding(text, (before, after), (gap,) if gap else (), HEAVY, "broken")


def fallen(row: Row) -> Iterator[Finding]:
    """`甲县2020年一般公共预算收入9.8亿元，下降18%。`: of each region its newest fall that is deep."""
    indicator = find(row.indicator)
    if indicator is not None and indicator.direction == "down":
        return
    for facts in years_of(row).values():
        falls = [fact for fact in facts if _depth(fact) >= DEEP]
        if falls and (len(facts) > 1 or len(row.cells) > 1):
            fact = falls[-1]
            said = "，".join(part for part in (amount(fact), growth(fact)) if part)
            lead = "预计" if fact.kind == "expected" else ""
            head = f"{fact.region}{period_words(fact.period)}{row.indicator}"
            weight = LIGHT + min(float(_depth(fact)), 30.0) / 30
            yield Finding(f"{head}{lead}{said}。", (fact,), weight=weight, sort="fallen")


def _depth(fact: Fact) -> float:
    rate = growth_of(fact)
    return float(-rate.high) if rate is not None and rate.unit == "%" and rate.high else 0.0


def _neighbours(row: Row) -> Iterator[tuple[Fact, Fact]]:
    """The amounts of two years in a row of one region, of one scope and both reached."""
    for facts in years_of(row).values():
        reached = [fact for fact in facts if fact.value is not None and fact.kind == "actual"]
        for before, after in pairwise(reached):
            if int(after.period or 0) - int(before.period or 0) == 1:
                yield before, after
