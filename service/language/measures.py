"""Scanning a text for quantities."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from service.language.measure import Measure
from service.language.numerals import numeral
from service.language.quantity_grammar import DOWN, NAME, TOKEN, UP
from service.language.units import plain
from vectorstore import late

_SEPARATORS = late.pattern(r"[,，\s]")
_CLASS = late.pattern(
    r"元?(?:以上)?的?(?:级|[县市区镇乡]|城市|强[县市区镇]|项目|企业|产业|园区|集群|工程|产值)"
)
_LOOKBEHIND = 14
_UNREAD_BEFORE = late.pattern(r"□[.．,，]?$|\d[ \u2009\u202f·•・‧]$")
_UNREAD_AFTER = late.pattern(r"[.．,，]?□|[ \u2009\u202f·•・‧]\d")


def measures(text: str, start: int = 0, end: int | None = None) -> list[Measure]:
    """All quantities of `text[start:end]`, in order; offsets are of `text`."""
    stop = len(text) if end is None else end
    names = _names(text, start, stop)
    found = (_figure(text, match) for match in _tokens(text, start, stop))
    return [
        figure
        for figure in found
        if figure and not _in_name(figure, names) and not _joins_unread(text, figure)
    ]


def _tokens(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The tokens in order; 0.2个百分点至5.1% are two, since a range has one unit."""
    while match := TOKEN.search(text, start, stop):
        start = max(match.end(), match.start() + 1)
        if match["high"] and match["unit1"] and not _one_unit(match["unit1"], match):
            start = match.end("unit1")
            match = TOKEN.search(text, match.start(), start) or match
        yield match


def _one_unit(first: str, match: re.Match[str]) -> bool:
    own = plain((match["scale"] or "") + (match["unit"] or ""))[1]
    return plain(first)[1] in (own, "")


def _joins_unread(text: str, figure: Measure) -> bool:
    """Whether what stands beside the number may be one of its digits: 12□亿元, 86·4亿元, 36.5 9%."""
    before = text[max(0, figure.start - 2) : figure.start]
    after = _UNREAD_AFTER.match(text, figure.end)
    return _UNREAD_BEFORE.search(before) is not None or (
        after is not None and text[figure.end - 1 : figure.end].isdigit()
    )


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in NAME.finditer(text, start, end)]


def _in_name(figure: Measure, names: list[tuple[int, int]]) -> bool:
    """Whether the figure stands inside a short quoted name, as in “620燃气爆炸”."""
    at = bisect_right(names, (figure.start, len(names) and names[-1][1])) - 1
    return (
        at >= 0
        and names[at][0] < figure.start < names[at][1]
        and figure.plain_unit not in ("%", "元")
    )


def _figure(text: str, match: re.Match[str]) -> Measure | None:
    if match["quantity"] is not None:
        return _quantity(text, match)
    if match["ratio"] is not None:
        return _ratio(match)
    if match["fraction"] is not None:
        return _fraction(match)
    if match["chinese"] is not None:
        return _chinese(match)
    if match["hanzi"] is not None:
        return _hanzi(text, match)
    return _word(match) if match["word"] is not None else None


def _quantity(text: str, match: re.Match[str]) -> Measure | None:
    group = match.groupdict()
    low = _SEPARATORS.sub("", group["number"])
    high = _SEPARATORS.sub("", group["high"]) if group["high"] else None
    between = (group["mid2"] or "")[1:]
    unit = (group["scale"] or "") + between + (group["unit"] or "")
    if not unit and group["unit1"]:
        return None
    factor, plain_unit = plain(unit)
    first = plain(group["unit1"])[0] if group["unit1"] and _scaled(group["unit1"]) else factor
    sign = "-" if group["sign"] and group["sign"] not in "+＋" else ""
    lead = _leading_blank(match)
    return Measure(
        text=text[match.start() + lead : match.end()].rstrip(),
        start=match.start() + lead,
        end=match.start() + len(text[match.start() : match.end()].rstrip()),
        number=f"{sign}{low}-{high}" if high else f"{sign}{low}",
        unit=unit.replace("％", "%"),
        value=Decimal(sign + low) * first,
        high=Decimal(high) * factor if high else None,
        plain_unit=plain_unit,
        qualifier=_qualifier(group),
        direction="down" if sign else _direction(text, match.start()),
    )


