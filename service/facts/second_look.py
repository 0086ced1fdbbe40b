"""Second look: a small reader that checks a fact against the sentence it was read from.

It shares numbers and lexicon with the first reader, never its frame or grammar. Each check
answers with a doubt or with nothing; a fact that meets any doubt is not `sure`.
"""

import re
from collections.abc import Callable

from service.facts import naming
from service.facts.seen import HARD, Seen, since
from service.language.indicators import Mention, find, printed_mentions
from service.language.words import pattern_of, words_of
from vectorstore import late
from vectorstore.documents import Part

_YEAR = late.pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)年")
_AGAINST = ("比", "较", "同", "与", "由", "从", "自", "是", "在", "截至", "超过")
_SPAN = late.pattern(
    r"(?<![比较第])(?:“?十[一二三四]?五”?(?:时期|期间)|[过近这][去]?[三四五]年|五年(?:来|累计))"
)
_DEALT = late.pattern(r"分别|均|都|各|、|和|城乡|存贷款|产业|双双")
_CHANGE_BEFORE = late.pattern(
    r"(?:增长|增加|减少|下降|降低|压减|净增|新增|提高|提升|上升)(?:了|约|近|超过?|逾)?$"
)
_MOVES = late.pattern(
    r"[^，、]{0,4}?(?:减少|压减|降低|压缩|削减|缩短|提高)(?!到|至|.*(?:率|比例|比重|标准)$)[\u4e00-\u9fff“]{2}"
)
_TWICE = late.pattern(r"((?!业创)[\u4e00-\u9fff]{2,})\1")
_ZONE = late.pattern(
    r"[\u4e00-\u9fff]{2,8}(?:开发区|高新区|经开区|产业园区|工业园区|新区|综保区|保税区|自贸区)"
)
_CUT_NAME = late.pattern(
    r"[高低]于“?十?[一二三四]?五$|按照|统筹推进$|(?:人民|儿女)$|等(?:完成)?投资$|^(?:下滑|上升|跃升|提升|提高|降低?)到|(?:省|国|市)前移$|^(?:企业|项目|商户).{0,2}(?:入驻|落户|进驻)$|^(?:[，。、；：的了着等及与和将把是到至]|达(?![成标])|并(?![网购])|对(?![外口标接])|在(?![建校册编线岗营])|为(?![民我]|.*的比例$)|其中|以及|同时)|(?:[，。、；：的了和至到达为将把在新要]|(?<![惠涉普波])及|(?<!参)与|分别|^.{0,4}增加|连续|达到|增长|同比|实现|[^\u4e00-\u9fff]完成|^.{0,2}完成|(?<!建立)联系|引进|选派)$|[。；：!！?？\n]"
)
_POOR = late.pattern(
    r"(?:项目|工程|累计|共|全[市县省区州]|年度|总|实现|完成)*"
    r"(?:投资|销售|销售收入|收入|产值|营业收入|利润|税收|增加值|融资|规划|谋划)额?$"
)
_RATE_OF = late.pattern(
    r"^(?:年度|季度|按期|如期|按时|限时|平均|综合|群众|总体|均|全程|集中|参保|市区|城区|城乡|城市|农村|全省|全国|调整)+"
)
_AFTER_YEARS = late.pattern(r"(?<!\d)[1-9]年$")
_SHORT_RATE = late.pattern(r"[\u4e00-\u9fff]{2}率")
_COUNTED = late.pattern(r"\d(?:余|多)?(?:[A-Za-z]{1,3}|[亿万千百]?[\u4e00-\u9fff]{1,2})$")
_EDGED = re.compile(r"^[^\w“‘《（(]|[^\w”’》）)%℃+]$")
_NOUN = late.pattern(
    r"的?[“《]?(?![提升降减增至到和及或与缩上下变压全已均都建可实完成左以并同占达是为居位列用由从在被将获，。、；：])[\u4e00-\u9fff]{2}"
)
_SHARE_OF = late.pattern(r"(?:以上|左右)?(?:企业|行政村|村|乡镇|群众|学校|居民|农户|家庭|人口)")
_OF_NOUN = late.pattern(r"的[\u4e00-\u9fff]{2}")
_SHORT_NAME = 6
_LONGEST_NAME = 44
_LEANS_ON = late.pattern(
    r"(?:重点|充分|积极|要)*(?:依托|围绕|发挥|利用|用好|运用|立足|借助|凭借|聚焦|瞄准|针对)"
)
_PLANNING: frozenset[Part] = frozenset({"plan", "plan_period", "self"})


def doubts(seen: Seen) -> tuple[str, ...]:
    """Why the fact may be wrong about what its number is said of; nothing where it agrees."""
    checks = (*CHECKS, *naming.CHECKS)
    return tuple(dict.fromkeys(reason for check in checks if (reason := check(seen))))


