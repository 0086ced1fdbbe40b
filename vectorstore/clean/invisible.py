"""Characters that show nothing, and the remains of HTML in text copied from a page."""

import html
import re

from vectorstore.clean.edits import Edit

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")  # a form feed ends a page
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010fffd]+"
)
_ENTITY = re.compile(
    r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});|&nbsp(?![a-zA-Z;])"
)
_COMMENT = re.compile(r"<!--[^<]{0,2000}?-->")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/h[1-6]|/li)\s{0,3}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|font|span|div|strong|table|tbody|thead|tr|td|th|img|h[1-6]|ul|ol|li"
    r"|sup|sub|section|center|o:p)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_MISPLACED = r"|(?<=[。；，、：！”）])\?(?!\?)|(?<!\?)\?(?=[，。；、])"
_BLANK_LOST = re.compile(r"\?{3,}")
_LONG = re.compile(r"\?{3,}" + _MISPLACED)
_DOUBLE = re.compile(r"\?{2,}" + _MISPLACED)


def line_ends(text: str) -> list[Edit]:
    """Every kind of line end becomes a newline."""
    return [Edit(m.start(), m.end(), "\n", "line_end") for m in _LINE_ENDS.finditer(text)]


def unseen(text: str) -> list[Edit]:
    """Zero-width, control, tag and private-use characters go."""
    return [Edit(m.start(), m.end(), "", "invisible") for m in _UNSEEN.finditer(text)]


def html_comments(text: str) -> list[Edit]:
    """Comments of a page go to its furniture, before its tags are looked at."""
    return [Edit(m.start(), m.end(), "", "furniture_comment") for m in _COMMENT.finditer(text)]


def html_tags(text: str) -> list[Edit]:
    """Tags go; those that end a paragraph leave a newline."""
    edits: list[Edit] = []
    for m in _TAG.finditer(text):
        ends_line = _BREAK.fullmatch(m.group())
        edits.append(Edit(m.start(), m.end(), "\n" if ends_line else "", "html"))
    return edits


def html_entities(text: str) -> list[Edit]:
    """`&permil;` and the like become what they stand for; unknown names stay."""
    found = ((m, html.unescape(m.group())) for m in _ENTITY.finditer(text))
    return [
        Edit(m.start(), m.end(), plain, "html")
        for m, plain in found
        if plain != m.group() and "\n" not in plain
    ]


def lost_blanks(text: str) -> list[Edit]:
    """`?` in runs, or where no question ends, stands for blanks a converter could not write."""
    pattern = _DOUBLE if _BLANK_LOST.search(text) else _LONG
    return [Edit(m.start(), m.end(), " ", "lost_blank") for m in pattern.finditer(text)]
