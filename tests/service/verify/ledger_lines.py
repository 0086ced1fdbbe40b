"""Drafts over the seed library: the product's own answers, and the ledger's sentences."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.draft import say
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.shapes import Citation
from service.tasks.answer.compose import compose
from service.tasks.answer.replies import reply
from service.understand import understand
from service.verify import DraftEvidence, DraftLine
from vectorstore.documents import Report
from vectorstore.library import Library

CASES = Path(__file__).parents[3] / "evals" / "cases"


def questions(library: Library, every: int = 1) -> list[str]:
    """Every n-th question of the cases on reports that the library holds."""
    cases = [
        json.loads(line)
        for path in sorted(CASES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    known = {report.id for report in library.reports()}
    asked = [
        case["question"] for case in cases
        if case["task"] == "ask" and set(case.get("reports", ())) <= known
    ]  # fmt: skip
    return asked[::every]


def answered(library: Library, asked: Sequence[str]) -> Iterator[tuple[DraftLine, DraftEvidence]]:
    """Every line of the offline answers, with the evidence of its draft."""
    for question in asked:
        understood = understand(question, library.reports())
        if reply(library, understood) is None:
            draft = compose(library, understood)
            yield from ((line, draft.evidence) for line in draft.lines)


def ledger(library: Library) -> tuple[Fact, ...]:
    """All facts of the library."""
    return Ledger(library).facts(FactQuery())


def cited(facts: Sequence[Fact]) -> tuple[Citation, ...]:
    """One citation for each fact, by number from 1."""
    return tuple(
        Citation(
            n=n, report=fact.report, region=fact.region, year=fact.year, section=fact.section,
            quote=fact.quote, start=fact.start, end=fact.end,
        )
        for n, fact in enumerate(facts, 1)
    )  # fmt: skip


def evidence_of(
    told: Sequence[Fact], facts: Sequence[Fact], reports: Sequence[Report], others: int = 0
) -> DraftEvidence:
    """All that the reports of some facts say, with as many other reports beside them."""
    own = [report for report in reports if report.id in {fact.report for fact in told}]
    foreign = [report for report in reports if report not in own][:others]
    ids = {report.id for report in (*own, *foreign)}
    beside = [fact for fact in facts if fact.report in {report.id for report in foreign}][:3]
    held = tuple(fact for fact in facts if fact.report in ids)
    return DraftEvidence((*own, *foreign), held, cited([*told, *beside]))


def retold(library: Library) -> Iterator[tuple[DraftLine, DraftEvidence]]:
    """The ledger's sentence for each indicator of the lexicon, amid all facts of two reports."""
    facts, reports = ledger(library), library.reports()
    for fact in facts:
        if fact.known and (fact.value or fact.growth):
            yield DraftLine(f"{say(fact)}[1]。", (1,)), evidence_of([fact], facts, reports, 1)
