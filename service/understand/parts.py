"""A question of several parts: “甲地2023年A多少？今年计划呢？” is two, the second inheriting;
a list of wishes in one part: 粮食、蔬菜、水果产量各多少 asks for three things."""

import re

from service.language.indicators import Indicator, listed, mentions
from service.language.numerals import numeral
from service.understand.words import topic_of
from vectorstore import late

ASKING = late.pattern(
    r"多少|几(?!乎|何|点)|什么|如何|怎么|怎样|呢|谁|哪|比重|占比|增速|增幅|目标|比例|普及率|是否"
)
# What goes on about the thing named before it: only a time and what is asked.
TIMES_ONLY = late.pattern(
    r"(?:这|那|近|前)?(?:[两二三四五几]年|(?:19|20)\d{2}年?(?:[到至、和与-](?:19|20)\d{2}年?)?)?(?:[每历逐各]年|加(?:起来|在一起)|一共|总共|合计|分别|各自?|相?差|各?是?多少)"
)
HARD = late.pattern(r"[?？;；。!！]+")
# Where a question goes on without punctuation: at a space, or where another time is named.
SOFT = late.pattern(
    r"([,，\s]+|(?<=多少)、|(?<=[少个元人户家座里天吨列套件项])、(?=(?:今年|去年|明年|前年|当年|(?:19|20)\d{2}年))|(?<=[少个元人户家座里天吨列套])(?=(?:今年|去年|明年|前年|当年|(?:19|20)\d{2}年)))"
)
# Which way it went, asked of what was named before: 是调高了还是调低了.
MOVED_ONLY = late.pattern(
    r"(?:那|目标|这|是|算|要|得)*(?:调|定|设)?(?:得|是)?(?:高|低|多|少|快|慢|大|小|增加|减少|提高|降低)[了出]?(?:还是|还|或|或者)?(?:是|调|定)*(?:高|低|多|少|快|慢|大|小|增加|减少|提高|降低)?了?(?:多少|几个?(?:百分点|点)?)?[吗呢?？]*"
)
OTHER_TIME = late.pattern(r"(?:19|20)\d{2}年|今年|去年|明年|当年")
AIMED_ANEW = late.pattern(r"\s*(?:那|这|是|目标)*(?:调|定|设)")
# Which of the aims named before moved: …的目标跟22年比，哪几个调低了; how much each, of a list named before.
WHICH_MOVED = late.pattern(
    r"\s*(?:都|分别)?(?:有|是)?(?:哪[些几](?:个|项|些)?|什么)(?:目标|指标)?(?:是|被)?(?:[调定降升提下上变改]|[高低])"
)
AIMS = late.pattern(r"目标|指标|计划")
EACH_ONLY = late.pattern(r"\s*(?:各自?|分别|都)(?:是|定|要|有)?(?:了|的)?(?:多少|几个?)[吗呢?？]*")
MORE = late.pattern(r"\s*(?:还有|另外|以及|再有|外加|还想问)")
COMPARING = late.pattern(r"^(?:各自?|分别)?(?:高|低|多|少|快|慢|差|相差)(?:出|了)?(?:多少|几)")

# A measure that is but named, and whose of several regions is asked behind it:
# 22年固投增速，普洱跟泸州谁快; 2022年增速，甲市、乙市分别多少.
NAMED_ONLY = late.pattern(r"(?:比重|占比|增速|增幅|目标|比例|普及率)$")
WHOSE = late.pattern(
    r"[一-龥]{2,10}?(?:(?:、|[和与跟及])[一-龥]{2,10}?)+(?:谁|哪(?:个|家|里|边|地)|分别|各(?:自|是)?|排[个一]?[下名序]名?|比一?比)的?(?:更|比较|最)?(?:高|低|快|慢|大|小|多|少)?(?:一?[些点]|是?多少)?[吗呢?？]*"
)

