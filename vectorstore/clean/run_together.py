"""Paragraphs that an export ran together: the indent of each is all that is left of its break."""

import re
from collections.abc import Iterator

from vectorstore.clean.edits import Edit

_LONG = 1000
_LEAST = 3
_INDENT = re.compile(r"(?<=\S)[ \t\xa0]*(?:\u3000{2,}|[ \xa0]{4,}|\t{2,})[\u3000 \t\xa0]*(?=\S)")
_HEAD = 600
_OWN_LINE = re.compile(r"^\s*(?:各位代表|同志们)[：:]", re.M)
_ADDRESSED = re.compile(r"(?<=[^\s。！？：，、“（])(?=(?:各位代表|同志们)[：:])")


def run_together(text: str) -> list[Edit]:
    """Break lines too long for paragraphs at the indents inside them, and before the address."""
    return sorted((*_indents(text), *_address(text)), key=lambda edit: edit.start)


def _indents(text: str) -> Iterator[Edit]:
    start = 0
    for line in text.split("\n"):
        if len(line) > _LONG:
            found = list(_INDENT.finditer(line))
            if len(found) >= _LEAST:
                yield from (Edit(start + m.start(), start + m.end(), "\n", "line") for m in found)
        start += len(line) + 1


def _address(text: str) -> Iterator[Edit]:
    match = None if _OWN_LINE.search(text) else _ADDRESSED.search(text, 0, _HEAD)
    if match:
        yield Edit(match.start(), match.start(), "\n", "line")
