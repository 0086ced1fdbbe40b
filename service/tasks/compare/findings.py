"""What a reader would underline in a comparison: ranks, gaps, turns, ambitions."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.shapes import Row
from service.tasks.compare.derive import difference, middle, ranking
from service.tasks.compare.finding import Finding
from service.tasks.compare.measure import PrintedInterval, amount_of, growth_of
from service.tasks.compare.over_time import attained, series
from service.tasks.compare.turns import broken, fallen
from vectorstore.documents import Report

LISTED = 5
JUMP = 2
AHEAD = 2.0
CHIEF = (
    "地区生产总值",
    "规模以上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "一般公共预算收入",
    "地方级财政收入",
    "进出口总额",
    "全体居民人均可支配收入",
    "城镇居民人均可支配收入",
    "农村居民人均可支配收入",
)


Measured = tuple[Fact, PrintedInterval]


def _low(measure: PrintedInterval) -> Decimal:
    return measure.low if measure.low is not None else measure.high or Decimal(0)


def _ordered(
    facts: Sequence[Fact], measure: Callable[[Fact], PrintedInterval | None]
) -> list[Measured]:
    known = [(fact, found) for fact in facts if (found := measure(fact)) is not None]
    return sorted(known, key=lambda pair: -_low(pair[1]))


def _is_clear(ordered: Sequence[Measured]) -> bool:
    """Whether the order holds whatever the qualifiers leave open."""
    return all(
        first.above(second) or first.level(second) for (_, first), (_, second) in pairwise(ordered)
    )


def _list(ordered: Sequence[Measured], say: Callable[[Fact], str]) -> str:
    shown = ordered if len(ordered) <= LISTED else ordered[:3]
    said = "，".join(f"{fact.region}{say(fact)}" for fact, _ in shown)
    if len(ordered) <= LISTED or not ordered[-2][1].above(ordered[-1][1]):
        return said
    last = ordered[-1][0]
    return f"{said}；最低的是{last.region}，{say(last)}"


def _are_apart(facts: Sequence[Fact], reports: Mapping[str, Report]) -> bool:
    """Whether the facts are of different regions, none inside another."""
    held = [reports[fact.report] for fact in facts]
    regions = {report.region for report in held}
    return len(regions) == len(held) and not any(regions & {*report.parents} for report in held)


def amounts(row: Row, reports: Mapping[str, Report]) -> Finding | None:
    """Who has the most of it, and by how much."""
    facts = [cell.fact for cell in row.cells if cell.comparable and cell.fact is not None]
    ordered = _ordered(facts, amount_of)
    if len(ordered) < 2 or not _are_apart(facts, reports) or not _is_clear(ordered):
        return None
    (first, high), (second, low) = ordered[0], ordered[1]
    derived = [ranking([fact for fact, _ in ordered])]
    tail = ""
    if high.above(low) and (gap := difference(first, second, high, low)):
        derived.append(gap)
        tail = f"，{first.region}比{second.region}多{gap.text}"
    if len(ordered) > LISTED and (half := middle(ordered, first.unit or "")):
        derived.append(half)
        tail += f"；所列各地的中位数为{half.text}"
    head = f"{period_words(first.period)}{row.indicator}{_kind_word(first)}："
    return Finding(
        f"{head}{_list(ordered, amount)}{tail}。",
        tuple(fact for fact, _ in ordered),
        tuple(derived),
        weight=1.0 + min(len(ordered), LISTED) / 10,
        sort="amount",
    )


def _kind_word(fact: Fact) -> str:
    return {"expected": "（预计）", "target": "目标", "cumulative": "（累计）"}.get(
        fact.kind or "", ""
    )


def _rates(row: Row, reports: Mapping[str, Report], *, apart: bool) -> list[Fact]:
    """The largest set of facts with a growth that may stand beside each other; with `apart` of
    regions of one level."""
    groups: dict[tuple[str | None, str, str], list[Fact]] = defaultdict(list)
    for cell in row.cells:
        if cell.fact is None or cell.fact.scope is not None:
            continue
        if cell.fact.growth not in (None, "持平"):
            level = reports[cell.report].level if apart else ""
            groups[cell.fact.period, cell.fact.kind or "", level].append(cell.fact)
    fitting = [facts for facts in groups.values() if _are_apart(facts, reports)]
    if not fitting:
        return []
    return max(fitting, key=lambda group: (len(group), group[0].period or ""))


def growths(row: Row, reports: Mapping[str, Report], *, apart: bool = False) -> Finding | None:
    """How fast it grew, or is planned to grow, in the reports of one year.

    10%以上 is not ranked above 10%: what the bounds leave open is said to be open.
    """
    rates = _rates(row, reports, apart=apart)
    ordered = _ordered(rates, growth_of)
    if len(ordered) < 2:
        return None
    if ordered[0][1].level(ordered[-1][1]):
        return _alike(row, rates)
    first = ordered[0][0]
    what = "增长目标" if row.kind == "target" else f"增速{_kind_word(first)}"
    if not _is_clear(ordered):
        return _open(row, rates, f"{period_words(first.period)}{row.indicator}{what}")
    said = _list(ordered, growth)
    told = [cell for cell in row.cells if cell.fact is not None and cell.fact.growth is not None]
    highest = ordered[0][1].above(ordered[1][1]) and 2 < len(ordered) == len(told)
    tail = f"，{first.region}最高" if highest and "最低" not in said else ""
    falls = sum((fact.growth or "").startswith("-") for fact, _ in ordered)
    weight = (1.2 if row.kind == "target" else 0.8) + min(len(ordered), LISTED) / 10
    return Finding(
        f"{period_words(first.period)}{row.indicator}{what}：{said}{tail}。",
        tuple(fact for fact, _ in ordered),
        (ranking([fact for fact, _ in ordered]),),
        weight=weight + (0.3 if 0 < falls < len(ordered) else 0),
        sort="target" if row.kind == "target" else "growth",
    )


def _alike(row: Row, rates: Sequence[Fact]) -> Finding | None:
    """`2024年地区生产总值：甲市、乙市都增长5.7%。`: exactly the same, their qualifiers too."""
    said = {growth(fact) for fact in rates}
    if len(said) > 1:
        return None
    first, regions = rates[0], "、".join(fact.region for fact in rates)
    kind = "目标" if row.kind == "target" else _kind_word(first)
    head = f"{period_words(first.period)}{row.indicator}{kind}"
    return Finding(f"{head}：{regions}都{said.pop()}。", tuple(rates), weight=0.6, sort="alike")


def _open(row: Row, rates: Sequence[Fact], head: str) -> Finding | None:
    """Rates whose order their bounds leave open, in the order of the columns."""
    if len(rates) > LISTED:
        return None
    said = "，".join(f"{fact.region}{growth(fact)}" for fact in rates)
    sort = "target" if row.kind == "target" else "growth"
    return Finding(f"{head}：{said}，高低不能断定。", tuple(rates), weight=0.7, sort=sort)


def _leap(reached: Fact, wanted: Fact) -> Decimal:
    """How far the target surely lies above what was reached, in points; 0 where it does not."""
    before, after = growth_of(reached), growth_of(wanted)
    if before is None or after is None or before.low is None or after.low is None:
        return Decimal(0)
    return after.low - before.low if after.above(before) else Decimal(0)


def ambition(result: Row, target: Row) -> Finding | None:
    """The report whose target lies furthest above what it last reached."""
    pairs = [
        (before.fact, after.fact)
        for before, after in zip(result.cells, target.cells, strict=True)
        if before.fact is not None
        and after.fact is not None
        and before.fact.scope is None
        and after.fact.scope is None
        and after.fact.period == str(after.fact.year)
    ]
    reached, wanted = max(pairs, key=lambda pair: _leap(*pair), default=(None, None))
    if reached is None or wanted is None or _leap(reached, wanted) < JUMP:
        return None
    lead = "预计" if reached.kind == "expected" else ""
    return Finding(
        f"{reached.region}{period_words(reached.period)}{result.indicator}{lead}"
        f"{growth(reached)}，{period_words(wanted.period)}的目标是{growth(wanted)}。",
        (reached, wanted),
        weight=0.9,
        sort="ambition",
    )


def _candidates(
    rows: Sequence[Row], reports: Mapping[str, Report], *, apart: bool
) -> list[Finding]:
    found: list[Finding] = []
    targets = {row.indicator: row for row in rows if row.kind == "target"}
    for place, row in enumerate(rows):
        head = max(0.0, 1.0 - place / 12)  # the lexicon names the weightiest first
        if row.indicator in CHIEF:
            head += AHEAD
        ours = [amounts(row, reports), growths(row, reports, apart=apart)]
        if row.kind == "result":
            ours += [series(row), *broken(row), *fallen(row)]
        if row.kind == "result" and row.indicator in targets:
            target = targets[row.indicator]
            ours += [ambition(row, target), *attained(row, target)]
        found += [replace(one, weight=one.weight + head) for one in ours if one is not None]
    return found


def findings(
    rows: Sequence[Row], reports: Mapping[str, Report], most: int = 6, *, apart: bool = False
) -> list[Finding]:
    """At most `most` findings, those first that an analyst would write first.

    At most half of them are of one sort; what fell, and what contradicts itself, comes before a
    rank, a chief indicator before all others.
    """
    chosen: list[Finding] = []
    candidates = _candidates(rows, reports, apart=apart)
    for finding in sorted(candidates, key=lambda found: -found.weight):
        alike = sum(other.sort == finding.sort for other in chosen)
        told = {fact.id for other in chosen for fact in other.facts}
        if {fact.id for fact in finding.facts} <= told and not finding.derived:
            continue
        if alike < (1 if finding.sort == "ambition" else max(2, most // 2)):
            chosen.append(finding)
        if len(chosen) == most:
            break
    return chosen
