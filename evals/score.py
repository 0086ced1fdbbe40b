"""All scorers over one outcome, and whether the result as a whole is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.checks import CaseCheck
from evals.outcome import CaseOutcome
from evals.scorers import (
    Scorer,
    citations,
    coverage,
    degraded,
    figures,
    gold,
    meaning,
    refusals,
    retrieval,
    unsupported,
)

SCORERS: tuple[Scorer, ...] = (
    gold.score,
    refusals.score,
    figures.score,
    coverage.score,
    citations.score,
    unsupported.score,
    meaning.score,
    degraded.score,
    retrieval.score,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """An outcome with its checks."""

    outcome: CaseOutcome
    checks: tuple[CaseCheck, ...]

    @property
    def right(self) -> bool | None:
        """Whether all that was judged holds; None where nothing could be judged."""
        return right(self.checks)


def scored(outcome: CaseOutcome, scorers: Sequence[Scorer] = SCORERS) -> Scored:
    """One outcome before all scorers."""
    return Scored(outcome, tuple(check for score in scorers for check in score(outcome)))


def right(checks: Sequence[CaseCheck]) -> bool | None:
    """Whether no check that counts failed; None where none of them could be made."""
    judged = [check for check in checks if not check.diagnostic and check.state != "not_judged"]
    return all(check.state == "pass" for check in judged) if judged else None
