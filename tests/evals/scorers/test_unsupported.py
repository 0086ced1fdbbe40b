"""Unsupported numbers: the evaluation's own reading, whatever the product's proof says."""

import pytest

from evals.scorers import unsupported
from tests.evals.making import OTHER_ID, OTHER_QUOTE, answer, asked, citation, fact, ledger

BOTH = (citation(), citation(2, OTHER_QUOTE, OTHER_ID))


def state(text: str, citations=None) -> str:
    (check,) = unsupported.score(asked(answer(text, citations)))
    return check.state


@pytest.mark.parametrize(
    "text",
    [
        "2020年甲市地区生产总值为141.5亿元，增长8%左右[1]。",
        "甲市地区生产总值为1415000万元[1]。",
        "已查5份报告，未提及的：乙市。",
        "2016—2020年的情况见第3部分[1]。",
        "没有数字的一句话。",
    ],
)
def test_numbers_of_the_source_and_none_at_all_are_supported(text: str) -> None:
    assert state(text) == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "2020年甲市地区生产总值为141.6亿元[1]。",
        "2020年甲市地区生产总值为141.5万元[1]。",
        "2020年甲市地区生产总值增长8个百分点[1]。",
        "2020年甲市地区生产总值为141.5亿元。",
        "甲市有12家企业[1]。",
    ],
)
def test_a_number_that_no_cited_quote_holds_is_unsupported(text: str) -> None:
    assert state(text) == "fail"


def test_a_number_of_another_region_is_unsupported() -> None:
    assert state("甲市为174.46亿元[1][2]，乙市为141.5亿元[1][2]。", BOTH) == "fail"
    assert state("甲市为141.5亿元[1]，乙市为174.46亿元[2]。", BOTH) == "pass"


def test_a_list_deals_its_numbers_out() -> None:
    assert state("甲市、乙市分别为141.5亿元、174.46亿元[1][2]。", BOTH) == "pass"


@pytest.mark.parametrize(
    ("computed", "expected"),
    [("32.96亿元", "pass"), ("1.23倍", "pass"), ("31.96亿元", "fail"), ("315.96亿元", "pass")],
)
def test_arithmetic_on_supported_numbers_is_checked(computed: str, expected: str) -> None:
    text = f"甲市为141.5亿元[1]，乙市为174.46亿元[2]，相差{computed}（174.46亿元−141.5亿元）。"
    assert state(text, BOTH) == expected


def test_a_lie_is_told_only_as_a_whole_clause() -> None:
    said = answer("2020年甲市地区生产总值增长8%左右[1]。")
    dropped = asked(said, lies=("2020年甲市地区生产总值增长8%",))
    assert [check.state for check in unsupported.score(dropped)] == ["pass", "pass"]
    told = asked(said, lies=("2020年甲市地区生产总值增长8%左右",))
    assert [check.state for check in unsupported.score(told)] == ["pass", "fail"]


def test_the_digits_of_a_ledger_stand_in_their_quotes() -> None:
    (right,) = unsupported.score(ledger((fact(),), reason="every fact"))
    (wrong,) = unsupported.score(ledger((fact(value="141.6"),), reason="every fact"))
    assert (right.state, wrong.state) == ("pass", "fail")


def test_without_a_result_nothing_is_judged() -> None:
    assert [check.state for check in unsupported.score(asked(error="x"))] == ["not_judged"]
