"""This year's target against what was reached last year: computed, with both as operands."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from service.draft import period_words
from service.facts.model import Fact
from service.shapes import Against, Item, ProofCount, Row
from service.tasks.citing import Citing
from service.tasks.compare.derive import difference
from service.tasks.compare.measure import PrintedInterval, amount_of, growth_of, plain
from service.tasks.proving import OwnSentence, standing
from service.verify import Derived
from vectorstore.documents import Report

REACHED = {"actual": "完成", "expected": "预计"}


def _points(
    wanted: Fact, reached: Fact, aim: PrintedInterval, got: PrintedInterval
) -> Derived | None:
    """How many points one rate lies from the other; None unless both are exact."""
    if not (aim.exact and got.exact and aim.unit == got.unit == "%"):
        return None
    gap = abs((aim.low or Decimal(0)) - (got.low or Decimal(0)))
    operands = (wanted, reached)
    regions = (wanted.region, reached.region)
    text = f"{plain(gap)}个百分点"
    return Derived("difference", text, gap, "个百分点", wanted.indicator, regions, operands)


def _said(wanted: Fact, reached: Fact, *, growth: bool) -> tuple[str, Derived | None] | None:
    measure = growth_of if growth else amount_of
    aim, got = measure(wanted), measure(reached)
    if aim is None or got is None or aim.unit != got.unit:
        return None
    rate = "增速" if growth else ""
    base = f"{period_words(reached.period)}{REACHED.get(reached.kind or '', '')}{rate}"
    if aim.level(got) and aim.exact:
        return f"目标{rate}与{base}相同", None
    more = aim.above(got)
    if not more and not got.above(aim):
        return f"目标{rate}与{base}高低不能断定", None
    if growth or aim.unit == "%":
        gap = _points(wanted, reached, aim, got)
        return f"目标{rate}比{base}{'高' if more else '低'}{gap.text if gap else ''}", gap
    first, last = (wanted, reached) if more else (reached, wanted)
    high, low = (aim, got) if more else (got, aim)
    gap = difference(first, last, high, low)
    return f"目标比{base}{'多' if more else '少'}{gap.text if gap else ''}", gap


def _follows(wanted: Fact, reached: Fact) -> bool:
    """Whether the target is of the year after the result, in the same report and scope."""
    years = (wanted.period or "", reached.period or "")
    return (
        all(year.isdigit() for year in years)
        and int(years[0]) == int(years[1]) + 1
        and wanted.scope == reached.scope
        and wanted.terms == reached.terms
    )


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Fact, Fact]]:
    results = {row.indicator: row for row in rows if row.kind == "result"}
    for row in rows:
        if row.kind != "target" or row.indicator not in results:
            continue
        for after, before in zip(row.cells, results[row.indicator].cells, strict=True):
            if after.fact is not None and before.fact is not None:
                yield after.fact, before.fact


def against(
    rows: Sequence[Row], reports: Mapping[str, Report], citing: Citing
) -> tuple[tuple[Against, ...], ProofCount]:
    """`目标增速比2020年完成增速高2.5个百分点`, `目标比2020年完成多8.5亿元` of every report and
    indicator that gives both; proven."""
    claims: list[OwnSentence] = []
    for wanted, reached in _pairs(rows):
        growth = wanted.growth is not None and reached.growth is not None
        said = _said(wanted, reached, growth=growth) if _follows(wanted, reached) else None
        if said is None:
            continue
        text, gap = said
        cited = tuple(dict.fromkeys((citing.fact(wanted), citing.fact(reached))))
        derived = (gap,) if gap else ()
        facts = (wanted, reached)
        claims.append(
            OwnSentence(
                Item(text=f"{text}。", citations=cited),
                (reports[wanted.report],),
                facts,
                derived,
                says=(*facts, *derived),
            )
        )
    stand, count = standing(claims, citing.all())
    told = tuple(
        Against(
            report=claim.facts[0].report,
            indicator=claim.facts[0].indicator,
            text=claim.item.text.removesuffix("。"),
            citations=claim.item.citations,
        )
        for claim in stand
    )
    return told, count
