"""A budget that stops a run before it is passed."""

import time
from dataclasses import dataclass, field

from service.shapes import Usage

CALLS_A_CASE = 2  # a draft and its repair


@dataclass(slots=True)
class Budget:
    """How much a run may still spend; `most_tokens` is what one case may need at worst."""

    tokens: int
    calls: int
    seconds: float
    most_tokens: int
    _ends: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + self.seconds

    def allows(self) -> bool:
        """Whether one more case is sure to stay within tokens and calls, and has any time."""
        enough = self.tokens >= self.most_tokens and self.calls >= CALLS_A_CASE
        return enough and self.left() > 0

    def left(self) -> float:
        """Seconds until the time is up."""
        return self._ends - time.monotonic()

    def spend(self, usage: Usage) -> None:
        """Take off what a case has used."""
        self.tokens -= usage.prompt_tokens + usage.completion_tokens
        self.calls -= usage.calls
