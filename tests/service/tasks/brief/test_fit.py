import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tasks.brief.fit import CHARS, column_chars, table_lines, wrapped


def test_twenty_six_characters_fill_an_indented_line() -> None:
    assert wrapped("字" * 26) == 1
    assert wrapped("字" * 27) == 2
    assert wrapped("字" * (26 + 28)) == 2
    assert wrapped("字" * (26 + 29)) == 3


def test_digits_and_letters_take_about_half_a_character() -> None:
    assert wrapped("1" * 40, indent=0) == 1
    assert wrapped("字1" * 17, indent=0) > 1


def test_a_number_is_not_divided_at_the_end_of_a_line() -> None:
    assert wrapped("字" * 26 + "1973.7", indent=0) == 2


def test_punctuation_does_not_open_a_line() -> None:
    assert wrapped("字" * 28 + "。", indent=0) == 2
    assert wrapped("字" * 27 + "。", indent=0) == 1


@given(st.text(alphabet="字亿增长,。(1.5%A“”", max_size=200))
def test_more_text_never_takes_fewer_lines(text: str) -> None:
    assert wrapped(text + "字") >= wrapped(text)
    assert wrapped(text) >= sum(char == "字" for char in text) // CHARS


def test_a_small_table_takes_half_a_line_a_row() -> None:
    assert table_lines(("指标", "值"), [("甲", "1")] * 5) == pytest.approx(90 / 28)


def test_columns_share_the_width_of_the_page() -> None:
    widths = column_chars(("指标", "2020年"), [("城镇居民人均可支配收入", "1")])
    assert sum(widths) == pytest.approx(48)
    assert widths[0] > widths[1]


def test_too_much_for_the_page_is_shared_out_and_wraps() -> None:
    rows = [("很长的内容" * 5,) * 8]
    widths = column_chars(("列",) * 8, rows)
    assert sum(widths) == pytest.approx(48)
    assert table_lines(("列",) * 8, rows) > table_lines(("列",) * 8, [("短",) * 8])


def test_a_numbers_air_is_counted_where_columns_are_shared_out() -> None:
    narrow = column_chars(("甲", "乙"), [("字" * 9, "字" * 9)])
    airy = column_chars(("甲", "乙"), [("字" * 9, "字7" * 5)])
    assert airy[1] > narrow[1] == narrow[0]
