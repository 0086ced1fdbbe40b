"""Time expressions: what a text says of when, as Periods with their spans."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.language.named_times import NAMED
from service.language.numerals import numeral
from service.language.period import Period
from vectorstore import late
from vectorstore.documents import Report, Section

PLANS: dict[str, int] = {plan.name: plan.first for plan in NAMED.plans}
_OFFSETS = {year.name: year.offset for year in NAMED.years}
_BARE = "|".join(sorted((p.name for p in NAMED.plans if not p.quoted), key=len, reverse=True))
_QUOTED = "|".join(p.name for p in NAMED.plans if p.quoted)
_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-—–―‒‐~～至到－]+"
_HANZI = "〇○零一二三四五六七八九"
_COUNT = r"[两二三四五六七八九十]|\d{1,2}(?!\d)"
# What a time expression may begin with: told first, since few letters of a report are among them.
_FIRST = "".join({event[0] for event in NAMED.events} | {plan.name[0] for plan in NAMED.plans})
CUE = late.pattern(
    rf"(?=[\d“比较同与是相一二两三四五六七八九十截到至今未下过近前这上本任明去年首全当{_FIRST}])(?P<base>(?:比|较|同|与|是|相当于)(?:全国|全省)?)?(?:"
    rf"(?P<from>{_YEAR})\s*年?\s*{_DASH}\s*(?P<to>(?:19|20)?\d\d)\s*年"
    rf"|(?P<since>{_YEAR})\s*年(?:以来|至今|起)"
    rf"|(?P<hanzi>[一二][〇○零九][{_HANZI}]{{2}})年(?!生|以来)(?P<hanzi_end>末|底|初)?"
    rf"|(?P<event>(?:{'|'.join(NAMED.events)})(?:以来|至今))"
    rf"|(?P<to_date>截至|截止|到|至)?(?P<year>(?<!\d){_YEAR})\s*年(?!生|以?前[的建])(?:(?P<month>\d{{1,2}})月)?(?P<end>末|底|初)?"
    rf"|“?(?P<plan>(?:(?<=“)(?:{_QUOTED})(?=”)|(?:{_BARE})))”?(?:规划)?(?P<part>时期|期间|以来|期末|末|后三年|五年)?"
    rf"|(?P<future>今后|未来|下)(?:的)?(?P<ahead>{_COUNT})(?:个)?年"
    rf"|(?P<past>过去|近|(?<!学)前|这|上届|本届|本届政府|任期)(?:的)?(?P<back>{_COUNT})年(?P<before>前)?"
    r"|(?P<mean>[两三四五])年(?=平均)"
    r"|(?P<since_n>[三四五]|(?<![\d.续届后每到期])[3-5]|(?<![十续近后])[两二六七八九](?=年(?:来|累计|共)))年(?:来|间|里|累计|共(?!同)|总计|多来|完成|新增)"
    r"|(?P<long>(?<!\d)[1-9]\d|[二三四五六七八九]?十)(?:多|余)?年来"
    r"|(?<=[。，；：\n])(?P<spent>[三四五3-5])年(?:实际|实现|安置|引进|投入|新建|改造|淘汰|争取|办结|办复|转移|净增|发放|(?=全社会|全[省市县区州旗]|固定资产))"
    r"|(?P<over>(?<![\d.连续届后每到期])[三四五3-5])年(?=(?:增长|提高|下降|翻|净增)(?!点|极))"
    r"|(?:(?<=[比较由从]))(?P<ago>[三四五3-5])年前"
    r"|(?P<term>本届政府|本届任期)"
    r"|(?P<rel>今年以来|年初以来|今年|本年(?!度)|明年|去年|上年(?!度?(?:当地|本地|城[镇乡]|农[村民]|人均|职工))|前年|过去的?一年|一年来|(?<!进)这一年)(?P<rel_end>末|底|初)?"
    r"|(?P<half>上半年|下半年)|(?P<quarter>前三季度|一季度|二季度|三季度|四季度|首季度)(?P<at>末)?"
    r"|(?:截至|截止|至|到)(?P<by>\d{1,2})月(?:底|末)|(?P<m1>1)\s*[-—~至]\s*(?P<m2>\d{1,2})月"
    r"|(?P<whole>全年|年内|当年)"
    r")"
)

_PLAN = late.pattern("“(" + "|".join(sorted(PLANS, key=len, reverse=True)) + ")”")
_NAMED_AFTER = late.pattern(rf"”?(?:规划)?[^，。；”、：]{{0,14}}?(?:{'|'.join(NAMED.plan_nouns)})")
_RECORD = late.pattern(rf"[^，。；、]{{0,6}}?(?:{'|'.join(NAMED.records)})")
_TITLED = late.pattern(r"(?:规划|纲要|方案|计划|意见)[（(《]$")
_WITH, COMPARED = (
    late.pattern(r"[与和同跟][^，。；、：\d]{0,6}$"),
    late.pattern(r"[^，。；、：\d]{0,8}(?:相比|为基数)"),
)
_BOUND = late.pattern(r"(?:不低于|不高于|不少于|高于|低于|好于|优于|超过)$")
_SHORT_YEARS = late.pattern(
    r"(?<![\d.第近过去前后这续])(0\d|1\d|2\d)年?([到至、和与-])(0\d|1\d|2\d)(?:这?[两二]年)"
)
_SHORT_YEAR = late.pattern(
    r"(?<![\d.第近过去前后这续])(?:0\d|1\d|2\d)(?=年(?!来(?!了)|间|内|前|后|以上|历史|期|制|级|上下|中[间期叶旬]|下[来去]|代|多(?![多少了几])|时间)|\s?[到至、和比-]\s?(?:0\d|1\d|2\d)年)"
)
_NUMBERED_PLAN = late.pattern(
    rf"(?<![一二三四五六七八九十百第“])(?:{_QUOTED})(?=末|期间|时期|计划|规划)"
)
PLAN_NAME = late.pattern(rf"(?:{_BARE})|(?<=“)(?:{_QUOTED})(?=”)")
_TERM_LENGTH = late.pattern(
    r"(?:过去|回首|这)?(?:的)?(?<![十近续])([二两三四五六七八])年(?:来|间|里|，|,)"
)


def plan_span(name: str) -> Period:
    """The five years of a plan: 十三五 → 2016-2020; KeyError for no plan."""
    return Period.of_years(PLANS[name], PLANS[name] + 4)


def plan_of(period: Period) -> str | None:
    """The plan whose five years these are: 2016-2020 → 十三五."""
    return next((name for name in PLANS if plan_span(name) == period), None)


def full_years(text: str) -> str:
    """Years of two digits as people type them, written out: 22年 → 2022年, 22和23两年 →
    2022年和2023年; a plan whose name is a number as well as reports print it: 十五末 → “十五”末."""
    text = _NUMBERED_PLAN.sub(r"“\g<0>”", text)
    text = _SHORT_YEARS.sub(r"20\1年\g<2>20\3年", text)
    return _SHORT_YEAR.sub(r"20\g<0>", text)


@dataclass(frozen=True, slots=True)
class Cue:
    """A time expression at `start:end`; `base` cues are what a change is measured against,
    `source` ones (由2015年的) hold for the next figure only; `named` ones are part of a name
    (“十四五”规划中期评估) and time nothing; `done` ones speak of what is past (60年来).
    """

    start: int
    end: int
    period: Period
    text: str
    base: bool = False
    source: bool = False
    named: bool = False
    done: bool = False

    @property
    def in_passing(self) -> bool:
        """Whether it is a bare count of years (五年翻番), which holds for no other sentence."""
        return self.period.is_span and len(self.text) == len("五年")

    @property
    def of_plan(self) -> bool:
        """Whether it is a plan's bare name: “十三五”."""
        return self.text in PLANS


