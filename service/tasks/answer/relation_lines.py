"""What is asked of two figures of one region: met or not, how far apart, how many times, what share."""

from collections.abc import Sequence
from decimal import Decimal

from service.draft import amount, growth_rate, period_words
from service.facts.model import Fact
from service.tasks.answer.contest import CompareBy, about, alike_in_basis, measure_of
from service.tasks.answer.draft_lines import line, stated
from service.tasks.answer.phrases import SURE_NAME, covered
from service.tasks.answer.pick import RESULT
from service.tasks.answer.sources import Sources
from service.tasks.compare.derive import difference, total
from service.tasks.compare.measure import PrintedInterval, plain
from service.verify import Derived, DraftLine

MEASURES: tuple[CompareBy, ...] = ("amount", "growth")
Made = tuple[list[DraftLine], list[Derived]]


def both(one: Fact, other: Fact) -> tuple[CompareBy, PrintedInterval, PrintedInterval] | None:
    """The measure that both facts give in one unit."""
    for by in MEASURES:
        first, second = measure_of(one, by), measure_of(other, by)
        if first is not None and second is not None and first.unit == second.unit:
            return by, first, second
    return None


def printed_gap(
    one: Fact, other: Fact, by: CompareBy, first: PrintedInterval, second: PrintedInterval
) -> Derived | None:
    """How far two numbers lie apart as printed, whatever their qualifiers."""
    at, against = first.printed, second.printed
    if at is None or against is None or at == against:
        return None
    more, less = (one, other) if at > against else (other, one)
    high, low = _exactly(max(at, against), first.unit), _exactly(min(at, against), first.unit)
    return _gap(more, less, by, high, low)


def rough_gap(one: Fact, other: Fact, by: CompareBy) -> Derived | None:
    """How far two numbers of one measure lie apart as printed: 4%左右 and 0.3%左右 by 3.7."""
    first, second = measure_of(one, by), measure_of(other, by)
    alike = first is not None and second is not None and first.unit == second.unit
    return printed_gap(one, other, by, first, second) if alike and first and second else None


def gap_lines(plan: Fact, done: Fact, sources: Sources) -> Made:
    """How far a plan and the last result lie apart."""
    pair = both(plan, done)
    if pair is None or plan.indicator != done.indicator or plan.scope != done.scope:
        return [], []
    return _apart(plan, done, ("计划", ""), pair[0], sources)


def _apart(one: Fact, other: Fact, kinds: tuple[str, str], by: CompareBy, sources: Sources) -> Made:
    """`…2025年计划增速比2024年低2.3个百分点（4.3%−2%左右）。`: how far the first lies from the
    second; `kinds` are words for what they are (计划).

    Of numbers that are bounded or rounded the gap is that of the numbers as printed, and is said
    to be so; nothing is said where not even the direction is sure.
    """
    first, second = measure_of(one, by), measure_of(other, by)
    numbers = (sources.cite_fact(one), sources.cite_fact(other))
    if first is None or second is None or first.unit != second.unit:
        return [], []
    at, against = first.printed, second.printed
    if at is None or against is None:
        return [line("其中有的数不是确数，算不出确切的差额。", *numbers)], []
    if at == against:
        shown = f"相同，都是{words(one, by)}"
        if about(one, by) != about(other, by):  # 7%以上 and 7%左右
            shown = f"所给的数相同，一是{words(one, by)}，一是{words(other, by)}"
        text = (
            f"{one.region}{one.indicator}{period_words(one.period)}{kinds[0]}"
            f"与{period_words(other.period)}{kinds[1]}{shown}[{numbers[0]}][{numbers[1]}]。"
        )
        return [stated(text, (one, other), *numbers)], []
    more, less = (one, other) if at > against else (other, one)
    gap = _gap(
        more,
        less,
        by,
        _exactly(max(at, against), first.unit),
        _exactly(min(at, against), first.unit),
    )
    if gap is None:
        return [], []
    level = by == "growth" or first.unit in ("%", "‰")
    word = ("高" if at > against else "低") if level else ("多" if at > against else "少")
    exact = first.exact and second.exact
    lead = "" if exact else "按所给的数算，"
    results = one.kind in RESULT and other.kind in RESULT
    word = f"{bounded(more, less, by) if results else ''}{word}"
    expected = [fact for fact in (one, other) if fact.kind == "expected"]
    aside = f"，其中{period_words(expected[0].period)}是预计数" if len(expected) == 1 else ""
    shown = f"（{words(more, by)}−{words(less, by)}）"
    rate = "增速" if by == "growth" else ""
    head = (
        f"{one.region}{one.indicator}{period_words(one.period)}{kinds[0]}{rate}"
        f"比{period_words(other.period)}{kinds[1]}"
    )
    text = f"{lead}{head}{word}{gap.text}{shown}{aside}[{numbers[0]}][{numbers[1]}]。"
    return [stated(text, (one, other, gap), *numbers)], [gap]


