"""One rule for all systems: every expected figure with its unit, and no wrong number."""

import pytest

from evals.benchmarks.prose import ReportTexts, judge, refuses
from tests.evals.making import ID, OTHER_ID, OTHER_QUOTE, TARGET, TEXTS, case, fact

OTHER = fact(OTHER_QUOTE, OTHER_ID, value="174.46", growth=None, growth_qualifier=None)
PLANNED = fact(
    TARGET, period="2021", period_text="2021年", kind="target", value=None, unit=None, growth="6%"
)
REVENUE = fact(
    "一般公共预算收入完成9.8亿元", indicator="一般公共预算收入", value="9.8", growth=None,
    indicator_text="一般公共预算收入", growth_qualifier=None,
)  # fmt: skip
SOURCES = ReportTexts(TEXTS, {ID: (fact(), PLANNED, REVENUE), OTHER_ID: (OTHER,)})
REFUSE = case(expect={"status": "not_found"}, evidence=[])
EITHER = case(expect={"status": ["partial", "not_found"], "contains": ["8%"]})


def verdict(text: str, of=None) -> str:
    return judge(of or case(), text, SOURCES, refused=refuses(text)).verdict


def wrong(text: str) -> int:
    return len(judge(case(), text, SOURCES, refused=refuses(text)).wrong_numbers)


@pytest.mark.parametrize(
    "text",
    [
        "141.5亿元，增长8%。",
        "甲市2020年GDP为1415000万元，同比增长8%左右。",
        "甲市地区生产总值141.5亿元，增长8%；一般公共预算收入9.8亿元。",
        "甲市2020年GDP为141.5亿元，增长8%，2021年的GDP目标是增长6%左右。",
        "“地区生产总值完成141.5亿元,增长8%左右”",
    ],
)
def test_the_expected_figures_are_right_however_they_are_said(text: str) -> None:
    assert (verdict(text), wrong(text)) == ("right", 0)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("141.5万元，增长8%。", 1),
        ("141.5亿元，增长8个百分点。", 1),
        ("174.46亿元，增长8%。", 1),
        ("甲市2020年地区生产总值141.5亿元，增长8%，其中工业987亿元。", 1),
        ("甲市2020年地区生产总值141.5亿元，增长8%，也说增长6%。", 1),
        ("甲市2020年GDP为9.8亿元，增长8%。", 1),
        ("141.5亿元。", 0),
        ("甲市经济平稳增长。", 0),
    ],
)
def test_what_is_not_said_or_said_wrongly_is_wrong(text: str, numbers: int) -> None:
    assert (verdict(text), wrong(text)) == ("wrong", numbers)


def test_a_clause_copied_from_the_report_asked_about_is_no_wrong_number() -> None:
    assert wrong("一般公共预算收入完成9.8亿元，其余不详。") == 0
    assert wrong("全市地区生产总值完成174.46亿元。") == 1


def test_a_difference_of_true_numbers_is_no_wrong_number() -> None:
    said = "甲市GDP为141.5亿元，增长8%，一般公共预算收入9.8亿元，相差131.7亿元。"
    assert verdict(said) == "right"


def test_a_refusal_is_right_where_it_may_be() -> None:
    refusal = "报告未提及这项数据。"
    assert [verdict(refusal, each) for each in (None, REFUSE, EITHER)] == [
        "refused",
        "right",
        "right",
    ]
    assert verdict("有所增长。", REFUSE) == "wrong"
    assert verdict("增长8%。", EITHER) == "right"


def test_a_refusal_that_goes_on_with_a_number_is_an_answer() -> None:
    assert not refuses("报告未提及，大约是100亿元。")
    assert refuses("资料中没有提到2020年的数据。")
