"""What a term means, where the report spells it out in passing."""

import re
from collections.abc import Sequence
from decimal import Decimal

from service.language.numerals import numeral
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import quotation
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Report

NUMERAL = late.pattern(r"[一二两三四五六七八九十]+|\d+")
# A definition: the term, then that it is or has what follows.
DEFINED = late.pattern(
    r"[”\"]?(?:(?:工程|行动|计划|机制|模式)?[，,]即|[（(]|即|就是|是指|指的是|包括|分别是|[—－-]{2})"
)
COUNTED = late.pattern(r"(?P<times>\d+|[一二三四五六七八九十]+)个(?P<each>\d{2,}|[一])(?!个)")
CLAUSE = late.pattern(r"[，,；;]")
NOT_BEFORE = ("glossary", "boilerplate")
LEAST = 2


def meaning_lines(desk: Desk, understood: Understood, report: Report) -> list[DraftLine]:
    """The sentence that spells a term out: by naming its parts (“引进…、建立…、选投…、实施…”等
    “四个一”行动) or by a definition behind it; nothing where it is only used."""
    term = "".join(letter for letter in understood.subject if letter.isalnum())
    text = desk.library.text(report.id)
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part in NOT_BEFORE:
            continue
        lead = report.region + (f"（{report.year}年计划）" if section.part == "plan" else "")
        spans = sentences(text, start, end)
        for at, (left, right) in enumerate(spans):
            place = _place(text, left, right, term)
            if place is None:
                continue
            if counted_out := _counted(desk, report, lead, term, place, section.end):
                return counted_out
            stop = _spelt_until(text, spans[at : at + 3], place, term)
            if stop is not None:
                begin = left + len(text[left:stop]) - len(text[left:stop].lstrip())
                quote = text[begin:stop].rstrip()
                number = desk.sources.cite(report.id, begin, begin + len(quote))
                return [quotation(f"{lead}：“{quote}”[{number}]", number)]
    return []


def _spelt_until(text: str, spans: Sequence[tuple[int, int]], place: int, term: str) -> int | None:
    """Where the spelling out ends of a term that ends at `place` in the first of these sentences:
    with its own clause, or with one of the next two sentences of the paragraph."""
    counted = NUMERAL.search(term)
    parts = _number(counted.group()) if counted else None
    left, right = spans[0]
    clause = max((found.end() for found in CLAUSE.finditer(text, left, place)), default=left)
    after = CLAUSE.search(text, place, right)
    if DEFINED.match(text, place) or _lists(
        text[clause : after.start() if after else right], parts
    ):
        return right
    for start, end in spans[1:]:
        if text[start - 1] == "\n":
            break
        named = _place(text, start, end, term) is not None or "一是" in text[start:end]
        if named and _lists(text[start:end], parts):
            return end
    return None


def _counted(
    desk: Desk, report: Report, lead: str, term: str, start: int, end: int
) -> list[DraftLine]:
    """The sentences that count out “5个100工程”: five behind it that speak of 100个 each."""
    found = COUNTED.match(term)
    number = _number(found["times"]) if found else None
    if found is None or number is None:
        return []
    text = desk.library.text(report.id)
    said = [
        (left + len(text[left:right]) - len(text[left:right].lstrip()), right)
        for left, right in sentences(text, start, end)
        if re.search(rf"(?<!\d){found['each']}个(?!{found['each']})", text[left:right])
    ][: int(number)]
    if len(said) < number:
        return []
    numbers = [desk.sources.cite(report.id, left, right) for left, right in said]
    quotes = "".join(
        f"“{text[left:right].rstrip()}”[{n}]"
        for (left, right), n in zip(said, numbers, strict=True)
    )
    return [quotation(f"{lead}：{quotes}", *numbers)]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.isdigit() else numeral(text)


def _place(text: str, left: int, right: int, term: str) -> int | None:
    """Where a term ends that stands in a sentence, whatever quotation marks stand in it."""
    found = re.search('[“”"]?'.join(map(re.escape, term)), text[left:right])
    return left + found.end() if found else None


def _lists(words: str, parts: Decimal | None) -> bool:
    """Whether words name as many things as the term counts: 四个一, 5个100工程."""
    return parts is not None and parts >= LEAST and len(re.split(r"[、；;]", words)) >= parts
