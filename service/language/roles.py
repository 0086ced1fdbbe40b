"""Roles: whether figures are an amount, a change, a share, a multiple or a rate of completion."""

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from service.language.measure import Measure
from service.language.wording import COMPLETION, FALLS, FROM, GROWS, MULTIPLE, REACHES, SHARE
from vectorstore import late

Role: TypeAlias = Literal[
    "value",
    "growth",
    "share",
    "of",
    "completion",
    "multiple",
    "points",
    "from",
    "increment",
    "streak",
]

_CHANGES = frozenset({"%", "‰", "倍", "番"})
_POINTS = frozenset({"个百分点", "个千分点", "个基点"})
_WORDS = ("持平", "零增长", "番")
_RATE_SUBJECT = late.pattern(r"(?:增速|增幅|涨幅|增长率|降幅|减幅)(?!.*(?:居|列))[^，,；;]{0,10}$")

_TERMS = late.pattern(r"(?:实际|名义)(?=(?:增长|下降|增|上涨|年均|平均)[^，,。；;]{0,8}$)")
_HEADED = 2
_MEASURED_BY = late.pattern(
    r"(?<=[^，,；;]{2})(?:分别)?(?:相当于|达到|(?:提高|压缩|压减|降低|控制|精简)(?:到|至|在)|(?<!还)是)(?P<base>[^，,；;\d]{2,24})的$"
)
# 下降到2015年的4.8%: what stands before 的 is when, and nothing that the figure is a part of.
_DATED = late.pattern(r"(?:[年月]|季度|时期|年[末底初]|期末|当时|最初|原来)的$")
_CUT_RATE = late.pattern(r"(?:精简|压减|压缩|缩减|削减)率(?:达到?|为|超过?|分别|均)*$")
_OVER_TARGET = late.pattern(
    r"(?:超过?|超出|高于|高出|低于)(?:全?年度?|年初|预期|既定|原定|省定|市定|计划|下达)*(?:目标|计划|任务)(?:任务|数|进度)?$"
)
_SHARE_WITHIN = late.pattern(
    r"在(?P<whole>[^，,；;、\d]{2,12})中(?:的)?占比(?:已?达到?|为|约|超过?)?$"
)
_RATE_IS = late.pattern(r"(?:增速|增幅|涨幅|增长率|增长速度|降幅|减幅)(?:分别|均|都|也)?(?:为|是)$")


@dataclass(frozen=True, slots=True)
class RoleReading:
    """The role of a group of figures; the subject's words end at `stop` of the words before.

    `reaches`: an amount that was reached (提高到); `sticks`: the next figures speak of the same
    share (由…提高到…).
    """

    role: Role
    stop: int
    falls: bool = False
    whole: str = ""
    reaches: bool = False
    sticks: bool = False


def read(words: str, figure: Measure) -> RoleReading:
    """The role of a figure from the words before it in its clause."""
    if figure.plain_unit in _POINTS:
        return RoleReading("points", len(words))
    if figure.number.endswith(_WORDS) or figure.unit == "番":
        return RoleReading("growth", len(words))
    if figure.plain_unit in ("%", "‰") or (figure.unit == "" and "分之" in figure.number):
        said = _percent(words)
        return replace(said, role="growth") if figure.signed and said.role == "value" else said
    if figure.plain_unit == "倍":
        multiple = MULTIPLE.search(words)
        if multiple:
            return RoleReading("multiple", multiple.start(), whole=multiple["base"])
        if GROWS.search(words) and not REACHES.search(words):
            return RoleReading("growth", len(words), falls=FALLS.search(words) is not None)
        return RoleReading("value", len(words))
    source = FROM.search(words)
    if source:
        return RoleReading("from", source.start())
    return RoleReading("increment" if _added(words) else "value", len(words))


def _added(words: str) -> bool:
    """地区生产总值净增1820亿元, 市场主体新增2万户: the amount is that of the change."""
    grows = GROWS.search(words)
    if grows is None or REACHES.search(words):
        return False
    head = words[: grows.start()]
    return not head.endswith("新") or len(head.strip("、，, 全年又再")) > _HEADED


def _percent(words: str) -> RoleReading:
    over = _OVER_TARGET.search(words)
    if over:
        return RoleReading("points", over.start())
    within = _SHARE_WITHIN.search(words)
    if within:
        return RoleReading("share", within.start(), whole=within["whole"])
    completion = COMPLETION.search(words)
    if completion:
        return RoleReading("completion", completion.start())
    source = FROM.search(words)
    share = SHARE.search(words[: source.start()] if source else words)
    if share and not (GROWS.search(words) and not REACHES.search(words)):
        return RoleReading("share", share.start(), whole=share["whole"], sticks=source is not None)
    if source:
        return RoleReading("from", source.start())
    if _DATED.search(words):
        return RoleReading("value", len(words), reaches=True)
    if words.endswith("的"):
        compared = _MEASURED_BY.search(words)
        if compared:
            return RoleReading("multiple", compared.start(), whole=compared["base"])
        return RoleReading("of", len(words) - 1)
    if REACHES.search(words) and not _RATE_IS.search(words):
        return RoleReading("value", len(words), reaches=True)
    if _CUT_RATE.search(words):
        return RoleReading("value", len(words))
    if GROWS.search(words) or _RATE_SUBJECT.search(words):
        falls = FALLS.search(words) is not None or re.search(r"[降减]幅", words) is not None
        return RoleReading("growth", len(words), falls=falls)
    return RoleReading("value", len(words))


def changes(figure: Measure) -> bool:
    """Whether a figure's unit can be that of a change."""
    return figure.plain_unit in _CHANGES


def terms_of(words: str) -> str | None:
    """实际增长8%: what a change is counted in, if words say so."""
    found = _TERMS.search(words)
    return found.group() if found else None
