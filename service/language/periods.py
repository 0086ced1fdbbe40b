"""Periods: what a time expression of a report means."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.documents import Report, Section

_CN = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
PLANS = {
    "八五": 1991, "九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011,
    "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031,
}  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-—–―‒‐~～至到－]+"
CUE = re.compile(
    rf"(?P<base>(?:比|较|同|与|是|相当于)(?:全国|全省)?)?(?:"
    rf"(?P<from>{_YEAR})\s*年?\s*{_DASH}\s*(?P<to>(?:19|20)?\d\d)\s*年"
    rf"|(?P<since>{_YEAR})\s*年(?:以来|至今|起)"
    rf"|(?P<year>(?<!\d){_YEAR})\s*年(?!生)(?P<month>\d{{1,2}}月)?(?P<end>末|底|初)?"
    r"|“?(?P<plan>(?:(?<=“)(?:八五|九五|十五)|十[一二三四五六]五))”?(?:规划)?(?P<part>时期|期间|以来|期末|末|后三年|五年)?(?P<opening>[^，,。]{0,6}?(?:开局|收官|关键|起步|第一年|承上启下|建议|纲要|编制|普法))?"
    r"|(?P<future>今后|未来|下)(?:的)?(?P<ahead>[两三四五十]|\d{1,2}(?!\d))(?:个)?年"
    r"|(?P<past>过去|近|前|这|上届|本届|本届政府|任期)(?:的)?(?P<back>[两三四五十]|\d{1,2}(?!\d))年(?P<before>前)?"
    r"|(?P<mean>[两三四五])年(?=平均)"
    r"|(?P<since_n>[三四五]|(?<![\d.续届后每到期])[3-5])年(?:来|间|里|累计|共(?!同)|总计|多来|完成|新增)"
    r"|(?<=[。，；：\n])(?P<spent>[三四五3-5])年(?:实际|实现|安置|引进|投入|新建|改造|淘汰|争取|办结|办复|转移|净增|发放|(?=全社会|全[省市县区州旗]|固定资产))"
    r"|(?P<over>(?<![\d.连续届后每到期])[三四五3-5])年(?=(?:增长|翻|净增)(?!点|极))"
    r"|(?:(?<=[比较由从]))(?P<ago>[三四五3-5])年前"
    r"|(?P<term>本届政府|本届任期)"
    r"|(?P<rel>今年|明年|去年|上年|前年|一年来|(?<!进)这一年)"
    r"|(?P<half>上半年|下半年)|(?P<quarter>前三季度|一季度|二季度|三季度|四季度|首季度)"
    r"|(?:截至|截止|至|到)(?P<by>\d{1,2})月(?:底|末)|(?P<m1>1)\s*[-—~至]\s*(?P<m2>\d{1,2})月"
    r"|(?P<whole>全年|年内|当年)"
    r")"
)

_PLAN = re.compile("“(" + "|".join(sorted(PLANS, key=len, reverse=True)) + ")”")
_TITLED = re.compile(r"(?:规划|纲要|方案|计划|意见)[（(《]$")
_BOUND = re.compile(r"(?:不低于|不高于|不少于|高于|低于|好于|优于|超过)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A time expression at `start:end`; `base` cues are what a change is measured against,
    `source` ones (由2015年的) hold for the next figure only.
    """

    start: int
    end: int
    period: str
    text: str
    base: bool = False
    source: bool = False

    @property
    def in_passing(self) -> bool:
        """Whether it is a bare count of years (五年翻番), which holds for no other sentence."""
        return len(self.period) == len("2016-2020") and len(self.text) == len("五年")

    @property
    def within_year(self) -> bool:
        """Whether the period is shorter than a year."""
        return len(self.period) in (6, 7)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What 今年, 过去五年, 全年 mean in one report."""

    year: int
    covers: int
    spoken: int
    term: int

    def past(self, years: int) -> str:
        return f"{self.covers - years + 1}-{self.covers}"

    def future(self, years: int) -> str:
        return f"{self.year}-{self.year + years - 1}"


def calendar(report: Report, text: str, sections: Sequence[Section]) -> Calendar:
    """The calendar of a report: a report given the December before calls its own year 今年."""
    spoken = report.delivered.year if report.delivered else _spoken(report, text, sections)
    spoken = spoken if spoken in (report.year, report.covers) else report.year
    return Calendar(report.year, report.covers, spoken, _term(text, sections))


def _spoken(report: Report, text: str, sections: Sequence[Section]) -> int:
    """The year a report of unknown date calls 今年: plans for 明年 are given the year before."""
    plans = "".join(text[each.start : each.end] for each in sections if each.part == "plan")
    return report.covers if plans.count("明年") > plans.count("今年") else report.year


def _term(text: str, sections: Sequence[Section]) -> int:
    spans = [(s.start, s.end) for s in sections if s.part == "review_period"]
    counts = Counter(
        _CN[match[1]]
        for start, end in spans
        for match in re.finditer(
            r"(?:过去|回首|这)?(?:的)?([三四五])年(?:来|间|，|,)", text[start:end]
        )
    )
    return counts.most_common(1)[0][0] if counts else 5


def cues(text: str, start: int, end: int, when: Calendar, annual: int) -> list[Cue]:
    """The time expressions of a span; `annual` is the year that 全年 means here."""
    found: list[Cue] = []
    year = annual
    for match in CUE.finditer(text, start, end):
        period = _period(match, when, year)
        if period is None or (match["from"] and _names_plan(text, match)):
            continue
        if re.fullmatch(_YEAR, period) and not match["base"]:
            year = int(period)
        base = bool(match["base"]) or text[max(0, match.start() - 1) : match.start()] in (
            "比",
            "较",
        )
        base = base or _BOUND.search(text[max(0, match.start() - 4) : match.start()]) is not None
        source = text[max(0, match.start() - 1) : match.start()] in ("由", "从")
        printed = match.group().strip("“”")
        found.append(Cue(match.start(), match.end(), period, printed, base, source))
    return found


def _names_plan(text: str, match: re.Match[str]) -> bool:
    """总体规划（2021—2035年）: the years of a plan's own name are no time of what is said."""
    before, after = (
        text[max(0, match.start() - 4) : match.start()],
        text[match.end() : match.end() + 1],
    )
    return after in ("）", ")", "》") and _TITLED.search(before) is not None


