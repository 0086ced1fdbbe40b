"""The numbers that Word prints in front of paragraphs and keeps nowhere in their text.

A paragraph names a list and a level, itself or through its style; the list's definition says
how a level counts and what it prints (ECMA-376 part 1, 17.9).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from docx.oxml.ns import qn

Element: TypeAlias = Any  # lxml has no types
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ]
)
_SILENT = frozenset(("bullet", "none"))
_NEEDS_BLANK = re.compile(r"[\w.]$", re.ASCII)


@dataclass(slots=True)
class _Count:
    """Where one list definition stands: the last number given out at each level."""

    at: dict[int, int] = field(default_factory=dict[int, int])
    begun: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])


class ListNumbers:
    """Counts the numbered paragraphs of a document, which must be asked about in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _by_id(numbering, "w:num", "w:numId")
        self._definitions = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        self._styles = _by_id(styles, "w:style", "w:styleId")
        self._default = next((i for i, s in self._styles.items() if _paragraphs_default(s)), None)
        self._counts: dict[str, _Count] = {}

    def label(self, paragraph: Element) -> str:
        """What is printed in front of a paragraph, up to its text; "" where nothing is."""
        found = self._place(paragraph)
        if found is None:
            return ""
        list_id, level = found
        definition = self._definition(list_id)
        if definition is None:
            return ""
        name, levels = definition
        count = self._counts.setdefault(name, _Count())
        self._step(count, list_id, level, levels)
        return _printed(level, levels, count) if level in levels else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = _numbering_of(paragraph)
        if own is not None and own[0] is not None:
            return None if own[0] == "0" else (own[0], own[1] or 0)
        style = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) or self._default
        for name in self._ancestry(style):
            inherited = _numbering_of(self._styles[name])
            if inherited is not None and inherited[0] is not None:
                level = (own and own[1]) or inherited[1]
                if level is None:
                    level = self._level_of_style(inherited[0], name)
                return None if inherited[0] == "0" else (inherited[0], level)
        return None

    def _ancestry(self, style: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style
            style = _value(self._styles[style].find(qn("w:basedOn")))

    def _level_of_style(self, list_id: str, style: str) -> int:
        definition = self._definition(list_id)
        for number, level in (definition[1] if definition else {}).items():
            if _value(level.find(qn("w:pStyle"))) == style:
                return number
        return 0

    def _definition(self, list_id: str) -> tuple[str, dict[int, Element]] | None:
        """The name and the levels of what a list is made by."""
        made_by = self._lists.get(list_id)
        name = None if made_by is None else _value(made_by.find(qn("w:abstractNumId")))
        definition = self._definitions.get(name or "")
        if made_by is None or definition is None or name is None:
            return None
        link = _value(definition.find(qn("w:numStyleLink")))
        if link in self._styles and (linked := _numbering_of(self._styles[link])):
            return self._definition(linked[0]) if linked[0] not in (None, list_id) else None
        levels = _levels(definition)
        for override in made_by.findall(qn("w:lvlOverride")):
            levels |= _levels(override)
        return name, levels

    def _step(self, count: _Count, list_id: str, level: int, levels: dict[int, Element]) -> None:
        again = self._restart(list_id, level)
        if again is not None and (list_id, level) not in count.begun:
            count.at[level] = again
        else:
            count.at[level] = count.at.get(level, _start(levels.get(level)) - 1) + 1
        count.begun.add((list_id, level))
        for deeper in [n for n in count.at if n > level]:
            restart = None if deeper not in levels else levels[deeper].find(qn("w:lvlRestart"))
            if _value(restart) != "0":
                del count.at[deeper]

    def _restart(self, list_id: str, level: int) -> int | None:
        for override in self._lists[list_id].findall(qn("w:lvlOverride")):
            start = _value(override.find(qn("w:startOverride")))
            if override.get(qn("w:ilvl")) == str(level) and start is not None:
                return _number(start)
        return None


def _printed(level: int, levels: dict[int, Element], count: _Count) -> str:
    shape = levels[level]
    if _value(shape.find(qn("w:numFmt"))) in _SILENT:
        return ""
    legal = shape.find(qn("w:isLgl")) is not None

    def number(place: re.Match[str]) -> str:
        of = int(place[1]) - 1
        value = count.at.get(of, _start(levels.get(of)))
        form = "decimal" if legal or of not in levels else _value(levels[of].find(qn("w:numFmt")))
        return numeral(value, form or "decimal")

    words = _PLACE.sub(number, _value(shape.find(qn("w:lvlText"))) or "")
    follows = _value(shape.find(qn("w:suff"))) or "tab"
    return f"{words} " if follows != "nothing" and _NEEDS_BLANK.search(words) else words


def numeral(value: int, form: str) -> str:
    """A number in one of Word's number formats; in digits where the format is not known."""
    if form in _CHINESE and 0 < value < 100:
        tens, ones = divmod(value, 10)
        ten = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "")
        return ten + (_DIGITS[ones] if ones else "")
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form == "ideographTraditional" and 0 < value <= len(_STEMS):
        return _STEMS[value - 1]
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < value <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + value - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < value < 40:
        roman = _roman(value)
        return roman if form == "lowerRoman" else roman.upper()
    return str(value)


def _roman(value: int) -> str:
    words = ""
    for size, letters in _ROMAN:
        times, value = divmod(value, size)
        words += letters * times
    return words


def _by_id(parent: Element | None, tag: str, key: str) -> dict[str, Element]:
    if parent is None:
        return {}
    return {str(child.get(qn(key))): child for child in parent.findall(qn(tag))}


def _levels(parent: Element) -> dict[int, Element]:
    return {_number(level.get(qn("w:ilvl"))): level for level in parent.findall(qn("w:lvl"))}


def _numbering_of(element: Element) -> tuple[str | None, int | None] | None:
    """The list and level that a paragraph or a style gives itself."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if found is None:
        return None
    level = _value(found.find(qn("w:ilvl")))
    return _value(found.find(qn("w:numId"))), None if level is None else _number(level)


def _paragraphs_default(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _start(level: Element | None) -> int:
    start = None if level is None else _value(level.find(qn("w:start")))
    return 1 if start is None else _number(start)


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _number(value: str | None) -> int:
    return int(value) if value and value.lstrip("-").isdecimal() else 0
