"""A budget that stops a run before it is passed."""

import time
from dataclasses import dataclass, field


class OverBudget(Exception):
    """The next call could pass the budget, so it is not made."""


@dataclass(slots=True)
class Budget:
    """What a run may still spend: tokens, HTTP requests, seconds.

    Once a call was turned down all are, so that a run cut short stays a fair sample.
    """

    tokens: int
    calls: int
    seconds: float
    closed: bool = False
    _ends: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds until the time is up."""
        return self._ends - time.monotonic()

    def reserve(self, tokens: int) -> None:
        """Make sure of a call that needs this many tokens at worst; raises OverBudget."""
        if self.closed or self.tokens < tokens or self.calls < 1 or self.left() <= 0:
            self.closed = True
            raise OverBudget

    def request(self) -> None:
        """One more request is about to be sent; raises OverBudget instead of letting it go."""
        if self.calls < 1:
            self.closed = True
            raise OverBudget
        self.calls -= 1

    def spend(self, tokens: int) -> None:
        """Take off what a call has used."""
        self.tokens -= tokens
