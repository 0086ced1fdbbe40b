"""How reports word what a figure is of and when it was, one sentence a rule."""

from service.facts.model import Fact
from tests.service.facts.conftest import FactsOf


def said(fact: Fact) -> tuple[str, str | None, str | None]:
    return fact.indicator, fact.value, fact.growth


def test_a_verb_may_stand_between_a_trade_and_its_yield(facts_of: FactsOf) -> None:
    facts = facts_of("农业实现增加值77.3亿元,增长5%;第三产业完成增加值501.8亿元,增长9.3%。")
    assert [said(fact) for fact in facts] == [
        ("农林牧渔业增加值", "77.3", "5%"),
        ("第三产业增加值", "501.8", "9.3%"),
    ]


def test_the_basis_of_a_growth_is_no_part_of_the_name(facts_of: FactsOf) -> None:
    facts = facts_of("一般公共预算收入按同比口径增长8%。旅游总收入按可比口径增长7.9%。")
    assert [said(fact) for fact in facts] == [
        ("一般公共预算收入", None, "8%"),
        ("旅游收入", None, "7.9%"),
    ]


def test_a_manufacture_is_not_all_of_industry(facts_of: FactsOf) -> None:
    fact = facts_of("农副食品加工业增加值增长9.7%。")[0]
    assert (fact.known, fact.indicator) == (False, "农副食品加工业增加值")


def test_a_bare_noun_is_said_of_the_head_of_the_words_before(facts_of: FactsOf) -> None:
    facts = facts_of(
        "稳定粮食播种面积36万亩、产量3.1亿斤以上。旅游总人数2亿人次、总收入1300亿元。"
        "规模以上工业企业1075户,实现增加值530亿元。蔬菜面积102万亩、产量290万吨。"
    )
    assert [fact.indicator for fact in facts if fact.unit in ("亿斤", "亿元", "万吨")] == [
        "粮食产量",
        "旅游收入",
        "规模以上工业增加值",
        "蔬菜产量",
    ]


def test_exports_beside_all_trade_are_the_exports(facts_of: FactsOf) -> None:
    facts = facts_of("进出口总额34.4亿美元,增长32%,其中,出口17.4亿美元,增长25.4%。")
    assert [said(fact) for fact in facts] == [
        ("进出口总额", "34.4", "32%"),
        ("出口总额", "17.4", "25.4%"),
    ]


def test_a_subject_holds_over_a_circumstance_to_what_it_still_reached(facts_of: FactsOf) -> None:
    facts = facts_of(
        "农民人均可支配收入在玉米价格下调的情况下,仍然达到11326元,增长5.1%。", year=2016
    )
    assert [said(fact) for fact in facts] == [("农村居民人均可支配收入", "11326", "5.1%")]


def test_a_share_without_its_whole_is_that_of_the_indicator(facts_of: FactsOf) -> None:
    facts = facts_of("民生支出24亿元,占比达到80.3%。研发支出占地区生产总值比重1.9%。")
    assert [said(fact) for fact in facts] == [
        ("民生支出", "24", None),
        ("民生支出占比", "80.3", None),
        ("研发投入强度", "1.9", None),
    ]


def test_a_footnote_mark_is_no_part_of_a_name(facts_of: FactsOf) -> None:
    facts = facts_of("累计为企业减税降费[5]8200万元。研发费用加计扣除[6]3300万元。")
    assert [said(fact)[:2] for fact in facts] == [
        ("减税降费", "8200"),
        ("研发费用加计扣除", "3300"),
    ]


def test_people_lifted_out_of_poverty_are_counted_before_the_verb(facts_of: FactsOf) -> None:
    facts = facts_of("同口径实现27.2万人脱贫。8.1万脱贫人口持续增收。")
    assert [(fact.indicator, fact.known) for fact in facts][:1] == [("脱贫人口", True)]
    assert not any(fact.known for fact in facts[1:])


def test_indicators_side_by_side_grow_alike(facts_of: FactsOf) -> None:
    facts = facts_of("力争接待游客人数、旅游花费增长25%以上。", part="plan")
    assert [(*said(fact), fact.growth_qualifier) for fact in facts] == [
        ("旅游人次", None, "25%", "以上"),
        ("旅游收入", None, "25%", "以上"),
    ]


def test_respectively_reaches_back_over_amounts_that_rose(facts_of: FactsOf) -> None:
    facts = facts_of(
        "城镇居民人均可支配收入从7563元增加到9616元,农民人均纯收入从2220元增加到3258元,"
        "年均分别实际增长6.6%和5.9%。",
        part="review_period",
    )
    assert [said(fact) for fact in facts if fact.growth] == [
        ("城镇居民人均可支配收入", None, "6.6%"),
        ("农民人均纯收入", None, "5.9%"),
    ]


