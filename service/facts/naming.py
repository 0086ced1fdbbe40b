"""Naming: whether a fact's name says what its number counts, asked of the words around it.

What is counted is asked for anew: the noun behind a number with a measure word, the amount that
stands right before one without. The name must hold it, and hold more than deeds.
"""

import re
from collections.abc import Callable

from service.facts.seen import Seen
from service.language.wording import MEASURE
from service.language.words import starting, words_of
from vectorstore import late

_HAN = late.pattern(r"[\u4e00-\u9fffA-Za-z]")
_BEHIND = late.pattern(
    r"(?:及?以[上下内]|左右)?(?P<noun>的?[“《（]?[\u4e00-\u9fffA-Za-z][^，,。；;：:、！!？?\n\d]*)(?P<then>\d)?"
)
_SAYS = late.pattern(
    r"的?(?:[提升降减增缩压扩变转][高升长低少加大小减短至到为了]|[全已均都各就才便将][^市省县区国]|[达实完][到现成标]|[上下][升降调]|左右|以[上下内]|阶段性|水平|并|同比|占|是|为|居|位|列|用|由|从|在|被|获|入[选围]|上榜|通过|顺利|成功|基本[^公养医农]|相继|先后|陆续|建成|开[工通]|竣工|投[产用入]|落[地户]|启动|纳入|跻身|荣|得到|比|较|与|和|及|或|其中|分别|之|来|内|里|中|起|增|减|降|升|任务|目标)"
)
_COST = late.pattern(r"(?:[年计概协][度划算议])?总?投资")
_RATE = late.pattern(r"(?:规模|率|比例|比重|占比|[^制年季程]度)[^，,。；;、\d]{0,6}$")
_WORD = late.pattern(
    r"(?:改善|投入|获得|安排|增加|支持|发放|建立|解决|提供|组织|谋划|累计|总|新|首批|第[一二三四]批|一批|全国|全省|重点|帮助|免费|继续|进一步|做好|抓好|各类|前期工作|国家级?|省级|市级|县级|区级|[、和及])+"
)
_PART_OF = late.pattern(r"为.*的比例")
_IS_RATE = late.pattern(r"(?:率|比例|比重|占比)$")
_DEED = late.pattern(
    "|".join(
        map(
            re.escape,
            (
                *words_of("deed"),
                *words_of("begun"),
                "实现",
                "运营",
                "各类",
                "各项",
                "一批",
                "提供",
                "组织",
                "全部",
                "安排",
                "累计",
                "新",
            ),
        )
    )
)
_BOUNDS = frozenset({"以上", "以下", "及以上", "及以下"})
_ENTRY = late.pattern(r"[①-⑳]")
_LEAST = 2
_LONGEST = 10
_HALF = 0.5
_AMOUNTS = frozenset({"元", "美元", "个百分点", "倍", "番", "", "%", "‰"})


def name_holds_what_is_counted(seen: Seen) -> str | None:
    """改善44万户居民住房条件: the noun behind the measure word belongs to the name."""
    if seen.fact.known or seen.fact.value is None:
        return None
    found = None if seen.figure.plain_unit in _AMOUNTS - {"%"} else _behind(seen)
    noun = found["noun"].strip("的“《（ ") if found else ""
    if not noun or _SAYS.match(noun) or _COST.match(noun):
        return None
    says = _SAYS.search(noun, _LEAST)
    if len(noun) < _LEAST or (seen.figure.plain_unit == "%" and len(noun) == _LEAST):
        return None
    noun = noun[: says.start() if says else _LONGEST][:_LONGEST]
    return "数字后面还有名称" if _missing(noun, seen) > _HALF else None


def name_is_more_than_deeds(seen: Seen) -> str | None:
    """改善, 新增国家级: deeds and levels alone name nothing that could be counted."""
    if seen.fact.known:
        return None
    name = seen.fact.indicator
    while found := starting("deed").match(name) or _WORD.match(name):
        name = name[found.end() :]
    return None if name else "名称里没有事物"


