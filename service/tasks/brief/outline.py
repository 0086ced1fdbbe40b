"""The report's own parts as groups of a page: each named in its own words, with what it tells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.tasks.answer.agenda_lines import PLAN, REVIEW, TERM, agenda, bare
from service.tasks.brief.points import Looking, Point
from service.tasks.brief.vocabulary import count, listed
from service.tasks.sources import ReportSource
from vectorstore.chunk import own_spans
from vectorstore.documents import Part, Section

CLAUSES = re.compile(r"[，,：:；;。！!？?\n]")
SHORTEST, LONGEST = 4, 12
KEY, NAMED = 2, 0.5
OPENING = 48  # characters of a paragraph in which it says what it is about


@dataclass(frozen=True, slots=True)
class PartGroup:
    """A part of the report: its name, where the name stands, and its points."""

    name: str
    at: int
    start: int
    points: tuple[Point, ...]
    last: bool = False


def name_in(heading: str, taken: Iterable[str] = ()) -> str:
    """The words of a heading that name its group: `持续激发口岸发展活力` → `口岸发展`.

    A heading without such a word gives its shortest whole clause; nothing where it has none.
    """
    used = set(taken)
    labels = (word for word in listed("labels") if word in heading and word not in used)
    if label := next(labels, None):
        return label
    clauses = [each.strip(" □—-") for each in CLAUSES.split(bare(heading))]
    whole = [each for each in clauses if SHORTEST <= len(each) <= LONGEST]
    return min((w for w in whole if w.count("“") == w.count("”")), key=len, default="")


def groups(looking: Looking) -> list[PartGroup]:
    """The groups of what was done, or of what is planned, in the report's order."""
    source = looking.source
    spans = _outlined(source, plan=looking.plan) or _paragraphs(source, plan=looking.plan)
    found: list[PartGroup] = []
    for head, start, end in spans:
        name = name_in(head, (group.name for group in found))
        at = source.text.find(name, start, end) if name else -1
        points = looking.points(_behind(source.text, start + len(head), end), end)
        if at >= 0 and points:
            own = sorted((_named(one, name) for one in points), key=lambda one: -one.worth)
            found.append(PartGroup(name, at, start, tuple(own), count("last", head) > 0))
    return found


def _named(point: Point, name: str) -> Point:
    """A point that speaks of what its group is named for is worth more: 口岸过货量 of 口岸发展."""
    if not point.worth or name[:KEY] not in point.text:
        return point
    return replace(point, worth=point.worth + NAMED)


def _behind(text: str, start: int, end: int) -> int:
    """Where the text goes on behind a heading, which may be cut short in the outline."""
    stop = re.compile(r"[。\n]").search(text, max(0, start - 1), end)
    return stop.end() if stop and stop.start() - start < OPENING else start


def _outlined(source: ReportSource, *, plan: bool) -> list[tuple[str, int, int]]:
    found: Sequence[Section] = agenda(source.sections, PLAN if plan else REVIEW)
    if not found and not plan:
        found = agenda(source.sections, TERM)
    return [(section.heading, section.start, section.end) for section in found]


def _paragraphs(source: ReportSource, *, plan: bool) -> list[tuple[str, int, int]]:
    """The paragraphs of a report without an outline, each headed by the words it opens with."""
    parts: frozenset[Part] = PLAN if plan else REVIEW
    spans: list[tuple[str, int, int]] = []
    for section, start, end in own_spans(source.sections, len(source.text)):
        if section.part not in parts:
            continue
        for line in re.finditer(r"[^\n]{40,}", source.text[start:end]):
            left = start + line.start()
            opening = CLAUSES.split(source.text[left : left + OPENING])[0]
            spans.append((opening, left, start + line.end()))
    return spans
