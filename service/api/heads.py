"""The HTTP protocol of uvicorn over h11, with a limit to how long a request's head may take.

Uvicorn itself waits for ever for the first bytes of a connection, and for the rest of a head.
"""

import asyncio
from functools import partial
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0


class Heads(H11Protocol):
    """Closes a connection whose request does not begin within `head_seconds`."""

    def __init__(self, *given: Any, head_seconds: float = HEAD_SECONDS, **more: Any) -> None:
        super().__init__(*given, **more)
        self._head_seconds = head_seconds
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """The clock runs from the first moment."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """The clock runs while a head is incomplete and stops once it is whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._at_work() or self.transport.is_closing():
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(self._head_seconds, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if not self._at_work():
            self.transport.close()

    def _at_work(self) -> bool:
        """Whether a request has begun and is not answered; before the first there is no cycle."""
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete


def within(seconds: float) -> Any:
    """The protocol with that limit, as uvicorn takes it."""
    return partial(Heads, head_seconds=seconds)
