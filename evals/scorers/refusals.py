"""Refusals: what cannot be answered is refused, what can is not, for the reason expected.

False answers and false refusals are told apart. An endpoint that failed is neither: its
answer comes from the ledger and is judged like any other, or there is none (an error).
"""

from collections.abc import Iterable

from evals.checks import CaseCheck, judge, not_judged
from evals.dataset import allowed
from evals.outcome import CaseOutcome

NAME = "refusals"
SAYS_SO = {"not_found", "clarify"}


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """Status and reason of an answer."""
    expect = outcome.case.expect
    if outcome.case.task != "ask":
        return
    if outcome.error or outcome.answer is None:
        yield not_judged(NAME, "status", outcome.error or "没有答案")
        return
    status, reason = outcome.answer.status, outcome.answer.reason
    if expect.status is not None:
        wanted = allowed(expect.status)
        detail = f"状态应为{'或'.join(str(each) for each in wanted)}，得到{status}"
        slip = _slip({str(each) for each in wanted}, status)
        refuse = must_refuse(outcome)
        group = "must refuse" if refuse else "must answer"
        yield judge(NAME, "status", status in wanted, detail, slip, group=group)
    if expect.reason is not None and status in SAYS_SO:
        reasons = [str(each) for each in allowed(expect.reason)]
        detail = f"理由应为{'或'.join(reasons)}，得到{reason}"
        yield judge(NAME, "reason", reason in reasons, detail, "wrong reason", group="reason")


def must_refuse(outcome: CaseOutcome) -> bool:
    """Whether nothing but a refusal is right."""
    return outcome.case.expect.status is not None and set(allowed(outcome.case.expect.status)) <= {
        "not_found"
    }


def _slip(wanted: set[str], status: str) -> str:
    if wanted <= SAYS_SO and status not in SAYS_SO:
        return "false answer"
    if not wanted & SAYS_SO and status in SAYS_SO:
        return "false refusal"
    return "wrong status"
