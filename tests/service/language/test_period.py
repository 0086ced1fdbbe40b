"""A period is parsed, printed, compared and moved as one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.period import Period
from service.language.times import full_years, plan_of, plan_span

PERIODS = st.one_of(
    st.integers(1949, 2060).map(str),
    st.tuples(st.integers(1949, 2050), st.integers(1, 9)).map(lambda p: f"{p[0]}-{sum(p)}"),
    st.tuples(st.integers(1949, 2060), st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    st.tuples(st.integers(1949, 2060), st.integers(1, 11)).map(lambda p: f"..{p[0]}-{p[1]:02d}"),
    st.tuples(st.integers(1949, 2060), st.sampled_from(("H1", "H2", "Q1", "Q2", "Q3", "Q4"))).map(
        lambda p: f"{p[0]}{p[1]}"
    ),
    st.integers(1949, 2060).map(lambda year: f"..{year}"),
)


@given(PERIODS)
def test_what_is_printed_parses_to_the_same(printed: str) -> None:
    period = Period.parse(printed)
    assert str(period) == printed
    assert str(period.shifted(3).shifted(-3)) == printed
    assert period.contains(period)


@pytest.mark.parametrize(
    ("whole", "part", "holds"),
    [
        ("2016-2020", "2018", True),
        ("2020", "..2020-09", True),
        ("..2020-09", "2020", False),
        ("2020", "2020Q3", True),
        ("2020H1", "2020Q3", False),
        ("..2020", "2015", True),
        ("2020", "2021", False),
    ],
)
def test_a_period_holds_what_lies_inside_it(whole: str, part: str, holds: bool) -> None:
    assert Period.parse(whole).contains(Period.parse(part)) is holds


def test_a_year_to_september_is_neither_the_year_nor_the_month() -> None:
    to_september, september, year = map(Period.parse, ("..2020-09", "2020-09", "2020"))
    assert len({to_september, september, year}) == 3
    assert (to_september.is_part, year.is_part) == (True, False)


@pytest.mark.parametrize("text", ["", "20", "2020-", "2020Q5", "..2020H1", "2020-2021-2022"])
def test_any_other_text_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


def test_a_change_since_a_year_spans_the_years_behind_it() -> None:
    assert str(Period.parse("2020").since(2015)) == "2016-2020"


def test_plans_and_their_years_are_one_table() -> None:
    assert str(plan_span("十一五")) == "2006-2010"
    assert plan_of(Period.parse("2021-2025")) == "十四五"
    assert plan_of(Period.parse("2020")) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("清苑22年GDP多少", "清苑2022年GDP多少"),
        ("22到23年涨了多少", "2022到2023年涨了多少"),
        ("过去20年来的变化", "过去20年来的变化"),
        ("近10年", "近10年"),
        ("2022年", "2022年"),
        ("15年期贷款", "15年期贷款"),
        ("15年上市公司", "2015年上市公司"),
        ("20年上下", "20年上下"),
        ("十五末GDP要到多少", "“十五”末GDP要到多少"),
        ("十一五末", "十一五末"),
    ],
)
def test_years_of_two_digits_are_written_out(typed: str, meant: str) -> None:
    assert full_years(typed) == meant
