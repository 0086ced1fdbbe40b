"""Wide evidence for a model: the passages and sections around what code has picked."""

from collections.abc import Iterable

from service.tasks.answer.desk import Desk
from service.tasks.answer.page import NEVER
from service.understand import Understood
from vectorstore.chunk import own_spans
from vectorstore.documents import Passage, Report
from vectorstore.search import search

MOST_REPORTS = 6
PASSAGES = 8
WHOLE_SECTIONS = 3
LONGEST_SECTION = 1200


def widen(desk: Desk, understood: Understood) -> None:
    """Cite what the reports asked about say near the question: the whole section of the best
    passages, the others as they are. Nothing that code says rests on it."""
    spans: dict[tuple[str, int, int], None] = {}
    for part in (understood, *understood.then):
        words = part.spoken or part.subject
        for name in part.reports[:MOST_REPORTS]:
            report = desk.library.report(name)
            query = f"{report.region}{report.year - 1}年 {words}"
            hits = search(desk.library, query, reports=[name], per_report=PASSAGES)
            passages = [hit.passage for hit in hits if hit.passage.part not in NEVER]
            spans.update(dict.fromkeys(_spans(desk, report, passages)))
    for report, start, end in sorted(spans):
        cited = desk.sources.citations
        if not any(c.report == report and c.start <= start and end <= c.end for c in cited):
            desk.sources.cite(report, start, end)


def _spans(desk: Desk, report: Report, passages: list[Passage]) -> Iterable[tuple[str, int, int]]:
    text = desk.library.text(report.id)
    own = [
        (s, start, end) for s, start, end in own_spans(desk.library.sections(report.id), len(text))
    ]
    for at, passage in enumerate(passages):
        start, end = passage.start, passage.end
        section = next(((s, e) for _, s, e in own if s <= start < e), None)
        if at < WHOLE_SECTIONS and section and section[1] - section[0] <= LONGEST_SECTION:
            start, end = section
        held = text[start:end]
        start += len(held) - len(held.lstrip())
        yield report.id, start, start + len(held.strip())
