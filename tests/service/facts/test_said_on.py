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
        ("开工建设保障房16套、竣工12套。", ["开工建设保障房", "保障房竣工"]),
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


@pytest.mark.parametrize(
    ("sentence", "indicator", "growth", "period"),
    [
        ("全市经济总量2020年达到235亿元，五年增长84%。", "地区生产总值", "84%", "2016-2020"),
        (
            "社会消费品零售总额由2015年的17亿元增加到25亿元，增长44%。",
            "社会消费品零售总额",
            "44%",
            "2016-2020",
        ),
        ("2020年与2015年相比，全市生产总值增长79%。", "地区生产总值", "79%", "2016-2020"),
        (
            "固定资产投资达到927亿元，比五年前增长28%。",
            "固定资产投资",
            "28%",
            "2016-2020",
        ),
    ],
)
def test_a_change_over_years_is_not_that_of_the_year(
    facts_of: FactsOf, sentence: str, indicator: str, growth: str, period: str
) -> None:
    *_, last = facts_of(sentence)
    assert (indicator, growth, period, "cumulative") == (
        last.indicator,
        last.growth,
        last.period,
        last.basis,
    )
    assert last.value is None


def test_a_second_change_is_since_the_same_year_but_not_behind_an_amount_of_its_own(
    facts_of: FactsOf,
) -> None:
    *_, mean, change = facts_of("税收收入由2015年的3亿元增长到5亿元，年均增长11%，增长71%。")
    assert (mean.basis, change.basis, change.period) == ("average", "cumulative", "2016-2020")
    *_, last = facts_of("税收收入由2015年的3亿元增长到2019年的4亿元，2020年达到5亿元，增长8%。")
    assert (last.value, last.growth, last.period) == ("5", "8%", "2020")


def test_a_change_from_the_year_before_stays_with_its_amount(facts_of: FactsOf) -> None:
    *_, last = facts_of("一般公共预算收入由上年的98亿元增加到108亿元，增长10%。")
    assert (last.value, last.growth, last.period) == ("108", "10%", "2020")


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("提前完成“十三五”淘汰落后产能目标。接待游客突破2000万人次。", "2020"),
        ("国土空间总体规划（2021―2035年）获批，地区生产总值增长5.7%。", "2020"),
        ("一般公共预算收入超过2018年，突破50亿元。", "2020"),
        ("到2021年，全市实现地区生产总值4000亿元。", "2021"),
    ],
)
def test_a_year_named_in_passing_times_nothing(
    facts_of: FactsOf, sentence: str, period: str
) -> None:
    *_, last = facts_of(sentence)
    assert (period, "annual") == (last.period, last.basis)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("到2021年，全市实现地区生产总值4000亿元。", "target"),
        ("实现地区生产总值300亿元（预计数，下同）。", "expected"),
        ("城镇就业良好，超额完成新增就业20万人的目标。", "target"),
        ("预计到年底，全县完成地区生产总值60亿元。", "expected"),
        ("全年预计到位资金110亿元以上。", "expected"),
    ],
)
def test_what_is_ahead_or_estimated_is_no_result(
    facts_of: FactsOf, sentence: str, kind: str
) -> None:
    *_, last = facts_of(sentence)
    assert kind == last.kind


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("社会消费品零售总额84亿元，投资增长13%。", ["社会消费品零售总额", "投资"]),
        ("人均固定资产投资达到1.47万元。", ["人均固定资产投资"]),
        ("粮食总产量1357亿斤，新增49亿斤。", ["粮食产量", "粮食总产量新增"]),
        ("全年完成固投62亿元以上。", ["固定资产投资"]),
        ("全市游客数、旅游社会收入分别增长18.2%、27.6%。", ["旅游人次", "旅游收入"]),
        ("固定资产投资突破1万亿元，总额达到11020亿元。", ["固定资产投资台阶", "固定资产投资"]),
        ("粮食产量跨过1000万吨大台阶，达到1110万吨。", ["粮食产量台阶", "粮食产量"]),
        (
            "一般公共预算收入500亿元，上划中央收入首次突破千亿，达1180亿元。",
            ["一般公共预算收入", "上划中央收入"],
        ),
        ("县域生产总值达到1559亿元，超过全市GDP总量50%。", ["地区生产总值", "为GDP的比例"]),
        ("保障人均可支配收入60%以下的住房困难家庭。", []),
        ("生产总值超千亿元城市增加到9个。", ["生产总值超千亿元城市"]),
        ("全市国内生产总值初步核算为1316亿元。", ["地区生产总值"]),
    ],
)
def test_what_only_stands_near_an_indicator_is_not_its_amount(
    facts_of: FactsOf, sentence: str, names: list[str]
) -> None:
    assert names == [fact.indicator for fact in facts_of(sentence)]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("郊区发展实力不断增强，预计实现地区生产总值4120亿元。", ["郊区"]),
        ("农村固定资产投资快速增长，增幅达21.6%。", ["农村"]),
        ("成都经济总量近2万亿元。", ["成都"]),
        (
            "过去的一年，生产建设兵团实力增强。完成生产总值966亿元。\n全市生产总值达到3000亿元。",
            ["兵团", None],
        ),
        (
            "过去的一年，也是原莱芜市取得成效的一年。全市生产总值突破1000亿元。",
            ["原莱芜市"],
        ),
    ],
)
def test_what_a_paragraph_or_clause_is_about_owns_its_figures(
    facts_of: FactsOf, text: str, scopes: list[str | None]
) -> None:
    assert scopes == [fact.scope for fact in facts_of(text)]


def test_a_sum_over_years_goes_on_to_what_was_also_reached(facts_of: FactsOf) -> None:
    first, second = facts_of("五年累计完成固定资产投资8200亿元，实现社会消费品零售总额6800亿元。")
    assert "cumulative" == first.basis == second.basis
