"""What a line says of each of its numbers, read without the product."""

import pytest

from evals.claims import NumberSaid, claims
from evals.outcome import AnswerLine
from evals.scorers.unsupported import numbers_of
from evals.times import Time


def read(text: str) -> list[NumberSaid]:
    """The claims that a reader of a report of 2021 takes from a line."""
    return list(claims(text, numbers_of(AnswerLine(text)), 2021))


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("2020年地区生产总值完成141.5亿元", set[str]()),
        ("2021年地区生产总值的目标：增长3%", {"target"}),
        ("2021年地区生产总值增长3%的目标", {"target"}),
        ("计划2021年投资增长6%", {"target"}),
        ("甲市提出，2021年地区生产总值增长3%", {"target"}),
        ("2021年地区生产总值预计为309亿元", {"expected"}),
        ("“十三五”时期年均增长2.2%", {"average"}),
        ("五年累计投入115.7亿元", {"cumulative"}),
        ("2021—2025年年均增长6%的目标", {"average", "target"}),
        ("将低保标准提高到744元", set[str]()),
        ("化解债务8.6亿元，完成年度计划的119%", set[str]()),
        ("甲市（2021年计划）：“实施项目60个”", {"target"}),
    ],
)
def test_plan_expectation_sum_and_average_are_told(text: str, modes: set[str]) -> None:
    assert read(text)[-1].modes == modes


def test_an_expectation_holds_until_another_year_is_said() -> None:
    both = read("预计2021年地区生产总值309亿元，增长8%")
    assert [each.modes for each in both] == [{"expected"}, {"expected"}]
    both = read("2022年目标为8000人以上，2021年新增就业8785人")
    assert [each.modes for each in both] == [{"target"}, set()]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("地区生产总值增长5%", ["rise"]),
        ("社会消费品零售总额下降16.8%", ["fall"]),
        ("失业率下降到3.47%", ["level"]),
        ("占比提高至73.2%", ["level"]),
        ("居民消费价格涨幅控制在3%以内", ["rise"]),
        ("城乡居民收入分别增长3.8%、6.3%", ["rise", "rise"]),
        ("地区生产总值增长7-8%", ["rise", "rise"]),
        ("总量141.5亿元，增长2%", [None, "rise"]),
    ],
)
def test_a_level_is_told_from_a_change(text: str, roles: list[str | None]) -> None:
    assert [each.role for each in read(text)] == roles


def test_both_ends_of_a_range_have_its_unit() -> None:
    assert [(each.number.value, each.number.unit) for each in read("目标增长7-8%")] == [
        (7, "%"),
        (8, "%"),
    ]


def test_a_name_with_its_scope_in_brackets_is_not_the_bare_name() -> None:
    assert [each.named for each in read("2020年工业增加值（入统）为15.8亿元，增长33.9%")] == [
        None,
        None,
    ]


def test_each_number_has_the_time_said_before_it() -> None:
    said = [each.time for each in read("2023年增长0.1%，2024年目标为6%，是“十二五”时期的2倍")]
    assert said == [Time(2023, 2023), Time(2024, 2024), Time(2024, 2024)]
    from_to = [each.time for each in read("收入由2015年的2600元增加到1.18万元")]
    assert from_to == [Time(2015, 2015), None]


def test_the_name_is_of_the_clause_or_stands_behind_the_number() -> None:
    named = [each.named.name if each.named else None for each in read(
        "2020年实施101个重点项目，其中27个为超亿元项目，固定资产投资完成22.4亿元"
    )]  # fmt: skip
    assert named == ["重点项目", "超亿元项目", "固定资产投资"]


def test_words_of_the_report_are_quoted_and_lists_are_dealt_out() -> None:
    (quoted,) = read("2020年甲市：“新增公共停车位1399个”")
    (plain,) = read("2020年甲市新增公共停车位1399个")
    assert (quoted.quoted, plain.quoted) == (True, False)
    assert [each.listed for each in read("城乡居民人均可支配收入分别增长3.8%和6.5%")] == [
        True,
        True,
    ]
    assert [each.listed for each in read("城乡居民人均可支配收入年均增长3.8%")] == [False]
