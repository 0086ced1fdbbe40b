"""Times read without the product: each wording is one time, and one time only."""

import pytest

from evals.times import Time, agrees, of_period, times

YEAR = 2021


def read(text: str) -> list[Time]:
    """The times that a reader of a report of 2021 takes from a text."""
    return [said.time for said in times(text, YEAR)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2020年", Time(2020, 2020)),
        ("2020年全年", Time(2020, 2020)),
        ("2020年12月21日", Time(2020, 2020)),
        ("去年", Time(2020, 2020)),
        ("今年", Time(2021, 2021)),
        ("2016—2020年", Time(2016, 2020)),
        ("2016年至2020年", Time(2016, 2020)),
        ("“十三五”时期", Time(2016, 2020)),
        ("十一五时期", Time(2006, 2010)),
        ("“十三五”末", Time(2020, 2020)),
        ("五年来", Time(2016, 2020)),
        ("过去十年", Time(2011, 2020)),
        ("近八年", Time(2013, 2020)),
        ("今后五年", Time(2021, 2025)),
        ("2018年以来", Time(2018, None)),
        ("截至2020年末", Time(None, 2020)),
        ("到2025年", Time(None, 2025)),
        ("2020年前三季度", Time(2020, 2020, "-09")),
        ("2020年1—9月", Time(2020, 2020, "-09")),
        ("截至2020年9月底", Time(2020, 2020, "-09")),
        ("2020年前10个月", Time(2020, 2020, "-10")),
        ("2020年9月", Time(2020, 2020, "M09")),
        ("2020年上半年", Time(2020, 2020, "-06")),
        ("2020年下半年", Time(2020, 2020, "H2")),
        ("2020年三季度", Time(2020, 2020, "Q3")),
        ("2020年第四季度", Time(2020, 2020, "Q4")),
        ("2020年年中", Time(2020, 2020, "?")),
        ("年初以来", Time(2021, 2021, "?")),
        ("改革开放以来", Time(None, None, "?")),
    ],
)
def test_a_wording_is_one_time(text: str, time: Time) -> None:
    assert read(f"{text}，地区生产总值增长5%") == [time]


@pytest.mark.parametrize(
    "text", ["比上年增长5%", "“十四五”规划纲要", "连续五年增长", "连续25个月增长", "与上年度持平"]
)
def test_a_base_a_name_and_a_streak_are_no_time(text: str) -> None:
    assert read(text) == []


def test_a_part_of_a_year_is_of_the_year_said_last() -> None:
    assert read("2020年增长5%，其中三季度增长6%") == [Time(2020, 2020), Time(2020, 2020, "Q3")]


@pytest.mark.parametrize(
    ("period", "time"),
    [
        ("2020", Time(2020, 2020)),
        ("2016-2020", Time(2016, 2020)),
        ("..2020", Time(None, 2020)),
        ("2015H1", Time(2015, 2015, "-06")),
        ("2024Q1", Time(2024, 2024, "-03")),
        ("2024Q3", Time(2024, 2024, "Q3")),
        ("2015Q1-Q3", Time(2015, 2015, "-09")),
        ("..2024-09", Time(2024, 2024, "-09")),
        ("近年", None),
    ],
)
def test_a_period_of_the_gold_is_a_time(period: str, time: Time | None) -> None:
    assert of_period(period) == time


@pytest.mark.parametrize(
    ("said", "period", "level", "right"),
    [
        ("2020年", "2020", False, True),
        ("2020年前三季度", "2020", False, False),
        ("2020年", "2020-09", False, False),
        ("2020年9月", "2020-09", False, True),
        ("2020年1—12月", "2020", False, True),
        ("截至2020年末", "2020", True, True),
        ("截至2020年末", "2020", False, False),
        ("截至2020年末", "2016-2020", False, True),
        ("2016年以来", "2016-2020", False, True),
        ("2018年以来", "2016-2020", False, False),
        ("2020年以来", "2020", False, False),
        ("过去十年", "2016-2020", False, False),
        ("五年来", "2016-2020", False, True),
        ("年初以来", "2021", False, False),
    ],
)
def test_a_time_agrees_with_the_gold_or_does_not(
    said: str, period: str, level: bool, right: bool
) -> None:
    wanted = of_period(period)
    assert wanted is not None
    assert [agrees(time, wanted, level=level) for time in read(said)] == [right]
