"""Sentences that list, compare or rank regions: like with like, the arithmetic shown."""

from collections.abc import Sequence
from dataclasses import replace

from service.draft import amount, growth, growth_rate, period_words
from service.facts.model import Fact
from service.tasks.answer.contest import RESULTS, CompareBy, Contest, about, contest, measure_of
from service.tasks.answer.draft_lines import fact_line, line, stated
from service.tasks.answer.relation_lines import across_lines, bounded, rough_gap, words
from service.tasks.answer.sources import Sources
from service.verify import Derived, DraftLine
from vectorstore.documents import Report

SORTS = {
    "actual": "完成数",
    "expected": "预计数",
    "target": "目标",
    "cumulative": "累计数",
    "average": "年均数",
}
LEADS = {"expected": "预计", "target": "目标", "cumulative": "累计"}


def measure_for(facts: Sequence[Fact], measures: Sequence[str]) -> CompareBy:
    """What to compare by: what was asked, else amounts, unless growth is given more
    often and no two regions tell the amount reached."""
    if "growth" in measures and "amount" not in measures:
        return "growth"
    if "amount" in measures:
        return "amount"
    amounts = len({fact.region for fact in facts if fact.value is not None})
    rates = len({fact.region for fact in facts if fact.growth is not None})
    reached = {fact.region for fact in facts if fact.value is not None and fact.kind in RESULTS}
    return "amount" if amounts >= rates or len(reached) > 1 else "growth"


def _kind_words(ranked: Sequence[Fact]) -> str:
    kinds = {fact.kind for fact in ranked}
    if len(kinds) > 1:
        expected = "、".join(fact.region for fact in ranked if fact.kind == "expected")
        return f"其中{expected}是预计数，其余是完成数"
    return "都是" + SORTS[ranked[0].kind or "actual"]


def _what(fact: Fact, by: CompareBy, *, own_years: bool = False) -> str:
    """`2021年地区生产总值增长目标`: what is put in order; without the year where each has its own."""
    rate = {"target": "增长目标", "average": "年均增速"}.get(fact.kind or "", "增速")
    amounts = {"target": "目标"}.get(fact.kind or "", "")
    when = "" if own_years else period_words(fact.period)
    return f"{when}{fact.indicator}{rate if by == 'growth' else amounts}"


def _words(fact: Fact, by: CompareBy) -> str:
    return amount(fact) if by == "amount" else growth(fact)


def _one(fact: Fact, by: CompareBy, sources: Sources, *, own_years: bool = False) -> str:
    verb = "为" if by == "amount" else ""
    when = period_words(fact.period) if own_years else ""
    return f"{fact.region}{when}{LEADS.get(fact.kind or '', '')}{verb}{_words(fact, by)}[{sources.cite_fact(fact)}]"


def _pair(found: Contest, sources: Sources) -> list[DraftLine]:
    """Two regions: who is higher, by how much, from which two numbers."""
    more, less = found.ranked
    by = found.measure
    head = _what(more, by)
    both = f"{_one(more, by, sources)}，{_one(less, by, sources)}"
    numbers = (sources.cite_fact(more), sources.cite_fact(less))
    same = line(f"两地同为{period_words(more.period)}的数，{_kind_words(found.ranked)}，可比。")
    if len(found.top) != 1:
        one, other = measure_of(more, by), measure_of(less, by)
        level = len(found.top) > 1
        alike = one is not None and other is not None and one.printed == other.printed
        said = "，".join(f"{f.region}说的是{words(f, by)}" for f in (more, less) if about(f, by))
        near = (
            f"两地的目标相同，只是{said}。"
            if more.kind == "target"
            else f"两地给的数相同，只是{said}。"
        )
        said_both = stated(f"{head}：{both}。", (more, less), *numbers)
        if not (level or alike) and (rough := rough_gap(more, less, by)) is not None:
            first = more if rough.regions[0] == more.region else less
            other = less if first is more else more
            verdict = f"{_by_how_much(first, other, by, rough)}。"
            return [said_both, stated(verdict, (first, other, rough), *numbers)]
        verdict = "两地相同。" if level else near if alike else "两数之间分不出高低。"
        says = (more, less) if level or alike else ()
        return [said_both, stated(verdict, says, *numbers)]
    gap = next((each for each in found.derived if each.operation == "difference"), None)
    gap = gap or rough_gap(more, less, by)
    tail = f"，{_by_how_much(more, less, by, gap)}" if gap is not None else ""
    says = (more, less, *([gap] if gap is not None else []))
    return [stated(f"{head}{more.region}更高：{both}{tail}。", says, *numbers), same]


