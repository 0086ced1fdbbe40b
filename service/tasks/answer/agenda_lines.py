"""What a report did or plans, as its own outline has it: heading by heading."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from service.language.numerals import numeral
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.sources import Sources
from service.tasks.sources import ReportSource
from service.verify import DraftLine
from vectorstore.documents import Part, Section

STYLES = tuple(
    re.compile(style)
    for style in (
        r"[一二三四五六七八九十]+、",
        r"[（(][一二三四五六七八九十]+[)）]",
        r"[一二三四五六七八九十]+是",
        r"\d+[.、．]",
        r"[—－-]{1,2}",
    )
)
NUMBER = re.compile(rf"^(?:{'|'.join(style.pattern for style in STYLES)})")
OPENING = re.compile(
    r"^(?:[一二三四五]年来|这[一二三四五]年|过去的?[一二三四五]年)[,，]?(?:是我们|我们)?(?:始终)?[,，]?"
)
STOPS = "。；：，！？,;:!?\n"
# How many fields of work a plan says it has: 重点抓好九个方面工作.
FIELDS = re.compile(
    r"[^，。；：、\s]{0,14}?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|大)?方面(?:的?(?:重点|主要)?(?:工作|任务))?"
)
MOST_HEADINGS = 12
FEWEST = 3
LONGEST = 60
MOST_OF_IT = 0.6
REVIEW: frozenset[Part] = frozenset(("review",))
TERM: frozenset[Part] = frozenset(("review", "review_period"))
PLAN: frozenset[Part] = frozenset(("plan",))


def _style(section: Section) -> int:
    return next(
        (at for at, style in enumerate(STYLES) if style.match(section.heading)), len(STYLES)
    )


def _length(sections: Iterable[Section]) -> int:
    return sum(section.end - section.start for section in sections)


def _roots(sections: Sequence[Section], parts: frozenset[Part]) -> list[Section]:
    """The outermost sections of these parts: those of a year may stand inside a term's review."""
    part_of = {section.path: section.part for section in sections}
    return [s for s in sections if s.part in parts and part_of.get(s.path[:-1]) not in parts]


def below(sections: Sequence[Section], parent: Section) -> list[Section]:
    """The sections one level below another."""
    inside = (s for s in sections if parent.start <= s.start < parent.end and s is not parent)
    return [s for s in inside if len(s.path) == len(parent.path) + 1]


def _series(sections: Sequence[Section]) -> list[Section]:
    """The run of sisters in one way of numbering that takes up most of the text."""
    ordered = sorted(sections, key=_style)
    runs = [list(run) for _, run in groupby(ordered, key=_style)]
    nothing: list[Section] = []
    return sorted(max(runs, key=_length, default=nothing), key=lambda s: s.start)


def agenda(sections: Sequence[Section], parts: frozenset[Part]) -> list[Section]:
    """The headings under which the parts are told; nothing where there are fewer than three.

    A section that holds most of its level is looked into instead of listed.
    """
    level = _roots(sections, parts)
    while level:
        longest = max(level, key=lambda s: s.end - s.start)
        if longest.end - longest.start >= MOST_OF_IT * _length(level):
            inner = [s for s in below(sections, longest) if s.part in parts]
            if inner:
                level = inner
                continue
        found = _series(level)
        return found[:MOST_HEADINGS] if len(found) >= FEWEST else []
    return []


def annexed(sections: Sequence[Section], words: Sequence[str]) -> list[Section]:
    """The headings behind a title of their own that names what is asked for, as annexes have."""
    for section in sections:
        if not words or not all(word in section.heading for word in words):
            continue
        after = [s for s in sections if len(s.path) == 1 and s.start >= section.end]
        if after and after[0].start == section.end and after[0].part != section.part:
            return [s for s in after if s.part == after[0].part][:MOST_HEADINGS]
    return []


def bare(heading: str) -> str:
    """A heading without its number and stop: `（一）大抓产业。` → `大抓产业`."""
    return OPENING.sub("", NUMBER.sub("", heading)).strip(" 。：:，,")


def _whole(text: str, start: int, end: int) -> int:
    """The end of the words that a heading was cut from."""
    while end < len(text) and text[end] not in STOPS and end - start < LONGEST:
        end += 1
    return end


def agenda_line(
    source: ReportSource, found: Sequence[Section], head: str, sources: Sources
) -> list[DraftLine]:
    """`昆明市2024年重点工作：“…”[1]；“…”[2]。`"""
    said: list[str] = []
    numbers: list[int] = []
    for section in found:
        words = bare(section.heading)
        start = source.text.find(words, section.start, section.end)
        if not words or start < 0:
            continue
        end = _whole(source.text, start, start + len(words))
        words = source.text[start:end]
        number = sources.cite(source.report.id, start, end)
        said.append(f"“{words}”[{number}]")
        numbers.append(number)
    return [quotation(f"{head}：{'；'.join(said)}。", *numbers)] if len(said) >= FEWEST else []


def announced_line(source: ReportSource, count: int, sources: Sources) -> list[DraftLine]:
    """The clause in which a plan says how many fields of work it has: 必须抓好九个方面的重点工作."""
    for found in FIELDS.finditer(source.text):
        planned = any(s.part in PLAN and s.start <= found.start() < s.end for s in source.sections)
        number = int(found["n"]) if found["n"].isdigit() else numeral(found["n"])
        if planned and number == count:
            start, end = found.span()
            cited = sources.cite(source.report.id, start, end)
            lead = f"{source.report.region}（{source.report.year}年计划）"
            return [quotation(f"{lead}：“{source.text[start:end]}”[{cited}]。", cited)]
    return []


def nth_line(source: ReportSource, section: Section, sources: Sources) -> list[DraftLine]:
    """The one heading that is asked for by its place, with its number as printed."""
    end = _whole(source.text, section.start, section.start + len(section.heading))
    number = sources.cite(source.report.id, section.start, end)
    lead = f"{source.report.region}（{source.report.year}年计划）"
    return [quotation(f"{lead}：“{source.text[section.start : end]}”[{number}]。", number)]
