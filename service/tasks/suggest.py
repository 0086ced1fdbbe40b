"""Questions that the ledger can answer: to begin with, and beside a figure that was just told."""

from collections.abc import Iterator, Sequence

from service.draft import period_words
from service.facts.model import Fact
from service.language.indicators import load_lexicon
from service.ledger import FactQuery, Ledger
from vectorstore.documents import Report
from vectorstore.library import Library

BEGIN, NEXT, OTHERS, SERIES = 5, 4, 2, 3


def _told(library: Library, query: FactQuery) -> tuple[Fact, ...]:
    """The sure facts of whole regions under names that the lexicon knows."""
    found = Ledger(library).facts(query)
    return tuple(
        fact
        for fact in found
        if fact.known and fact.scope is None and fact.period and (fact.value or fact.growth)
    )


def _is_year(fact: Fact) -> bool:
    return (fact.period or "").isdigit()


def question(fact: Fact) -> str:
    """`满洲里市2020年地区生产总值是多少？`, of a target `…2021年地区生产总值的目标是多少？`."""
    head = f"{fact.region}{period_words(fact.period)}{fact.indicator}"
    if fact.kind == "target":
        return f"{head}的目标是多少？"
    return f"{head}是多少？" if fact.value is not None else f"{head}增长多少？"


def _chief(facts: Sequence[Fact]) -> list[Fact]:
    """Results of a year first, in the order of the lexicon: what a report is asked for most."""
    order = {each.name: place for place, each in enumerate(load_lexicon().indicators)}
    results = [fact for fact in facts if _is_year(fact) and fact.kind in ("actual", "expected")]
    return sorted(results, key=lambda fact: order.get(fact.indicator, len(order)))


def beginning(library: Library) -> list[str]:
    """Questions on the newest reports: a figure of one, two held together, a target, the work."""
    reports = sorted(library.reports(), key=lambda report: -report.year)
    asked = dict.fromkeys(_beginning(library, reports))
    return list(asked)[:BEGIN]


def _beginning(library: Library, reports: Sequence[Report]) -> Iterator[str]:
    firsts: dict[str, Fact] = {}
    for report in reports[:8]:
        chief = _chief(_told(library, FactQuery(reports=(report.id,))))
        if chief:
            firsts.setdefault(report.region, chief[0])
    held = list(firsts.values())
    if held:
        yield question(held[0])
    pair = next(
        (
            (one, other)
            for place, one in enumerate(held)
            for other in held[place + 1 :]
            if one.value and other.value
            if (one.indicator, one.period, one.kind) == (other.indicator, other.period, other.kind)
        ),
        None,
    )
    if pair is not None:
        one, other = pair
        when = period_words(one.period)
        yield f"{one.region}和{other.region}{when}{one.indicator}谁高，高多少？"
    for report in reports[:1]:
        targets = _told(library, FactQuery(reports=(report.id,), kinds=("target",)))
        if target := next(filter(_is_year, targets), None):
            yield question(target)
    if len({report.region for report in reports}) > 1:
        yield "各地的GDP增长目标？"
    if reports:
        yield f"{reports[0].region}{reports[0].year}年有哪些重点工作？"


def beside(library: Library, fact_id: str) -> list[str]:
    """Of the figure that was just told: its target, its series, the same of another region."""
    report = fact_id.rpartition("#")[0]
    told = next(
        (each for each in _told(library, FactQuery(reports=(report,))) if each.id == fact_id), None
    )
    if told is None:
        return []
    same = _told(library, FactQuery(indicators=(told.indicator,)))
    asked = dict.fromkeys(_beside(told, same))
    asked.pop(question(told), None)
    return list(asked)[:NEXT]


def _beside(told: Fact, same: Sequence[Fact]) -> Iterator[str]:
    here = [fact for fact in same if fact.region == told.region and _is_year(fact)]
    if told.kind == "target":
        yield from (question(fact) for fact in here if fact.kind in ("actual", "expected"))
    else:
        coming = str(int(told.period or 0) + 1) if _is_year(told) else ""
        yield from (
            question(fact) for fact in here if fact.kind == "target" and fact.period == coming
        )
    years = sorted({fact.period or "" for fact in here if fact.kind in ("actual", "expected")})
    if len(years) >= SERIES:
        yield f"{told.region}{years[0]}年到{years[-1]}年{told.indicator}分别是多少？"
    others = [
        fact
        for fact in same
        if fact.region != told.region
        and (fact.period, fact.kind) == (told.period, told.kind)
        and (fact.value is None) == (told.value is None)
    ]
    yield from (question(fact) for fact in others[:OTHERS])