@dataclass(frozen=True, slots=True)
class Calendar:
    """What 今年, 过去五年, 全年 mean in one report."""

    year: int
    covers: int
    spoken: int
    term: int

    def past(self, years: int) -> Period:
        """The years up to the one that the report covers."""
        return Period.of_years(self.covers - years + 1, self.covers)

    def future(self, years: int) -> Period:
        """The years from the one that the report plans."""
        return Period.of_years(self.year, self.year + years - 1)


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
        how_many(match[1])
        for start, end in spans
        for match in _TERM_LENGTH.finditer(text[start:end])
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
        before = text[max(start, match.start() - 8) : match.start()]
        base = bool(match["base"]) or before[-1:] in ("比", "较") or bool(_BOUND.search(before))
        base = base or _is_held_against(text, before, match.end())
        if period.is_year and not base:
            year = period.year
        found.append(
            Cue(
                match.start(),
                match.end(),
                period,
                match.group().strip("“”"),
                base,
                source=before[-1:] in ("由", "从"),
                named=_in_name(text, match),
                done=(match["long"] or match["event"]) is not None,
            )
        )
    return found


def _is_held_against(text: str, before: str, end: int) -> bool:
    """Whether a year is what the rest is compared with, whatever stands around it: 与做实2014年基础数据
    相比,预计… is not of 2014."""
    return _WITH.search(before) is not None and COMPARED.match(text, end) is not None


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a plan's name names a thing, or a year a record: 创1996年以来新高."""
    if match["plan"]:
        named = _NAMED_AFTER.match(text, match.end()) is not None
        return not match["part"] and (named or match.group().endswith("规划"))
    since = match["since"] or match["event"]
    return since is not None and _RECORD.match(text, match.end()) is not None