def _scaled(unit: str) -> bool:
    return unit[0] in "万亿千百十" and plain(unit)[0] != 1


def _leading_blank(match: re.Match[str]) -> int:
    printed = match.group()
    return len(printed) - len(printed.lstrip())


def _qualifier(group: dict[str, str | None]) -> str | None:
    mid = (group["mid2"] or "")[:1]
    return group["behind"] or group["mid3"] or mid or group["mid"] or group["ahead"]


def _direction(text: str, at: int) -> Literal["up", "down"] | None:
    before = text[max(0, at - _LOOKBEHIND) : at]
    if DOWN.search(before):
        return "down"
    return "up" if UP.search(before) else None


def _ratio(match: re.Match[str]) -> Measure:
    printed = re.sub(r"[：∶]", ":", _SEPARATORS.sub("", match.group()))
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=printed,
        unit="",
        value=None,
        plain_unit=":",
    )


def _fraction(match: re.Match[str]) -> Measure | None:
    whole, part = numeral(match["whole"]), numeral(match["part"])
    if not whole or part is None:
        return None
    percent = whole == 100
    printed = match.group().removesuffix(match["f_behind"] or "")
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=_plain_digits(part) if percent else printed,
        unit="%" if percent else "",
        value=part if percent else part / whole,
        plain_unit="%" if percent else "",
        qualifier=match["f_behind"],
        direction=_direction(match.string, match.start()) if percent else None,
    )


def _plain_digits(value: Decimal) -> str:
    """八十六点四 → 86.4: a Chinese numeral in digits, without trailing zeros."""
    return format(value.normalize(), "f")


def _chinese(match: re.Match[str]) -> Measure | None:
    """八十六点四亿元, 一千二百余家: a whole Chinese numeral with a unit; the scale stays in it."""
    written = match["c_number"]
    scale = next((s for s in ("万亿", "亿", "万") if written.endswith(s) and written != s), "")
    value = numeral(written.removesuffix(scale))
    if value is None:
        return None
    unit = f"{scale}{match['c_unit']}"
    factor, plain_unit = plain(unit)
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=_plain_digits(value),
        unit=unit,
        value=value * factor,
        plain_unit=plain_unit,
        qualifier=match["c_behind"] or match["c_mid"] or match["c_ahead"],
        direction=_direction(match.string, match.start()),
    )


def _hanzi(text: str, match: re.Match[str]) -> Measure | None:
    """百余家, 近亿吨: a bare round numeral counts only with a word that makes it a quantity."""
    ahead, mid = match["h_ahead"], match["h_mid"]
    if not (ahead or mid) or _CLASS.match(text, match.end()):
        return None
    if text[match.start("h_number") - 1 : match.start("h_number")] in ("第", "每"):
        return None
    unit = match["h_unit"]
    value = None if ahead in ("数", "几") else numeral(match["h_number"])
    factor, plain_unit = plain(unit)
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=match["h_number"] if value is not None else f"{ahead}{match['h_number']}",
        unit=unit,
        value=value * factor if value is not None else None,
        plain_unit=plain_unit,
        qualifier=match["h_behind"] or mid or ahead,
    )


def _word(match: re.Match[str]) -> Measure:
    word = match["word"]
    doubling = "番" in word
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=word,
        unit="番" if doubling else "",
        value=_doublings(word) if doubling else Decimal(0),
        plain_unit="番" if doubling else "",
        qualifier=match["w_behind"],
        direction="up" if doubling else None,
    )


def _doublings(word: str) -> Decimal | None:
    count = word.strip("翻番了")
    return Decimal(1) if not count else numeral(count)
