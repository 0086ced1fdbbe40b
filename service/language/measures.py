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
_BROKEN = r"[× \u2009\u202f·•・‧˙٫?？,:：\n]|\.{2}"
_UNREAD_BEFORE = late.pattern(rf"□[.．,，]?$|\d(?:{_BROKEN})$|[±≥≤≈≧≦＞＜><]\s?$")
_UNREAD_AFTER = late.pattern(rf"[.．,，]?□|(?:{_BROKEN})\d")


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
    """Whether what stands beside the number may be one of its digits, or bounds it.

    12□亿元, 86·4亿元, 36.5 9%, 86,4亿元, 86..4亿元, a line that ends inside a number, ≥5%.
    """
    before = text[max(0, figure.start - 3) : figure.start]
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
    if match["tenths"] is not None:
        return _tenths(match)
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
    plus = bool(group["sign"]) and group["sign"] in "+＋↑"
    sign = "-" if group["sign"] and not plus else ""
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
        direction="down" if sign else "up" if plus else _direction(text, match.start()),
        signed=bool(group["sign"]),
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
    """百分之四点二 is 4.2%, 千分之六 6‰, 百分之五到六 5-6%; 三分之一 stays a fraction."""
    whole, part = numeral(match["whole"]), numeral(match["part"])
    high = numeral(match["part2"]) if match["part2"] else None
    other = match["whole2"] and numeral(match["whole2"]) != whole
    if not whole or part is None or other or bool(match["part2"]) != (high is not None):
        return None
    unit = {100: "%", 1000: "‰"}.get(int(whole), "")
    if high is not None and not unit:
        return None
    digits = _plain_digits(part) + (f"-{_plain_digits(high)}" if high is not None else "")
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=digits if unit else match.group().removesuffix(match["f_behind"] or ""),
        unit=unit,
        value=part if unit else part / whole,
        high=high,
        plain_unit=unit,
        qualifier=match["f_behind"],
        direction=_direction(match.string, match.start()) if unit else None,
    )


def _tenths(match: re.Match[str]) -> Measure:
    """两成 is 20%, 一成半 15%."""
    value = (numeral(match["tenths"]) or Decimal(0)) * 10 + (5 if match["half"] else 0)
    return Measure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        number=_plain_digits(value),
        unit="%",
        value=value,
        plain_unit="%",
        qualifier=match["t_behind"] or match["t_ahead"],
        direction=_direction(match.string, match.start()),
    )


def _plain_digits(value: Decimal) -> str:
    """八十六点四 → 86.4: a Chinese numeral in digits, without trailing zeros."""
    return format(value.normalize(), "f")


def _chinese(match: re.Match[str]) -> Measure | None:
    """八十六点四亿元, 一千二百余家, 三百多亿元: a whole Chinese numeral with a unit and its scale.

    七一三所 is a name, 一二三次产业 a list, 十亿元镇 a class: none of them counts anything.
    """
    written = match["c_number"]
    scale = next((s for s in ("万亿", "亿", "万") if written.endswith(s) and written != s), "")
    compound = any(each in written.removesuffix(scale) for each in "万亿")
    scale = "" if compound else scale
    value = numeral(written.removesuffix(scale))
    spelled = len(written) > 1 and not re.search(r"[十百千万亿点]", written)
    if value is None or spelled or (match["c_scale"] and (scale or compound)):
        return None
    if match["c_unit"] == "元" and _CLASS.match(match.string, match.end()):
        return None
    scale = match["c_scale"] or scale
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
    half = Decimal("0.5") if word.endswith("半") else Decimal(0)
    count = word.strip("翻番了半")
    whole = Decimal(1) if not count else numeral(count)
    return whole + half if whole is not None else None
