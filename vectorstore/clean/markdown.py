"""Marks of Markdown: headings, emphasis, links, rules and table frames."""

import re

from vectorstore.clean.edits import Edit

_DROPPED = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]*(?=[^#\s\d])"  # headings
    r"|^[ \t]{0,3}#{1,6}[ \t]+(?=\S)"
    r"|^[ \t]{0,3}>[ \t]+(?=\S)"  # quotes
    r"|^[ \t]{0,3}(?:[-*_=][ \t]*){4,}$"  # rules
    r"|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$"  # table rule
    r"|\*{2,}"
    r"|(?<![\d*_\w])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])"
    r"|`{3}\w*",
    re.MULTILINE,
)
_LONE_STAR = re.compile(r"^[ \t]*\*(?=[^\s*\d])|(?<=\S)\*[ \t]*$|^[*+][ \t]+(?=\S)", re.MULTILINE)
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,200})\]\((?:https?:|/|\.|#|javascript:|mailto:)[^()\s]{0,500}\)"
)
_ESCAPE = re.compile(r"\\(?=[#*_.\[\]()|>~`+-])")
_SUBSCRIPT = re.compile(r"(?<=[A-Z])_\{?(?=\d)")
_FRAME = re.compile(r"^[ \t]*\|[ \t]*(?=[^\n]*\|)|[ \t]*\|[ \t]*$", re.MULTILINE)
_PIPE = re.compile(r"(?<=[^\s|])[ \t]*\|[ \t]*(?=[^\s|])")


def markdown(text: str) -> list[Edit]:
    """Edits that take out marks and keep the words."""
    marks = [_DROPPED, _LONE_STAR, _ESCAPE, _SUBSCRIPT]
    edits = [Edit(m.start(), m.end(), "", "markdown") for p in marks for m in p.finditer(text)]
    return _without_overlap(edits)


def links(text: str) -> list[Edit]:
    """`[words](address)` becomes the words; an image goes."""
    return [
        Edit(m.start(), m.end(), "" if m.group().startswith("!") else m.group(1), "markdown")
        for m in _LINK.finditer(text)
    ]


def table_rows(text: str) -> list[Edit]:
    """`| a | b |` becomes `a | b`."""
    edits = [Edit(m.start(), m.end(), "", "markdown") for m in _FRAME.finditer(text)]
    inner = [Edit(m.start(), m.end(), " | ", "markdown") for m in _PIPE.finditer(text)]
    return _without_overlap(edits + inner)


def _without_overlap(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
