"""What short words speak of: the subject before a length of time, a trade, another deed."""

import pytest

from tests.service.facts.conftest import FactsOf


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "growth"),
    [
        (
            "一般公共预算收入25亿元，固定资产投资3年累计完成300亿元，增长5%。",
            "固定资产投资",
            "300",
            "5%",
        ),
        ("一般公共预算收入年均增长9%；固定资产投资5年累计达800亿元。", "固定资产投资", "800", None),
        ("城镇新增就业5万人，粮食产量连续5年稳定在70亿斤以上。", "粮食产量", "70", None),
    ],
)
def test_a_length_of_time_keeps_the_subject_before_it(
    facts_of: FactsOf, sentence: str, indicator: str, value: str, growth: str | None
) -> None:
    fact = facts_of(sentence)[-1]
    assert fact.known
    assert (indicator, value, growth) == (fact.indicator, fact.value, fact.growth)


def test_a_change_is_of_what_the_words_before_it_name_and_not_of_the_amount_further_back(
    facts_of: FactsOf,
) -> None:
    first, second = facts_of("一般公共预算收入25亿元，固定资产投资方面，增长5%。")
    assert (first.indicator, first.value, first.growth) == ("一般公共预算收入", "25", None)
    assert (second.indicator, second.value, second.growth) == ("固定资产投资", None, "5%")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("第一产业投资增长25%，第二产业增长20%。", ["第一产业投资", "第二产业投资"]),
        ("固定资产投资增长8%，其中第一产业增长5%。", ["固定资产投资", "固定资产投资第一产业"]),
        (
            "地区生产总值300亿元，其中，一产30亿元，增长5%；二产100亿元，增长10%。",
            ["地区生产总值", "第一产业增加值", "第二产业增加值"],
        ),
        ("三次产业分别增长3%、5%、8%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        (
            "一、二、三产业分别增长3%、5%、8%。",
            ["第一产业增加值", "第二产业增加值", "第三产业增加值"],
        ),
        ("开工建设保障房16套、竣工12套。", ["开工建设保障房", "开工建设保障房竣工"]),
        ("统一产权登记率达到95%。", ["统一产权登记率"]),
        ("取消行政审批事项35项，调整107项。", ["取消行政审批事项", "调整行政审批事项"]),
        ("研发投入占主营业务收入比重达到2.5%。", ["研发投入占主营业务收入比重"]),
        ("研发投入占地区生产总值比重达到2.5%。", ["研发投入强度"]),
        (
            "地区生产总值、财政收入、固定资产投资总量翻番。",
            ["地区生产总值", "财政收入", "固定资产投资"],
        ),
    ],
)
def test_a_name_is_that_of_what_is_counted(
    facts_of: FactsOf, sentence: str, names: list[str]
) -> None:
    assert names == [fact.indicator for fact in facts_of(sentence)]


def test_a_list_number_is_no_part_of_a_name(facts_of: FactsOf) -> None:
    (fact,) = facts_of("1.新增企业35家。")
    assert fact.indicator == "新增企业"
