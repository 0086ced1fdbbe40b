"""Sentences about picked facts: what is given, what is not, and what must not be taken for it."""

from collections.abc import Sequence

from service.draft import growth, period_words, say, subject
from service.facts.model import Fact
from service.language.indicators import find
from service.tasks.answer.phrases import covered, is_scope_asked
from service.tasks.answer.pick import Picked
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import Derived, DraftLine
from vectorstore import late

MOST_FACTS = 4
ENOUGH_EXTRA = 0.5
QUOTE_LENGTH = 120
BOUNDS = ("突破", "超", "超过", "近", "接近", "逾", "过", "余", "多", "跨越", "迈上")
FIGURE = late.pattern(r"\d(?!\d*年)")
RISEN_FROM = late.pattern(
    r"[由从][^，,；;。]*$"
)  # 由8%提升至20.3%: the first is no figure of its own
KIND_WORDS = {"target": "目标", "cumulative": "累计数", "average": "年均数", "result": "完成数"}


def line(text: str, *numbers: int) -> DraftLine:
    """A sentence that code composed; `[n]` stand in the text already."""
    return DraftLine(text, tuple(numbers), by="ledger")


def stated(text: str, says: Sequence[Fact | Derived], *numbers: int) -> DraftLine:
    """A sentence that code composed from these facts and computations, proven by their values."""
    return DraftLine(text, tuple(numbers), by="ledger", says=tuple(says))


def quotation(text: str, *numbers: int, says: Sequence[Fact] = ()) -> DraftLine:
    """A sentence that code composed round a report's own words; with the facts that its lead is
    taken from it is proven by them."""
    return DraftLine(text, tuple(numbers), by="report", says=tuple(says))


def asked_for(understood: Understood, region: str, indicator: str) -> str:
    """`2020年满洲里市地区生产总值`: what was asked, in the question's order of things."""
    when = period_words(understood.period)
    if not when and understood.years:
        when = "、".join(f"{year}年" for year in understood.years)
    kind = KIND_WORDS.get(understood.kind or "", "")
    return f"{when}{region}{indicator}" + (f"的{kind}" if kind else "")


def fact_line(fact: Fact, sources: Sources) -> DraftLine:
    """The fact's own sentence with its source."""
    number = sources.cite_fact(fact)
    return stated(f"{say(fact)}[{number}]。", (fact,), number)


def _growth_missing(picked: Picked, sources: Sources) -> list[DraftLine]:
    """The amount is there, its growth is not; an average that stands near is set apart."""
    fact = picked.facts[0]
    when = period_words(fact.period)
    lines = [line(f"报告没有给出{when}{picked.region}{picked.indicator}的增速。")]
    nearby = next((n for n in picked.near if n.growth and n.basis == "average"), None)
    if nearby is not None:
        number = sources.cite_fact(nearby)
        said = f"{say(nearby)}[{number}]，这是多年平均，不是当年增速。"
        lines.append(stated(said, (nearby,), number))
    return lines


def _amount_missing(picked: Picked, sources: Sources) -> list[DraftLine]:
    lines: list[DraftLine] = []
    for fact in picked.facts[:MOST_FACTS]:
        number = sources.cite_fact(fact)
        lead = {"expected": "预计", "target": "目标是"}.get(fact.kind or "", "")
        said = f"报告没有给出{subject(fact)}的数额，只说{lead}{growth(fact)}[{number}]。"
        lines.append(stated(said, (fact,), number))
    return lines


def plan_words(fact: Fact) -> str:
    """What a verbatim plan is headed by, so that nobody takes it for a result."""
    if fact.kind != "target":
        return ""
    return f"（{fact.year}年计划）" if fact.period == str(fact.year) else "（规划）"


def quoted_lines(facts: Sequence[Fact], sources: Sources) -> list[DraftLine]:
    """Facts outside the lexicon, in the report's own words."""
    spans: dict[tuple[str, int, int], Fact] = {}
    newest = sorted(
        facts, key=lambda each: each.period or "", reverse=True
    )  # 从1条增至3条 is of now
    for fact in sorted(newest, key=lambda each: each.start - each.end):
        if not any(r == fact.report and s <= fact.start and fact.end <= e for r, s, e in spans):
            spans[fact.report, fact.start, fact.end] = fact
    chosen = list(spans.values())[:MOST_FACTS]
    return [quoted_fact(fact, fact.quote, sources.cite_fact(fact)) for fact in chosen]


def quoted_fact(fact: Fact, quote: str, number: int) -> DraftLine:
    """`2013年延安市：“非公有制经济增加值占GDP比重达到19.7%”[1]。`: the period is said where the
    quotation begins with the fact, and not with other figures."""
    before = fact.quote[: min(f.start for f in fact.figures) - fact.start]
    alone = not FIGURE.search(RISEN_FROM.sub("", before))
    period = period_words(_end_of(fact)) if alone and fact.kind != "target" else ""
    head = f"{period}{fact.region}{plan_words(fact)}"
    return quotation(f"{head}：“{quote}”[{number}]。", number, says=(fact,))