def bounded(more: Fact, less: Fact, by: CompareBy) -> str:
    """Of 323.5亿元 and 突破200亿元 the gap is 123.5亿元 at most, of 突破1600亿元 and 1457亿元 143亿元
    at least."""
    high, low = measure_of(more, by), measure_of(less, by)
    if high is None or low is None:
        return ""
    least, most = high.high is None or low.low is None, low.high is None or high.low is None
    return "" if least == most else "至少" if least else "最多"


def _exactly(number: Decimal, unit: str) -> PrintedInterval:
    return PrintedInterval(number, number, unit, exact=True)


def across_lines(one: Fact, other: Fact, by: CompareBy, sources: Sources) -> Made:
    """Two regions whose figures are of different years: the gap of what is given, and that it
    is one of different years."""
    first, second = measure_of(one, by), measure_of(other, by)
    alike = (one.indicator, one.scope, one.basis) == (other.indicator, other.scope, other.basis)
    if first is None or second is None or first.unit != second.unit or not alike:
        return [], []
    at, against = first.printed, second.printed
    if at is None or against is None:
        return [], []
    if at == against and words(one, by) == words(other, by):
        numbers = (sources.cite_fact(one), sources.cite_fact(other))
        text = (
            f"按各自年份的数，{one.region}{period_words(one.period)}与{other.region}"
            f"{period_words(other.period)}的{one.indicator}相同，都是{words(one, by)}；"
            f"年份不同，只供参考[{numbers[0]}][{numbers[1]}]。"
        )
        return [stated(text, (one, other), *numbers)], []
    more, less = (one, other) if at > against else (other, one)
    high, low = _exactly(max(at, against), first.unit), _exactly(min(at, against), first.unit)
    gap = _gap(more, less, by, high, low)
    if gap is None:
        return [], []
    numbers = (sources.cite_fact(more), sources.cite_fact(less))
    text = (
        f"按各自年份的数算，{more.region}{period_words(more.period)}的{more.indicator}"
        f"比{less.region}{period_words(less.period)}的{'多' if by == 'amount' else '高'}{gap.text}"
        f"（{words(more, by)}−{words(less, by)}）；年份不同，只供参考[{numbers[0]}][{numbers[1]}]。"
    )
    return [stated(text, (more, less, gap), *numbers)], [gap]


def between_lines(one: Fact, other: Fact, by: CompareBy, sources: Sources) -> Made:
    """Two indicators of one region: which is higher and by how much."""
    first, second = measure_of(one, by), measure_of(other, by)
    alike = (one.period, one.kind, one.basis) == (other.period, other.kind, other.basis)
    if first is None or second is None or first.unit != second.unit or not alike:
        return [], []
    more, less = (one, other) if first.above(second) else (other, one)
    high, low = measure_of(more, by), measure_of(less, by)
    gap = _gap(more, less, by, high, low) if high and low and high.above(low) else None
    if gap is None:
        return [], []
    word = "高" if by == "amount" else "快"
    text = (
        f"两项相比，{period_words(more.period)}{more.region}{more.indicator}更{word}，"
        f"{word}{gap.text}（{words(more, by)}−{words(less, by)}）。"
    )
    return [line(text, sources.cite_fact(more), sources.cite_fact(less))], [gap]


def years_lines(one: Fact, other: Fact, by: CompareBy, sources: Sources) -> Made:
    """Two years of one indicator: how far the later lies from the earlier, a plan from a result too."""
    first, second = measure_of(one, by), measure_of(other, by)
    same = (one.indicator, one.scope) == (other.indicator, other.scope) and alike_in_basis(
        one, other
    )
    if first is None or second is None or first.unit != second.unit or not same:
        return [], []
    later, earlier = sorted((one, other), key=lambda fact: fact.period or "", reverse=True)
    known = {"target", *RESULT} >= {one.kind, other.kind}
    if one.period == other.period or not (known or one.kind == other.kind):
        return [], []
    kinds = tuple("的目标" if fact.kind == "target" else "" for fact in (later, earlier))
    return _apart(later, earlier, (kinds[0], kinds[1]), by, sources)


