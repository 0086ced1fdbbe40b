"""Named without a number: 地区生产总值增速与全省平均水平相当 is no figure, but it is an answer."""

import re
from collections.abc import Iterator, Sequence

from service.language.indicators import find, printed_mentions
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import Line
from vectorstore.chunk import own_spans
from vectorstore.documents import Part, Report, Section
from vectorstore.library import Library

RELATIVE = re.compile(
    r"(?:与|同|和|跟).{1,14}(?:相当|同步|持平|一致|相适应|相匹配)|(?:高于|快于|好于|优于|低于)|平均水平|合理区间"
    r"|稳步(?:增长|提高|提升)|稳定增长|平稳增长|较快增长|正增长|恢复性增长|继续(?:增长|下降)"
)
STOP = re.compile(r"[，。；：,;:\n！？]")
WITHOUT = "，没有给出数字。"
# What is told of all is told of each: 居民收入增长与经济增长基本同步 is said of both halves.
OF_ALL = {
    "城镇居民人均可支配收入": "全体居民人均可支配收入",
    "农村居民人均可支配收入": "全体居民人均可支配收入",
}
PLAN: frozenset[Part] = frozenset(("plan",))
DONE: frozenset[Part] = frozenset(("review", "front"))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for stop in STOP.finditer(text, start, end):
        yield left, stop.start()
        left = stop.end()
    yield left, end


def _names(indicator: str) -> tuple[str, ...]:
    names: list[str] = []
    for each in filter(None, (indicator, OF_ALL.get(indicator))):
        known = find(each)
        names += (known.name, *known.aliases) if known else (each,)
    return tuple(names)


def _is_named(words: str, indicator: str) -> bool:
    """Whether the indicator is named, or what holds it, and no other half: 居民收入 for 农村居民,
    城镇居民收入 not."""
    mentioned = {known.name for *_, known in printed_mentions(words)}
    return not mentioned or bool(mentioned & {indicator, OF_ALL.get(indicator)})


def _may_name_only(text: str, indicator: str) -> bool:
    """Whether such a clause stands anywhere at all, whatever its section."""
    for name in _names(indicator):
        at = text.find(name)
        while at >= 0:
            at += len(name)
            stop = STOP.search(text, at)
            if RELATIVE.search(text, at, stop.start() if stop else len(text)):
                return True
            at = text.find(name, at)
    return False


def named_only(
    text: str, sections: Sequence[Section], indicator: str, parts: frozenset[Part]
) -> tuple[int, int] | None:
    """The clause of these parts that says how the indicator goes without a number."""
    names = _names(indicator)
    for section, start, end in own_spans(sections, len(text)):
        if section.part not in parts or not any(name in text[start:end] for name in names):
            continue
        for left, right in _clauses(text, start, end):
            words = text[left:right]
            said = next((words.find(name) + len(name) for name in names if name in words), -1)
            plain = said >= 0 and RELATIVE.search(words, said) and not re.search(r"\d", words)
            if plain and _is_named(words, indicator):
                return left + len(words) - len(words.lstrip()), right
    return None


def named_lines(
    library: Library,
    understood: Understood,
    reports: Sequence[Report],
    indicator: str,
    sources: Sources,
) -> list[Line]:
    """The reports that name the indicator without a number, each in a line."""
    return [
        each
        for report in reports
        for each in _line(library, understood, report, indicator, sources)
    ]


def _line(
    library: Library, understood: Understood, report: Report, indicator: str, sources: Sources
) -> list[Line]:
    """`泸州市2025年计划只说“地区生产总值增速与全省平均水平相当”[5]，没有给出数字。`"""
    ahead = understood.kind == "target"
    years = understood.years or ((report.year,) if ahead else (report.covers,))
    if (report.year if ahead else report.covers) not in years:
        return []
    text = library.text(report.id)
    if not _may_name_only(text, indicator):
        return []
    span = named_only(text, library.sections(report.id), indicator, PLAN if ahead else DONE)
    if span is None:
        return []
    number = sources.cite(report.id, *span)
    quote = text[slice(*span)]
    lead = f"{report.region}{report.year}年计划" if ahead else f"{report.region}报告"
    return [quotation(f"{lead}只说“{quote}”[{number}]{WITHOUT}", number)]
