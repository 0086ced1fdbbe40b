from datetime import date

import pytest

from vectorstore.identity.dates import first_date, first_month, plain_dates


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("二〇二二年四月二十七日", "2022年4月27日"),
        ("二○二一年十二月三日", "2021年12月3日"),
        ("二零一九年十月三十一日", "2019年10月31日"),
        ("一九九八年二月", "1998年2月"),
        ("2021年1月5日", "2021年1月5日"),
        ("五年来一件大事", "五年来一件大事"),
    ],
)
def test_chinese_dates_become_digits(printed: str, plain: str):
    assert plain_dates(printed) == plain


def test_the_first_real_date_counts():
    assert first_date("2021年13月40日，2021年2月30日，2021-07-06 11:02") == date(2021, 7, 6)
    assert first_date("2021年6月") is None


def test_a_month_is_read_without_its_day():
    assert first_month("2021年6月在某市") == (2021, 6)
    assert first_month("某年") is None
