"""How much of a thing outside the lexicon (蔬菜产量, 电子信息营收): the clause that gives it."""

import re
from collections.abc import Sequence

from service.language.amounts import Amount, amount_asked
from service.language.measures import measures
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.matter import parts_asked
from service.tasks.answer.quote_lines import nearest_line
from service.tasks.answer.slots import slot_of
from service.tasks.answer.words_part import receipt
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Report

# What may stand between a thing and its number, and before the thing: nothing that makes it another.
SMALL = late.pattern(
    r"(?:产量|总产|达到|达|为|约|实现|完成|超过|超|近|突破|共|预计|稳定在|保持在|的|总|年|：|:|\s)*"
)
OTHER_DEED = late.pattern(r"加工|销售|外销|出口|进口|收购|储备|库存|转化|冷藏|采购|消费")
OF_PART = late.pattern(r"\s*[\u4e00-\u9fff]{1,6}[县区旗](?![级域内里外间])")
CLAUSE = late.pattern(r"[，,；;。、!?！？\n]")
GROWN = late.pattern(
    r"[，,、（(]\s*(?:同比|比上年|较上年|比去年|可比|名义|实际)?(?:增长|下降|增|降|增幅|提高)[^，,；;。、]{0,16}"
)
MOST = 2
NEAR = 60


def amount_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The clauses of the reports of one region that give the amount, or that none does.

    None where the question asks for no amount of a thing, or the lexicon knows it.
    """
    asked = amount_asked(understood.subject)
    growth = understood.measures == ("growth",)
    if asked is None or growth or understood.indicators or len({r.region for r in reports}) != 1:
        return None
    slot = slot_of(understood, reports[0].region, f"{asked.thing}{asked.noun}", "value")
    first = sorted(reports, key=lambda r: r.covers not in understood.years)
    given = (_given(desk, understood, report, asked)[:MOST] for report in first)
    nothing: list[DraftLine] = []
    lines = next((each for each in given if each), nothing)
    if lines:
        return part_of(slot, "answered", lines)
    found = found_lines_of(desk, understood, reports)
    if found:
        return part_of(slot, "answered", found)
    if not all(asked.thing in desk.library.text(report.id) for report in reports):
        return None
    said = [line(f"报告没有给出{reports[0].region}{asked.thing}的{asked.noun}。")]
    near = [each for report in reports for each in _beside(desk, understood, report, asked)][:1]
    said += near or nearest_line(desk.library, understood, reports[-1].id, desk.sources)
    return part_of(slot, "not_mentioned", said, receipt(reports, ()))


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    stops = [found.start() for found in CLAUSE.finditer(text, start, end)]
    return list(zip([start, *(stop + 1 for stop in stops)], [*stops, end], strict=True))


def _given(desk: Desk, understood: Understood, report: Report, asked: Amount) -> list[DraftLine]:
    text = desk.library.text(report.id)
    allowed = frozenset[str]().union(*parts_asked(understood, report)[:1])
    found: list[tuple[int, int]] = []
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part not in allowed:
            continue
        for left, right in sentences(text, start, end):
            if asked.thing[0] in text[left:right]:
                found.extend(_in_sentence(text, left, right, asked))
    plan = f"（{report.year}年计划）" if "plan" in allowed and "review" not in allowed else ""
    period = f"{report.covers}年" if not plan and understood.years == (report.covers,) else ""
    lines: list[DraftLine] = []
    for start, end in found:
        number = desk.sources.cite(report.id, start, end)
        said = f"{period if not plan else ''}{report.region}{plan}：“{text[start:end]}”[{number}]。"
        lines.append(quotation(said, number))
    return lines


def _in_sentence(text: str, left: int, right: int, asked: Amount) -> list[tuple[int, int]]:
    """The clauses of a sentence that give the amount, each with the growth that follows it."""
    found: list[tuple[int, int]] = []
    clauses = _clauses(text, left, right)
    for at, (start, end) in enumerate(clauses):
        figure = next((f for f in measures(text, start, end) if f.plain_unit in asked.units), None)
        if figure is None:
            continue
        begin = (
            start
            if _names(text[start : figure.start], asked)
            else _carried(text, clauses, at, asked)
        )
        if begin is not None:
            grown = GROWN.match(text, end)
            found.append((_bare(text, begin), grown.end() if grown else end))
    return found


def _names(before: str, asked: Amount) -> bool:
    """Whether the words before a number name the thing and its amount, and nothing else."""
    if OTHER_DEED.search(before):
        return False
    at = _spelt(asked.thing, before)
    if at is None:
        return False
    between = before[at:]
    if OF_PART.match(before):
        return False
    return bool(SMALL.fullmatch(between)) or asked.noun in between


def _spelt(thing: str, text: str) -> int | None:
    """Where the letters of a thing end that stand in a text in their order, close together."""
    found = re.search("[\u4e00-\u9fff及和与（）()]{0,4}?".join(map(re.escape, thing)), text)
    return found.end() if found else None


def _carried(text: str, clauses: Sequence[tuple[int, int]], at: int, asked: Amount) -> int | None:
    """Where the clause begins that names the thing, with only the noun before the number:
    电子信息产业持续壮大，营收达2033亿元."""
    start, end = clauses[at]
    if at == 0 or not text[start:end].strip().startswith(asked.noun):
        return None
    before, stop = clauses[at - 1]
    held = text[before:stop]
    return before if asked.thing in held and not measures(text, before, stop) else None


def _bare(text: str, start: int) -> int:
    while text[start : start + 1].isspace():
        start += 1
    return start


def _beside(desk: Desk, understood: Understood, report: Report, asked: Amount) -> list[DraftLine]:
    """The first clause with a number that names the thing, set apart as another amount of it."""
    text = desk.library.text(report.id)
    allowed = frozenset[str]().union(*parts_asked(understood, report)[:1])
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part not in allowed:
            continue
        for left, right in _clauses(text, start, end):
            held = text[left:right]
            other = asked.noun not in held and len(held) <= NEAR
            if other and asked.thing in held and measures(text, left, right):
                begin = _bare(text, left)
                number = desk.sources.cite(report.id, begin, right)
                said = (
                    f"与{asked.thing}有关的数是“{text[begin:right]}”[{number}]，不是{asked.noun}。"
                )
                return [quotation(said, number)]
    return []
