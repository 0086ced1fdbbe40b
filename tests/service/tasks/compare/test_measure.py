from decimal import Decimal

import pytest

from service.tasks.compare.measure import amount_of, growth_of, measured, plain, split_unit
from tests.service.tasks.making import fact, report

A = report("甲县")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("亿元", (Decimal(10) ** 8, "元")),
        ("万亿元", (Decimal(10) ** 12, "元")),
        ("万人次", (Decimal(10) ** 4, "人次")),
        ("千瓦", (Decimal(1), "千瓦")),
        ("万", (Decimal(10) ** 4, "")),
        (None, (Decimal(1), "")),
    ],
)
def test_a_unit_is_its_scale_and_its_plain_unit(
    unit: str | None, expected: tuple[Decimal, str]
) -> None:
    assert split_unit(unit) == expected


def test_amounts_of_other_scales_are_equal_after_scale() -> None:
    small = amount_of(fact(A, value="12000", unit="亿元"))
    large = amount_of(fact(A, value="1.2", unit="万亿元"))
    assert small is not None
    assert large is not None
    assert small.level(large)


def test_a_range_lies_above_a_number_at_its_lower_end() -> None:
    wide, narrow = measured("7-8", "%", None), measured("7", "%", None)
    assert wide is not None
    assert narrow is not None
    assert wide.above(narrow)
    assert not narrow.above(wide)


def test_what_is_at_least_seven_is_not_surely_below_eight() -> None:
    open_end, eight = measured("7", "%", "以上"), measured("8", "%", None)
    assert open_end is not None
    assert eight is not None
    assert not eight.above(open_end)
    assert not open_end.above(eight)


def test_what_is_at_most_three_is_surely_below_four() -> None:
    capped, four = measured("3", "%", "以内"), measured("4", "%", None)
    assert capped is not None
    assert four is not None
    assert four.above(capped)


def test_a_qualified_number_is_not_exact() -> None:
    about = measured("7", "%", "左右")
    assert about is not None
    assert not about.exact


@pytest.mark.parametrize("growth", ["翻番", "翻一番"])
def test_a_doubling_in_words_is_no_number(growth: str) -> None:
    assert growth_of(fact(A, value=None, growth=growth)) is None


def test_no_change_is_a_growth_of_nothing() -> None:
    level = growth_of(fact(A, value=None, growth="持平"))
    assert level is not None
    assert (level.low, level.unit) == (Decimal(0), "%")


def test_points_and_percent_do_not_compare() -> None:
    points = growth_of(fact(A, value=None, growth="3个百分点"))
    percent = growth_of(fact(A, value=None, growth="2%"))
    assert points is not None
    assert percent is not None
    assert not points.above(percent)


def test_plain_numbers_have_neither_exponent_nor_trailing_zeros() -> None:
    assert [plain(Decimal(n)) for n in ("1E+2", "32.960", "0.50")] == ["100", "32.96", "0.5"]
