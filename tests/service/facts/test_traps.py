"""Twenty ways to be wrong about a figure, each with the sentence that invites it."""

from service.facts.model import Fact
from tests.service.facts.conftest import FactsOf


def brief(fact: Fact) -> tuple[str, str | None, str | None, str | None, str | None]:
    return fact.indicator, fact.period, fact.kind, fact.value, fact.growth


def test_the_year_the_five_years_and_the_target_of_one_indicator_stay_apart(
    facts_of: FactsOf,
) -> None:
    done = facts_of("全年地区生产总值完成141.5亿元。过去五年,地区生产总值年均增长2.2%。")
    plan = facts_of("今年主要预期目标是:地区生产总值增长3%。", part="plan")
    assert [brief(fact) for fact in done + plan] == [
        ("地区生产总值", "2020", "actual", "141.5", None),
        ("地区生产总值", "2016-2020", "average", None, "2.2%"),
        ("地区生产总值", "2021", "target", None, "3%"),
    ]


def test_a_yearly_mean_is_not_the_growth_of_the_amount_before_it(facts_of: FactsOf) -> None:
    facts = facts_of("“十三五”时期,2020年固定资产投资达到216亿元,年均增长30.8%。")
    assert [brief(fact) for fact in facts] == [
        ("固定资产投资", "2020", "actual", "216", None),
        ("固定资产投资", "2016-2020", "average", None, "30.8%"),
    ]


def test_a_part_of_the_projects_is_a_fact_with_its_own_scope(facts_of: FactsOf) -> None:
    facts = facts_of("推进重点项目70个。其中,市级重点项目16个。", part="plan")
    assert [(f.indicator, f.value, f.scope) for f in facts] == [
        ("重点项目", "70", None),
        ("重点项目", "16", "市级"),
    ]


def test_city_and_country_incomes_are_two_facts(facts_of: FactsOf) -> None:
    facts = facts_of("城乡居民人均可支配收入分别增长3.8%和6.5%。")
    assert [(f.indicator, f.growth) for f in facts] == [
        ("城镇居民人均可支配收入", "3.8%"),
        ("农村居民人均可支配收入", "6.5%"),
    ]


def test_the_second_of_a_list_takes_the_head_of_the_first(facts_of: FactsOf) -> None:
    facts = facts_of("规上工业总产值和增加值分别增长1.1%和1%。")
    assert [(f.indicator, f.growth) for f in facts] == [
        ("规模以上工业总产值", "1.1%"),
        ("规模以上工业增加值", "1%"),
    ]


def test_two_lists_of_figures_are_told_by_their_order(facts_of: FactsOf) -> None:
    facts = facts_of("原煤产销量、总产值达到1763万吨、35.7亿元,分别增长2%和4.3%。")
    assert [(f.indicator, f.value, f.unit, f.growth) for f in facts] == [
        ("原煤产销量", "1763", "万吨", "2%"),
        ("原煤总产值", "35.7", "亿元", "4.3%"),
    ]


def test_expected_holds_to_the_end_of_its_sentence_and_no_further(facts_of: FactsOf) -> None:
    facts = facts_of(
        "预计地区生产总值实现309亿元,同比增长8%;固定资产投资完成53亿元。一般公共预算收入完成12.92亿元。"
    )
    assert [(f.indicator, f.kind) for f in facts] == [
        ("地区生产总值", "expected"),
        ("固定资产投资", "expected"),
        ("一般公共预算收入", "actual"),
    ]


def test_a_target_is_a_target_though_it_is_expected(facts_of: FactsOf) -> None:
    fact = facts_of("今年主要预期目标是:固定资产投资预计与上年度持平。", part="plan")[0]
    assert brief(fact) == ("固定资产投资", "2021", "target", None, "持平")


def test_points_are_no_percentage_and_no_growth(facts_of: FactsOf) -> None:
    facts = facts_of("社会消费品零售总额下降16.8%,降幅较一季度收窄12个百分点。")
    assert [(f.indicator, f.known, f.value, f.unit, f.growth) for f in facts] == [
        ("社会消费品零售总额", True, None, None, "-16.8%"),
        ("社会消费品零售总额降幅较一季度收窄", False, "12", "个百分点", None),
    ]


def test_a_share_of_the_budget_is_not_the_budget(facts_of: FactsOf) -> None:
    facts = facts_of("全年民生支出22.21亿元,占一般公共预算支出的70.22%。")
    assert [(f.indicator, f.value, f.unit) for f in facts] == [
        ("民生支出", "22.21", "亿元"),
        ("民生支出占比", "70.22", "%"),
    ]


def test_a_sum_over_the_years_is_not_the_year(facts_of: FactsOf) -> None:
    facts = facts_of("全年民生支出22.21亿元。这五年来,民生支出累计达到109.98亿元。")
    assert [(f.value, f.period, f.kind, f.basis) for f in facts] == [
        ("22.21", "2020", "actual", "annual"),
        ("109.98", "2016-2020", "cumulative", "cumulative"),
    ]


