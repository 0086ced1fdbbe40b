"""Sentences that compare or rank regions: only comparable facts, the arithmetic shown."""

from collections.abc import Sequence

from service.draft import period_words
from service.facts.model import Fact
from service.tasks.answer.draft_lines import fact_line, line, value_words
from service.tasks.answer.sources import Sources
from service.tasks.comparing import CompareBy, Compared, compare_facts
from service.verify import Derived, Line

SORTS = {
    "actual": "完成数",
    "expected": "预计数",
    "target": "目标",
    "cumulative": "累计数",
    "average": "年均数",
}


def measure_for(facts: Sequence[Fact], measures: Sequence[str]) -> CompareBy:
    """What to compare by: what was asked, else amounts unless growth is given more often."""
    if "growth" in measures and "amount" not in measures:
        return "growth"
    if "amount" in measures:
        return "amount"
    amounts = len({fact.region for fact in facts if fact.value is not None})
    rates = len({fact.region for fact in facts if fact.growth is not None})
    return "amount" if amounts >= 2 or amounts >= rates else "growth"


def _kind_words(ranked: Sequence[Fact]) -> str:
    kinds = {fact.kind for fact in ranked}
    if kinds == {"actual", "expected"}:
        expected = "、".join(fact.region for fact in ranked if fact.kind == "expected")
        return f"其中{expected}是预计数"
    return f"都是{SORTS[ranked[0].kind]}"


def _one(fact: Fact, measure: CompareBy, sources: Sources) -> str:
    lead = {"expected": "预计", "target": "目标", "cumulative": "累计"}.get(fact.kind, "")
    verb = "为" if measure == "amount" else ""
    return f"{fact.region}{lead}{verb}{value_words(fact, measure)}[{sources.cite_fact(fact)}]"


def pair_lines(compared: Compared, sources: Sources) -> list[Line]:
    """Two regions: who is higher, by how much, from which two numbers."""
    more, less = compared.ranked
    head = f"{period_words(more.period)}{more.indicator}"
    both = f"{_one(more, compared.measure, sources)}，{_one(less, compared.measure, sources)}"
    gap = next((d for d in compared.derived if d.operation == "difference"), None)
    numbers = (sources.cite_fact(more), sources.cite_fact(less))
    if gap is None:
        return [line(f"{head}两地相同：{both}。", *numbers)]
    sums = "−".join(value_words(f, compared.measure).removeprefix("增长") for f in (more, less))
    word = "快" if compared.measure == "growth" else "多"
    return [
        line(
            f"{head}{more.region}更高：{both}，{more.region}{word}{gap.text}（{sums}）。", *numbers
        ),
        line(f"两地同为{period_words(more.period)}的数，{_kind_words(compared.ranked)}，可比。"),
    ]


def rank_lines(compared: Compared, sources: Sources, *, lowest: bool) -> list[Line]:
    """Three regions or more: the order, then who is first."""
    ranked = compared.ranked[::-1] if lowest else compared.ranked
    head = f"{period_words(ranked[0].period)}{ranked[0].indicator}"
    each = "，".join(_one(fact, compared.measure, sources) for fact in ranked)
    numbers = tuple(sources.cite_fact(fact) for fact in ranked)
    lines = [line(f"{head}从{'低到高' if lowest else '高到低'}：{each}。", *numbers)]
    if any(derived.operation == "rank" for derived in compared.derived):
        word = "最低" if lowest else "最高"
        lines.append(line(f"{head}{ranked[0].region}{word}，{_kind_words(ranked)}。", numbers[0]))
    return lines


def versus(
    facts: Sequence[Fact], measures: Sequence[str], sources: Sources, *, lowest: bool
) -> tuple[list[Line], tuple[Derived, ...]]:
    """The comparison of facts of several regions, and the computations behind it."""
    compared = compare_facts(facts, measure_for(facts, measures))
    lines: list[Line] = []
    if len(compared.ranked) == 2:
        lines.extend(pair_lines(compared, sources))
    elif len(compared.ranked) > 2:
        lines.extend(rank_lines(compared, sources, lowest=lowest))
    elif compared.ranked:
        lines.append(fact_line(compared.ranked[0], sources))
    for fact, reason in compared.apart:
        own = fact_line(fact, sources)
        if len(compared.ranked) > 0:
            lines.append(
                line(own.text.removesuffix("。") + f"，{reason}，不并列。", *own.citations)
            )
        else:
            lines.append(own)
    return lines, compared.derived
