"""Dates as reports print them: 二〇二二年四月二十七日, 2021年1月5日, 2021-07-06."""

import re
from datetime import date

from vectorstore.numerals import DIGITS, small_number

_CHINESE_YEAR = re.compile(r"[一二][〇○Ｏ◯O零一二三四五六七八九]{3}(?=\s*(?:年|[—\-至]))")
_CHINESE_DAY = re.compile(r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*[月日])")
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*[年\-/.]\s*(1[0-2]|0?[1-9])\s*[月\-/.]\s*(?:(3[01]|[12]\d|0?[1-9])(?!\d))?"
)


def plain_dates(text: str) -> str:
    """The text with the Chinese numerals of its years, months and days as digits."""
    text = _CHINESE_YEAR.sub(lambda m: "".join(DIGITS[c] for c in m[0]), text)
    return _CHINESE_DAY.sub(lambda m: str(small_number(m[0])), text)


def first_date(text: str) -> date | None:
    """The first full date of a text whose dates are in digits."""
    for match in _DATE.finditer(text):
        if match[3] is None:
            continue
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def first_month(text: str) -> tuple[int, int] | None:
    """Year and month of the first date of a text, day printed or not."""
    match = _DATE.search(text)
    return (int(match[1]), int(match[2])) if match else None