def name_is_nearest(seen: Seen) -> str | None:
    """The last indicator named before a number is the one it is said of, unless dealt out."""
    fact = seen.fact
    if not fact.known:
        return None
    named = printed_mentions(seen.lead)
    own = [each for each in named if each[2].name == fact.indicator]
    if _DEALT.search(seen.stretch) or fact.indicator.endswith(("占比", "强度", "优良率")):
        return None
    if not own:
        behind = printed_mentions(seen.text[seen.figure.end : seen.end])
        elsewhere = any(each[2].name == fact.indicator for each in behind)
        near = find(fact.indicator_text) is not None and fact.indicator_text in seen.lead
        near |= fact.indicator.endswith(fact.indicator_text) and fact.indicator[:2] in seen.lead
        return None if elsewhere or near or not named else "名称不在这句话里"
    between = [each for each in named if each[0] >= own[-1][1] and _fits(each, seen)]
    return f"离数字更近的是“{between[-1][2].name}”" if between else None


def _fits(mention: Mention, seen: Seen) -> bool:
    start, _, indicator = mention
    shared = seen.lead[max(0, start - 4) : start]
    compared = pattern_of("share").search(shared) or any(word in shared for word in _AGAINST)
    return not compared and indicator.takes(seen.figure.plain_unit)


def name_is_whole(seen: Seen) -> str | None:
    """A name is a whole noun phrase: no mark, no verb and no bare 项目 stands for one."""
    name = seen.fact.indicator
    if seen.fact.known:
        at = seen.lead.rfind(seen.fact.indicator_text)
        denied = at > 0 and seen.lead[at - 1] in words_of("not_the_thing")
        return "名称前有否定字" if denied else None
    unpaired = (
        _TWICE.search(name) is not None
        or name.count("“") != name.count("”")
        or name.count("（") != name.count("）")
    )
    bare = name in words_of("bare_name") or _POOR.match(name) or _rate_of_nothing(seen)
    whole = 1 < len(name) <= _LONGEST_NAME and not unpaired and not bare
    cut = (
        _CUT_NAME.search(name)
        or _AFTER_YEARS.search(_before_name(seen))
        or _EDGED.search(name)
        or _crosses_a_list(seen)
    )
    return None if whole and not cut else "名称不完整"


def _before_name(seen: Seen) -> str:
    """The words right before the name: 学前教育3年 before 毛入园率 belong to it."""
    at = seen.lead.rfind(seen.fact.indicator_text)
    return seen.lead[max(0, at - 3) : at] if at > 0 else ""


def _rate_of_nothing(seen: Seen) -> bool:
    """群众满意率达到98%: a rate of which nobody knows what it is a rate of; behind 建议 or 提案 it is
    theirs."""
    name = _RATE_OF.sub("", seen.fact.indicator)
    short = _SHORT_RATE.fullmatch(name) is not None and name not in words_of("telling_rate")
    rate = short or name in words_of("bare_rate")
    return rate and not any(word in seen.lead for word in ("建议", "提案", "议案"))


def _crosses_a_list(seen: Seen) -> bool:
    """20GWh储能电池、比克10GWh: what stands right behind one figure is no name of the next."""
    at = seen.lead.rfind(seen.fact.indicator_text)
    return (
        "、" in seen.fact.indicator_text
        and at > 0
        and _COUNTED.search(seen.lead, 0, at) is not None
    )


def name_is_not_cut(seen: Seen) -> str | None:
    """实施150个省、市重点项目: a short name before a noun is not the whole of what was counted."""
    name, behind = seen.fact.indicator, seen.text[seen.figure.end : seen.figure.end + 24]
    if seen.fact.known or seen.fact.value is None:
        return None
    if seen.figure.unit == "%" and _SHARE_OF.match(behind):
        return "数字后面还有名称"
    counted = seen.figure.plain_unit not in ("元", "%")
    noun = (_NOUN if counted else _OF_NOUN).match(behind) if len(name) <= _SHORT_NAME else None
    own = noun is not None and noun.group().lstrip("的“")[:2] in name
    return "数字后面还有名称" if noun and not own else None


def change_is_worded(seen: Seen) -> str | None:
    """A growth has a word of change before it, and one of its direction."""
    growth = seen.fact.growth
    if growth is None or not re.search(r"\d", growth):
        return None
    figure = seen.fact.figures[-1]
    words = since(HARD, seen.text[seen.start : figure.start])
    rises = [each.start() for each in pattern_of("rise").finditer(words)]
    falls = [each.start() for each in pattern_of("fall").finditer(words)]
    if not rises and not falls and figure.direction is None:
        return None if seen.fact.kind == "target" else "没有说增减的词"
    down = growth.startswith("-")
    if down and not falls and figure.direction != "down":
        return "没有说下降的词"
    last_falls = bool(falls) and (not rises or falls[-1] > rises[-1])
    turned = last_falls and not down and figure.direction != "up" and "幅" not in words
    return "最近的词说的是下降" if turned else None


