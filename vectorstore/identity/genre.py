"""Whether a text is a government work report, and if not, what it is."""

import re

from vectorstore.identity.masthead import Masthead

_HEADING = re.compile(
    r"^[^。;；]{2,60}$|^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])", re.M
)
_REVIEW = re.compile(
    r"回顾|总结|(?:过去|去年|上年|(?:19|20)\d\d年|五年|四年|“?十[一二三四五]五”?)[^。\n]{0,12}(?:工作|成绩|成就|情况)"
)
_PLAN = re.compile(
    r"(?:今年|明年|(?:19|20)\d\d年|下一步|今后)[^。\n]{0,20}(?:任务|安排|目标|工作|重点|建议|打算|部署|要求|思路)"
    r"|(?:主要|奋斗|预期|发展)目标|工作(?:安排|部署|建议|重点)"
)
_ABOUT: tuple[tuple[str, str], ...] = (
    (r"解读|图解|读懂|一图|要点|亮点|速览|热词|金句|数说|划重点|学习", "对政府工作报告的解读"),
    (
        r"分解|分工|方案|通知|决议|说明|决定|征求意见|审查|讨论|反响|热议",
        "关于政府工作报告的文件或报道",
    ),
)
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"施政报告", "香港或澳门的施政报告"),
    (r"五年规划[和纲]|规划纲要|远景目标纲要", "规划纲要"),
    (r"预算(?:执行|草案|[(（]草案|调整)|决算", "预算报告"),
    (r"国民经济和社会发展计划", "国民经济和社会发展计划报告"),
    (r"统计公报", "统计公报"),
    (r"(?:人民代表大会常务委员会|人大常委会|常委会)工作报告", "人大常委会工作报告"),
    (r"法院工作报告", "法院工作报告"),
    (r"检察院工作报告", "检察院工作报告"),
    (r"(?:政协|政治协商会议)[^\n]{0,40}工作报告", "政协工作报告"),
    (
        r"(?:中国共产党|中共)[^\n]{0,30}(?:代表大会|全体会议|全会)上的报告|党代会报告",
        "党代会或全会的报告",
    ),
    (r"审计工作报告|审计结果|环境状况[^\n]{0,12}报告|法治政府建设[^\n]{0,12}报告", "专项报告"),
)
_OTHER_OPENINGS: tuple[tuple[str, str], ...] = (
    (r"预算执行情况[^。]{0,60}(?:审议|审查|报告)|委托[^。]{0,20}预算", "预算报告"),
    (r"计划执行情况[^。]{0,60}(?:审议|审查|报告)", "国民经济和社会发展计划报告"),
    (r"代表[^。，,]{0,20}法院", "法院工作报告"),
    (r"代表[^。，,]{0,20}检察院", "检察院工作报告"),
    (r"代表(?:中共|中国共产党|[^。，,]{0,12}[省市县区州旗党]委(?!员))", "党代会或全会的报告"),
    (r"代表[^。，,]{0,24}(?:常务委员会|常委会|政协)", "人大常委会或政协的工作报告"),
)
_NEWS = re.compile(
    r"本报讯|新华社|记者|通讯员|报告(?:中?指出|提出)|会议指出|[\u4e00-\u9fff]说[，,：:]|报告(?:共?分为|全文共)"
    r"|召开的[^。]{0,30}会议|代表[^。，,]{0,12}政府(?:向大会)?作政?府?工作报告"
)
_SESSION = re.compile(
    r"(?:应到|应出席|实到|实际出席)[^。]{0,8}\d+[名人]|主席台(?:前排)?就座|会议?(?:隆重|胜利)?(?:开幕|闭幕)"
)
_EXCERPT = re.compile(r"报告[(（《]?(?:摘登|摘要|摘编|节选|要点)[)）》]?$|[(（](?:摘登|节选)[)）]")
_SHORTEST = 1500
_LEAST_WORDS = 60
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_SUMMED_UP = re.compile(r"[局厅部处校协司院](?:\d{4}年)?(?:度)?工作总结")
_DEPARTMENT = re.compile(r"[局厅部处校协司](?:\d{4}年)?(?:度)?工作(?:报告|总结)")
_GOVERNMENT = re.compile(
    r"(?:政府|国务院|管委会|管理委员会|办事处)(?:\d{4}年?)?[《]?(?:政府)?工作报告"
)


def refusal(text: str, masthead: Masthead, title_lines: list[str]) -> str | None:
    """Why a text is no work report, in Chinese; None when it is one."""
    title = "\n".join(title_lines)
    if foreign := _no_chinese(text):
        return foreign
    addressed = text.count("各位代表") + text.count("同志们")
    spoken_of = not masthead.opening and addressed < 2
    headed = masthead.title and masthead.meeting and masthead.delivered
    if spoken_of and _SESSION.search(text[:800]) and (not headed or _NEWS.search(text[:1000])):
        return "这是会议的新闻报道，不是政府工作报告"
    if kind := _other_kind(title, text[:800], masthead):
        return f"这是{kind}，不是政府工作报告"
    headings = "\n".join(line[:60] for line in text.splitlines() if _HEADING.match(line))
    titled = masthead.title is not None
    review, plan = bool(_REVIEW.search(headings)), bool(_PLAN.search(headings))
    if spoken_of and _EXCERPT.search("\n".join((masthead.title or "", *title_lines, text[:200]))):
        return "这是政府工作报告的摘登或节选，不是全文"
    printed = titled and bool(masthead.meeting) and review and plan and len(text) > _SHORTEST
    if spoken_of and not printed and _NEWS.search(text[:1000]):
        return "这是新闻报道，不是政府工作报告"
    if not titled and not addressed and len(_HAN.findall(text)) < _LEAST_WORDS:
        return f"只读出{len(_HAN.findall(text))}个汉字，像是没有文字层的扫描件或空页"
    if spoken_of and not addressed and len(text) < _SHORTEST:
        return f"正文只有{len(text)}字，也没有“各位代表”，像是提要"
    signs = [titled, bool(masthead.opening), bool(masthead.meeting), addressed > 0, review, plan]
    spoken = bool(masthead.opening) or addressed > 1 or (titled and review and plan)
    early = headed and masthead.place == "全国"  # those of the fifties address nobody
    if early or (spoken and sum(signs) >= 3):
        return None
    if titled and not review and not plan:
        return "只提到政府工作报告，没有报告正文（工作回顾、今年安排）"
    return "没有政府工作报告的标题、会议、“各位代表”和回顾与安排等结构"


def _no_chinese(text: str) -> str | None:
    """A text in another language."""
    han, latin, kana = (len(each.findall(text)) for each in (_HAN, _LATIN, _KANA))
    if kana > han / 4:
        return "这是日文文本，不是中文的政府工作报告"
    if latin > 2 * han + _LEAST_WORDS:
        return "这是英文等外文文本，不是中文的政府工作报告"
    return None


def _other_kind(title: str, opening: str, masthead: Masthead) -> str | None:
    own = masthead.title or ""
    government = bool(_GOVERNMENT.search(own))
    kinds = _first_kind(_ABOUT, own)
    if kinds or government:
        return kinds
    if _DEPARTMENT.search(own) or _SUMMED_UP.search(own or title):
        return "部门工作报告"
    told = _first_kind(_OTHERS, own or title)
    if told or masthead.opening:
        return told
    return _first_kind(_OTHER_OPENINGS, opening)


def _first_kind(kinds: tuple[tuple[str, str], ...], words: str) -> str | None:
    return next((kind for pattern, kind in kinds if re.search(pattern, words)), None)
