"""Chinese read as Latin-1: `Õþ¸®¹¤×÷±¨¸æ` and `æ”¿åºœå·¥ä½œæŠ¥å‘Š` are `政府工作报告`."""

import re
from collections.abc import Iterator

from vectorstore.clean.edits import Edit

_WINDOWS = {
    bytes((byte,)).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LETTER = re.compile(f"[\x80-\xff{''.join(_WINDOWS)}]")
_LINE = re.compile(r"[^\n]+")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_LEAST = 40
_SHARE = 0.2
_CHINESE = 0.6
_CODECS = ("utf-8", "gb18030", "big5")


def latin(text: str) -> list[Edit]:
    """Edits that read a text again whose Chinese became accented letters."""
    letters = len(_LETTER.findall(text))
    if letters < max(_LEAST, _SHARE * len(text)) or len(_HAN.findall(text)) > letters:
        return []
    lines = [line for line in _LINE.finditer(text) if _LETTER.search(line.group())]
    for codec in _CODECS:
        read = [(line.start(), _decoded(line.group(), codec)) for line in lines]
        again = "".join(line for _, line in read if line)
        foreign = sum(not glyph.isascii() for glyph in again)
        missed = sum(
            len(line.group()) for line, (_, one) in zip(lines, read, strict=True) if not one
        )
        if len(_HAN.findall(again)) > _CHINESE * (foreign + missed):
            return [e for start, line in read if line for e in _edits(start, line, codec)]
    return []


def _decoded(line: str, codec: str) -> str | None:
    """A line read again; None if its letters are not the bytes of such a text."""
    try:
        data = bytes(_WINDOWS.get(letter) or ord(letter) for letter in line)
        return data.decode(codec)
    except ValueError:
        return None


def _edits(start: int, line: str, codec: str) -> Iterator[Edit]:
    """One edit a character, so that each leads to its own bytes."""
    for glyph in line:
        length = len(glyph.encode(codec))
        if length > 1:
            yield Edit(start, start + length, glyph, "misread")
        start += length
