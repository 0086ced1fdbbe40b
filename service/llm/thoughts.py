"""Models that think aloud: what stands between <think> and </think> is no part of the reply."""

import re

_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_BARE = re.compile(r"\A(?:(?!<think(?:ing)?>).)*?</think(?:ing)?>", re.DOTALL)
_OPEN = ("<think>", "<thinking>")
_CLOSE = re.compile(r"</think(?:ing)?>")


def without_thoughts(text: str) -> str:
    """The reply proper, stripped; templates that open the thoughts in the prompt print their end
    alone: 好的，…</think>正文."""
    return _BARE.sub("", _THOUGHTS.sub("", text), count=1).strip()


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
            parts = _CLOSE.split(start, maxsplit=1)
            if len(parts) < 2:
                return ""
            start = parts[1].lstrip()
        elif any(tag.startswith(start) for tag in _OPEN):
            return ""
        self._held = None if start else ""
        return start
