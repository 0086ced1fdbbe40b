"""Words of a draft that say when: years, parts of years, plan periods, what is compared with."""

import re
from collections.abc import Iterable

from service.language.numerals import numeral
from service.language.times import PLAN_NAME, plan_span
from service.verify.cue import DimensionCue
from service.verify.evidence import DraftEvidence
from vectorstore import late

SPAN = late.pattern(
    r"(?P<a>(?:19|20)\d{2})\s*年?\s*(?:[-—–~～]{1,2}|至|到)\s*(?P<b>(?:19|20)\d{2})\s*年"
)
YEAR = late.pattern(
    r"(?P<until>到|截至|至)?(?P<y>(?:19|20)\d{2})年(?:(?P<since>1\s*[-—–~至]\s*)?(?P<m>1[0-2]|0?[1-9])月|(?P<h>上半年|下半年|前三季度|[一二三四]季度|首季度))?"
)
PLAN_END = late.pattern(
    r"”?(?:时期|期)?(?:(?P<last>末|收官之?年|最后一年)|(?P<first>初|开局之?年|首年|第一年))"
)
YEARS_PAST = late.pattern(
    r"(?:过去|近|这|前)?(?P<n>[两三四五六七八九十]|\d{1,2}(?=年[来间以]))年(?:来|间|期间|以来)?"
    r"(?![计规行级前后制期内一二三四五六七八九十\d目任级])|本届(?:政府)?|任期"
)
PART = {
    "上半年": "H1",
    "下半年": "H2",
    "一季度": "Q1",
    "二季度": "Q2",
    "三季度": "Q3",
    "四季度": "Q4",
    "首季度": "Q1",
}
BASE = late.pattern(
    r"(?:比|较|同|(?:是|为|相当于)(?=\d{4}年的[\d.两三四五六七八九十]+倍))(?P<y>(?:19|20)\d{2})年|(?:比|较|同|与|和|跟|是|为|相当于)(?:上年|去年|前年|上一年)(?:同期)?"
    r"|(?:比|较|是|为|相当于)“?(?P<plan>十[二三四五]五)”?(?:时期|期间|末|初|规划)*"
)
ALONE = late.pattern(  # a part of a year without its year, or since a time that is not told
    r"(?<![年\d一二三四五六七八九十])(?:前三季度|[一二三四]季度末?|首季度|[上下]半年)|(?:年初|今年)以来"
    r"|(?:建[市县区州国党]|改革开放|成立|设立)以来|(?<=\d年)年中(?![期央])"
    r"|(?<=\d年)[春夏秋冬]季(?!旅|运|清|取|供|英|奥|项|冰)"
)
PERIOD_ANY = "*"
UNCLEAR = "?"
LAST_YEAR = "上年"


def period_cues(text: str, evidence: DraftEvidence) -> Iterable[DimensionCue]:
    """Years and plan periods, in the form of `Fact.period`."""
    taken = [found.span() for found in BASE.finditer(text)]
    for found in SPAN.finditer(text):
        taken.append(found.span())
        yield DimensionCue("period", f"{found['a']}-{found['b']}", *found.span())
    for found in YEAR.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in taken):
            continue
        yield DimensionCue("period", _dated(found), *found.span())
    for found in BASE.finditer(text):
        yield DimensionCue("base", found["y"] or found["plan"] or LAST_YEAR, *found.span())
    for found in PLAN_NAME.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        end = PLAN_END.match(text, found.end())
        years = plan_span(found.group())
        year = str(years if end is None else years.year if end["last"] else years.first_year)
        yield DimensionCue("period", year, *found.span())
    for found in YEARS_PAST.finditer(text):
        count = int(found["n"]) if (found["n"] or "").isdigit() else numeral(found["n"] or "")
        yield DimensionCue("period", f"{PERIOD_ANY}{count or ''}", *found.span())
    for found in ALONE.finditer(text):
        yield DimensionCue("period", UNCLEAR, *found.span())
    years = {report.year for report in evidence.reports}
    year = next(iter(years)) if len(years) == 1 else None
    for word, step in (("今年", 0), ("去年", 1), ("上年", 1)):
        for found in re.finditer(rf"(?<![比较同与和跟]){word}", text):
            yield DimensionCue("period", str(year - step) if year else UNCLEAR, *found.span())


def _dated(found: re.Match[str]) -> str:
    """2020年9月 is a month, 截至2020年9月 and 2020年前三季度 the year up to it."""
    if found["h"] == "前三季度":
        return f"..{found['y']}-09"
    if not found["m"]:
        return found["y"] + PART.get(found["h"] or "", "")
    upto = ".." if found["since"] or found["until"] else ""
    return f"{upto}{found['y']}-{int(found['m']):02d}"
