"""Indicators by name: lexicon.yaml as values, and where a text names them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of
from vectorstore import late

Direction: TypeAlias = Literal["up", "down"]
Mention: TypeAlias = "tuple[int, int, Indicator]"

FAMILIES: dict[str, frozenset[str]] = {
    "money": frozenset({"元", "美元", "元人民币", "欧元"}),
    "percent": frozenset({"%", "‰"}),
    "persons": frozenset({"人", "人次", "名", "个", "位", "", "岗"}),
    "count": frozenset(
        [
            "个",
            "项",
            "件",
            "户",
            "家",
            "套",
            "处",
            "人",
            "栋",
            "条",
            "幢",
            "平方米",
            "座",
            "所",
            "宗",
            "万套",
        ]
    ),
    "area": frozenset({"亩", "公顷", "平方公里"}),
    "mass": frozenset({"吨", "斤", "公斤"}),
    "energy": frozenset({"吨标准煤", "吨标煤", "吨标准煤/万元"}),
    "days": frozenset({"天"}),
    "poor": frozenset({"人", "名", "户", "个", "位", ""}),
    "time": frozenset({"个工作日", "工作日", "天", "日", "小时", "个小时", "分钟"}),
    "density": frozenset({"微克/立方米", "微克", ""}),
    "ratio": frozenset({":"}),
}

_NOT_AFTER = {"工业": "加", "优良": "水质"}
_TRADES = frozenset({"一产", "二产", "三产"})
_STATED = r"(?=[\d、，,和与比占增下实完同均约超达为将预分稳提]|$)"
_FIRMS = r"(?!企业|利润|利税|盈利|亏损|税收|营收|营业|主营|收入|用电|户数|项目)"
_SETTING = late.pattern(r"[^，,。；;\d]{0,6}(?:背景|情况|形势|影响|条件|压力)之?下")
_YIELD = late.pattern(r"(?:增加值|总产值|产值|总收入)$")


class Indicator(BaseModel):
    """One indicator; `unit_family` names the plain units its amount may have (FAMILIES)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...]
    asked: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    unit_family: str
    direction: Direction | None = None
    stock: bool = False
    sums: bool = False
    yearly: bool = False
    share: str | None = None
    headline: bool = False
    note: str = ""

    def takes(self, plain_unit: str) -> bool:
        """Whether an amount in this unit can be an amount of the indicator."""
        return plain_unit in FAMILIES[self.unit_family]


class _IndicatorEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    aliases: list[str]
    asked: list[str] = []
    listed: list[str] = []
    unit: str
    good: Direction | None = None
    stock: bool = False
    sums: bool = False
    yearly: bool = False
    share: str | None = None
    headline: bool = False
    note: str = ""
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All indicators, and the names they go by in reports and in questions."""

    indicators: tuple[Indicator, ...]
    printed: dict[str, Indicator]
    spoken: dict[str, Indicator]
    printed_pattern: re.Pattern[str]
    spoken_pattern: re.Pattern[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    entries = TypeAdapter(list[_IndicatorEntry]).validate_python(data_of("indicators"))
    indicators = tuple(_indicator(entry) for entry in entries)
    printed = {name: each for each in indicators for name in (each.name, *each.aliases)}
    printed |= {name: each for known, each in printed.items() for name in _spelt_out(known)}
    asked = {name: each for each in reversed(indicators) for name in each.asked}
    spoken = {**printed, **asked}
    return Lexicon(indicators, printed, spoken, _pattern(printed, stated=True), _pattern(spoken))


def find(name: str) -> Indicator | None:
    """The indicator of a canonical name, an alias or a staff short name."""
    return load_lexicon().spoken.get(name.strip())


def listed(word: str) -> Indicator | None:
    """The indicator that an everyday word stands for in a list of such: 投资、消费、就业."""
    held = load_lexicon()
    word = word.strip()
    return held.spoken.get(word) or next(
        (each for each in held.indicators if word in each.listed), None
    )


def mentions(text: str) -> list[Mention]:
    """Indicators a question names, longest name first, without overlaps."""
    lexicon = load_lexicon()
    return _mentions(text, lexicon.spoken_pattern, lexicon.spoken)


def printed_mentions(text: str) -> list[Mention]:
    """Indicators a report names: short names that mean something else in print are left out."""
    lexicon = load_lexicon()
    named = _mentions(text, lexicon.printed_pattern, lexicon.printed)
    return [mention for mention in named if not _SETTING.match(text, mention[1])]


@cache
def printed_as(name: str) -> re.Pattern[str]:
    """Finds any name under which reports print this indicator: a sentence without one does not
    mention it."""
    printed = load_lexicon().printed
    names = sorted((word for word in printed if printed[word].name == name), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or r"(?!)")


def _mentions(text: str, pattern: re.Pattern[str], names: dict[str, Indicator]) -> list[Mention]:
    return [(m.start(), m.end(), names[m.group()]) for m in pattern.finditer(text)]


def _indicator(entry: _IndicatorEntry) -> Indicator:
    return Indicator(
        name=entry.name,
        aliases=tuple(entry.aliases),
        asked=tuple(entry.asked),
        listed=tuple(entry.listed),
        unit_family=entry.unit,
        direction=entry.good,
        stock=entry.stock,
        sums=entry.sums,
        yearly=entry.yearly,
        share=entry.share,
        headline=entry.headline,
        note=entry.note,
    )


def _spelt_out(name: str) -> tuple[str, ...]:
    """农业增加值 → 农业实现增加值: a verb may stand between the trade and what it yields."""
    found = _YIELD.search(name)
    if found is None or not name[: found.start()].endswith(("业", "产业")):
        return ()
    return tuple(f"{name[: found.start()]}{verb}{found.group()}" for verb in ("实现", "完成"))


def _pattern(names: Iterable[str], *, stated: bool = False) -> re.Pattern[str]:
    """All names, the longest first; grouped by their first character, which is 20 times faster.

    `stated`: a trade's short name must stand before what is said of it.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[0], []).append(name)
    return re.compile(
        "|".join(
            f"{re.escape(head)}(?:{'|'.join(_behind_its_head(n, stated=stated) for n in group)})"
            for head, group in groups.items()
        )
    )


def _behind_its_head(name: str, *, stated: bool) -> str:
    """食品加工业增加值 is no 工业增加值, 水质优良率 nothing of the air, 统一产权 no trade; a
    question about 规上工业企业 or its 利润 asks for no value added."""
    if stated and name in _TRADES:
        return f"(?<![唯统单十第]{name[0]}){name[1:]}{_STATED}"
    before = _NOT_AFTER.get(name[:2])
    alone = f"(?<!{before}{re.escape(name[0])})" if before else ""
    after = _FIRMS if not stated and name.endswith("工业") else ""
    return alone + re.escape(name[1:]) + after
