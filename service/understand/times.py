"""Years and periods of a question; 今年 and 去年 are those of the report that is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.language.times import PLAN_NAME, full_years, plan_span
from vectorstore import late
from vectorstore.documents import Report

REPORT_YEAR = late.pattern(
    r"((?:19|20)\d{2})年?(?:的|度)?\s*(?:[这那]?一?份)?(?:(?:人民)?政府)?(?:工作)?报告(?!期)"  # 2022年＿政府工作报告
)
REPORT_YEARS = late.pattern(
    r"((?:19|20)\d{2})年?[、和与及]((?:19|20)\d{2})年?(?:的|度)?(?:两份)?(?:政府工作)?报告(?!期)"
)
SPAN = late.pattern(r"((?:19|20)\d{2})年?\s*(?:[-—–~～]+|至|到|、|和|与)\s*((?:19|20)\d{2})年?")
YEAR = late.pattern(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年[底末初]?)?")
THAT_YEAR = late.pattern(r"((?:19|20)\d{2}年)当年")
THEN = late.pattern(r"当[年初时](?=说|提|定|喊|承诺|讲|许)")  # whatever year that was: 当年说要翻番
PLAN_END = late.pattern(
    rf"[“\"]?({PLAN_NAME.pattern})[”\"]?(?:规划)?(?:期?末|末期|结束时|收官时|最后一年)"
)
BEFORE_IT = late.pattern(r"(?<!比|较)(?:前|头)一年")
SINCE = late.pattern(r"((?:19|20)\d{2})年(?:以来|起|开始)")
AHEAD = late.pattern(r"(?:今后|未来|接下来的?)[三四五几]年|下一步五年")
ANY_SPAN = late.pattern(
    r"(?:过去|近|这|前)[一二两三四五几]年"
    r"|(?<![十百\d第])[三四五]年(?!级|规划|计划|行动|制|期)(?:来|间|以来)?"
    r"|本届|任期|历年|逐年|近几年"
)
RELATIVE = (
    (late.pattern(r"今年|本年度?|当年(?!底)"), 0),
    (late.pattern(r"去年|上一?年度?|上年|(?:最近|过去|近)(?:的|这)?一年"), -1),
    (late.pattern(r"前年"), -2),
    (late.pattern(r"明年|下一?年度?"), 1),
)


# The newest years one by one: 这两年加起来, 近三年各是多少; 两年平均 is a rate of both.
LAST = late.pattern(
    r"(?:这|那|近|最近|前后|头)?(?<!五|十|\d)(?P<count>[两二三四五])年(?!平均|期|制|级|规划|计划|行动|多|后|前|来|间|以来|当中|内|底|末)"
)
# Of three years and more: they are asked for one by one, else their sum may be printed as such.
EACH = late.pattern(r"各|分别|[每逐历]年|之和|加(?:起来|在一起|一起|总)|相差|差多少|哪一?年")
AS_ONE = late.pattern(r"累计|年均|平均")
# How far something moved from one year to another: 2019年到2021年提高了多少.
MOVES = late.pattern(
    r"(?:提高|提升|上升|升|降|下降|降低|增加|减少|多|少|扩大|压减|涨|翻)了?(?:多少|几)|增长了?多少个?(?:亿|万|元|人|倍|百分点)"
)
GREW = late.pattern(r"增长了?(?:多少|几)")
LONGEST = 12
MOST_YEARS = 8
COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class AskedTimes:
    """`years` of the figures, `report_years` of reports named as such, a span (`ahead`: of years
    to come), and the rest of the question. `own` is how far the year lies from that of a report
    (去年: -1) where no other is named; `last` counts the newest years where they are meant one by
    one (这两年)."""

    years: tuple[int, ...]
    report_years: tuple[int, ...]
    period: str | None
    any_span: bool
    rest: str
    ahead: bool = False
    own: int | None = None
    last: int = 0


def year_before(rest: str, years: Sequence[int]) -> str:
    """前一年 as the year before the one spoken of: 那前一年完成了多少 behind 2016年目标多少."""
    return BEFORE_IT.sub(f"{years[0] - 1}年", rest) if len(years) == 1 else rest


def read_times(question: str, newest: int | None) -> AskedTimes:
    """The years of a question; `newest` is the year of the newest report that is meant."""
    rest = THEN.sub("", THAT_YEAR.sub(r"\1", full_years(question)))
    rest = REPORT_YEARS.sub(r"\1年报告、\2年报告", rest)
    report_years = tuple(int(year) for year in REPORT_YEAR.findall(rest))
    rest = REPORT_YEAR.sub("报告", rest)
    ends = [plan_span(found).year for found in PLAN_END.findall(rest)]
    rest = PLAN_END.sub("", rest)
    period = next((str(plan_span(found)) for found in PLAN_NAME.findall(rest)), None)
    rest = re.sub(rf"[“\"]?(?:{PLAN_NAME.pattern})[”\"]?(?:时期|期间)?", "", rest)
    ahead = bool(AHEAD.search(rest))
    since = SINCE.search(rest)
    years: list[int] = ends
    if since is not None and newest is not None and EACH.search(rest):
        years.extend(range(int(since[1]), newest))
        since, rest = None, SINCE.sub("", rest)
    rest = SINCE.sub("", AHEAD.sub("", rest))
    for first, last in SPAN.findall(rest):
        between = range(int(first), int(last) + 1)
        listed = re.search(rf"{first}年?\s*[、和与]\s*{last}", rest)
        moved = MOVES.search(rest) or (f"从{first}" in rest and GREW.search(rest))
        two = listed or len(between) > LONGEST or (not EACH.search(rest) and moved)
        years.extend((int(first), int(last)) if two else between)
    years.extend(int(year) for year in YEAR.findall(SPAN.sub("", rest)))
    rest = YEAR.sub("", SPAN.sub("", rest))
    base = report_years[0] if report_years else newest
    own: int | None = None
    for pattern, offset in RELATIVE:
        if pattern.search(rest):
            own = offset if not (years or report_years) else None
            if base is not None:
                years.append(base + offset)
            rest = pattern.sub("", rest)
    last = _last(rest) if not (report_years or period) else None
    if last is not None:
        rest = LAST.sub("", rest)
        if base is not None and not years:
            years.extend(range(base - last, base))
        own = None
    any_span = bool(ANY_SPAN.search(rest)) or ahead or since is not None
    left = ANY_SPAN.sub("", rest)
    found = tuple(dict.fromkeys(years))
    return AskedTimes(found, report_years, period, any_span, left, ahead, own, last or 0)


def _last(rest: str) -> int | None:
    """How many of the newest years are asked for one by one: two of 这两年加起来."""
    found = LAST.search(rest)
    if found is None or AS_ONE.search(rest):
        return None
    count = COUNTS[found["count"]]
    return count if count == 2 or EACH.search(rest) else None


def year_by_year(times: AskedTimes, reports: Sequence[Report]) -> AskedTimes:
    """Every year that the reports of the one region tell of, where 历年 or 每年 names none."""
    told = sorted({report.covers for report in reports})[-MOST_YEARS:]
    named = times.years or times.report_years or times.period
    if named or len({report.region for report in reports}) != 1:
        return times
    return replace(times, years=tuple(told), any_span=False)


def of_each(times: AskedTimes, reports: Sequence[Report]) -> AskedTimes:
    """去年 and 今年 of several regions, whose newest reports are of different years: each report's
    own, which is what its figures are of unless another year is asked for."""
    newest = {r.region: r.year for r in sorted(reports, key=lambda r: r.year)}
    apart = len(set(newest.values())) > 1 and times.own in (-1, 0)
    return replace(times, years=()) if apart else replace(times, own=None)
