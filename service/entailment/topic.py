"""Leads that only frame: what a sentence is about, and how many items it announces."""

import re
from collections.abc import Iterator

from service.entailment.classes import is_deed, is_light
from service.entailment.lexicon import load
from service.entailment.reading import HALF_WIDTH, Reading, Token
from vectorstore import late

ABOUT = late.pattern(
    r"(?:^|(?<=[,;。:]))(?:从|在|就(?!业))?(?P<whole>[^,;。:()]{1,14}?)"
    r"(?:(?:方面|来看|看|而言|来说|领域|层面|上|端)(?=[,:])|方面)"
)
WITHIN = late.pattern(
    r"(?:^|(?<=[,;。:]))(?P<whole>[^,;。:()在]{1,12}?(?:项目|企业|指标|产业|工程|活动|任务))中(?=[,:])"
)
INLINE = late.pattern(
    r"(?:在|从|就(?!业))(?P<whole>[^,;。:()]{1,8}?)(?:方面|领域|层面|端|上)(?![升涨海市年述下])"
)
BOTH = late.pattern(r"(?:^|(?<=[,;。]))(?P<whole>[^,;。:()]{2,16}?)(?=既有)")
ANNOUNCED = late.pattern(
    r"(?:^|(?<=[,;。]))(?P<whole>[^,;。:()]{2,24}?(?:思路|举措|做法|办法|打算|路径|抓手|方式|着力点))(?:就|主要)?(?:是|在于|为)"
    r"|(?:^|(?<=[;。]))(?P<list>[^,;。:()]{2,24})(?:包括|既有|:)"
)
MOST = 4
COUNT = late.pattern(
    r"(?P<n>[两二三四五六七八九十]|(?<![\d.:])\d{1,2}(?!:\d))(?:个|大|条|项|点|类|种|方面|手){0,2}"
    r"(?=(?:方面|方向|层面|维度)|(?:路径|举措|措施|做法|抓手|重点|亮点|特点|进展|问题|短板)(?:[,:是有为]|$)"
    r"|(?:发力|入手|着手|推进)|[,:]|$)"
)
ORDINAL = late.pattern(
    r"[一二三四五六七八九十]是|(?<![第\d])[(（]?[1-9][)）.、](?!\d)|第[一二三四五六七八九十](?=[,，])"
)
TELLING = late.pattern("[是有为高低大小多少强弱快慢好差优良]|得到|位居|居")
LISTED = late.pattern(
    r"(?P<list>[^,;。:、和与及]+(?:[、和与及][^,;。:、和与及]+)+?)"
    r"(?P<count>(?P<n>[两二三四五六七八九十]|\d{1,2})(?:[大类个种项者家户座所条县市区州镇]))"
)
TITLED = late.pattern(
    "(?:情况|工作|回顾|安排|成效|目标|任务|举措|重点|概况|报告|打算|思路|建议|问题|亮点|汇报|总结)\\s*$"
)
ADDED = late.pattern("[^,;。]{0,3}(?:合计|共|总|相加|加起来|累计|相差)")
SUMMED = late.pattern("(?P<n>[两二三四五六七八九])(?:[项类者个条种家件]|大类|条路)")
HAN = "零一二三四五六七八九十"


def is_heading(reading: Reading) -> bool:
    """Whether a line but names a thing (二、主要指标): no stop, no deed, no number, no degree."""
    known = load()
    titled = TITLED.search(reading.text) is not None
    return not any(
        token.kind == "number"
        or token.text in tuple(",;:。!?")
        or (is_deed(token) and not titled)
        or any(known.has(name, token.text) for name in ("strong", "denials", "needs", "ties"))
        for token in reading.tokens
    ) and not TELLING.search(reading.text)


def topics(reading: Reading) -> frozenset[int]:
    """Where tokens stand that only say what a sentence is about (从推广应用看, 工业方面), or what
    its list is a list of (促消费举措包括…)."""
    taken: set[int] = set()
    for pattern in (ABOUT, WITHIN, INLINE, BOTH):
        for found in pattern.finditer(reading.text):
            taken.update(_named(reading, *found.span("whole")))
    for found in ANNOUNCED.finditer(reading.text):
        span = found.span("whole" if found["whole"] else "list")
        if any(load().has("announcing", token.text) for token in reading.between(*span)):
            taken.update(_named(reading, *span))
    return frozenset(taken)


def _named(reading: Reading, start: int, end: int) -> list[int]:
    """The tokens of a topic, where none of them tells a result, a degree or a cause."""
    known = load()
    tokens = reading.between(start, end)
    content = [t for t in tokens if t.kind == "word" and not is_light(t)]
    telling = ("strong", "ties", "denials", "needs")
    if any(t.kind == "number" for t in tokens) or len(content) > MOST:
        return []
    if content and known.has("results", content[-1].text):
        return []
    if any(known.has(name, t.text) for t in tokens for name in telling):
        return []
    return [token.start for token in tokens]


def miscounted(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Each number of items that a sentence announces: its span, and whether it gives others."""
    for found in COUNT.finditer(reading.text):
        said = int(found["n"]) if found["n"].isdigit() else HAN.find(found["n"].replace("两", "二"))
        given = _given(reading, found.end())
        if given:
            yield found.start(), found.end(), given != said


def counted(reading: Reading) -> Iterator[tuple[int, int]]:
    """The counts that end a list rightly: 牛、羊、猪、鸡四类, 五大集群 behind five names."""
    for found in LISTED.finditer(reading.text):
        n = found["n"]
        said = int(n) if n.isdigit() else HAN.find(n.replace("两", "二"))
        start, end = found.span("list")  # 新增37家、累计达到2家 lists no names
        numbered = any(start <= number.start < end for number in reading.numbers)
        if len(re.split("[、和与及]", found["list"])) == said and not numbered:
            yield found.span("count")


def summed_up(reading: Reading) -> frozenset[int]:
    """Where words stand that but count what the sentence has told: …，两项都少于…, 分为两类：…."""
    return frozenset(
        token.start
        for token in reading.tokens
        if (found := SUMMED.fullmatch(token.text))
        and HAN.find(found["n"].replace("两", "二")) in _told(reading, token)
        and not ADDED.match(reading.text, token.end)
    )


def _told(reading: Reading, token: Token) -> set[int]:
    """How many numbers of a unit a sentence tells before a word or behind it, and how many members
    the list before it has."""
    start, end = reading.sentence(token.start)
    told: set[int] = set()
    for left, right in ((start, token.start), (token.end, end)):
        units = [n.unit[-3:] for n in reading.numbers if left <= n.start < right]
        units = ["%" if unit == "百分点" else unit for unit in units]
        told.update(units.count(unit) for unit in units)
    before = reading.text[start : token.start].rstrip()
    for clause in re.split("[,;。:]", before)[-2:]:
        told.add(len(re.split("[、和与及]", clause)))
    return told


def _given(reading: Reading, at: int) -> int:
    """How many items stand behind an announcement, as ordinals or between semicolons."""
    behind = reading.printed[at:].translate(HALF_WIDTH)
    ordinals = len(ORDINAL.findall(behind))
    if ordinals:
        return ordinals
    lead = re.match(r"[^,;。:]{0,8}[:,]", behind)
    if lead is None:
        return 0
    parts = [part for part in re.split("[;。]", behind[lead.end() :]) if part.strip()]
    return len(parts) if len(parts) > 1 else 0
