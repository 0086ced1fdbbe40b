"""Chinese numerals: what is written is read back, and what is no numeral is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.numerals import numeral

DIGITS = "零一二三四五六七八九"


def within_myriad(number: int) -> str:
    written, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return written


def written(number: int) -> str:
    parts: list[str] = []
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part:
            gap = "零" if parts and part < 1000 else ""
            parts.append(f"{gap}{within_myriad(part)}{name}")
    return "".join(parts)


@given(st.integers(1, 10**12 - 1))
def test_a_whole_number_is_read_back(number: int) -> None:
    assert numeral(written(number)) == number


@given(st.integers(1, 9999), st.text(DIGITS, min_size=1, max_size=3))
def test_a_decimal_is_read_back(whole: int, fraction: str) -> None:
    digits = "".join(str(DIGITS.index(each)) for each in fraction)
    assert numeral(f"{written(whole)}点{fraction}") == Decimal(f"{whole}.{digits}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("两千零五", 2005),
        ("万", 10000),
        ("一百零八亿五千万", 10850000000),
        ("一万亿", 10**12),
        ("八六", 86),
        ("二〇二三", 2023),
        ("八六点四", Decimal("86.4")),
    ],
)
def test_usual_spellings(text: str, value: Decimal | int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["三四十", "一二百", "百姓", "三点", "点五", "五点二三十"])
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert numeral(text) is None
