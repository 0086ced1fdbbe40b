"""A list that nothing announces, of items that end alike: 创新引领之都、先进制造之都、…."""

import re
from collections.abc import Sequence

from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line as composed
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.listing import FEWEST, in_order
from service.tasks.answer.matter import lead_of
from service.tasks.answer.page import page_of
from service.tasks.answer.slots import slot_of
from service.tasks.answer.wanted_list import wanted_list
from service.understand import Understood
from vectorstore import late
from vectorstore.documents import Part as PartOf
from vectorstore.documents import Report

LEAST_NOUN, MOST = 2, 12
WHICH = late.pattern(r"(?:是|有|指|分别)?哪(?!里|儿)")
# A list may give each of its items a sentence: （1）…。（2）…。
BETWEEN = late.pattern(r"[、；;，,]|。(?=.)")


def ending_alike(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """A list whose every item ends with the noun, as many as are asked for: 创新引领之都、先进制造之都…
    of 哪七个之都."""
    count, noun = wanted_list(understood) or (None, "")
    few = not count or not FEWEST <= count <= MOST or len(noun) < LEAST_NOUN
    if few or len({each.region for each in reports}) != 1:
        return None
    for report in in_order(desk, understood, reports[0].region):
        text = desk.library.text(report.id)
        for found in re.finditer(
            rf"(?:[^，。；、：:\n]{{1,16}}{re.escape(noun)}、?){{{count}}}", text
        ):
            sentences = page_of(desk.library, report.id).sentences
            part: PartOf = "body"
            for each in sentences:
                part = each.part if each.start <= found.start() < each.end else part
            number = desk.sources.cite(report.id, *found.span())
            said = quotation(f"{lead_of(report, part)}：“{found.group()}”[{number}]。", number)
            return part_of(slot_of(understood, report.region, measure="list"), "answered", [said])
    return None


def unlisted(desk: Desk, understood: Understood, made: Part) -> Part | None:
    """Quotations that name a list asked for by its number (三大主导产业是哪三个) and do not give it, as
    what comes nearest; None where one does, or no list is asked for."""
    count, _ = wanted_list(understood) or (None, "")
    quoted = made.lines and all(line.by == "report" for line in made.lines)
    asked = WHICH.search(understood.asked) and count and FEWEST <= count <= MOST
    if not asked or understood.nth or not quoted or made.status != "answered":
        return None
    text = desk.sources.quoted(*made.lines)
    items = sum(len(each.citations) for each in made.lines)
    if items > 1 or len(BETWEEN.findall(text)) >= (count or 0) - 1:
        return None
    lead = composed("报告没有逐一列出，提到它的原文是：")
    slot = slot_of(understood, understood.regions[0] if len(understood.regions) == 1 else None)
    return part_of(slot, "no_number", [lead, *made.lines[:1]], made.closing)
