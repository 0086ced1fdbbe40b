"""Retrieval: the passage that holds the evidence is among the first five of its report.

Five passages of each report, since the pipeline reads report by report: a question on five
regions has evidence in each. A span counts as held where a passage has half of it or more.
"""

from collections.abc import Iterable

from evals.checks import CaseCheck, judge, not_judged
from evals.outcome import CaseOutcome

NAME = "retrieval"
K = 5
ENOUGH = 0.5


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check for each span of evidence of a question that can be answered."""
    if outcome.case.task != "ask" or outcome.retrieved is None:
        return
    for wanted in outcome.case.evidence:
        name = f"recall@{K} {wanted.report} {wanted.quote[:40]}"
        text = outcome.texts.get(wanted.report, "")
        at = text.find(wanted.quote)
        if at < 0:
            yield not_judged(NAME, name, "报告里没有这句话", diagnostic=True)
            continue
        end = at + len(wanted.quote)
        held = max(
            (
                min(end, passage.end) - max(at, passage.start)
                for passage in outcome.retrieved
                if passage.report == wanted.report
            ),
            default=0,
        )
        found = held >= ENOUGH * len(wanted.quote)
        detail = f"前{K}个段落里没有“{wanted.quote}”"
        yield judge(
            NAME, name, found, detail, "not retrieved", group=f"recall@{K}", diagnostic=True
        )