def test_a_rate_of_completion_is_not_the_amount(facts_of: FactsOf) -> None:
    facts = facts_of("化解隐性债务8.6亿元,完成年度任务的141.6%。")
    assert [(f.indicator, f.known, f.value, f.unit, f.growth) for f in facts] == [
        ("隐性债务化解", True, "8.6", "亿元", None),
        ("化解隐性债务完成年度任务比例", False, "141.6", "%", None),
    ]


def test_the_whole_district_is_not_its_own_budget_level(facts_of: FactsOf) -> None:
    facts = facts_of(
        "全区地区生产总值完成174.46亿元;区本级固定资产投资完成42.44亿元,同比增长9.96%。",
        region="海拉尔区",
    )
    assert [(f.indicator, f.scope, f.growth) for f in facts] == [
        ("地区生产总值", None, None),
        ("固定资产投资", "区本级", "9.96%"),
    ]


def test_the_city_of_a_district_is_another_scope(facts_of: FactsOf) -> None:
    facts = facts_of("全市地区生产总值增长5%。", region="海拉尔区")
    own = facts_of("全市地区生产总值增长5%。", region="满洲里市")
    assert (facts[0].scope, own[0].scope) == ("全市", None)


def test_what_a_firm_sold_is_filed_under_the_firm(facts_of: FactsOf) -> None:
    fact = facts_of("维多利集团实现精品化转型,年销售额同比增长23%。")[0]
    assert (fact.scope, fact.known) == ("维多利集团", False)


def test_what_a_bonded_zone_traded_is_not_the_trade_of_the_city(facts_of: FactsOf) -> None:
    fact = facts_of("自治区首家综合保税区封关运营,进出口贸易额突破20亿元。")[0]
    assert (fact.indicator, fact.scope) == ("进出口总额", "综合保税区")


def test_a_share_held_by_gdp_is_not_gdp(facts_of: FactsOf) -> None:
    fact = facts_of("服务业增加值占地区生产总值比重达到73.2%。")[0]
    assert (fact.indicator, fact.known) == ("服务业增加值占地区生产总值比重", False)


def test_energy_per_gdp_may_fall_and_is_not_gdp(facts_of: FactsOf) -> None:
    fact = facts_of("单位GDP能耗下降2.85%。", part="plan")[0]
    assert brief(fact) == ("单位GDP能耗", "2021", "target", None, "-2.85%")


def test_numbers_of_the_glossary_are_no_facts(facts_of: FactsOf) -> None:
    text = "科技兴蒙:共包含8部分30条96项政策措施,于2020年10月12日印发。"
    assert facts_of(text, part="glossary") == ()


def test_dates_and_numbers_of_documents_are_no_facts(facts_of: FactsOf) -> None:
    text = "2021年1月5日,国务院印发《通知》(国办发明电〔2021〕1号),深入实施三年行动和“1+N”政策。"
    assert facts_of(text) == ()


def test_what_grew_since_an_earlier_year_is_no_yearly_growth(facts_of: FactsOf) -> None:
    facts = facts_of("2020年地区生产总值达到411.75亿元,较2015年增长26.7%。", part="review_period")
    assert [(f.period, f.basis, f.value, f.growth) for f in facts] == [
        ("2020", "annual", "411.75", None),
        ("2016-2020", "cumulative", None, "26.7%"),
    ]


def test_a_multiple_of_another_year_is_no_growth(facts_of: FactsOf) -> None:
    facts = facts_of("累计投入民生资金115.7亿元,是“十二五”时期的2倍。", part="review_period")
    assert [(f.known, f.value, f.unit, f.growth) for f in facts] == [
        (True, "115.7", "亿元", None),
        (False, "2", "倍", None),
    ]


def test_a_cut_of_spending_is_not_the_spending(facts_of: FactsOf) -> None:
    facts = facts_of("压减一般性支出6,613.9万元。一般性支出减少27.9%。")
    assert [(f.indicator, f.known, f.value, f.growth) for f in facts] == [
        ("压减一般性支出", False, "6613.9", None),
        ("一般性支出", True, None, "-27.9%"),
    ]


def test_the_figure_before_a_change_has_a_time_of_its_own(facts_of: FactsOf) -> None:
    facts = facts_of("贫困人口人均纯收入由2015年的2600元增加到1.18万元。", part="review_period")
    assert [(f.value, f.unit, f.period) for f in facts] == [
        ("2600", "元", "2015"),
        ("1.18", "万元", "2020"),
    ]


def test_a_list_shares_the_unit_of_its_last(facts_of: FactsOf) -> None:
    facts = facts_of("企业开办、不动产登记、工程项目审批时间分别压减至3个、5个、70个工作日以内。")
    assert [(f.indicator, f.value, f.unit, f.qualifier) for f in facts] == [
        ("企业开办时间", "3", "个工作日", "以内"),
        ("不动产登记时间", "5", "个工作日", "以内"),
        ("工程项目审批时间", "70", "个工作日", "以内"),
    ]


