"""Years and periods of a question; 今年 and 去年 are those of the report that is meant."""

import re
from dataclasses import dataclass

from service.language.times import PLAN_NAME, full_years, plan_span
from vectorstore import late

REPORT_YEAR = late.pattern(r"((?:19|20)\d{2})年?(?:的|度)?(?:政府工作)?报告(?!期)")
REPORT_YEARS = late.pattern(
    r"((?:19|20)\d{2})年?[、和与及]((?:19|20)\d{2})年?(?:的|度)?(?:两份)?(?:政府工作)?报告(?!期)"
)
SPAN = late.pattern(r"((?:19|20)\d{2})年?\s*(?:[-—–~～]+|至|到|、|和|与)\s*((?:19|20)\d{2})年?")
YEAR = late.pattern(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年[底末初]?)?")
THAT_YEAR = late.pattern(r"((?:19|20)\d{2}年)当年")
PLAN_END = late.pattern(
    rf"[“\"]?({PLAN_NAME.pattern})[”\"]?(?:规划)?(?:期?末|末期|结束时|收官时|最后一年)"
)
SINCE = late.pattern(r"(?:19|20)\d{2}年以来")
AHEAD = late.pattern(r"(?:今后|未来|接下来的?)[三四五几]年|下一步五年")
ANY_SPAN = late.pattern(
    r"(?:过去|近|这|前)[一二两三四五几]年"
    r"|(?<![十百\d第])[三四五]年(?!级|规划|计划|行动|制|期)(?:来|间|以来)?"
    r"|本届|任期|历年|逐年|近几年"
)
RELATIVE = (
    (late.pattern(r"今年|本年度?|当年(?!底)"), 0),
    (late.pattern(r"去年|上一?年度?|上年"), -1),
    (late.pattern(r"前年"), -2),
    (late.pattern(r"明年|下一?年度?"), 1),
)


@dataclass(frozen=True, slots=True)
class Times:
    """`years` of the figures, `report_years` of reports named as such, a span (`ahead`: of years
    to come), and the rest of the question. `own` is how far the year lies from that of a report
    (去年: -1) where no other is named."""

    years: tuple[int, ...]
    report_years: tuple[int, ...]
    period: str | None
    any_span: bool
    rest: str
    ahead: bool = False
    own: int | None = None


def read_times(question: str, newest: int | None) -> Times:
    """The years of a question; `newest` is the year of the newest report that is meant."""
    rest = THAT_YEAR.sub(r"\1", full_years(question))
    rest = REPORT_YEARS.sub(r"\1年报告、\2年报告", rest)
    report_years = tuple(int(year) for year in REPORT_YEAR.findall(rest))
    rest = REPORT_YEAR.sub("报告", rest)
    ends = [plan_span(found).year for found in PLAN_END.findall(rest)]
    rest = PLAN_END.sub("", rest)
    period = next((str(plan_span(found)) for found in PLAN_NAME.findall(rest)), None)
    rest = re.sub(rf"[“\"]?(?:{PLAN_NAME.pattern})[”\"]?(?:时期|期间)?", "", rest)
    ahead = bool(AHEAD.search(rest))
    since = bool(SINCE.search(rest))
    rest = SINCE.sub("", AHEAD.sub("", rest))
    years: list[int] = ends
    for first, last in SPAN.findall(rest):
        between = range(int(first), int(last) + 1)
        listed = re.search(rf"{first}年?\s*[、和与]\s*{last}", rest)
        years.extend((int(first), int(last)) if listed or len(between) > 12 else between)
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
    any_span = bool(ANY_SPAN.search(rest)) or ahead or since
    left = ANY_SPAN.sub("", rest)
    return Times(tuple(dict.fromkeys(years)), report_years, period, any_span, left, ahead, own)
