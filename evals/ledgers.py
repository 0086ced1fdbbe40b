"""What is asked of every report as a whole, beside the cases: its ledger and the proof of it."""

from collections.abc import Iterator, Mapping, Sequence

from evals.agreement import gold_of
from evals.dataset import Case, Expect
from evals.outcome import CaseOutcome
from evals.score import Scored
from evals.scorers import citations, ledger, proof, unsupported
from service.ledger import FactQuery, Ledger
from vectorstore.library import Library


def ledgers(
    library: Library, texts: Mapping[str, str], cases: Sequence[Case] = ()
) -> Iterator[Scored]:
    """For each report: all quotes and numbers of its facts, its facts beside the gold of the cases,
    and lies about them to the proof.
    """
    reports = library.reports()
    for report in reports:
        facts = Ledger(library).facts(FactQuery(reports=(report.id,)))
        case = Case(
            id=f"ledger-{report.id}",
            task="facts",
            reports=(report.id,),
            expect=Expect(reason="every fact of the ledger"),
            tags=("ledger", f"region:{report.region}"),
        )
        outcome = CaseOutcome(case, texts, facts=facts)
        gold = gold_of(cases, report.id, texts)
        checks = (*citations.score(outcome), *unsupported.score(outcome))
        judged = ledger.score(outcome, gold) if gold else ()
        yield Scored(outcome, (*checks, *judged, *proof.score(report, reports, facts)))
