"""A list that a report announces by its number: 今年要办好十件实事, and the ten behind it; 着力抓好八个方
面工作, and the eight headings; 做到“五个坚持”, and what they are."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.matter import lead_of
from service.tasks.answer.page import DONE, PLANNED, Page, Span, bare, page_of
from service.tasks.answer.slots import Told, slot_of
from service.tasks.answer.wanted_list import COUNT, UNIT, Wanted, number_of, wanted_lists
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Part as PartOf
from vectorstore.documents import Report

COUNTED = late.pattern(rf"(?<![\d十第]){COUNT}(?P<unit>{UNIT})")
STOP = late.pattern(r"[。；;！\n]")
CLAUSE = late.pattern(r"[，,。；;：:！\n]")
ORDINALS = tuple(
    re.compile(style)
    for style in (
        r"(?:(?<=\n)|^)[ \u3000]*[（(](?P<n>[一二三四五六七八九十]{1,3})[)）]",
        r"(?:(?<=\n)|^)[ \u3000]*(?P<n>[一二三四五六七八九十]{1,3})、",
        r"(?<=[。；;：:，,、\n \u3000])(?P<n>[一二三四五六七八九十]{1,3})是(?!否)",
        r"(?<=[。；;：:，,\n \u3000])(?P<n>\d{1,2})[.．、](?!\d)",
        r"(?<=[。；;：:，,\n \u3000])[（(](?P<n>\d{1,2})[)）]",
        r"(?<=[。；;：:\n \u3000])第(?P<n>[一二三四五六七八九十]{1,3})[，,、]",
    )
)
DASH = late.pattern(r"(?<=\n)[ \u3000]*[—－-]{1,2}")
NEAR, FEWEST, ABOUT, MOST_INLINE = 240, 3, 14, 340
LONGEST = 60  # letters of a line that heads an item


@dataclass(frozen=True, slots=True)
class Listed:
    """The words that announce a list, and its items, as many as they say."""

    part: PartOf
    named: Span
    items: tuple[Span, ...]
    before: bool = False  # they stand right before their number


def listed_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """`镇江2020年十件民生实事有哪些` → each of the ten; None where no such list is asked for, or no
    report announces one of which all items are found."""
    wanted = wanted_lists(understood)
    if not wanted or len({report.region for report in reports}) != 1:
        return None
    told: list[Told] = []
    for each in wanted:
        lines = _told(desk, understood, reports[0].region, each)
        slot = slot_of(understood, reports[0].region, measure="list")
        slot = replace(slot, about=each.words) if len(wanted) > 1 else slot
        told.append(Told(slot, "answered" if lines else "not_mentioned", tuple(lines)))
    if all(each.state != "answered" for each in told):
        return None
    lacks = [each for each in told if not each.lines]
    said = {each.slot: [line(f"报告没有逐一列出{each.slot.about}。")] for each in lacks}
    told = [replace(each, lines=tuple(said.get(each.slot, each.lines))) for each in told]
    return Part(tuple(one for each in told for one in each.lines), tuple(told))


def _told(desk: Desk, understood: Understood, region: str, wanted: Wanted) -> list[DraftLine]:
    """The list of the first report that announces it and has all its items."""
    for report in in_order(desk, understood, region):
        page = page_of(desk.library, report.id)
        found = [
            each for at, number in _announced(page.text, wanted.count, wanted.noun)
            if (each := _listed(page, at, number)) and (wanted.count or len(each.items) > 1)
            and wanted.beside in page.text[slice(*each.named)]
        ]  # fmt: skip
        if found:
            best = min(found, key=lambda each: _rank(each, understood, report))
            return _lines(desk, report, page, _nth(page, best, understood.nth))
    return []


def _nth(page: Page, found: Listed, nth: int | None) -> Listed:
    """The list with the one item asked for by its number (十大工作第三件), a long one by its head."""
    if nth is None or not 1 < len(found.items) >= nth:
        return found
    start, end = found.items[nth - 1]
    stop = page.text.find("。", start, end)
    end = stop if end - start > MOST_INLINE and stop >= 0 else end
    return replace(found, named=(start, end), items=((start, end),))


def in_order(desk: Desk, understood: Understood, region: str) -> list[Report]:
    """The region's reports of the years asked about, those that plan them first; all where none is."""
    held = desk.library.of_region(region)
    years, named = {*understood.years}, {*understood.report_years}
    asked = [r for r in held if r.year in named or (not named and {r.year, r.covers} & years)]
    mine = asked if years or named else held
    return sorted(mine, key=lambda r: (r.year not in years, -r.year))


