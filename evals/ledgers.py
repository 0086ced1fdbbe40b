"""What is asked of every report as a whole, beside the cases: its ledger and the proof of it."""

from collections.abc import Iterator, Mapping

from evals.dataset import Case, Expect
from evals.outcome import Outcome
from evals.score import Scored
from evals.scorers import citations, proof, unsupported
from service.ledger import FactQuery, Ledger
from vectorstore.library import Library


def ledgers(library: Library, texts: Mapping[str, str]) -> Iterator[Scored]:
    """For each report: all quotes and numbers of its facts, and lies about them to the proof."""
    reports = library.reports()
    for report in reports:
        facts = Ledger(library.engine).facts(FactQuery(reports=(report.id,)))
        case = Case(
            id=f"ledger-{report.id}",
            task="facts",
            reports=(report.id,),
            expect=Expect(reason="every fact of the ledger"),
            tags=("ledger", f"region:{report.region}"),
        )
        outcome = Outcome(case, texts, facts=facts)
        checks = (*citations.score(outcome), *unsupported.score(outcome))
        yield Scored(outcome, (*checks, *proof.score(report, reports, facts)))
