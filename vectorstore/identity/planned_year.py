"""Which year a report plans: its headings say it best, then its targets, then its date."""

import re
from collections import Counter

from vectorstore.identity.dates import plain_dates
from vectorstore.identity.masthead import Masthead

_Y = r"(?<![\d\-—至到])((?:19|20)\d\d)(?![\d\-—]|年?[至到—\-])"
_HEADING_CHARS = 60
_REVIEWED = re.compile(
    rf"{_Y}年(?!以来)[^。;；\n]{{0,24}}?(?:回顾|总结|工作情况|主要工作成|取得|完成情况)"
)
_PLANNED = re.compile(
    rf"{_Y}年(?:度|的)?(?!远景|以来|末|底|前)[^。;；\n]{{0,16}}?"
    r"(?:安排|任务|目标|工作|建议|打算|部署|重点|要求|思路|计划)"
)
_TARGETS = re.compile(
    rf"{_Y}年(?:度|的)?(?!远景|末|底|前)(?:[^。，,;；\n]{{0,16}})(?:主要)?(?:预期|奋斗|发展)目标"
)
_DO_WELL = re.compile(rf"做好{_Y}年(?:的)?(?:政府|各项|经济|全[市区县省州旗]|工作)")
_OPENS = re.compile(
    rf"{_Y}年,?，?(?:既?是|将是)[^。\n]{{0,40}}(?:开局|起步|第一|首|换届|关键|攻坚|深化)"
)
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?!\d|\s*年?\s*\d{1,2}月)")
_SHORT_YEAR = re.compile(
    r"^(?P<lead>(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分[、：: ]?|关于)*)(?P<year>\d\d)年"
    r"(?=度?(?:的?(?:各项|主要|政府|重点)?工作|全年|主要))",
    re.M,
)
_PIVOT = 49  # the first report is of 1949: 22年 is 2022, 85年 is 1985
_REVIEW_WORD = re.compile(r"回顾|总结|情况|成绩|成就")


def planned_year(text: str, masthead: Masthead, hint: str = "") -> int | None:
    """The year planned, or None when nothing tells it; `hint` (a file name) comes last."""
    votes = Counter[int]()
    text = _SHORT_YEAR.sub(_whole_year, plain_dates(text))
    _vote_headings(text, votes)
    _vote_body(text, votes)
    _vote_masthead(masthead, votes)
    if not votes:
        for match in _TITLE_YEAR.finditer(plain_dates(hint)):
            votes[int(match[1])] += 1
    if not votes:
        return None
    best = max(votes.values())
    return max(year for year, weight in votes.items() if weight == best)


def _whole_year(match: re.Match[str]) -> str:
    """A year of two digits that heads a part, whole: 一、22年工作回顾."""
    century = "20" if int(match["year"]) < _PIVOT else "19"
    return f"{match['lead']}{century}{match['year']}年"


def _vote_headings(text: str, votes: Counter[int]) -> None:
    for line in text.splitlines():
        heading = re.split(r"[。!！:：]", line, maxsplit=1)[0]
        if len(heading) > _HEADING_CHARS:
            continue
        reviewed = [int(m[1]) for m in _REVIEWED.finditer(heading)]
        if reviewed:
            votes[max(reviewed) + 1] += 5
        elif not _REVIEW_WORD.search(heading):
            for year in {int(m[1]) for m in _PLANNED.finditer(heading)}:
                votes[year] += 4


def _vote_body(text: str, votes: Counter[int]) -> None:
    for pattern, weight in ((_TARGETS, 3), (_DO_WELL, 3), (_OPENS, 1)):
        for year in {int(m[1]) for m in pattern.finditer(text)}:
            votes[year] += weight


def _vote_masthead(masthead: Masthead, votes: Counter[int]) -> None:
    if masthead.month:
        year, month = masthead.month
        votes[year + (month >= 11)] += 5
    for match in _TITLE_YEAR.finditer(masthead.title or ""):
        votes[int(match[1])] += 2