# One of a list by its number: 第二个目标, 第三项重点工作.
NTH = late.pattern(
    r"第(?P<nth>[一二三四五六七八九十]{1,3}|\d{1,2})[个项条件大点](?:方面的?)?(?=(?:主要|重点|重大|大|民生|惠民|为民)*(?:目标|指标|任务|工作|问题|困难|短板|不足|挑战|实事|举措|措施))"
    r"|(?:^那?|(?<=[标务作题难板足战事措面]))(?:里面?|中|当中)?的?第(?P<last>[一二三四五六七八九十]{1,3}|\d{1,2})[个项条件大点](?=是|为|什么|呢|[?？]|$)"
)
# Reports by region and year, each to be read by itself: 涞水2021、三亚2022这两份报告，上一年….
_ONE = r"[一-龥]{2,12}?(?:19|20)\d{2}年?(?:的)?"
REPORTS = late.pattern(
    rf"^(?:请问|在|从)?(?P<list>{_ONE}(?:[、，,和与及]{_ONE})+)(?:[这那]?(?:[两二三四五六七八九十几\d]+份|些)?(?:政府工作)?报告)(?:里面?|中)?[，,：:\s]*(?:各自?的?|分别)?(?P<rest>.+)$"
)
# Matters side by side, each to be told by itself: 在稳就业、促增收上有什么安排, 怎么发展消费和商贸.
_MATTER = r"[一-龥“”A-Za-z]{2,9}?"
_MATTERS = rf"(?P<list>{_MATTER}(?:(?:、|以及|[和与及]){_MATTER})+)"
MATTERS = late.pattern(
    rf"^(?P<head>.*?在){_MATTERS}等?(?:几个)?(?:方面|领域|上)(?:各自?|分别|都)*(?P<rest>(?!.*多少).*(?:什么|哪些|怎么|如何|啥).*)$"
)
DEEDS = late.pattern(
    rf"^(?P<head>.*?(?:怎么|如何|怎样)(?:去|来)?(?:发展|推进|促进|推动|加强|加快|抓好?|搞好?|保障|改善|支持|提升)){_MATTERS}(?P<rest>[的吗呢?？。\s]*)$"
)
BETWEEN = late.pattern(r"、|(?<=[\u4e00-\u9fff])(?:以及|还有|[和与及跟])(?=[\u4e00-\u9fff])")
# What all items of a list are asked for, said once behind the last of them.
SHARED = late.pattern(
    r"(?:总产量|产量|总产值|产值|种植面积|面积|总量|数量|人数|增加值|收入|支出|投资|占比|装机|销量|价格)$"
)
EACH_END = late.pattern(r"(?:各自?|分别|都|各?是)+$")
LONGEST = 10
FEWEST = 2


def nth_of(question: str) -> tuple[int | None, str]:
    """Which one of a list is asked for, and the question without its number."""
    found = NTH.search(question)
    if found is None:
        return None, question
    number = found["nth"] or found["last"]
    return int(numeral(number) or 0) or None, NTH.sub("", question)


def report_by_report(question: str) -> list[str]:
    """A question about several reports as one about each: 去年 and 上一年 are each report's own."""
    found = REPORTS.match(question)
    if found is None:
        return [question]
    names = re.findall(rf"({_ONE})(?:[、，,和与及]|$)", found["list"])
    return [f"{name.removesuffix('的').removesuffix('年')}年报告{found['rest']}" for name in names]


def single(question: str) -> list[str]:
    """The questions in one: of each report, of each part, of each matter."""
    parts = [part for one in report_by_report(question) for part in parts_of(one)]
    return [each for part in parts for each in matter_by_matter(part)]


def matter_by_matter(part: str) -> list[str]:
    """A part about several matters as one about each: what one lacks another may have."""
    if found := MATTERS.match(part):
        tail = f"方面{found['rest']}"
    elif found := DEEDS.match(part):
        tail = found["rest"]
    else:
        return [part]
    return [f"{found['head']}{each}{tail}" for each in BETWEEN.split(found["list"])]


