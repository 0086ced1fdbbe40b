"""How reports word when a figure was, one sentence a rule."""

from service.facts.extract import extract
from service.facts.model import Fact
from tests.service.facts.conftest import FactsOf, FactsUnder, report_of
from vectorstore.documents import Section


def when(fact: Fact) -> tuple[str, str | None, str | None]:
    return fact.indicator, fact.period, fact.kind


def test_a_mean_belongs_to_the_plan_that_the_passage_speaks_of(facts_of: FactsOf) -> None:
    facts = facts_of(
        "“十三五”时期,是综合实力大幅提升的五年。2020年,全市生产总值910亿元,年均增长10.2%。"
    )
    assert [when(fact) for fact in facts] == [
        ("地区生产总值", "2020", "actual"),
        ("地区生产总值", "2016-2020", "average"),
    ]


def test_a_plan_that_ended_dates_a_mean(facts_of: FactsOf) -> None:
    facts = facts_of("2020年的成效,标志着“十三五”规划胜利收官,地区生产总值年均增长9.4%。")
    assert [when(fact) for fact in facts] == [("地区生产总值", "2016-2020", "average")]


def test_a_time_inside_a_stretch_ends_at_its_semicolon(facts_of: FactsOf) -> None:
    facts = facts_of(
        "2020年,固定资产投资391.9亿元,五年累计达到1383亿元;出口总值27.6亿美元。",
    )
    plan = facts_of(
        "“十四五”时期,总体目标是:生产总值年均增长10%,2023年实现人均生产总值翻一番;"
        "城镇登记失业率控制在4.5%以内。",
        part="plan_period",
    )
    assert [when(fact) for fact in facts] == [
        ("固定资产投资", "2020", "actual"),
        ("固定资产投资", "2016-2020", "cumulative"),
        ("出口总额", "2020", "actual"),
    ]
    assert [when(fact)[:2] for fact in plan][::2] == [
        ("地区生产总值", "2021-2025"),
        ("城镇登记失业率", "2021-2025"),
    ]


def test_a_year_that_bounds_a_standard_is_not_its_time(facts_of: FactsOf) -> None:
    facts = facts_of("低保标准不低于上年度城镇居民人均可支配收入的20%。", part="plan")
    assert [fact.period for fact in facts] == ["2021"]


def test_a_purpose_does_not_make_a_result_a_plan(facts_of: FactsOf) -> None:
    facts = facts_of("提前完成一网对接,确保城区按时供热;完成改建,集中供热面积达到近600万平方米。")
    assert [(fact.value, fact.kind) for fact in facts] == [("600", "actual")]


def test_a_mean_of_two_years_is_dated_by_them(facts_of: FactsOf) -> None:
    facts = facts_of("预计全市地区生产总值增长8%,两年平均增长6.2%;固定资产投资两年平均增长5.5%。")
    assert [(*when(fact)[:2], fact.growth, fact.basis) for fact in facts] == [
        ("地区生产总值", "2020", "8%", "annual"),
        ("地区生产总值", "2019-2020", "6.2%", "average"),
        ("固定资产投资", "2019-2020", "5.5%", "average"),
    ]


def test_a_run_of_quarters_is_not_the_growth_of_the_year(facts_of: FactsOf) -> None:
    facts = facts_of("规上工业增加值增长17%,连续7个季度增速超15%。")
    assert [(fact.known, fact.growth) for fact in facts] == [(True, "17%"), (False, "15%")]


def test_years_before_a_verb_are_the_years_of_a_sum(facts_of: FactsOf) -> None:
    facts = facts_of(
        "平台基本形成。五年实际利用外资15.1亿美元。大企业落户，5年完成工业投资1179亿元。"
    )
    assert [(fact.period, fact.kind, fact.value) for fact in facts] == [
        ("2016-2020", "cumulative", "15.1"),
        ("2016-2020", "cumulative", "1179"),
    ]


def test_these_were_five_years_of_growth_holds_for_what_follows(facts_of: FactsOf) -> None:
    facts = facts_of(
        "城镇新增就业3.6万人。\n这是人民生活水平不断提高的5年。城镇登记失业率控制在4.3%以内，"
        "新增城镇就业15.76万人。"
    )
    assert [(fact.period, fact.kind, fact.value) for fact in facts] == [
        ("2020", "actual", "3.6"),
        ("2016-2020", "actual", "4.3"),
        ("2016-2020", "cumulative", "15.76"),
    ]


def test_a_heading_of_five_years_holds_for_what_stands_under_it(facts_under: FactsUnder) -> None:
    heading = "市四届人大一次会议以来的五年，是发展历程中极不平凡的五年"
    jobs = [
        fact
        for each in (heading, "2020年是收官之年")
        for fact in facts_under(each, "城镇新增就业12.5万人。", region="武威市")
    ]
    assert [(fact.period, fact.kind) for fact in jobs] == [
        ("2016-2020", "cumulative"),
        ("2020", "actual"),
    ]


def test_a_year_named_in_passing_among_five_is_not_the_year_of_what_was_added(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(
        "去年，全省城镇居民人均可支配收入达到20208元，年均增长12.4%。新增城镇就业268.6万人。",
        part="review_period",
        region="吉林省",
    )
    assert [(fact.period, fact.kind, fact.value or fact.growth) for fact in facts] == [
        ("2020", "actual", "20208"),
        ("2016-2020", "average", "12.4%"),
        ("2016-2020", "cumulative", "268.6"),
    ]


def test_what_is_new_each_year_is_no_sum_of_the_span(facts_of: FactsOf) -> None:
    fact = facts_of("“十二五”时期,年新增城镇就业3.3万人。")[0]
    assert (fact.indicator, fact.basis) == ("城镇新增就业", "average")


def test_years_announced_above_sections_hold_in_them() -> None:
    above, below = "五年来，主要做了以下工作：\n", "突出抓好就业，城镇累计新增就业50.97万人。"
    text = above + below
    sections = (
        Section(path=("一",), heading="一", part="review", start=0, end=len(text)),
        Section(
            path=("一", "（一）"), heading="（一）", part="review", start=len(above), end=len(text)
        ),
    )
    (fact,) = extract(report_of("满洲里市", 2022, text), text, sections)
    assert (fact.value, fact.period, fact.kind) == ("50.97", "2017-2021", "cumulative")
