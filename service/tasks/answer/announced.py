"""A list that a report announces by its number: 今年将办好10项实事, and the ten behind it."""

import re
from collections.abc import Sequence

from service.language.numerals import numeral
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.slots import slot_of
from service.understand import Understood
from service.verify import Line
from vectorstore import late
from vectorstore.documents import Report

COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[件项]"
ASKED = late.pattern(rf"{COUNT}(?P<thing>[\u4e00-\u9fff]{{2,10}}?)(?=是|有|都|各|分|的|$|\s)")
ITEM = late.pattern(
    r"(?:(?<=[\n。；：:])|(?<=\n\n))\s*(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十]{1,3}[)）])\s*"
)
STOP = late.pattern(r"[。；;\n]")
CLAUSE = late.pattern(r"[，,。；;\n]")
FEWEST, MOST, LONGEST, NEAR = 3, 12, 60, 700


def announced_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """`镇江2020年十件民生实事有哪些` → each of the ten; None where no such list is asked for or
    announced."""
    asked = ASKED.search(understood.spoken)
    if asked is None or len({report.region for report in reports}) != 1:
        return None
    noun = asked["thing"][-2:]
    mine = [r for r in desk.library.reports() if r.region == reports[0].region]
    for report in sorted(mine, key=lambda r: (r.year not in understood.years, -r.year)):
        said = _listed(desk, report, noun)
        if said:
            return part_of(slot_of(understood, report.region), "answered", said)
    return None


def _listed(desk: Desk, report: Report, noun: str) -> list[Line]:
    text = desk.library.text(report.id)
    heading = rf"(?P<count>{COUNT})[^，,。；;\n]{{0,12}}{re.escape(noun)}"
    for found in re.finditer(heading, text):
        number = numeral(found["count"][:-1]) or _digits(found["count"])
        items = _items(text, found.end(), int(number or MOST))
        if number and len(items) >= min(FEWEST, int(number)):
            cited = [(text[a:b], desk.sources.cite(report.id, a, b)) for a, b in items]
            quotes = "；".join(f"“{quote}”[{n}]" for quote, n in cited)
            lead = f"{report.region}{report.year}年报告列出的{noun}"
            return [quotation(f"{lead}：{quotes}。", *(n for _, n in cited))]
    return []


def _digits(text: str) -> int | None:
    found = re.match(r"\d+", text)
    return int(found.group()) if found else None


def _items(text: str, start: int, number: int) -> list[tuple[int, int]]:
    """The numbered items behind an announcement, each as far as its first sentence goes."""
    items: list[tuple[int, int]] = []
    at = start
    while len(items) < min(number, MOST):
        found = ITEM.search(text, at, min(len(text), at + NEAR))
        if found is None:
            break
        stop = STOP.search(text, found.end())
        end = stop.start() if stop else len(text)
        if end - found.end() > LONGEST:
            cuts = [c.start() for c in CLAUSE.finditer(text, found.end(), found.end() + LONGEST)]
            end = cuts[-1] if cuts else end
        items.append((found.end(), end))
        at = end
    return items