def _by_how_much(more: Fact, less: Fact, by: CompareBy, gap: Derived) -> str:
    """`海拉尔区多32.96亿元（174.46亿元−141.5亿元）`; of numbers that are bounded or rounded that it is
    the gap of what is given, and at most or at least so."""
    operand = amount if by == "amount" else growth_rate
    one, other = measure_of(more, by), measure_of(less, by)
    exact = one is not None and other is not None and one.exact and other.exact
    lead = "" if exact else "按所给的数算"
    bound = "" if exact or more.kind == "target" else bounded(more, less, by)
    word = "多" if by == "amount" else "快"
    return f"{lead}{more.region}{bound}{word}{gap.text}（{operand(more)}−{operand(less)}）"


def _ranked(
    found: Contest, sources: Sources, *, lowest: bool, own_years: bool = False
) -> list[DraftLine]:
    """Three regions or more: the order, then who is first, alone or with others; of figures of their
    `own_years` each with its year, and that they are of different ones."""
    ordered = found.ranked[::-1] if lowest else found.ranked
    head = _what(ordered[0], found.measure, own_years=own_years)
    each = "，".join(_one(f, found.measure, sources, own_years=own_years) for f in ordered)
    numbers = tuple(sources.cite_fact(fact) for fact in ordered)
    lead = "按各自年份的数，" if own_years else ""
    order = stated(f"{lead}{head}从{'低到高' if lowest else '高到低'}：{each}。", ordered, *numbers)
    return [order, _first(found, sources, head, ordered, lowest=lowest, own_years=own_years)]


def _first(
    found: Contest, sources: Sources, head: str, ordered: Sequence[Fact], *, lowest: bool,
    own_years: bool,
) -> DraftLine:  # fmt: skip
    """Who stands first in an order, or between whom it is open."""
    first = found.bottom if lowest else found.top
    word = "最低" if lowest else "最高"
    aside = "；年份不同，只供参考" if own_years else ""
    head = f"所列地区中{head}" if own_years and found.apart else head
    if not first:
        near = [f for f in ordered if not _is_apart(f, ordered[0], found.measure)]
        names = "、".join(fact.region for fact in near)
        said = "、".join(words(fact, found.measure) for fact in near)
        cited = tuple(sources.cite_fact(fact) for fact in near)
        return stated(f"{head}{names}之间分不出哪个{word}：{said}{aside}。", near, *cited)
    who = "、".join(
        f"{f.region}（{period_words(f.period)}）" if own_years else f.region for f in first
    )
    same = f"并列{word}，都是{words(first[0], found.measure)}" if len(first) > 1 else word
    cited = tuple(sources.cite_fact(fact) for fact in first)
    sort = "" if own_years or ordered[0].kind == "target" else f"，{_kind_words(ordered)}"
    return stated(f"{head}{who}{same}{sort}{aside}。", first, *cited)


def _is_apart(one: Fact, other: Fact, by: CompareBy) -> bool:
    """Whether two numbers as printed differ, so that one surely lies behind the other."""
    first, second = measure_of(one, by), measure_of(other, by)
    if first is None or second is None or first.printed == second.printed:
        return False
    return one.kind == "target" or (first.exact and second.exact)


def _apart(found: Contest, sources: Sources) -> list[DraftLine]:
    lines: list[DraftLine] = []
    for fact, reason in found.apart:
        own = fact_line(fact, sources)
        tail = f"，{reason}，不并列。" if found.ranked else "。"
        lines.append(replace(own, text=own.text.removesuffix("。") + tail))
    return lines