def test_the_unit_of_the_last_amount_holds_for_the_first(facts_of: FactsOf) -> None:
    facts = facts_of("产值分别突破70和50亿元。")
    assert [(fact.value, fact.unit) for fact in facts] == [("70", "亿元"), ("50", "亿元")]


def test_growth_by_quarter_is_growth_of_the_indicator_and_the_total_is_the_years(
    facts_of: FactsOf,
) -> None:
    facts = facts_of("一季度、上半年和全年地区生产总值分别增长5.8%、6.1%、6.5%,总量达到14274亿元。")
    assert [(fact.indicator, fact.period, fact.value, fact.growth) for fact in facts] == [
        ("地区生产总值", "2020Q1", None, "5.8%"),
        ("地区生产总值", "2020H1", None, "6.1%"),
        ("地区生产总值", "2020", "14274", "6.5%"),
    ]


def test_a_mark_that_was_passed_is_no_second_amount(facts_of: FactsOf) -> None:
    facts = facts_of("粮食产量达到729.4亿斤,登上了700亿斤台阶。经济总量迈上2000亿元台阶。")
    assert [(fact.indicator, fact.value, fact.qualifier) for fact in facts] == [
        ("粮食产量", "729.4", None),
        ("粮食产量台阶", "700", None),
        ("地区生产总值", "2000", "突破"),
    ]


def test_a_rate_held_for_years_on_end_keeps_its_name(facts_of: FactsOf) -> None:
    facts = facts_of("城镇登记失业率连续五年控制在3%以内。粮食产量巩固在122.5万吨以上。")
    assert [said(fact)[:2] for fact in facts] == [("城镇登记失业率", "3"), ("粮食产量", "122.5")]


def test_roads_sizes_and_named_sets_are_no_figures(facts_of: FactsOf) -> None:
    facts = facts_of(
        "省道242高唐段提前通车。国道105和514大修。1.6升及以下小排量乘用车税减半。"
        "沿岸1公里范围化工企业搬迁。医院5大急危重症救治中心全覆盖。分离50张床位以上医院。"
        "收入10万元以上的村全部达标。省道3条建成。总投资55.3亿元的重点项目21个。"
    )
    assert [(fact.value, fact.unit) for fact in facts] == [
        ("3", "条"),
        ("55.3", "亿元"),
        ("21", "个"),
    ]


def test_the_quality_of_water_is_not_that_of_the_air(facts_of: FactsOf) -> None:
    facts = facts_of("地表水断面水质优良率达85.7%,空气质量优良率达到90%。")
    assert [(fact.indicator, fact.value) for fact in facts] == [
        ("地表水断面水质优良率", "85.7"),
        ("空气质量优良率", "90"),
    ]


def test_city_and_country_named_apart_grow_alike(facts_of: FactsOf) -> None:
    facts = facts_of("城镇和农村居民人均可支配收入增长8%。")
    assert [said(fact) for fact in facts] == [
        ("城镇居民人均可支配收入", None, "8%"),
        ("农村居民人均可支配收入", None, "8%"),
    ]


def test_the_last_name_of_a_list_is_not_cut_short(facts_of: FactsOf) -> None:
    facts = facts_of("固定资产投资、进出口总额分别增长30%、38.8%。")
    assert [said(fact) for fact in facts] == [
        ("固定资产投资", None, "30%"),
        ("进出口总额", None, "38.8%"),
    ]


def test_reaching_people_is_not_a_list_of_them(facts_of: FactsOf) -> None:
    facts = facts_of("城镇新增就业15万人,“三大工程”职业技能培训惠及10.2万人次。")
    assert [fact.known for fact in facts] == [True, False]


def test_a_rate_that_is_so_much_is_the_change_and_no_level(facts_of: FactsOf) -> None:
    facts = facts_of("社会消费品零售总额增速为9%,居民消费价格涨幅为2%,单位GDP能耗降幅为3%。")
    assert [said(fact) for fact in facts] == [
        ("社会消费品零售总额", None, "9%"),
        ("居民消费价格", None, "2%"),
        ("单位GDP能耗", None, "-3%"),
    ]


def test_from_the_end_of_a_plan_names_no_part_of_the_indicator(facts_of: FactsOf) -> None:
    facts = facts_of("森林覆盖率由“十一五”末的42.8%提高到48.1%。")
    assert [(fact.indicator, fact.value) for fact in facts] == [
        ("森林覆盖率", "42.8"),
        ("森林覆盖率", "48.1"),
    ]