def test_quarters_of_a_year_are_periods_of_their_own(facts_of: FactsOf) -> None:
    facts = facts_of("地区生产总值一季度、上半年和全年分别增长5.8%、6.1%、6.5%。")
    assert [(f.period, f.growth) for f in facts] == [
        ("2020Q1", "5.8%"),
        ("2020H1", "6.1%"),
        ("2020", "6.5%"),
    ]


def test_a_sum_next_to_the_year_itself_counts_from_before_it(facts_of: FactsOf) -> None:
    facts = facts_of("城镇新增就业4.09万人。累计新增城镇就业24.37万人。")
    assert [(f.value, f.period, f.kind) for f in facts] == [
        ("4.09", "2020", "actual"),
        ("24.37", "..2020", "cumulative"),
    ]


def test_an_increment_is_not_the_amount(facts_of: FactsOf) -> None:
    facts = facts_of("粮食产量151.22万吨,增加4.78万吨,增长3.26%。地区生产总值净增了1820亿元。")
    assert [(f.indicator, f.known, f.value, f.growth) for f in facts] == [
        ("粮食产量", True, "151.22", "3.26%"),
        ("粮食产量增加", False, "4.78", None),
        ("地区生产总值净增了", False, "1820", None),
    ]


def test_a_percentage_of_an_indicator_is_not_its_growth(facts_of: FactsOf) -> None:
    facts = facts_of("低保标准达到上年度城镇居民人均可支配收入的20%。")
    assert [(f.known, f.value, f.growth) for f in facts] == [(False, "20", None)]


def test_the_share_of_the_province_stays_a_share_when_it_rises(facts_of: FactsOf) -> None:
    facts = facts_of(
        "地区生产总值年均增长4.4%,占全省比重由2015年的34.8%提高到37.8%。", part="review_period"
    )
    assert [(f.indicator, f.known, f.value, f.growth) for f in facts] == [
        ("地区生产总值", True, None, "4.4%"),
        ("地区生产总值占全省比重", False, "34.8", None),
        ("地区生产总值占全省比重", False, "37.8", None),
    ]


def test_deposits_and_loans_are_two_balances(facts_of: FactsOf) -> None:
    facts = facts_of("金融机构人民币存贷款余额分别增长10.7%和19.1%。")
    assert [(f.indicator, f.growth) for f in facts] == [
        ("存款余额", "10.7%"),
        ("贷款余额", "19.1%"),
    ]


def test_what_a_part_of_the_region_did_is_said_on_of_it(facts_of: FactsOf) -> None:
    facts = facts_of("县域地区生产总值、地方级财政收入分别增长10%和19.4%,固定资产投资增长12%。")
    assert [(f.indicator, f.scope) for f in facts] == [
        ("地区生产总值", "县域"),
        ("地方级财政收入", "县域"),
        ("固定资产投资", "县域"),
    ]


def test_a_second_target_is_one_that_is_striven_for(facts_of: FactsOf) -> None:
    facts = facts_of("地区生产总值增长12%、力争增长14%。", part="plan")
    assert [(f.growth, f.growth_qualifier) for f in facts] == [("12%", None), ("14%", "力争")]


def test_one_growth_of_both_is_the_growth_of_each(facts_of: FactsOf) -> None:
    facts = facts_of(
        "城镇居民人均可支配收入25598元、农民人均纯收入10413元,均增长16%。", region="吉林市"
    )
    assert [(f.value, f.growth) for f in facts] == [("25598", "16%"), ("10413", "16%")]


def test_a_report_of_unknown_date_that_plans_next_year_means_its_own_year(
    facts_of: FactsOf,
) -> None:
    facts = facts_of("明年经济社会发展的主要预期目标是:地区生产总值增长14%左右。", part="plan")
    assert [brief(fact) for fact in facts] == [("地区生产总值", "2021", "target", None, "14%")]


def test_a_mark_of_enumeration_may_stand_for_a_comma(facts_of: FactsOf) -> None:
    facts = facts_of("主要预期目标是:生产总值增速高于全省两个百分点、达到13%左右。", part="plan")
    assert [brief(fact) for fact in facts] == [("地区生产总值", "2021", "target", None, "13%")]


def test_an_aside_between_a_growth_and_its_number_changes_nothing(facts_of: FactsOf) -> None:
    facts = facts_of("全市实现地区生产总值344亿元，同比增长（以下简称“增长”）7%、保持全省领先。")
    assert [brief(fact) for fact in facts] == [("地区生产总值", "2020", "actual", "344", "7%")]
    below = facts_of("地区生产总值344亿元，同比增长（下同）6.2%。")
    assert [brief(fact) for fact in below] == [("地区生产总值", "2020", "actual", "344", "6.2%")]


def test_part_of_a_year_that_leads_a_sentence_holds_behind_its_semicolons(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(
        "前三季度，地区生产总值增长3.1%；固定资产投资增长9.7%；预计全年一般公共预算收入增长5%。"
    )
    assert [(fact.indicator, fact.period) for fact in facts] == [
        ("地区生产总值", "..2020-09"),
        ("固定资产投资", "..2020-09"),
        ("一般公共预算收入", "2020"),
    ]
