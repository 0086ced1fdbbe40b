"""Follow-ups: what was asked last in a conversation, for a while and for so many at most."""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.understand import Understood

MOST = 1000
SECONDS = 1800.0


class Conversations:
    """Remembers the last question of each conversation; the oldest are forgotten first.

    In memory and in this process only: a follow-up after a restart is a question of its own.
    """

    def __init__(
        self,
        most: int = MOST,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, Understood]] = OrderedDict()
        self._lock = threading.Lock()

    def last(self, name: str | None) -> "Understood | None":
        """What was understood last, None for an unknown or expired conversation."""
        with self._lock:
            held = self._held.get(name or "")
            if held is None or self._clock() - held[0] > self._seconds:
                return None
            return held[1]

    def remember(self, name: str | None, understood: "Understood") -> str:
        """The conversation's name, a new one where there was none."""
        key = name or new_name()
        with self._lock:
            self._held[key] = (self._clock(), understood)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return key


def new_name() -> str:
    """A name that no conversation has."""
    return uuid.uuid4().hex
