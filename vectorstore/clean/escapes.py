"""Line breaks and blanks that an export wrote as their escapes: `工作报告\\r\\n各位代表：`."""

import re

from vectorstore.clean.edits import Edit

_BREAK = re.compile(r"(?:\\r)?\\n|\\r")
_ESCAPE = re.compile(rf"(?P<line>{_BREAK.pattern})|\\(?:t|xa0|u3000)")
_LEAST = 3


def escapes(text: str) -> list[Edit]:
    """Escapes become what they stand for in a text that writes its line breaks so."""
    if sum(1 for _ in _BREAK.finditer(text)) < _LEAST:
        return []
    return [
        Edit(m.start(), m.end(), "\n", "line_end")
        if m["line"]
        else Edit(m.start(), m.end(), " ", "escape")
        for m in _ESCAPE.finditer(text)
    ]
