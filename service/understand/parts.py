"""A question of several parts: “甲地2023年A多少？今年计划呢？” is two, the second inheriting."""

import re

from service.language.numerals import numeral
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
    r"([,，\s]+|(?<=[少个元人户家座里天吨列套])(?=(?:今年|去年|明年|前年|当年|(?:19|20)\d{2}年)))"
)
COMPARING = late.pattern(r"^(?:各自?|分别)?(?:高|低|多|少|快|慢|差|相差)(?:出|了)?(?:多少|几)")


# One of a list by its number: 第二个目标, 第三项重点工作.
NTH = late.pattern(
    r"第(?P<nth>[一二三四五六七八九十]{1,3}|\d{1,2})[个项条件大点](?:方面的?)?(?=(?:主要|重点|重大|大|民生|惠民|为民)*(?:目标|指标|任务|工作|问题|困难|短板|不足|挑战|实事|举措|措施))"
)
# Reports by region and year, each to be read by itself: 涞水2021、三亚2022这两份报告，上一年….
_ONE = r"[一-龥]{2,12}?(?:19|20)\d{2}年?(?:的)?"
REPORTS = late.pattern(
    rf"^(?:请问|在|从)?(?P<list>{_ONE}(?:[、，,和与及]{_ONE})+)(?:[这那]?(?:[两二三四五六七八九十几\d]+份|些)?(?:政府工作)?报告)(?:里面?|中)?[，,：:\s]*(?:各自?的?|分别)?(?P<rest>.+)$"
)


def nth_of(question: str) -> tuple[int | None, str]:
    """Which one of a list is asked for, and the question without its number."""
    found = NTH.search(question)
    if found is None:
        return None, question
    return int(numeral(found["nth"]) or 0) or None, NTH.sub("", question)


def report_by_report(question: str) -> list[str]:
    """A question about several reports as one about each: 去年 and 上一年 are each report's own."""
    found = REPORTS.match(question)
    if found is None:
        return [question]
    names = re.findall(rf"({_ONE})(?:[、，,和与及]|$)", found["list"])
    return [f"{name.removesuffix('的').removesuffix('年')}年报告{found['rest']}" for name in names]


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
            elif len(parts) == whole or _opens(piece, parts[-1]):
                parts.append(piece)
            else:
                parts[-1] += stop + piece
    return [part.strip() for part in parts if part.strip()] or [question]


def _opens(piece: str, before: str) -> bool:
    """Whether a piece asks for something of its own. 空气优良天数呢，每年多少天 is one question: what
    stands before 呢 is what the rest is about, unless it asks for something already."""
    only_named = before.endswith("呢") and not ASKING.search(before[:-1])
    if only_named and not piece.endswith("呢") and TIMES_ONLY.match(piece):
        return False
    return bool(
        ASKING.search(piece) and ASKING.search(before) and not COMPARING.match(piece.strip())
    )
