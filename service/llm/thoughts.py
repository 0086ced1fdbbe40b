"""Models that think aloud: what stands between <think> and </think> is no part of the reply."""

import re

_THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPEN, _CLOSE = "<think>", "</think>"


def without_thoughts(text: str) -> str:
    """The reply proper, stripped."""
    return _THOUGHTS.sub("", text).strip()


class Aloud:
    """Lets a stream through once it is past its thoughts."""

    def __init__(self) -> None:
        self._held: str | None = ""

    def add(self, piece: str) -> str:
        """What of the stream so far can be shown now, beyond what was shown before."""
        if self._held is None:
            return piece
        self._held += piece
        start = self._held.lstrip()
        if start.startswith(_OPEN):
            if _CLOSE not in start:
                return ""
            start = start.split(_CLOSE, 1)[1].lstrip()
        elif _OPEN.startswith(start):
            return ""
        self._held = None if start else ""
        return start
