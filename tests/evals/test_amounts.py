"""The evaluation reads numbers by itself."""

from decimal import Decimal

import pytest

from evals.amounts import amount, amounts, decimal, same_unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("141.5亿元", "14150000000", "元"),
        ("1.2万亿元", "1200000000000", "元"),
        ("12000亿元", "1200000000000", "元"),
        ("20多亿元", "2000000000", "元"),
        ("1000余家", "1000", "家"),
        ("3,000千升", "3000", "千升"),
        ("近70万人次", "700000", "人次"),
        ("增长8％", "8", "%"),
        ("提高0.5个百分点", "0.5", "个百分点"),
        ("3百分点", "3", "个百分点"),
        ("12.7倍", "12.7", "倍"),
        ("30万千瓦", "300000", "千瓦"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: str, unit: str) -> None:
    found = amount(text)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_the_same_amount_in_another_scale_is_equal() -> None:
    one, other = amount("1.2万亿元"), amount("12000亿元")
    assert one is not None
    assert other is not None
    assert one.equals(other)


def test_a_percentage_is_no_percentage_point() -> None:
    assert not same_unit("%", "个百分点")
    assert same_unit("", "元")
    assert not same_unit("", "%")


def test_offsets_are_those_of_the_text() -> None:
    text = "完成141.5亿元,增长８％"
    assert [text[each.start : each.end] for each in amounts(text)] == ["141.5亿元", "８％"]


def test_digits_with_a_sign_and_words() -> None:
    assert decimal("-16.8%") == Decimal("-16.8")
    assert decimal("翻番") is None
    assert decimal("7-8%") is None


def test_several_numbers_are_no_single_amount() -> None:
    assert amount("9.8亿元和8亿元") is None
