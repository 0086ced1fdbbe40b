"""Whether a Fact says what a number of the draft says: every dimension must agree."""

import re
from typing import Literal, TypeAlias

from service.facts.model import Fact
from service.language.indicators import find
from service.language.measure import Measure
from service.language.period import Period
from service.language.times import PLANS
from service.verify.evidence import DraftEvidence
from service.verify.naming import indicator_reason
from service.verify.said_of import DOWN, GROWTH, Said
from service.verify.senses import sense_reason
from service.verify.when import LAST_YEAR, PERIOD_ANY, UNCLEAR
from vectorstore import late

ALIKE = (
    {"超", "超过", "突破", "逾", "高于", "大于"},
    {"近", "接近", "将近"},
    {"约", "左右", "大约", "上下"},
    {"以上", "不低于", "不少于", "及以上", "至少"},
    {"以内", "以下", "不超过", "不高于", "之内"},
    {"余", "多"},
    {"达", "达到"},
)
STRIVEN = "力争"  # the second, higher mark behind a target: it has to be said
STRIVING = late.pattern(r"力争|争取|冲刺")
WEAK = {"达", "达到", None, ""}
PERSONS = {"人", "名", "位"}
LISTED = late.pattern(r"(?:\d[\d.,]*[^\d，。；、,;]{0,6}、)+$")  # 分别压减至3个、5个、70个工作日
START = late.pattern(r"(?:由|从)[^，。；：,;:\d]{0,8}$")

Role: TypeAlias = Literal["value", "growth"]


def same_qualifier(one: str | None, other: str | None) -> bool:
    """左右 and 约 say the same; 左右 and nothing do not."""
    if one == other or (one in WEAK and other in WEAK):
        return True
    return any(one in group and other in group for group in ALIKE)


def same_number(said: Measure, fact: Measure) -> bool:
    """Equal after scale, ends of a range included; digits as printed where there is no value."""
    if said.plain_unit != fact.plain_unit and not {said.plain_unit, fact.plain_unit} <= PERSONS:
        return False
    if said.value is None or fact.value is None:
        return said.number == fact.number and said.unit == fact.unit
    return said.value == fact.value and said.high == fact.high


def role(fact: Fact, figure: Measure) -> Role:
    """Whether a figure of a fact is its `value` or its `growth`."""
    number = figure.number.lstrip("-")
    growth = (fact.growth or "").lstrip("-")
    as_value = fact.value is not None and number.rstrip("%") == fact.value.rstrip("%")
    as_growth = fact.growth is not None and number.rstrip("%") == growth.rstrip("%倍")
    if as_growth and not (as_value and figure.direction is None):
        return "growth"
    return "value" if as_value else "growth"


def is_start(fact: Fact) -> bool:
    """Whether a fact is where a change began: 由702元 of 由702元提高到752元."""
    return any(START.search(_before(fact, figure)) for figure in fact.figures)


def _number_reason(said: Said, fact: Fact, figure: Measure) -> str | None:
    kind, lead = role(fact, figure), LISTED.sub("", _before(fact, figure))
    if START.search(_before(fact, figure)) and not START.search(said.before):
        return "这是变化之前的数"
    if kind == "growth":
        worded = not re.search(r"\d", said.figure.number)
        if worded:
            return None
        if not said.is_growth and said.figure.value is not None and not _only_growth(said, fact):
            return "这是增速，不是数额"
        if said.is_down != (fact.growth or "").startswith("-"):
            return "升降方向与原文不符"
    elif said.is_growth and figure.direction is None and not GROWTH.search(lead):
        return "这是数额，不是增速"
    elif said.is_down and not DOWN.search(lead) and figure.direction != "down":
        return "升降方向与原文不符"
    qualifier = fact.growth_qualifier if kind == "growth" else fact.qualifier
    if qualifier == STRIVEN and said.figure.qualifier is None and STRIVING.search(said.before):
        return None
    if not same_qualifier(said.figure.qualifier, qualifier):
        return f"原文限定词是“{qualifier or '无'}”"
    return None


def _only_growth(said: Said, fact: Fact) -> bool:
    """Whether a target in % (地区生产总值目标为3%) can be meant as nothing but a growth."""
    known = find(fact.indicator)
    if known is None or fact.kind != "target" or (fact.growth or "").startswith("-"):
        return False
    return not known.takes(said.figure.plain_unit) and "占" not in said.before


def _before(fact: Fact, figure: Measure) -> str:
    offset = figure.start - fact.start
    return fact.quote[:offset] if 0 <= offset <= len(fact.quote) else ""


def began(fact: Fact) -> bool:
    """Whether a fact is where a change began and tells no time of its own: 由702元提高到744元."""
    told = fact.period_text is not None
    return not told and any(START.search(_before(fact, each)) for each in fact.figures[:1])


