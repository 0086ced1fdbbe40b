"""What a report is read by: the passages that hold the facts asked for, then what search finds."""

from collections.abc import Sequence

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.tasks.answer.phrases import SURE_NAME, covered
from service.tasks.answer.pick import pick
from service.understand import Understood
from vectorstore.documents import Passage, Report
from vectorstore.library import Library
from vectorstore.search import search

MOST = 5
BY_LEDGER = 3
SHORTEST_TERM = 2


def retrieved(
    library: Library, understood: Understood, report: str, *, most: int = MOST
) -> list[Passage]:
    """At most `most` passages of one report, the likeliest to answer first.

    Passages that explain a term named, and those with facts of the ledger of the indicator,
    period and kind asked about, stand first, the latter at most three for each part of a
    question; keywords and vectors fill the rest.
    """
    found: dict[str, Passage] = {}
    passages = library.passages(report)
    for part in (understood, *understood.then):
        facts = _facts(library, part, library.report(report))[:BY_LEDGER]
        for start, end in [*_explained(library, part, report), *((f.start, f.end) for f in facts)]:
            passage = _holding(passages, start, end)
            if passage is not None:
                found.setdefault(passage.id, passage)
    for part in (understood, *understood.then):
        for hit in search(
            library, _query(part, library.report(report)), reports=[report], per_report=most
        ):
            found.setdefault(hit.passage.id, hit.passage)
    return list(found.values())[:most]


def _query(understood: Understood, report: Report) -> str:
    words = understood.spoken or understood.subject
    return f"{report.region}{report.year - 1}年 {words}"


def _facts(library: Library, understood: Understood, report: Report) -> list[Fact]:
    """The facts asked for, those that stand near them, then those that the words name."""
    ledger = Ledger(library)
    chosen: list[Fact] = []
    for name in understood.indicators:
        held = ledger.facts(FactQuery(reports=(report.id,), indicators=(name,)))
        picked = pick(held, understood, report.region, name, report.year)
        chosen += [*picked.facts, *picked.near]
    if not chosen and understood.subject:
        chosen = [
            fact for fact in ledger.facts(FactQuery(reports=(report.id,)))
            if covered(understood.subject, fact.indicator_text) >= SURE_NAME
        ]  # fmt: skip
    return chosen


def _explained(library: Library, understood: Understood, report: str) -> list[tuple[int, int]]:
    """Where the report explains a term that the question names."""
    words = _letters(understood.spoken)
    return [
        (entry.start, entry.end) for entry in library.glossary(report)
        if len(_letters(entry.term)) >= SHORTEST_TERM and _letters(entry.term) in words
    ]  # fmt: skip


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _holding(passages: Sequence[Passage], start: int, end: int) -> Passage | None:
    """The passage that holds most of a span."""
    best = max(passages, key=lambda p: min(end, p.end) - max(start, p.start), default=None)
    return best if best is not None and best.start < end and start < best.end else None