def amount_is_no_change(seen: Seen) -> str | None:
    """An amount right behind 增加, 减少 is that of the change, not of the thing; 减少会议46% is one."""
    if seen.fact.value is None:
        return None
    if not seen.fact.known:
        moved = seen.figure.plain_unit == "%" and _MOVES.match(seen.fact.indicator)
        return "数字像是增减的量" if moved else None
    changed = _CHANGE_BEFORE.search(seen.clause)
    named = changed and changed.group()[:2] in seen.fact.indicator_text
    added = seen.fact.indicator.startswith("新增") or "新增" in seen.fact.indicator
    return "数字像是增减的量" if changed and not named and not added else None


def unit_fits(seen: Seen) -> str | None:
    """An amount of money or people is no percentage."""
    indicator = find(seen.fact.indicator) if seen.fact.known else None
    if indicator is None or seen.fact.value is None:
        return None
    return None if indicator.takes(seen.figure.plain_unit) else "单位与指标不合"


def year_agrees(seen: Seen) -> str | None:
    """A year told in the number's own clause is that of the fact, unless compared with."""
    period = seen.period
    told = [each for each in _YEAR.finditer(seen.clause) if not _compared(seen.clause, each)]
    if period is None or not told:
        return None
    year = int(told[-1]["year"])
    first = period.first_year
    agrees = year == period.year or (first is not None and first <= year <= period.year)
    return None if agrees else f"句中说的是{year}年"


def _compared(words: str, year: re.Match[str]) -> bool:
    before = words[max(0, year.start() - 2) : year.start()]
    after = words[year.end() : year.end() + 3]
    return before.endswith(_AGAINST) or after.startswith(("以来", "的", "末的", "底的"))


def part_of_year_agrees(seen: Seen) -> str | None:
    """前三季度 before a number makes it no number of the year, unless 全年 follows."""
    period = seen.period
    if period is None or period.is_part:
        return None
    found = [
        each.end()
        for each in pattern_of("part_of_year").finditer(seen.stretch)
        if not seen.stretch[: each.start()].endswith(("较", "比"))
    ]
    rest = seen.stretch[found[-1] :] if found else ""
    over = "全年" in rest or _YEAR.search(rest) or seen.fact.kind == "target"
    return "句中说的是年内一段时间" if found and not over else None


def span_agrees(seen: Seen) -> str | None:
    """年均 is a mean; 五年累计 is no single year's; a level may stand at the end of a span."""
    fact = seen.fact
    means = [each.end() for each in pattern_of("mean").finditer(seen.clause)]
    mean = bool(means) and "累计" not in seen.clause[means[-1] :]
    lead_mean = pattern_of("mean").search(seen.lead) is not None or "平均" in seen.lead
    if mean and fact.basis != "average" and "浓度" not in fact.indicator:
        return "句中说的是年均"
    if (
        fact.basis == "average"
        and not lead_mean
        and not re.search(r"每[年月天]|年[新完]|日均", seen.lead)
    ):
        return "句中没有说年均"
    period = seen.period
    yearly = period is not None and period.is_year and fact.basis == "annual"
    planned = fact.kind == "target" and period is not None and period.year == fact.year
    means = "年均" in seen.text[seen.figure.end : seen.end].replace("年均浓度", "")
    if yearly and (_SPAN.search(seen.clause) or (planned and means)):
        return "句中说的是几年"
    return None


def kind_agrees(seen: Seen) -> str | None:
    """What is reached stands in a review, what is aimed at in a plan, unless words say else."""
    fact, period = seen.fact, seen.period
    if fact.kind == "target" and fact.value and _LEANS_ON.match(fact.indicator):
        return "像是已有的事物"
    near = seen.clause + seen.text[seen.figure.end : seen.figure.end + 12]
    aimed = pattern_of("target").search(near) is not None
    if fact.kind == "target":
        planned = seen.part in _PLANNING or aimed or pattern_of("target").search(seen.lead)
        ahead = period is not None and period.year >= fact.year
        return None if planned or ahead else "没有说这是目标"
    if fact.kind in ("actual", "cumulative", "average") and period and period.year >= fact.year:
        return "时期还没有过去"
    if fact.kind == "actual" and re.search(r"力争|确保达到|努力实现", seen.clause):
        return "句中说的是目标"
    expected = pattern_of("expected").search(seen.stretch)
    return "句中说的是预计" if fact.kind == "actual" and expected else None


def owner_is_named(seen: Seen) -> str | None:
    """A zone named in the number's own clause owns it, unless the fact says so."""
    fact = seen.fact
    zone = _ZONE.search(seen.clause) if fact.known and not fact.scope else None
    inside = zone and zone.group() in fact.indicator_text
    return f"像是{zone.group()}的数" if zone and not inside else None


CHECKS: tuple[Callable[[Seen], str | None], ...] = (
    name_is_nearest,
    name_is_whole,
    name_is_not_cut,
    change_is_worded,
    amount_is_no_change,
    unit_fits,
    year_agrees,
    part_of_year_agrees,
    span_agrees,
    kind_agrees,
    owner_is_named,
)
