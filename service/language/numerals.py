"""Chinese numerals as numbers."""

from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def numeral(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None where it is none.

    三百五十 → 350, 八十六点四 → 86.4, digit by digit 八六点四 → 86.4, 一百亿五千万 → 10050000000.
    """
    whole, point, fraction = text.partition("点")
    if point:
        digits = "".join(str(_DIGITS.get(each, "")) for each in fraction)
        units = numeral(whole) if whole else None
        valid = units is not None and len(digits) == len(fraction) > 0
        return Decimal(f"{units}.{digits}") if valid else None
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = last = 0
    for place, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _PLACES:
            section += (digit or 1) * _PLACES[character]
            digit = 0
        elif character in _MYRIADS:
            size = _MYRIADS[character]
            within = section + digit or (1 if place == 0 else 0)
            total = total + within * size if 0 < size < last else (total + within) * size
            section, digit, last = 0, 0, size
        else:
            return None
    return Decimal(total + section + digit)