def period_reason(said: str, fact: Fact) -> str | None:
    """Why a period that is told is not that of the fact."""
    if (
        fact.period is None
        or said == fact.period
        or (len(said) == len("2020") and fact.period == f"..{said}")
    ):
        return None
    if said.startswith(PERIOD_ANY) and _lasts(fact.period, said.removeprefix(PERIOD_ANY)):
        return None
    if fact.basis == "level" and "-" in fact.period[4:5] and said == fact.period[5:]:
        return None  # where a span of years ended is where it stood in its last year
    last = str(fact.year - 1) if said.startswith(PERIOD_ANY) else said.partition("-")[2]
    if fact.basis == "level" and fact.period == last:
        return None  # 五年来…达到4万户, 2016-2020…达到4万户 are where it stood in the last of them
    return f"时期不符：原文是{fact.period}"


def _lasts(period: str, years: str) -> bool:
    """Whether a span is as many years long as is told; a start that is unknown may be any."""
    if period.startswith(".."):
        return True
    first, _, last = period.partition("-")
    if not (first.isdigit() and last.isdigit() and len(last) == 4):
        return False
    return not years or int(last) - int(first) + 1 == int(years)


def _period_reason(said: Said, fact: Fact) -> str | None:
    if fact.period is None:
        return None
    if began(fact) and START.search(said.before):
        return None  # 由702元提高到744元: where a change began is dated by the change
    if said.base in PLANS:
        return None if said.base in fact.quote else f"原文没有与“{said.base}”比较"
    if said.base == LAST_YEAR:
        multiple = fact.unit == "倍" and not re.search("上年|去年", fact.quote)
        return "原文没有与上年比较" if multiple else _told_period(said, fact)
    if said.base and f"与{said.base}年之比" in fact.indicator:
        return _told_period(said, fact)  # 是2015年的2倍
    if said.base and fact.period.isdigit() and int(said.base) != int(fact.period) - 1:
        return f"比较的年份不符：原文是{fact.period}年"
    return _told_period(said, fact)


def _told_period(said: Said, fact: Fact) -> str | None:
    assert fact.period is not None
    if said.average and not said.period_said and fact.basis == "average":
        return None
    if said.period == UNCLEAR:
        return "没有说明时期"
    if said.period is None:
        return None if _goes_unsaid(said, fact) else f"没有说明时期：原文是{fact.period}"
    return period_reason(said.period, fact)


def _goes_unsaid(said: Said, fact: Fact) -> bool:
    """Whether the fact is of the time a reader takes for granted: the year its report is about."""
    assert fact.period is not None
    if fact.kind == "target":
        return fact.period == str(fact.year)
    if fact.kind in ("cumulative", "average") and (said.cumulative or said.average):
        return True
    period = Period.parse(fact.period)
    return not period.is_part and (period.first_year or period.year) == fact.year - 1


def _kind_reason(said: Said, fact: Fact) -> str | None:
    if said.modality == "taken":  # 将…控制在: told of a plan and of a result alike
        return None if fact.kind in ("target", "actual") else "原文是预计数，不是完成数"
    if fact.kind == "target" and said.modality == "expected" and "预计" in fact.quote:
        return None
    if fact.kind == "target" and said.modality != "target":
        return "原文是目标，不是结果"
    if fact.kind != "target" and said.modality == "target":
        return "原文是结果，不是目标"
    if fact.kind == "expected" and said.modality != "expected":
        return "原文是预计数，不是完成数"
    if said.modality == "expected" and fact.kind not in ("expected", "target"):
        return "原文是完成数，不是预计数"
    if (fact.basis == "average") != said.average:
        return "年均与当年不同"
    if said.cumulative and fact.kind != "cumulative" and "累计" not in fact.quote:
        return "原文不是累计数"
    named = "累计" in fact.indicator + fact.indicator_text or "年之比" in fact.indicator
    if fact.kind == "cumulative" and not (said.cumulative or named or _span_said(said)):
        return "原文是累计数"
    return None


def _span_said(said: Said) -> bool:
    return said.period is not None and (said.period.startswith(PERIOD_ANY) or "-" in said.period)


def _region_of(said: Said, fact: Fact) -> str | None:
    """The region that is spoken of; a place in the fact's own words (海拉尔冬季英雄会) is none."""
    if not said.region_text:
        return said.region
    inside = said.region_text.removeprefix(fact.region)
    if inside != said.region_text and inside and inside in fact.indicator:
        return fact.region
    if said.region_text not in fact.quote + fact.indicator:
        return said.region
    if said.region_before is not None or said.region != fact.region:
        return said.region_before
    return said.region


def _region_reason(said: Said, fact: Fact, evidence: DraftEvidence) -> str | None:
    region = _region_of(said, fact)
    if region in (None, UNCLEAR):
        alone = len({report.region for report in evidence.reports}) <= 1
        return None if alone else "没有说明地区"
    return None if region == fact.region else f"这是{fact.region}的数"


def reason_against(
    said: Said, fact: Fact, figure: Measure, draft: str, evidence: DraftEvidence
) -> str | None:
    """Why this fact does not prove the number, or None when it does."""
    return (
        _region_reason(said, fact, evidence)
        or indicator_reason(said, fact, draft)
        or (f"口径不符：原文范围是{fact.scope}" if fact.scope and fact.scope not in draft else None)
        or _period_reason(said, fact)
        or _kind_reason(said, fact)
        or _number_reason(said, fact, figure)
        or sense_reason(said, fact, figure, draft)
    )
