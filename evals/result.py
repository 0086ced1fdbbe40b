"""One result as it is reported: all that a reader needs to judge it without the library."""

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.checks import CaseCheck
from evals.dataset import Case, ExpectedQuote
from evals.outcome import CaseOutcome
from evals.score import Scored

AROUND = 40


class _ResultShape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CitedSpan(_ResultShape):
    """A source as cited, with the words of the report around it."""

    n: int
    report: str
    start: int
    end: int
    before: str
    quote: str
    after: str


class CheckResult(_ResultShape):
    """A check as reported; `key` is the same in every run of the case."""

    key: str
    state: Literal["pass", "fail", "not_judged"]
    detail: str = ""
    slips: tuple[str, ...] = ()
    parts: dict[str, bool] = {}
    group: str
    diagnostic: bool = False
    counts: tuple[int, int] = (0, 0)
    unjudged: int = 0


class Result(_ResultShape):
    """One case in one variant. `right` is None where nothing could be judged.

    `expected` and `evidence` are the case's as written; `answer` is the text shown, or what
    stands for it. `case_sha256` is of the case as read. Of `drafted` sentences of the model's
    last draft `removed` were cut.
    """

    id: str
    case: str
    case_sha256: str
    variant: str = ""
    task: str
    question: str | None = None
    tags: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    right: bool | None
    error: str = ""
    status: str | None = None
    answer: str = ""
    citations: tuple[CitedSpan, ...] = ()
    expected: dict[str, object] = {}
    evidence: tuple[ExpectedQuote, ...] = ()
    degraded: str = ""
    calls: int = 0
    drafted: int = 0
    removed: int = 0
    checks: tuple[CheckResult, ...] = ()

    @property
    def fails(self) -> tuple[str, ...]:
        """Keys of the checks that do not hold."""
        return tuple(check.key for check in self.checks if check.state == "fail")


def check_result(check: CaseCheck) -> CheckResult:
    """A check as reported."""
    return CheckResult(
        key=check.key,
        state=check.state,
        detail=check.detail,
        slips=check.slips,
        parts=check.parts,
        group=check.group or check.scorer,
        diagnostic=check.diagnostic,
        counts=check.counts,
        unjudged=check.unjudged,
    )


def result_of(scored: Scored) -> Result:
    """A scored outcome as reported."""
    outcome, answer = scored.outcome, scored.outcome.answer
    case = outcome.case
    made = answer or outcome.comparison
    return Result(
        id=outcome.id,
        case=case.id,
        case_sha256=fingerprint(case),
        variant=outcome.variant,
        task=case.task,
        question=case.question,
        tags=case.tags,
        reports=case.reports,
        right=scored.right,
        error=outcome.error,
        status=answer.status if answer else None,
        answer=answer.answer if answer else _table(scored),
        citations=_spans(outcome) if answer else (),
        expected=case.expect.model_dump(mode="json", exclude_unset=True),
        evidence=case.evidence,
        degraded=made.degraded.reason if made and made.degraded else "",
        calls=outcome.calls,
        drafted=made.proof.drafted if made else 0,
        removed=len(made.proof.removed) if made else 0,
        checks=tuple(check_result(check) for check in scored.checks),
    )


def _spans(outcome: CaseOutcome) -> tuple[CitedSpan, ...]:
    found: list[CitedSpan] = []
    for citation in outcome.answer.citations if outcome.answer else ():
        text, start, end = outcome.texts.get(citation.report, ""), citation.start, citation.end
        found.append(
            CitedSpan(
                n=citation.n,
                report=citation.report,
                start=start,
                end=end,
                before=text[max(0, start - AROUND) : start],
                quote=citation.quote,
                after=text[end : end + AROUND],
            )
        )
    return tuple(found)


def fingerprint(case: Case) -> str:
    """A short digest of a case as read."""
    return hashlib.sha256(case.model_dump_json(exclude_unset=True).encode()).hexdigest()[:12]


def _table(scored: Scored) -> str:
    """The cells of a comparison in one line each."""
    comparison = scored.outcome.comparison
    if comparison is None:
        return ""
    lines = [
        f"{row.indicator}（{row.kind}） {cell.report}：{cell.fact.quote if cell.fact else cell.state}"
        for row in comparison.rows
        for cell in row.cells
    ]
    return "\n".join(lines)
