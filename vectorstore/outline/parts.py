"""Which part of a report a heading or the first words of a paragraph belong to."""

import re

from vectorstore import late
from vectorstore.documents import Part

REVIEWS: tuple[Part, ...] = ("review", "review_period")
PLANS: tuple[Part, ...] = ("plan_period", "plan")

_N = r"(?:(?<![\d一二三四五六七八九十百])(?:[二三四五六七八九十几两]|[2-9](?!\d)))"
_ONE_YEAR = (
    r"(?:(?:过去|这|近)的?|(?<![二三四五六七八九十百]))一年来|(?:过去|刚刚过去|近)的?一年|^这一年"
)
_PLAN_ORDINALS = {
    2005: "十",
    2010: "十一",
    2015: "十二",
    2020: "十三",
    2025: "十四",
    2030: "十五",
    2035: "十六",
}
_GLOSSARY = late.pattern(
    r"名\s*词\s*(?:解\s*释|注\s*释|术\s*语)|(?:词语|用语|有关用语|专业术语|名词)[^。]{0,6}(?:解释|说明|注释)|^注\s*释[:：]?$"
)
_SELF = late.pattern(
    r"自身建设|(?:人民|群众)满意的?[^。，]{0,10}政府|^.{0,16}(?:建设|打造|建成)[^。，]{0,16}政府$"
    r"|^.{0,14}(?:服务型|法治|效能|廉洁|责任|实干)政府|^.{0,8}(?:依法行政|政府(?:职能|效能|作风|执行力|落实力))"
    r"|政府治理(?:体系|能力)"
)
_BACK = "回顾|总结|成就|成绩|历程|成效|情况|取得|完成"
_AHEAD = "安排|任务|目标|建议|打算|部署|重点|要求|思路|蓝图|规划|展望|措施|工作"
_LAST_TERM = late.pattern(
    rf"(?:过去|近|这|前){_N}年|(?<!今后){_N}年来|(?<!新一)(?:本|上)届|[一二三四五六七八九十]届(?:市|县|区|省|州)?政府|任期|换届以来"
)
_NEXT_TERM = late.pattern(
    rf"(?:今后|未来|下一?个?|往后)的?(?:{_N}年|一个时期)|新一届|{_N}年(?:奋斗)?目标|远景|中长期"
)


def _named(year: int) -> str:
    """A year as headings and openings write it: 2022年, 22年工作回顾; a day is none."""
    return rf"(?:{year}年(?!\d+月\d+日)|(?<![\d.]){year % 100:02d}年(?=[，,、]|度|全年|的?(?:各项|主要|政府|重点)?工作|主要))"


def last_plan(year: int) -> str:
    """Words for the five-year plan that ended before `year` or ends with it reviewed."""
    ended = max((end for end in _PLAN_ORDINALS if end < year), default=None)
    return _PLAN_ORDINALS[ended] if ended else ""


def next_plan(year: int) -> str:
    """Words for the five-year plan that begins with `year`; "" when none does.

    In other years a plan's name tells nothing: it is both reviewed and planned.
    """
    return _PLAN_ORDINALS.get(year + 4, "")


def _plan_name(ordinal: str) -> re.Pattern[str]:
    if not ordinal:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![一-十])“?{ordinal}五[”时期规]|第{ordinal}个五年")


def part_of_heading(heading: str, year: int) -> Part | None:
    """The part a heading announces, None when it only names a theme.

    A heading of two parts counts as the yearly one: its paragraphs tell them apart.
    """
    if _GLOSSARY.search(heading) and len(heading) < 30:
        return "glossary"
    back = re.search(_BACK, heading)
    if back and not re.search(r"(?:今后|未来|下一步)", heading.split(back[0])[0]):
        return _reviewed(heading, year)
    if _LAST_TERM.search(heading) and not _NEXT_TERM.search(heading):
        return "review_period"
    if re.search(_ONE_YEAR, heading):
        return "review"
    if _SELF.search(heading):
        return "self"
    return _planned(heading, year)


def _reviewed(heading: str, year: int) -> Part | None:
    one_year = re.search(
        rf"{_named(year - 1)}(?!来)|去年|上年|一年(?:来|的|工作)|过去一年", heading
    )
    term = _LAST_TERM.search(heading) or _plan_name(last_plan(year)).search(heading)
    if one_year or re.search(r"工作的?(?:简要)?回顾", heading):
        return "review" if one_year or not term else "review_period"
    if term:
        return "review_period"
    return "review" if re.search(r"回顾|总结", heading) else None


