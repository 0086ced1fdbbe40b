"""Passages as a search finds them, each with the standing of the figures in it."""

from collections.abc import Sequence

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.compare.selection import select
from service.toolbox.results import FoundPassage
from vectorstore.documents import Passage
from vectorstore.library import Library
from vectorstore.search import search


def found_passages(
    library: Library, query: str, regions: Sequence[str], years: Sequence[int], limit: int
) -> tuple[FoundPassage, ...]:
    """The best passages of the reports of these regions and years, of all where none is named."""
    reports = library.reports()
    within = None
    if regions or years:
        chosen = select(reports, regions, years or sorted({report.year for report in reports}))
        within = [report.id for report in chosen.reports]
    hits = search(library, query, reports=within, per_report=limit, limit=limit)
    return with_standing(library, [hit.passage for hit in hits])


def with_standing(library: Library, passages: Sequence[Passage]) -> tuple[FoundPassage, ...]:
    """Each passage with what is known of its figures."""
    if not passages:
        return ()
    reports = tuple(dict.fromkeys(passage.report for passage in passages))
    facts = Ledger(library).facts(FactQuery(reports=reports, standing=None))
    return tuple(_found(library, passage, facts) for passage in passages)


def _found(library: Library, passage: Passage, facts: Sequence[Fact]) -> FoundPassage:
    report = library.report(passage.report)
    own = [
        fact
        for fact in facts
        if fact.report == passage.report and fact.start < passage.end and passage.start < fact.end
    ]
    doubts = tuple(dict.fromkeys(doubt for fact in own for doubt in fact.doubts))
    doubtful = any(fact.standing == "doubtful" for fact in own)
    return FoundPassage(
        report=report.id,
        region=report.region,
        year=report.year,
        section=passage.section,
        part=passage.part,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        standing="doubtful" if doubtful else "sure" if own else None,
        doubts=doubts,
    )