def name_is_not_generic(seen: Seen) -> str | None:
    """举办活动700场, 安排专项补助资金1000万元: of what they are is said somewhere else."""
    fact, name = seen.fact, seen.fact.indicator
    if fact.known or fact.scope or fact.value is None:
        return None
    while (found := _DEED.match(name)) and len(name) - found.end() >= _LEAST:
        if name in words_of("generic"):
            break
        name = name[found.end() :]
    return "名称过泛" if name in words_of("generic") else None


def name_runs_on(seen: Seen) -> str | None:
    """14所重点高中一本达线率提高5.5%, 15个断面水质达标率100%: a rate counts nothing, it is the next
    number's; 流域面积20平方公里以上172条河流: nor is a bound that the next number stands behind."""
    found = _behind(seen)
    if seen.fact.value is None or seen.fact.known:
        return None
    counted = seen.figure.plain_unit not in _AMOUNTS
    runs = found is not None and found["then"] is not None and _RATE.search(found["noun"])
    rate = _IS_RATE.search(seen.fact.indicator) and seen.figure.plain_unit in MEASURE
    bound = seen.figure.qualifier in _BOUNDS and seen.text[seen.figure.end].isdigit()
    return "名称连着下一个数" if (counted and (runs or rate)) or bound else None


def multiple_names_its_base(seen: Seen) -> str | None:
    """是前5年的2倍, 和农民人均可支配收入的25%: a multiple or a part of something else says what is one."""
    fact = seen.fact
    if _PART_OF.fullmatch(fact.indicator):
        return "没有说是什么的比例"
    bare = fact.value is not None and seen.figure.plain_unit == "倍" and "比" not in fact.indicator
    return "没有说是什么的倍数" if bare else None


def amount_is_named(seen: Seen) -> str | None:
    """中车集团规模超百亿元: money is the size, the sales, the tax of a thing, never the thing."""
    fact = seen.fact
    if fact.known or fact.value is None or seen.figure.plain_unit not in ("元", "美元"):
        return None
    if _IS_THING.search(fact.indicator) and not _MONEY.search(fact.indicator):
        return "没有说是什么金额"
    told = _AMOUNT.search(seen.clause)
    return "没有说是什么金额" if told and told.group()[:2] not in fact.indicator else None


_IS_THING = late.pattern(r"(?:项目|企业|工程|园区|基地|集群)$")
_MONEY = late.pattern(
    r"投入|投资|资金|安排|贷款|发放|补助|补贴|拨付|争取|债券|财政|支出|融资|授信|贷|券"
)
_AMOUNT = re.compile(
    "(?:"
    + "|".join(map(re.escape, (*words_of("sums"), "规模", "总量", "总额", "金额")))
    + r")(?:分别|均|都|已|将|达到?|超过?|突破|近|约|过|为|首次)*$"
)


def name_is_no_stub(seen: Seen) -> str | None:
    """养老、失业保险覆盖面分别达94%和95%: two letters are seldom all that was counted."""
    name = "".join(_HAN.findall(seen.fact.indicator))
    counted = seen.figure.plain_unit not in ("次", "人次", "件", "起")
    short = (
        counted
        and len(name) <= _LEAST
        and name not in words_of("short_names")
        and not seen.fact.known
    )
    return "名称过短" if short else None


def scope_is_a_place(seen: Seen) -> str | None:
    """壮大民营经济 is a deed and nobody whose figures could be told."""
    scope = seen.fact.scope
    odd = scope and (_ENTRY.match(scope) or starting("no_place").match(scope))
    return "归属不像地方" if odd else None


CHECKS: tuple[Callable[[Seen], str | None], ...] = (
    name_holds_what_is_counted,
    name_is_more_than_deeds,
    name_is_not_generic,
    name_runs_on,
    multiple_names_its_base,
    amount_is_named,
    name_is_no_stub,
    scope_is_a_place,
)


def _behind(seen: Seen) -> re.Match[str] | None:
    return _BEHIND.match(seen.text, seen.figure.end, seen.end)


def _missing(words: str, seen: Seen) -> float:
    """The share of the letters of words that the fact's name lacks."""
    held = f"{seen.fact.indicator}{seen.fact.indicator_text}{seen.fact.scope or ''}"
    told = [each for each in words if _HAN.match(each)]
    return sum(each not in held for each in told) / max(1, len(told))
