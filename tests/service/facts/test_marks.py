"""Marks passed, held, striven for or added: beside the amount itself no second amount."""

import pytest

from tests.service.facts.conftest import FactsOf


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值突破1000亿元、达到1035亿元，增长8%。",
        "全市生产总值跨过1000亿元台阶，达到1035亿元、增长8%。",
        "生产总值突破千亿元大关，达1035亿元，增长8%。",
    ],
)
def test_a_mark_that_was_passed_is_no_second_amount(facts_of: FactsOf, sentence: str) -> None:
    known = [fact for fact in facts_of(sentence) if fact.known]
    assert [(fact.indicator, fact.value, fact.growth) for fact in known] == [
        ("地区生产总值", "1035", "8%")
    ]


def test_a_mark_alone_is_the_amount(facts_of: FactsOf) -> None:
    fact = facts_of("地区生产总值突破1000亿元，增长8%。")[0]
    assert (fact.known, fact.value, fact.qualifier) == (True, "1000", "突破")


def test_the_second_target_is_striven_for(facts_of: FactsOf) -> None:
    facts = facts_of("到2025年地区生产总值确保1800亿元，力争达到2000亿元。", part="plan")
    assert [(fact.value, fact.qualifier) for fact in facts] == [("1800", None), ("2000", "力争")]


def test_where_a_share_came_from_is_of_the_year_before_the_span(facts_of: FactsOf) -> None:
    facts = facts_of("五年来，全社会研发投入占比由2.7%提高到3.3%。")
    assert [(fact.value, fact.period) for fact in facts] == [("2.7", "2015"), ("3.3", "2020")]


def test_what_was_added_to_a_stock_is_no_second_stock(facts_of: FactsOf) -> None:
    facts = facts_of("金融机构各项贷款余额1009.6亿元，新增130.8亿元。惠及市场主体8068户。")
    assert [(fact.indicator, fact.known) for fact in facts] == [
        ("贷款余额", True),
        ("金融机构各项贷款余额新增", False),
        ("惠及市场主体", False),
    ]


def test_what_was_held_for_years_is_no_second_amount(facts_of: FactsOf) -> None:
    facts = facts_of("粮食产量达到726.6亿斤，连续6年保持在700亿斤以上水平。")
    assert [(fact.value, fact.known) for fact in facts] == [("726.6", True), ("700", False)]


def test_a_sum_compared_with_that_of_a_plan_is_of_the_next_plan(facts_of: FactsOf) -> None:
    facts = facts_of("财政用于民生支出达821.74亿元，较“十二五”时期增长37.4%。民生支出187亿元。")
    assert [(fact.value or fact.growth, fact.period, fact.kind) for fact in facts] == [
        ("821.74", "2016-2020", "cumulative"),
        ("37.4%", "2016-2020", "cumulative"),
        ("187", "2020", "actual"),
    ]


def test_two_names_side_by_side_are_two_indicators(facts_of: FactsOf) -> None:
    facts = facts_of("力争外商直接投资1亿美元、实际利用外资2.5亿美元。", part="plan")
    assert [(fact.indicator, fact.known) for fact in facts] == [
        ("外商直接投资", False),
        ("实际利用外资", True),
    ]


def test_the_setting_of_a_statement_is_not_its_subject(facts_of: FactsOf) -> None:
    fact = facts_of("一般公共预算收入在大规模减税降费背景下逆势增长，有望达到30亿元。")[0]
    assert (fact.indicator, fact.value) == ("一般公共预算收入", "30")


def test_two_sizes_that_sort_state_nothing(facts_of: FactsOf) -> None:
    facts = facts_of("新增签约30亿元或3亿美元以上重大项目20个。")
    assert [(fact.value, fact.unit) for fact in facts] == [("20", "个")]


def test_funds_of_projects_of_one_origin_are_not_all_funds(facts_of: FactsOf) -> None:
    facts = facts_of(
        "招商引资到位资金2488亿元。合作设立基金，引进浙江项目176个，到位资金317亿元。",
        region="吉林省",
    )
    funds = [fact for fact in facts if fact.indicator == "引进到位资金"]
    assert [(fact.value, fact.scope) for fact in funds] == [("2488", None), ("317", "浙江项目")]
