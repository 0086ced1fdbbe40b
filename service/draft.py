"""The ledger's own sentences: a Fact in words a person would write, saying no more than it does."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.facts.model import Fact
from service.language.period import Period
from service.language.times import plan_of
from vectorstore import late

PARTS = {
    "H1": "上半年",
    "H2": "下半年",
    "Q1": "一季度",
    "Q2": "二季度",
    "Q3": "三季度",
    "Q4": "四季度",
}
LEADING = (
    "超",
    "过",
    "突破",
    "逾",
    "近",
    "接近",
    "约",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "至少",
    "高于",
    "低于",
    "达",
)
PASSED = ("突破", "超", "逾", "接近", "不低于", "不少于", "不超过", "不高于")  # said without 为
FOOTNOTE = late.pattern(r"\[\d{1,3}\]")  # a report's own; in our words it would be a source
STRIVEN = "力争"
PRICES, KEPT = ("居民消费价格",), late.pattern(r"控制|以内|不超过|不高于|以下")


@lru_cache(maxsize=1024)
def period_words(period: str | None) -> str:
    """`2020` → 2020年, `2016-2020` → 2016—2020年, `..2020` → 截至2020年, None → nothing.

    `..2024-09` → 2024年1—9月, `2024-09` → 2024年9月, `2024Q3` → 2024年三季度.
    """
    if period is None:
        return ""
    when = Period.parse(period)
    if when.first is None:
        return f"截至{when.year}年"
    if when.is_span:
        return f"{when.first_year}—{when.year}年"
    if when.is_year:
        return f"{when.year}年"
    if when.to_date:
        return f"{when.year}年1—{int(period[-2:])}月"
    return f"{when.year}年" + PARTS.get(
        period[4:], f"{int(period[-2:])}月" if "-" in period else ""
    )


def plan_words(period: str | None) -> str:
    """`2016-2020` → （“十三五”时期）, anything else → nothing."""
    name = plan_of(Period.parse(period)) if period else None
    return f"（“{name}”时期）" if name else ""


def _qualified(words: str, qualifier: str | None) -> str:
    if not qualifier or qualifier in words:
        return words
    if qualifier.startswith(LEADING):
        return qualifier + words
    if qualifier in ("余", "多"):
        return re.sub(r"^([\d.]+|[十百千万亿]+)", rf"\1{qualifier}", words)
    return words + qualifier


def amount(fact: Fact) -> str:
    """The fact's value with unit and qualifier (`141.5亿元`, `4.5%以内`), or nothing."""
    if fact.value is None:
        return ""
    unit = fact.unit or ""
    words = fact.value if fact.value.endswith(unit) and unit else fact.value + unit
    return _qualified(words, fact.qualifier)


def growth_rate(fact: Fact) -> str:
    """The size of the growth without its direction: `8%左右`, `16.8%`, `翻番`."""
    if fact.growth is None:
        return ""
    return _qualified(fact.growth.removeprefix("-"), fact.growth_qualifier)


def growth(fact: Fact) -> str:
    """The growth with its direction: `增长8%`, `下降16.8%`, `持平`, `翻番`."""
    if fact.growth is None:
        return ""
    if not re.search(r"\d", fact.growth):
        return fact.growth
    striven = fact.growth_qualifier == STRIVEN
    verb = "下降" if fact.growth.startswith("-") else _rise(fact)
    rate = growth_rate(fact.model_copy(update={"growth_qualifier": None}) if striven else fact)
    average = "年均" if fact.basis == "average" else ""
    return f"{STRIVEN if striven else ''}{average}{fact.terms or ''}{verb}{rate}"


def _rise(fact: Fact) -> str:
    """What a rise is called: prices do not grow, and that of a target is kept down (涨幅控制在4%左右)."""
    if (fact.growth or "").endswith("百分点"):
        return "提高"
    if fact.indicator not in PRICES:
        return "增长"
    if fact.kind != "target":
        return "上涨"
    return "涨幅控制在" if KEPT.search(fact.quote) else "涨幅"