def _rank(found: Listed, understood: Understood, report: Report) -> tuple[bool, bool, int]:
    """The list of the year asked about before others, one item by item before a sentence."""
    told = understood.years == (report.covers,) or understood.kind == "result"
    ahead = understood.any_span and understood.kind == "target"
    right = found.part in (DONE if told else ("plan_period",) if ahead else PLANNED)
    exact = len(found.items) > 1 or found.before
    return not exact, not right, found.named[0]


def _announced(text: str, count: int | None, noun: str) -> Iterator[tuple[Span, int]]:
    """Where a number stands beside the name: 十件…实事, 实事40件; 0 for a name without any."""
    tails = [noun, *([noun[-2:]] if len(noun) > 2 and count else [])]
    for found in COUNTED.finditer(text):
        number = int(number_of(found["count"]))
        if number < FEWEST - 1 or (count and number != count):
            continue
        stop = STOP.search(text, found.end(), found.end() + ABOUT)
        behind = text[found.end() : stop.start() if stop else found.end() + ABOUT]
        start = max(
            (s.end() for s in CLAUSE.finditer(text, max(0, found.start() - ABOUT), found.start())),
            default=max(0, found.start() - ABOUT),
        )
        before = text[start : found.start()]
        ends = before.rstrip("的等共有")
        if any(tail in behind or (len(tail) > 1 and ends.endswith(tail)) for tail in tails):
            yield found.span(), number
    if count is None and len(noun) > 2:  # 主要任务：（一）…
        yield from ((found.span(), 0) for found in re.finditer(re.escape(noun), text))


def _listed(page: Page, at: Span, number: int) -> Listed | None:
    text = page.text
    items = _enumerated(page, at[1], number) or (_dashed(text, at[1], number) if number else ())
    items = items or _below(page, at, number)
    named = _clause(text, at)
    part: PartOf = "body"
    for section in page.sections:
        part = section.part if section.start <= at[0] < section.end else part
    if items:
        return Listed(part, named, items)
    inline = _inline(page, at, number) if number else None
    if inline is None:
        return None
    return Listed(part, named, (inline,), _is_before(text[inline[0] : at[0]], number))


def _below(page: Page, at: Span, number: int) -> tuple[Span, ...]:
    """The subsections of a heading that counts them: 精心培育四大产业集群."""
    for section in page.sections:
        if section.start <= at[0] < section.start + len(section.heading) + FEWEST:
            below = [s for s in page.sections if s.path[:-1] == section.path]
            below = [s for s in below if section.start <= s.start < section.end]
            if len(below) == number:
                return tuple(bare(page.text, s.start, s.start + len(s.heading)) for s in below)
    return ()


def _clause(text: str, at: Span) -> Span:
    """The clause that announces a list."""
    start = max(
        (s.end() for s in CLAUSE.finditer(text, max(0, at[0] - LONGEST), at[0])), default=at[0]
    )
    stop = CLAUSE.search(text, at[1])
    return bare(text, start, stop.start() if stop else len(text))


def _enumerated(page: Page, start: int, number: int) -> tuple[Span, ...]:
    """The items behind an announcement that are counted in one way, as many as it says."""
    text = page.text
    firsts = [
        (found, style) for style in ORDINALS
        if (found := style.search(text, start, start + NEAR)) and number_of(found["n"]) == 1
    ]  # fmt: skip
    for first, style in sorted(firsts, key=lambda each: each[0].start()):
        marks = [first]
        for found in style.finditer(text, first.end()):
            value = number_of(found["n"])
            if value == len(marks) + 1 and (not number or len(marks) < number):
                marks.append(found)
            elif value == 1 or (value == number + 1 and len(marks) == number):
                break
        more = style.search(text, marks[-1].end())
        longer = (
            more is not None
            and number_of(more["n"]) == len(marks) + 1
            and "\n\n" not in text[marks[-1].end() : more.start()]
        )
        enough = len(marks) == number if number else len(marks) >= FEWEST
        if enough and not longer:
            return _items(page, [(mark.start(), mark.end()) for mark in marks])
    return ()


