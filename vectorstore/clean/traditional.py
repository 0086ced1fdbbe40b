"""Traditional to simplified characters, where the text is traditional.

Whether it is, is asked of the whole text first and of each line otherwise: simplified texts hold
characters that a converter would change (於潜, 覆盖) and must keep them.
"""

import re
from functools import cache
from typing import Protocol, cast

import opencc  # pyright: ignore[reportMissingTypeStubs]

from vectorstore.clean.edits import Edit

_SHARE = 0.01
_LINE_SHARE = 0.1
_LINE_LEAST = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_LINE = re.compile(r"[^\n]+")
_ZHE = re.compile(
    r"(?<![显名专编论原卓昭译巨拙遗合土显顯專編論譯遺])著(?!名|作|称|稱|书|書|者|述|录|錄|译|有)"
)
_SHEN = re.compile("甚(?=[么麼])")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(direction: str = "t2s") -> _Converter:
    return cast(_Converter, opencc.OpenCC(direction))


@cache
def is_traditional_only(character: str) -> bool:
    """Whether simplified writing has no use for this character."""
    if not _HAN.match(character) or _converter().convert(character) == character:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _traditional(text: str, share: float, least: int) -> bool:
    odd = sum(is_traditional_only(c) for c in text)
    return odd >= least and odd >= share * len(_HAN.findall(text))


def to_simplified(text: str) -> str:
    """The text in simplified characters, of the same length, whatever it was before."""
    changed = _converter().convert(text)
    if len(changed) != len(text):
        changed = "".join(_converter().convert(c)[:1] or c for c in text)
    return _SHEN.sub("什", _ZHE.sub("着", changed))


@cache
def to_traditional(character: str) -> str:
    """The traditional form of one character."""
    return _converter("s2t").convert(character)


def _line_edits(text: str, start: int) -> list[Edit]:
    simplified = to_simplified(text)
    edits: list[Edit] = []
    done = 0
    for position, (old, new) in enumerate(zip(text, simplified, strict=True)):
        if old == new or position < done:
            continue
        done = position + 1
        while done < len(text) and text[done] != simplified[done]:
            done += 1
        edits.append(Edit(start + position, start + done, simplified[position:done], "traditional"))
    return edits


def traditional(text: str) -> list[Edit]:
    """Edits that simplify a traditional text, or the traditional lines of a simplified one."""
    whole = _traditional(text, _SHARE, 1)
    return [
        edit
        for line in _LINE.finditer(text)
        if whole or _traditional(line.group(), _LINE_SHARE, _LINE_LEAST)
        for edit in _line_edits(line.group(), line.start())
    ]
