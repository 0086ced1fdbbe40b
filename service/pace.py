"""How long work will still take, told by the speed at which it goes, or went the last time."""

import json
import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, cast

_WINDOW = 60.0  # seconds looked back: a machine grows busy and idle again
_TRUST = 1.0  # seconds of work at the usual speed that the usual speed counts for
Clock: TypeAlias = Callable[[], float]


class Pace:
    """The speed of work in pieces of known size.

    The first piece is not counted: a model is loaded with it, a connection made. `usual` is how
    many seconds a unit took the last time; it is outweighed by what is seen now.
    """

    def __init__(self, usual: float | None = None, clock: Clock = time.monotonic) -> None:
        self._usual = usual
        self._clock = clock
        self._marks: deque[tuple[float, float]] = deque()

    def did(self, size: float) -> None:
        """A piece of that size is done."""
        now = self._clock()
        before = self._marks[-1][1] if self._marks else -size
        self._marks.append((now, before + size))
        while len(self._marks) > 2 and self._marks[1][0] < now - _WINDOW:
            self._marks.popleft()

    @property
    def each(self) -> float | None:
        """The seconds that one unit takes; None before two pieces are done, if none is usual."""
        seconds, done = (_TRUST, _TRUST / self._usual) if self._usual else (0.0, 0.0)
        if self._marks:
            (began, before), (ended, after) = self._marks[0], self._marks[-1]
            seconds, done = seconds + ended - began, done + after - before
        return seconds / done if done > 0 else None

    def left(self, size: float) -> float | None:
        """The seconds that work of that size will take, if that is known."""
        return None if self.each is None else size * self.each


class Usual:
    """How many seconds a unit of each kind of work took the last time, in a file.

    It only makes estimates better: a file that cannot be read or written is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, work: str) -> float | None:
        """The seconds for a unit of that work, if it was ever done here."""
        found = self._known().get(work)
        return found if isinstance(found, float) and found > 0 else None

    def keep(self, work: str, each: float | None) -> None:
        """Remember what a unit took this time."""
        if each is None:
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            beside.write_text(json.dumps(self._known() | {work: each}), "utf-8")
            beside.replace(self._path)

    def _known(self) -> dict[str, object]:
        with suppress(OSError, ValueError):
            known = json.loads(self._path.read_text("utf-8"))
            if isinstance(known, dict):
                return cast(dict[str, object], known)
        return {}


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
