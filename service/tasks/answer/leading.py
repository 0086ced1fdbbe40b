"""Which regions a question over more of them than are looked at one by one is answered from.

The ledger's columns say who gives the figure at all, and whose is the highest: of 3,000 regions
谁的地区生产总值增速最高 looks through the hundred highest of the largest comparable group.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.ledger import FactQuery, Figure, KindAsked
from service.tasks.answer.desk import Desk
from service.tasks.compare.measure import PrintedInterval, measured, rate
from service.understand import Understood

MOST = 400  # regions that are looked at one by one for one question
LISTED = 100  # of more regions so many are told
FEWER = 25  # of a name outside the lexicon: all figures of their reports are read
UNSEEN = "地区太多，只看了{}{}个，其余{}个没有看；请写出所问的地区。"
HIGHEST = "已查{}个地区的报告，{}个给出可比的数，只列其中最{}的{}个；要看其他地区，请写出地区。"
FIRST = "已查{}个地区的报告，{}个给出这个数，只列前{}个；要看其他地区，请写出地区。"


@dataclass(frozen=True, slots=True)
class Leading:
    """The regions that are looked at, and what is said of those that are not: with it the receipt
    of those that are, unless the columns were asked about `all`."""

    regions: Sequence[str]
    closing: str = ""
    all: bool = False


def leading(desk: Desk, understood: Understood, regions: Sequence[str]) -> Leading:
    """All of them where they are few; else the first in the order that is asked for."""
    if len(regions) <= MOST:
        return Leading(regions)
    order = understood.task in ("compare", "rank")
    given = _comparable(_figures(desk, understood, regions), understood)
    if not given:
        return _by_words(desk, understood, regions)
    if not order:
        told = [region for region in regions if region in given]
        left = FIRST.format(len(regions), len(told), LISTED) if len(told) > LISTED else ""
        return Leading(told[:LISTED], left, all=bool(left))
    sign, word = (1, "低") if understood.lowest else (-1, "高")
    ranked = sorted(given, key=lambda region: sign * _middle(given[region]))
    some = len(ranked) > LISTED
    left = HIGHEST.format(len(regions), len(ranked), word, LISTED) if some else ""
    return Leading(ranked[:LISTED], left, all=some)


def _by_words(desk: Desk, understood: Understood, regions: Sequence[str]) -> Leading:
    """Those whose reports have the words asked for in one passage, the best first; where no words
    tell them apart, the first."""
    reports = [report for region in regions for report in desk.library.of_region(region)]
    filings = desk.library.filings([report.id for report in reports])
    best = desk.library.keywords.best(understood.subject, filings)
    order = sorted((at for at in range(len(reports)) if best[at] > 0), key=lambda at: -best[at])
    found = list(dict.fromkeys(reports[at].region for at in order))[:FEWER]
    most, what = (found, "用词最相近的") if found else (regions[:MOST], "前")
    return Leading(most, UNSEEN.format(what, len(most), len(regions) - len(most)))


def _figures(desk: Desk, understood: Understood, regions: Sequence[str]) -> list[Figure]:
    """What the ledger gives on the first name asked for, of the time and kind asked for."""
    if not understood.indicators:
        return []
    period = (understood.period,) if understood.period else tuple(map(str, understood.years))
    kinds: tuple[KindAsked, ...] = ("target",) if understood.kind == "target" else ("result",)
    query = FactQuery(indicators=understood.indicators[:1], periods=period, kinds=kinds)
    held = set(regions)
    return [each for each in desk.ledger.figures(query) if each.region in held]


def _comparable(figures: Sequence[Figure], understood: Understood) -> dict[str, PrintedInterval]:
    """The largest group of one period and unit, a figure a region."""
    by: dict[bool, dict[tuple[str | None, str], dict[str, PrintedInterval]]] = {
        growth: defaultdict(dict) for growth in (True, False)
    }
    for each in figures:
        amount = measured(each.value, each.unit, each.qualifier)
        for growth, found in ((False, amount), (True, rate(each.growth, each.growth_qualifier))):
            if found is not None:
                by[growth][each.period, found.unit].setdefault(each.region, found)
    largest = {
        growth: max(groups.values(), key=len, default=dict[str, PrintedInterval]())
        for growth, groups in by.items()
    }
    asked = understood.measures
    if ("growth" in asked) != ("amount" in asked):
        return largest["growth" in asked]
    return max(largest[False], largest[True], key=len)


def _middle(found: PrintedInterval) -> Decimal:
    ends = [end for end in (found.low, found.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else Decimal(0)
