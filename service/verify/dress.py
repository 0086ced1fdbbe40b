"""A model's words in plain dress: as the texts of reports are cleaned, before proof and display.

What carries no meaning goes (marks of invisible formatting, markup, addresses), what has a plain
form gets it: ９千億元<b>！</b> is 9千亿元！. A character that no reader of a line could see for
what it is becomes LOST, and a line that holds it falls.
"""

import html
import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

from vectorstore import late

LOST = "\ufffd"
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = ("Cc", "Cf", "Co", "Mn", "Me")  # controls, formats, private use, combining marks
_ANSI = late.pattern(r"\x1b\[[\d;]*[A-Za-z]")
_HIDDEN = late.pattern(r"<(script|style|svg|math|iframe|object)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_COMMENT = late.pattern(r"<!--.*?(?:-->|$)", re.S)
_TAG = late.pattern(r"</?[A-Za-z!?][^<>]*(?:>|$)")
_TARGET = r"\((?=[^\s()\u4e00-\u9fff])(?:[^()\u4e00-\u9fff]|\([^()]*\))*(?:\)|$)"
_IMAGE = late.pattern(rf"!\[[^\[\]]*\](?:{_TARGET}|\[[^\[\]]*\])?")
_LINK = late.pattern(rf"\[(?P<words>(?P<number>\d+)?[^\[\]]*)\]{_TARGET}")
_ADDRESS = late.pattern(
    r"<?(?<![A-Za-z\d.])(?:[a-z][a-z\d+.-]{1,15}:(?=//|\w+[@/;,(])|www\.)"
    r"[^\s<>，。；、！？：（）“”《》\u4e00-\u9fff]*>?"
    r"|(?<![A-Za-z\d.-])(?:[a-z\d-]+\.)+(?:com|cn|net|org|gov|edu|io|info|top|xyz|cc|ru)"
    r"(?![A-Za-z\d])(?:[/?#][\w/?#=&%.-]*)?",
    re.I,
)
_NOTE = late.pattern(r"\[\^[^\[\]]*\]:?")
_HEAD = late.pattern(r"^[ \t]*(?:#{1,6}[ \t]+|>+[ \t]*|[-*+•][ \t]+)+", re.M)
_RULE = late.pattern(r"^[ \t]*(?:[-*_=|:][ \t]*){3,}$", re.M)
_STRESS = late.pattern(r"(?<!\d)\*+|\*+(?!\d)|`+|~~+|__+")
_CELLS = late.pattern(r"[ \t]*\|[ \t]*")
_APART = late.pattern(r"(?<=[\u4e00-\u9fff\d.，。])[ \t]+(?=[\u4e00-\u9fff\d.%，。])")
_SENTENCE = late.pattern(r"[^。！？；\n]+")


def plain(text: str) -> str:
    """The text in plain dress; plain text stays as it is."""
    while (plainer := _simplified(_unmarked(_visible(text)))) != text:
        text = plainer
    return text


Plain = Annotated[str, AfterValidator(plain)]


def _visible(text: str) -> str:
    from vectorstore.clean.edits import Tracked  # 0.2 s, where a model wrote
    from vectorstore.clean.radicals import radicals
    from vectorstore.clean.widths import widths

    text = _ANSI.sub("", html.unescape(text)).replace("\r", "\n")
    tracked = Tracked.start("".join(map(_character, text)))
    return tracked.apply(radicals(tracked.text)).apply(widths(tracked.text)).text


def _character(character: str) -> str:
    """A letter or a decimal digit in its plain form; of the rest what can be seen."""
    if character in "\n\t" or (character.isascii() and character.isprintable()):
        return character
    if character in _TURNING:
        return LOST
    kind = unicodedata.category(character)
    if kind in _UNSEEN:
        return ""
    if kind in ("Cs", "Cn"):
        return LOST
    if kind == "Zs":
        return " "
    is_plain_number = kind == "Nd" or unicodedata.numeric(character, None) is None
    if kind == "Nd" or (kind[0] == "L" and is_plain_number):
        return unicodedata.normalize("NFKC", character)
    return character


def _unmarked(text: str) -> str:
    """Without HTML, images, addresses and the marks of Markdown; the words of links stay."""
    for pattern in (_HIDDEN, _COMMENT, _TAG, _IMAGE):
        text = pattern.sub("", text)
    text = _CELLS.sub("；", _LINK.sub(_words, text))
    for pattern in (_ADDRESS, _NOTE, _RULE, _HEAD, _STRESS, _APART):
        text = pattern.sub("", text)
    return text


def _words(link: re.Match[str]) -> str:
    """What a link says; one that is a number is our [n]."""
    words, number = link["words"], link["number"]
    return f"[{number}]" if words == number else words


def _simplified(text: str) -> str:
    """Sentence by sentence as reports are, and every character that is traditional only."""
    return _SENTENCE.sub(lambda found: _simple_sentence(found.group()), text)


def _simple_sentence(text: str) -> str:
    from vectorstore.clean.edits import Tracked
    from vectorstore.clean.traditional import is_traditional_only, to_simplified, traditional

    simple = Tracked.start(text).apply(traditional(text)).text
    return "".join(to_simplified(c) if is_traditional_only(c) else c for c in simple)