def _dashed(text: str, start: int, number: int) -> tuple[Span, ...]:
    """Items that each begin a line with a dash."""
    first = DASH.search(text, start, start + NEAR)
    marks = [found.span() for found in DASH.finditer(text, first.start() - 1)] if first else []
    lines = [(begin, end, text.find("\n", end)) for begin, end in marks]
    run: list[Span] = []
    for begin, end, stop in lines:
        if run and text[run[-1][1] : begin].strip():
            break
        run.append(bare(text, end, stop if stop >= 0 else len(text)))
    return tuple(run) if len(run) == number else ()


def _items(page: Page, marks: Sequence[Span]) -> tuple[Span, ...]:
    """The items from mark to mark. The last is as long as the others are: a clause, a sentence, a
    line, or the section that it heads."""
    text = page.text
    spans = [bare(text, end, following) for (_, end), (following, _) in itertools.pairwise(marks)]
    begin = marks[-1][1]
    line = text.find("\n", begin)
    line = line if line >= 0 else len(text)
    if all(text[end - 1] in "；;，,、" for _, end in spans):
        stop = STOP.search(text, begin)
        line = min(line, stop.start() if stop else line)
    elif all(len(re.findall(r"[。！]", text[slice(*span)])) == 1 for span in spans):
        stop = text.find("。", begin, line)
        line = stop + 1 if stop >= 0 else line
    spans.append(bare(text, begin, line))
    return tuple(_head(text, span) if "\n" in text[slice(*span)] else span for span in spans)


def _head(text: str, span: Span) -> Span:
    """The first line of an item, or its first sentence where that line is long."""
    start, end = span
    end = text.find("\n", start, end)
    stop = text.find("。", start, end)
    return (start, stop) if end - start > LONGEST and stop >= 0 else bare(text, start, end)


def _inline(page: Page, at: Span, number: int) -> Span | None:
    """The sentence that lists as many things as it announces, or that and the next one."""
    place = next((i for i, s in enumerate(page.sentences) if s.start <= at[0] < s.end), None)
    if place is None:
        return None
    first = page.sentences[place]
    if _is_before(page.text[first.start : at[0]], number):
        return first.start, first.end
    for last in page.sentences[place : place + 2]:
        words = page.text[at[1] : last.end] if last is first else last.text
        enough = max(words.count("、"), words.count("；"), first.text.count("、")) >= number - 1
        one = "\n" not in page.text[first.start : last.end]
        if one and enough and last.end - first.start <= MOST_INLINE:
            return first.start, last.end
    return None


def _is_before(text: str, number: int) -> bool:
    """Whether as many things stand right before their number: 矿权、焦化、洗煤“三个整合”; another
    counted list is no thing: 做大“四大板块”、建设“两大基地”."""
    item = r"[^，,。；、]{1,20}"
    found = re.search(rf"(?:^|[，,；]){item}(?:、{item}){{{number - 1}}}等?[“\"]?$", text)
    return found is not None and not COUNTED.search(found.group())


def _lines(desk: Desk, report: Report, page: Page, found: Listed) -> list[DraftLine]:
    """The announcement with its items: in the report's own run of words where one paragraph holds
    them, else `镇江市（2022年计划）：“将着力抓好八个方面工作”[1]：“…”[2]；…。`"""
    lead = lead_of(report, found.part)
    text = page.text
    start, end = found.named[0], found.items[-1][1]
    if len(found.items) == 1 or "\n" not in text[start:end]:
        start = found.items[0][0] if len(found.items) == 1 else start
        number = desk.sources.cite(report.id, start, end)
        return [quotation(f"{lead}：“{text[start:end]}”[{number}]", number)]
    cited = [(text[slice(*span)].rstrip("。；;，,、"), span[0]) for span in found.items]
    cited = [(words.split("。")[0], begin) for words, begin in cited]  # the head of a long item
    numbers = [desk.sources.cite(report.id, begin, begin + len(words)) for words, begin in cited]
    quotes = "；".join(f"“{words}”[{n}]" for (words, _), n in zip(cited, numbers, strict=True))
    named = desk.sources.cite(report.id, *found.named)
    head = f"{lead}：“{text[slice(*found.named)]}”[{named}]"
    return [quotation(f"{head}：{quotes}。", named, *numbers)]
