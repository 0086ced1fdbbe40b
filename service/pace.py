"""How long work will still take, told by the speed at which it went."""

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 60.0  # seconds looked back: a machine grows busy and idle again


class Pace:
    """The speed of work in pieces of known size.

    The first piece is not counted: a model is loaded with it, a connection made.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, float]] = deque()

    def did(self, size: float) -> None:
        """A piece of that size is done."""
        now = self._clock()
        before = self._marks[-1][1] if self._marks else -size
        self._marks.append((now, before + size))
        while len(self._marks) > 2 and self._marks[1][0] < now - _WINDOW:
            self._marks.popleft()

    def left(self, size: float) -> float | None:
        """The seconds that work of that size will take; None before two pieces are done."""
        if len(self._marks) < 2:
            return None
        (began, before), (ended, after) = self._marks[0], self._marks[-1]
        return size * (ended - began) / (after - before) if after > before else None


def time_left(seconds: float | None) -> str:
    """`约剩3分钟`; nothing while nothing is known."""
    return "" if seconds is None else f"约剩{duration(seconds)}"


def duration(seconds: float) -> str:
    """`40秒`, `3分钟`, `2.5小时`."""
    if seconds < 90:
        return f"{max(1, round(seconds))}秒"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)}分钟"
    return f"{seconds / 3600:.1f}小时"
