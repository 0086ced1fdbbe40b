"""Scorers: each looks at one outcome and says, check by check, what is right and why not."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from evals.checks import CaseCheck
from evals.outcome import CaseOutcome

Scorer: TypeAlias = Callable[[CaseOutcome], Iterable[CaseCheck]]