def _planned(heading: str, year: int) -> Part | None:
    if re.search(
        r"(?:实现|取得|迈出|创造|迎来|谱写|开创|夺取|赢得|交出)了|良好开局|会议上", heading
    ):
        return None
    if re.search(r"(?:成立|换届|履职)以来", heading):
        return "review"
    begun = re.search(r"今年(?:以来|上半年|一季度|前?[一二三四五六\d]个?月|前)", heading)
    this_year = re.search(rf"{_named(year)}|今年", heading)
    if re.search(rf"{_named(year - 1)}|去年", heading) and (begun or not this_year):
        return "review"
    ahead = re.search(_AHEAD, heading)
    one_year = re.search(rf"{_named(year)}|今年|明年|新的一年|全年|来年", heading)
    if one_year and (ahead or len(heading) < 24):
        return "plan"
    term = _NEXT_TERM.search(heading) or _plan_name(next_plan(year)).search(heading)
    if term:
        return "plan_period"
    if re.search(
        r"工作(?:安排|部署|建议|重点|打算|任务|思路)|预期目标|(?:主要|重点|目标)任务|总体要求|重点工作|主要工作",
        heading,
    ):
        return "plan"
    return None


def part_of_paragraph(lead: str, year: int) -> Part | None:
    """The part that the first words of a paragraph open, None when they do not tell."""
    lead = re.sub(r"^(?:各位代表|同志们)[!！，,:：。]*\s*", "", lead)
    lead = re.sub(r"^(?:回顾|回首|纵观|总结|总的看|总体上看|展望)[，,]?", "", lead)
    ended = re.match(
        rf"(?:刚刚过去的)?(?:{_named(year - 1)}|去年)[^。]{{0,40}}(?:收官|圆满|最后一年|届满|标志)[^。]*。"
        r"(?:回顾|回首|纵观)?",
        lead,
    )
    if ended and _looks_back_on_term(lead[ended.end() :], year):
        return "review_period"
    if _looks_back_on_term(lead, year):
        return "review_period"
    if re.match(rf"(?:今后|未来)的?{_N}年|{_plan_words(next_plan(year))}|到20\d\d年", lead):
        return "plan_period"
    if re.match(rf"(?:刚刚)?(?:过去的?)?(?:{_named(year - 1)}|一年)|去年|这一年", lead):
        return "review"
    if re.match(
        rf"(?:(?:为|要)?(?:实现|完成|做好|围绕)[^，。]{{0,10}})?(?:{_named(year)}|今年|新的一年"
        r"|全年(?=[^，。]{0,12}(?:目标|要|将|力争|预期|计划|安排|重点|工作|任务)))",
        lead,
    ):
        return "plan"
    return None


def _looks_back_on_term(lead: str, year: int) -> bool:
    """Whether words begin with several years past: 过去五年, 2018年以来, “十三五”时期."""
    since = re.match(r"((?:19|20)\d\d)年以来", lead)
    if since:
        return int(since[1]) < year - 1
    if re.match(r"今后|未来", lead):
        return False
    return bool(
        re.match(
            rf"[^，。]{{0,4}}(?:过去的?|这|近)?(?!一年){_N}年(?:来|间|，|,|。|的奋斗)"
            rf"|过去的?[四五三]年|本届政府|{_plan_words(last_plan(year))}",
            lead,
        )
    )


def _plan_words(ordinal: str) -> str:
    return rf"“?{ordinal}五”?" if ordinal else r"(?!)"


_OPENS = late.pattern(
    rf"(?:各位代表[!！，,:：]?|同志们[!！，,:：]?)?(?:回顾|总结|刚刚|{_ONE_YEAR}|过去|今后|未来|新的一年"
    r"|[^。]{0,40}(?:目标|任务|安排|要求))"
)


def opens_part(lead: str) -> bool:
    """Whether a paragraph opens a part, and not only speaks of a year: 过去一年，我们…."""
    return _OPENS.match(lead) is not None


_PROBLEMS = late.pattern(
    r"(?:肯定|总结|看到)[^。]{0,10}成绩|成绩值得肯定|清醒地?(?:认识|看到)|存在[^。]{0,12}(?:问题|困难|不足)|(?:困难|问题)和(?:挑战|问题|不足)"
)
_THANKS = late.pattern(
    r"^(?:各位代表|同志们)|成绩(?:的取得|来之不易)|^这些成绩|^一年来|^五年来|^四年来"
)


def is_problems(lead: str) -> bool:
    """Whether a paragraph turns to what is still wanting."""
    return bool(_PROBLEMS.search(lead[:70]))


def is_closing(lead: str) -> bool:
    """Whether a paragraph speaks again for the whole part, as thanks and addresses do."""
    return bool(_THANKS.search(lead[:40]))