def plan_ending(text: str, start: int, end: int, year: int) -> tuple[str, str] | None:
    """The five years of a plan that a span speaks of and that end with a year."""
    for match in _PLAN.finditer(text, start, end):
        if PLANS[match[1]] + 4 == year:
            return f"{year - 4}-{year}", match[1]
    return None


def _period(match: re.Match[str], when: Calendar, annual: int) -> str | None:
    group = match.groupdict()
    if group["from"]:
        last = group["to"] if len(group["to"]) == 4 else group["from"][:2] + group["to"]
        return f"{group['from']}-{last}"
    if group["since"]:
        first = int(group["since"])
        return f"{first}-{when.covers}" if first < when.covers else str(first)
    if group["year"]:
        return group["year"]
    if group["plan"]:
        return _plan(group)
    return _relative(group, when, annual)


def _plan(group: dict[str, str | None]) -> str | None:
    first = PLANS[group["plan"] or ""]
    if group["opening"]:
        return None
    return str(first + 4) if group["part"] in ("末", "期末") else f"{first}-{first + 4}"


def _relative(group: dict[str, str | None], when: Calendar, annual: int) -> str | None:
    if group["future"]:
        return when.future(_count(group["ahead"]))
    if group["past"]:
        return None if group["before"] else when.past(_count(group["back"]))
    if (group["spent"] or group["over"]) and annual > when.covers:
        return None
    if group["ago"]:
        return str(when.covers - _count(group["ago"]))
    many = group["since_n"] or group["mean"] or group["spent"] or group["over"]
    if many:
        return when.past(_count(many))
    if group["term"]:
        return when.past(when.term)
    if group["rel"]:
        return _spoken_year(group["rel"], when)
    if group["half"]:
        return f"{annual}H{1 if group['half'] == '上半年' else 2}"
    if group["quarter"]:
        return _quarter(group["quarter"], annual)
    if group["by"]:
        return f"{annual}-{int(group['by']):02d}"
    if group["m2"]:
        return f"{annual}-{int(group['m2']):02d}"
    return str(annual) if group["whole"] else None


def _count(text: str | None) -> int:
    return _CN.get(text or "", 0) or int(text or 5)


def _spoken_year(word: str, when: Calendar) -> str:
    offset = {"今年": 0, "明年": 1, "去年": -1, "前年": -2}.get(word)
    if offset is not None:
        return str(when.spoken + offset)
    return str(when.covers - 1 if word == "上年" else when.covers)


def _quarter(word: str, annual: int) -> str:
    if word == "前三季度":
        return f"{annual}-09"
    return f"{annual}Q{'一二三四'.find(word[0]) + 1 if word[0] in '一二三四' else 1}"
