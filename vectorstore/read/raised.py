"""Raised digits: the marks of notes, which would join the number or word they hang on."""

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(
    r"(?<=[\u3400-\u9fff“”‘’》）)、，。；：,;:])[\[（(〔]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[\]）)〕]?"
)


def raised(words: str) -> str:
    """Words set raised, their digits as raised digits: m², never m2, and no 1412 for 141²."""
    return words.translate(_RAISED)


def without_note_marks(line: str) -> str:
    """A line without the raised digits behind a word or a sign; those behind a unit stay."""
    return _NOTE.sub("", line)