def _end_of(fact: Fact) -> str | None:
    """The period that a verbatim fact is headed by: a level told of a span is that of its end."""
    level = fact.basis == "level" and fact.period is not None and len(fact.period) > len("2012")
    return fact.period[-4:] if level and fact.period and fact.period[-4:].isdigit() else fact.period


def found_lines(picked: Picked, understood: Understood, sources: Sources) -> list[DraftLine]:
    """The sentences for one region and indicator whose facts were found."""
    if picked.by_words:
        return quoted_lines(picked.facts, sources)
    if "amount" in picked.missing and all(fact.growth for fact in picked.facts):
        return _amount_missing(picked, sources)
    lines = [fact_line(fact, sources) for fact in picked.facts[:MOST_FACTS]]
    if understood.measures == ("amount",):
        lines.extend(_beside_a_bound(picked, sources))
    if "growth" in picked.missing:
        lines.extend(_growth_missing(picked, sources))
    if any(fact.scope for fact in picked.facts) and not any(f.scope is None for f in picked.facts):
        scope = next(fact.scope for fact in picked.facts if fact.scope)
        words = understood.spoken + understood.subject
        if not is_scope_asked(picked.facts[0], words):
            when = period_words(picked.facts[0].period)
            lines.append(line(f"报告给的是{scope}口径，没有给出{when}的全口径数。"))
    return lines


def _beside_a_bound(picked: Picked, sources: Sources) -> list[DraftLine]:
    """What else the report says where the amount is only a bound (突破千亿元): that, and the
    growth."""
    first = picked.facts[0]
    bound = first.qualifier in BOUNDS and first.kind != "target"
    if not bound or first.growth is not None or len(picked.facts) > 1:
        return []
    same = (first.period, first.kind, first.scope, first.indicator)
    grown = next(
        (f for f in picked.near if f.growth and (f.period, f.kind, f.scope, f.indicator) == same),
        None,
    )
    lines = [fact_line(grown, sources)] if grown else []
    return [*lines, line(f"报告没有给出{subject(first)}的确数。")]


def near_lines(
    picked: Picked, understood: Understood, sources: Sources, missing: int | None = None
) -> list[DraftLine]:
    """Nothing says what was asked: that, and at most two figures that come near.

    `missing` is the year of a report that would say it and is not in the library.
    """
    what = asked_for(understood, picked.region, picked.indicator)
    lines = [line(f"报告未提及{what}。")]
    if missing is not None:
        where = f"未收录{picked.region}{missing}年政府工作报告"
        lines = [line(f"{where}，已收录的报告未提及{what}。")]
    near = picked.near[:2] if missing is None else ()
    numbers = [sources.cite_fact(fact) for fact in near]
    said = [
        (say(fact) if fact.known else f"{fact.region}{plan_words(fact)}“{fact.quote}”")
        + f"[{number}]"
        for fact, number in zip(near, numbers, strict=True)
    ]
    told = stated(f"报告提到的是：{'；'.join(said)}。", tuple(near), *numbers)
    return [*lines, told] if said else lines


def partly_lines(fact: Fact, sources: Sources) -> list[DraftLine]:
    """The figure of a part of the year, and that it is none of the whole."""
    year = (fact.period or "").removeprefix("..")[:4]
    what = "数" if fact.growth else "数，也没有给出增速"
    lacking = line(f"报告没有给出{year}年{fact.region}{fact.indicator}的全年{what}。")
    return [fact_line(fact, sources), lacking]


def extra_line(
    facts: Sequence[Fact],
    understood: Understood,
    sources: Sources,
    texts: dict[str, str],
    said: str,
) -> list[DraftLine]:
    """The report's own words, where the question asks for more than the indicator says."""
    if not understood.topic or covered(understood.topic, said) >= ENOUGH_EXTRA:
        return []
    if any(understood.topic in name for fact in facts for name in _names_of(fact)):
        return []  # 全社会 of 全社会固定资产投资 asks for nothing more
    for fact in facts:
        start, end = sentence_of(texts[fact.report], fact)
        quote = texts[fact.report][start:end]
        if covered(understood.topic, quote) >= ENOUGH_EXTRA and len(quote) <= QUOTE_LENGTH:
            number = sources.cite(fact.report, start, end)
            lead = f"{fact.region}报告原文{plan_words(fact)}"
            return [quotation(f"{lead}：“{quote}”[{number}]", number)]
    return []


def _names_of(fact: Fact) -> tuple[str, ...]:
    known = find(fact.indicator)
    return (known.name, *known.aliases) if known else (fact.indicator,)


def sentence_of(text: str, fact: Fact) -> tuple[int, int]:
    """The sentence of a report that a fact stands in."""
    start = max(text.rfind(stop, 0, fact.start) for stop in "。！？\n") + 1
    ends = [at for stop in "。！？\n" if (at := text.find(stop, fact.end)) >= 0]
    end = min(ends, default=len(text) - 1)
    return start, end + (1 if end < len(text) and text[end] != "\n" else 0)
