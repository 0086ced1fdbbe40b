"""Numbers inside a true quotation: the draft's words around it must not contradict it."""

import re
from collections.abc import Iterable, Sequence

from service.facts.model import Fact
from service.shapes import Citation
from service.verify.cue import DimensionCue
from service.verify.cues import governing, modality
from service.verify.evidence import Mention
from service.verify.match import began, period_reason
from service.verify.numbers import Quantity
from service.verify.quotes import Quoted
from service.verify.said import LineReading
from service.verify.when import PERIOD_ANY
from vectorstore import late

REPORT_YEAR = late.pattern(r"(?:的?（?(?:计划|规划|目标|安排|打算)|(?:政府)?(?:工作)?报告)")
PLAN_HEAD = late.pattern(r"安排|建议|目标|任务|打算|部署|举措|今后|未来|下一步|明年")
IN_ROW = late.pattern(r"[。；！？]?”\s+“")  # its markers are blank
YEAR = late.pattern(r"(?<!\d)(\d{4})年")
PAST_HEAD = late.pattern(r"回顾|过去|总结|成就|成效|完成情况|以来|名词|解释")


def word_for_word(reading: LineReading, quantity: Quantity) -> Mention | None:
    """The proof of a number that stands in a quotation of whole clauses; None where it does not."""
    quote = reading.quotation(quantity)
    if quote is None or not quote.whole or quote.citation is None:
        return None
    place = quote.place(quantity.start), quote.place(quantity.end)
    facts = [f for f in _facts_of(reading, quote.citation) if _holds(f, *place)]
    reason = quoted_reason(reading, quote, facts, quantity.start)
    return Mention(quantity.text, quantity.start, quantity.end, quote.citation, reason)


def _holds(fact: Fact, start: int, end: int) -> bool:
    return any(figure.start < end and start < figure.end for figure in fact.figures)


def _facts_of(reading: LineReading, citation: Citation) -> list[Fact]:
    return [fact for fact in reading.evidence.facts if fact.report == citation.report]


def quoted_reason(
    reading: LineReading, quote: Quoted, facts: Sequence[Fact] = (), number: int | None = None
) -> str:
    """What the words around a quotation say of it that it does not say itself, or nothing.

    `facts` are those of the number at `number` of the draft, where it is one that is looked at.
    Where code wrote the lead it says whether the part of the report that the quotation stands
    in plans or looks back: that is enough, whatever kind the ledger gave the number.
    """
    assert quote.citation is not None
    at = quote.end if number is None else number
    region = _around(reading, "region", quote)
    if region is not None and region.value != quote.citation.region:
        return f"这句话出自{quote.citation.region}的报告"
    if reading.context.region not in (None, quote.citation.region) and region is None:
        return f"这句话出自{quote.citation.region}的报告"
    by_section = reading.line.by == "report" and not _kind_told(reading, quote, None, at)
    reasons = [
        _period_told(reading, quote, fact)
        or ("" if by_section else _kind_told(reading, quote, fact, at))
        for fact in facts or (None,)
    ]
    return "" if "" in reasons else reasons[0]


def _around(reading: LineReading, dimension: str, quote: Quoted) -> DimensionCue | None:
    own = [cue for cue in reading.outside if cue.dimension == dimension]
    return governing(own, own[0].dimension, reading.text, quote.start, quote.end) if own else None


def _period_told(reading: LineReading, quote: Quoted, fact: Fact | None) -> str:
    cue, citation = _around(reading, "period", quote), quote.citation
    assert citation is not None
    if cue is None or not cue.value or cue.value[0] == PERIOD_ANY or cue.value[:4] in quote.text:
        return ""
    if REPORT_YEAR.match(reading.text, cue.end):
        return "" if cue.value == str(citation.year) else f"这是{citation.year}年的报告"
    if fact is not None and began(fact):
        return ""
    if fact is not None:
        return period_reason(cue.value, fact) or ""
    covered = citation.year if planned(citation) else citation.year - 1
    ends = re.findall(r"\d{4}", cue.value)
    return "" if ends and ends[-1] == str(covered) else f"时期不符：原文说的是{covered}年"


def _kind_told(reading: LineReading, quote: Quoted, fact: Fact | None, number: int) -> str:
    assert quote.citation is not None
    lead = _first_in_row(reading, quote) if reading.line.by == "report" else quote
    outside = modality(reading.outside, (), reading.text, lead.start, lead.end)
    outside = outside or reading.context.kind
    plan = fact.kind == "target" if fact else planned(quote.citation)
    if plan is None:
        return ""
    if plan and outside == "actual":
        return "原文是计划，不是结果"
    unsaid = plan and outside != "target" and not _plans_itself(reading, quote, number)
    if unsaid and (fact or "报告" not in reading.text[: quote.start]):
        return "原文是计划，不是结果"
    if not plan and outside == "target":
        return "原文是结果，不是目标"
    spoken = reading.text[: quote.start].rstrip()[-1:] not in tuple('：:“「"（(')
    if spoken and fact and fact.kind == "expected" and outside != "expected":
        return "原文是预计数，不是完成数"
    if not plan and fact and outside == "expected" and fact.kind != "expected":
        return "原文是完成数，不是预计数"
    return ""


def _first_in_row(reading: LineReading, quote: Quoted) -> Quoted:
    """The first of quotations that one lead stands before: 2024年计划：“…”[1]“…”[2]."""
    row = (q for q in reading.quotes if IN_ROW.fullmatch(reading.text, q.end, quote.start))
    before = next(row, None)
    return quote if before is None else _first_in_row(reading, before)


def _plans_itself(reading: LineReading, quote: Quoted, number: int) -> bool:
    """Whether the quotation says itself, before its number, that it is a plan."""
    inside: Iterable[DimensionCue] = (
        cue for cue in reading.cues if quote.start <= cue.start and cue.end <= number
    )
    return any(cue.dimension == "modality" and cue.value == "target" for cue in inside)


def planned(citation: Citation) -> bool | None:
    """Whether a source stands in a part of its report that plans; None where headings are mute.

    “较好完成2013年目标任务” looks back, whatever its words: no year in it is still to come.
    """
    head = citation.section[0] if citation.section else ""
    years = [int(year) for year in YEAR.findall(head)]
    if PAST_HEAD.search(head) or (years and max(years) < citation.year):
        return False
    return True if PLAN_HEAD.search(head) else None