def _names_plan(text: str, match: re.Match[str]) -> bool:
    """总体规划（2021—2035年）: the years of a plan's own name are no time of what is said."""
    before = text[max(0, match.start() - 4) : match.start()]
    after = text[match.end() : match.end() + 1]
    return after in ("）", ")", "》") and _TITLED.search(before) is not None


def plan_ending(text: str, start: int, end: int, year: int) -> tuple[Period, str] | None:
    """The five years of a plan that a span speaks of and that end with a year."""
    for match in _PLAN.finditer(text, start, end):
        if PLANS[match[1]] + 4 == year:
            return Period.of_years(year - 4, year), match[1]
    return None


def _period(match: re.Match[str], when: Calendar, annual: int) -> Period | None:
    group = match.groupdict()
    if group["from"]:
        last = group["to"] if len(group["to"]) == 4 else group["from"][:2] + group["to"]
        return Period.of_years(int(group["from"]), int(last)) if last > group["from"] else None
    if group["since"]:
        first = int(group["since"])
        return Period.of_years(first, max(first, when.covers))
    if group["year"]:
        return _dated(group)
    if group["hanzi"]:
        return Period.of_year(int(numeral(group["hanzi"].replace("○", "〇")) or 0))
    if group["event"]:
        return Period.until(when.covers)
    if group["plan"]:
        first = PLANS[group["plan"]]
        if group["part"] in ("末", "期末"):
            return Period.of_year(first + 4)
        return Period.of_years(first, first + 4)
    return _relative(group, when, annual)


def _dated(group: dict[str, str | None]) -> Period | None:
    """2020年, 2020年9月 (a month), 截至2020年9月 and 2020年9月末 (the year to September)."""
    year, month = int(group["year"] or 0), int(group["month"] or 0)
    if not 1 <= month <= 12:
        return Period.of_year(year)
    if group["to_date"] or group["end"] in ("底", "末"):
        return Period.to_month(year, month) if month < 12 else Period.of_year(year)
    return Period.parse(f"{year}-{month:02d}")


def _relative(group: dict[str, str | None], when: Calendar, annual: int) -> Period | None:
    if group["future"]:
        return when.future(how_many(group["ahead"]))
    if group["past"]:
        return None if group["before"] else when.past(how_many(group["back"]))
    if (group["spent"] or group["over"]) and annual > when.covers:
        return None
    if group["ago"]:
        return Period.of_year(when.covers - how_many(group["ago"]))
    many = group["since_n"] or group["mean"] or group["spent"] or group["over"] or group["long"]
    if many:
        return when.past(how_many(many))
    if group["term"]:
        return when.past(when.term)
    if group["rel"]:
        return Period.of_year(_spoken_year(group["rel"], when))
    return _within(group, annual)


def _within(group: dict[str, str | None], annual: int) -> Period | None:
    """Parts of the year that is spoken of: 上半年, 三季度末, 1-9月, 全年."""
    if group["half"]:
        return Period.parse(f"{annual}H{1 if group['half'] == '上半年' else 2}")
    if group["quarter"]:
        return _quarter(group["quarter"], annual, at_end=bool(group["at"]))
    month = int(group["by"] or group["m2"] or 0)
    if 1 <= month < 12:
        return Period.to_month(annual, month)
    return Period.of_year(annual) if group["whole"] or month == 12 else None


def how_many(text: str | None) -> int:
    """The number of years that a count says, 六 or 6; five where it says none."""
    if text and text.isdecimal():
        return int(text)
    value = numeral(text or "")
    return int(value) if value else 5


def _spoken_year(word: str, when: Calendar) -> int:
    if word in _OFFSETS:
        return when.spoken + _OFFSETS[word]
    return when.covers - 1 if word == "上年" else when.covers


def _quarter(word: str, annual: int, *, at_end: bool) -> Period:
    if word == "前三季度":
        return Period.to_month(annual, 9)
    number = "一二三四".find(word[0]) + 1 if word[0] in "一二三四" else 1
    if at_end:
        return Period.to_month(annual, number * 3) if number < 4 else Period.of_year(annual)
    return Period.parse(f"{annual}Q{number}")