def _at_its_end(fact: Fact) -> str | None:
    """A ratio told of a span of years is that of its last: 三次产业结构 of 2017-2021 → 2021."""
    spanned = fact.period is not None and re.fullmatch(r"\d{4}-\d{4}", fact.period)
    ratio = ":" in (fact.value or "") and fact.basis == "level"
    return fact.period[-4:] if ratio and spanned and fact.period else fact.period


def subject(fact: Fact, *, region: bool = True, period: bool = True) -> str:
    """`2020年海拉尔区固定资产投资（区本级）`: what the fact speaks of."""
    when = period_words(_at_its_end(fact)) if period else ""
    scope = f"（{fact.scope}）" if fact.scope and fact.scope not in fact.indicator else ""
    name = FOOTNOTE.sub("", fact.indicator)
    return f"{when}{fact.region if region else ''}{name}{scope}"


def say(fact: Fact, *, region: bool = True, period: bool = True) -> str:
    """One clause without its full stop; the kind is said unless it is a plain result."""
    head = subject(fact, region=region, period=period)
    value, rate = amount(fact), growth(fact)
    if fact.kind == "target":
        to = "" if value.startswith(PASSED) else "为"
        said = "、".join(part for part in (value and f"{to}{value}", rate) if part)
        return f"{head}的目标：{said}" if not value else f"{head}的目标{said}"
    lead = {"expected": "预计", "cumulative": "累计"}.get(fact.kind or "", "")
    if value:
        average = "年均" if fact.basis == "average" else ""
        to = "" if value.startswith(PASSED) else "为"
        return f"{head}{lead}{average}{to}{value}" + (f"，{rate}" if rate else "")
    return f"{head}{lead}{rate}"


def computed_words(operation: str, text: str, operands: Sequence[Fact]) -> str:
    """What code computed, in one clause of the greater: `2020年海拉尔区地区生产总值比满洲里市多…`."""
    told = _computed(operation, text, operands, 0)
    return re.sub(r"更多、更高、最高，|最高最大最多最快，|（[^（）]*）。$|。$", "", told)


def computed(operation: str, text: str, operands: Sequence[Fact]) -> list[str]:
    """What code computed of facts, told of each of them: `2020年海拉尔区地区生产总值更高，比满洲里市
    多32.96亿元。` and `2020年满洲里市…少32.96亿元。`; the greater comes first."""
    return [_computed(operation, text, operands, at) for at in range(len(operands))]


def _computed(operation: str, text: str, operands: Sequence[Fact], at: int) -> str:
    of, rate = operands[at], "" if operands[at].value else "增速"
    if operation == "difference" and len(operands) > 1:
        than = operands[1 - min(at, 1)]
        other = subject(than, region=than.region != of.region, period=than.period != of.period)
        aims = ["目标" if fact.kind == "target" else "" for fact in (of, than)]
        words = (
            ("更低、最低", "低" if rate else "少"),
            ("更多、更高、最高", "高" if rate else "多"),
        )
        degree, word = words[at == 0]
        shown = "，".join(growth_rate(fact) if rate else amount(fact) for fact in operands)
        return f"{subject(of)}{aims[0]}{rate}{degree}，比{other}{aims[1]}{word}{text}（{shown}）。"
    if operation == "rank":
        ends = {0: "最高最大最多最快，", len(operands) - 1: "最低最小最少最慢，"}
        return f"{subject(of)}{rate}{ends.get(at, '')}居第{at + 1}位。"
    if operation == "growth":
        return f"{subject(of)}按现价计算增长{text}。"
    other = operands[1 - at].region if len(operands) == 2 else ""
    word = {"ratio": f"是{other}的", "sum": "合计", "share": "占比", "median": "中位数"}
    return f"{subject(of)}{word.get(operation, '')}{text}。"