def _listed(facts: Sequence[Fact], found: Contest, sources: Sources) -> list[DraftLine]:
    """Every region on a line of its own, then what may be said of those that are comparable."""
    lines = [fact_line(fact, sources) for fact in facts]
    if len(found.ranked) >= 2 and len(found.top) == 1:
        top = found.top[0]
        head = _what(top, found.measure)
        peers = "、".join(fact.region for fact in found.ranked)
        numbers = tuple(sources.cite_fact(fact) for fact in found.ranked)
        kind = (
            SORTS[top.kind or "actual"] if len({fact.kind for fact in found.ranked}) == 1 else "数"
        )
        lines.append(
            line(
                f"可比的是同为{period_words(top.period)}{kind}的{peers}：{head}{top.region}最高。",
                *numbers,
            )
        )
    elif len({fact.period for fact in facts}) > 1:
        lines.append(line("各地的年份不同，不能直接排名。"))
    return lines


def _one_a_region(facts: Sequence[Fact], by: CompareBy) -> list[Fact]:
    """The fact of each region that gives what is compared, else its first."""
    chosen: dict[str, Fact] = {}
    for fact in facts:
        held = chosen.get(fact.region)
        if held is None or (measure_of(held, by) is None and measure_of(fact, by) is not None):
            chosen[fact.region] = fact
    return list(chosen.values())


def versus(
    facts: Sequence[Fact],
    measures: Sequence[str],
    sources: Sources,
    reports: Sequence[Report],
    *,
    listing: bool,
    lowest: bool,
) -> tuple[list[DraftLine], tuple[Derived, ...]]:
    """The facts of several regions side by side, and the computations behind what is said. Nobody is
    called the highest where most of them are of other years than those that can be compared."""
    by = measure_for(facts, measures)
    found = contest(_one_a_region(facts, by), by, reports)
    wide = _of_own_years(facts, found, by, reports)
    few = 2 * len(found.ranked) < len({fact.region for fact in facts})
    if wide is None and len(found.ranked) > 1 and few:
        return _incomparable(found, by, sources)[0], ()
    if listing:
        return _listed(facts, wide or found, sources), found.derived
    if wide is not None:
        lines = _ranked(wide, sources, lowest=lowest, own_years=True)
        return [*lines, *_apart(wide, sources)], ()
    if len(found.ranked) == 2:
        lines = _pair(found, sources)
    elif len(found.ranked) > 2:
        lines = _ranked(found, sources, lowest=lowest)
    else:
        return _incomparable(found, by, sources)
    said = [each for one in lines for each in one.says if isinstance(each, Derived)]
    derived = (*found.derived, *(each for each in said if each not in found.derived))
    return [*_by_growth(found, measures), *lines, *_apart(found, sources)], derived


def _of_own_years(
    facts: Sequence[Fact], found: Contest, by: CompareBy, reports: Sequence[Report]
) -> Contest | None:
    """All regions in order though each report tells its own year: the highest target of reports of
    2002, 2013 and 2022. None where most of them share a year, and those are compared."""
    wide = contest(_one_a_region(facts, by), by, reports, any_year=True)
    several = len(wide.ranked) > 2 and len(wide.ranked) > 2 * len(found.ranked)
    return wide if several else None


def _by_growth(found: Contest, measures: Sequence[str]) -> list[DraftLine]:
    """That growth is compared where a level was asked for and is not given."""
    results = all(fact.kind in RESULTS for fact in found.ranked)
    if found.measure != "growth" or "growth" in measures or not results:
        return []
    without = [fact.region for fact in found.ranked if fact.value is None]
    who = "各报告都" if len(without) == len(found.ranked) else f"{'、'.join(without)}的报告"
    said = line(f"{who}没有给出{found.ranked[0].indicator}的数额，只能按增速比较。")
    return [said] if without else []


def _incomparable(
    found: Contest, by: CompareBy, sources: Sources
) -> tuple[list[DraftLine], tuple[Derived, ...]]:
    """Nobody to compare with: every fact as it is, and why no order is given; of two that only
    their years keep apart, how far what is given lies apart."""
    facts = [*found.ranked, *(fact for fact, _ in found.apart)]
    lines = [fact_line(fact, sources) for fact in facts]
    reasons = list(dict.fromkeys(reason for _, reason in found.apart))
    if len(facts) == 2 and reasons == ["年份不同"]:
        made, derived = across_lines(facts[0], facts[1], by, sources)
        if made:
            return [*lines, *made], (*found.derived, *derived)
    if len(lines) > 1:
        lines.append(line(f"{'，'.join(reasons)}，不能直接比较高低。"))
    return lines, found.derived