def parts_of(question: str) -> list[str]:
    """The parts of a question in order; a comma, a space or another
    time parts only where both sides ask something."""
    parts: list[str] = []
    for sentence in HARD.split(question):
        whole = len(parts)
        stop = ""
        for at, piece in enumerate(SOFT.split(sentence.strip())):
            if at % 2:
                stop = piece
            elif len(parts) == whole or _opens(piece, parts[-1], stop):
                parts.append(piece)
            else:
                parts[-1] += stop + piece
    return [part.strip() for part in parts if part.strip()] or [question]


def _opens(piece: str, before: str, stop: str) -> bool:
    """Whether a piece asks for something of its own. 空气优良天数呢，每年多少天 is one question: what
    stands before 呢 is what the rest is about, unless it asks for something already."""
    timed = OTHER_TIME.match(piece) is not None  # 22年新增几家、23年打算增几家
    if stop == "、" and not (timed or mentions(piece) or piece.startswith(("各", "分别"))):
        return False  # 来了多少游客、花了多少钱 is one list
    if AIMED_ANEW.match(piece) and MOVED_ONLY.fullmatch(piece.strip()):
        return True
    if (WHICH_MOVED.match(piece) and AIMS.search(before)) or EACH_ONLY.fullmatch(piece):
        return False
    if MORE.match(piece) and ASKING.search(piece):
        return True
    if NAMED_ONLY.search(before) and WHOSE.fullmatch(piece.strip()):
        return False
    only_named = before.endswith("呢") and not ASKING.search(before[:-1])
    if only_named and not piece.endswith("呢") and TIMES_ONLY.match(piece):
        return False
    return bool(
        ASKING.search(piece) and ASKING.search(before) and not COMPARING.match(piece.strip())
    )


def items_of(text: str) -> list[str]:
    """The items of a list, each with the noun that they share; nothing where there is no list.

    `text` is a part of a question without places and times. `粮食、蔬菜产量各多少` →
    `粮食产量`, `蔬菜产量`.
    """
    pieces = [piece.strip() for piece in BETWEEN.split(text)]
    words = [EACH_END.sub("", _thing(piece)) for piece in pieces]
    if len(words) < FEWEST or any(not 0 < len(word) <= LONGEST for word in words):
        return []
    shared = SHARED.search(words[-1])
    if shared is None or shared.start() < 1 or all(listed(word) for word in words):
        return words
    tail = shared.group()
    return [_with_tail(word, tail) for word in words]


def _thing(piece: str) -> str:
    """A piece of a list without asking words and the single letters that they leave: 定的森林覆盖率."""
    words = topic_of(piece).split()
    return "".join([word for word in words if len(word) > 1] or words)


def _with_tail(word: str, tail: str) -> str:
    """工业 of 工业、服务业增加值 is 工业增加值; gdp of gdp、社零、居民收入 stands for itself."""
    whole = word + tail
    alone = word.endswith(tail) or (listed(word) is not None and listed(whole) is None)
    return word if alone else whole


def is_shared(items: list[str]) -> bool:
    """Whether the items are asked for by one noun: 粮食产量, 蔬菜产量."""
    tails = {found.group() for item in items if (found := SHARED.search(item))}
    return len(items) >= FEWEST and len(tails) == 1 and all(map(SHARED.search, items))


def indicators_of(items: list[str]) -> list[Indicator]:
    """The indicators that the items of a list are everyday names of; nothing unless all are.

    An item that is a name only beside the one before it takes its head: 游客、支出 are 旅游人次 and
    旅游支出.
    """
    found: list[Indicator] = []
    for item in items:
        known = listed(item) or (under(found[-1], item) if found else None)
        if known is None:
            return []
        found.append(known)
    return found


def under(before: Indicator, item: str) -> Indicator | None:
    """The indicator that an item names under the head of the one before it."""
    heads = (name for name in before.asked if before.name.startswith(name))
    return next((known for head in heads if (known := listed(head + item))), None)