def sum_lines(facts: Sequence[Fact], sources: Sources) -> Made:
    """`临沂市城镇新增就业2015年、2017年合计26万人（13.4万人+12.6万人）[1][2]。`: of like things only."""
    ordered = sorted(facts, key=lambda fact: fact.period or "")
    amounts = [found for fact in ordered if (found := measure_of(fact, "amount")) is not None]
    kinds = {"result" if fact.kind in RESULT else fact.kind for fact in ordered}
    like = all(
        alike_in_basis(ordered[0], fact) and fact.scope == ordered[0].scope for fact in facts
    )
    rate = any(each.unit in ("%", "‰") for each in amounts)
    made = total(ordered, amounts) if len(amounts) == len(ordered) else None
    if made is None or rate or not like or len(kinds) != 1:
        return [], []
    numbers = tuple(sources.cite_fact(fact) for fact in ordered)
    names = [list(dict.fromkeys(each)) for each in zip(
        *((fact.region, fact.indicator, period_words(fact.period)) for fact in ordered), strict=True
    )]  # fmt: skip
    lead = "" if all(each.exact for each in amounts) else "按所给的数算，"
    target = "的目标" if kinds == {"target"} else ""
    aside = "（其中有预计数）" if any(fact.kind == "expected" for fact in ordered) else ""
    text = (
        f"{lead}{'、'.join(names[0])}{'、'.join(names[1])}{'、'.join(names[2])}{target}合计{made.text}"
        f"（{'+'.join(amount(fact) for fact in ordered)}）{aside}"
        f"{''.join(f'[{number}]' for number in numbers)}。"
    )
    return [stated(text, (*ordered, made), *numbers)], [made]


def moved_lines(earlier: Fact, later: Fact, sources: Sources) -> Made:
    """`普洱市高速公路通车里程从200公里增加到585公里，增加385公里（585公里−200公里）[1]。`"""
    first, second = measure_of(earlier, "amount"), measure_of(later, "amount")
    if first is None or second is None or first.unit != second.unit:
        return [], []
    gap = printed_gap(earlier, later, "amount", first, second)
    if gap is None:
        return [], []
    rose = (second.printed or 0) > (first.printed or 0)
    rate = first.unit in ("%", "‰")
    word = ("提高" if rate else "增加") if rose else ("降低" if rate else "减少")
    number = sources.cite_fact(later)
    scope = f"（{later.scope}）" if later.scope and later.scope not in later.indicator else ""
    more, less = (later, earlier) if rose else (earlier, later)
    exact = first.exact and second.exact
    lead = "" if exact else "按所给的数算，"
    text = (
        f"{later.region}{later.indicator}{scope}从{amount(earlier)}{word}到{amount(later)}，"
        f"{lead}{word}{gap.text}（{amount(more)}−{amount(less)}）[{number}]。"
    )
    return [stated(text, (earlier, later, gap), number)], [gap]


def ratio_lines(one: Fact, other: Fact, sources: Sources) -> Made:
    """How many times one amount is the other, from the two as the reports give them."""
    first, second = measure_of(one, "amount"), measure_of(other, "amount")
    alike = (one.period, one.kind, one.basis) == (other.period, other.kind, other.basis)
    if first is None or second is None or not alike or first.unit != second.unit:
        return [], []
    numbers = (sources.cite_fact(one), sources.cite_fact(other))
    if not (first.exact and second.exact) or not first.low or not second.low:
        return [line("其中有的数不是确数，算不出确切的倍数。", *numbers)], []
    value = (first.low / second.low).quantize(Decimal("0.01"))
    times = Derived(
        "ratio", f"{plain(value)}倍", value, "倍", other.indicator, (one.region, other.region),
        (one, other),
    )  # fmt: skip
    names = (f"{one.region}{one.indicator}", other.region)
    if one.region == other.region:
        names = (one.indicator, other.indicator)
    text = (
        f"按报告的两个数算，{period_words(one.period)}{names[0]}是{names[1]}的"
        f"{times.text}（{amount(one)}÷{amount(other)}）。"
    )
    return [line(text, *numbers)], [times]


def words(fact: Fact, by: CompareBy) -> str:
    return amount(fact) if by == "amount" else growth_rate(fact)


def _gap(
    more: Fact, less: Fact, by: CompareBy, high: PrintedInterval, low: PrintedInterval
) -> Derived | None:
    gap = difference(more, less, high, low)
    if gap is None or high.unit != "%":
        return gap
    text = f"{plain(gap.value)}个百分点"
    return Derived(
        gap.operation, text, gap.value, "个百分点", gap.indicator, gap.regions, gap.operands
    )


def multiples(facts: Sequence[Fact], words: Sequence[str], quoted: set[str]) -> list[Fact]:
    """The facts that say how many times something is another: of these words, or in the
    quotations of the figures that were asked for."""
    times = [f for f in facts if f.unit == "倍" or (f.growth or "").endswith("倍")]
    beside = [fact for fact in times if fact.quote.startswith(tuple(quoted))]
    named = [f for f in times if any(covered(w, f.indicator_text) >= SURE_NAME for w in words)]
    return beside or named
