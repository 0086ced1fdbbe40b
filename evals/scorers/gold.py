"""The gold itself: a quote that no report holds proves nothing, so its case cannot be right."""

from collections.abc import Iterable, Iterator

from evals.checks import CaseCheck, judge
from evals.dataset import Case
from evals.outcome import CaseOutcome

NAME = "gold"


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check: every quote of the case stands in its report."""
    strange = [
        f"{report}“{quote}”"
        for report, quote in _quotes(outcome.case)
        if quote not in outcome.texts.get(report, "")
    ]
    if strange:
        yield judge(NAME, "quotes", False, f"报告里没有：{'；'.join(strange)}", "bad gold")


def _quotes(case: Case) -> Iterator[tuple[str, str]]:
    for proof in case.evidence:
        yield proof.report, proof.quote
    for cell in case.expect.cells:
        if cell.fact and cell.fact.quote:
            yield cell.report, cell.fact.quote
    if len(case.reports) == 1:
        for fact in case.expect.facts:
            if fact.quote:
                yield case.reports[0], fact.quote
