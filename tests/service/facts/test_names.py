"""What a fact outside the lexicon is called, and which wordings name a known indicator."""

import pytest

from service.language.names import cleaned
from tests.service.facts.conftest import FactsOf


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("抓好生活配套服务区等基础设施项目", "生活配套服务区等基础设施项目"),
        ("重点打造中山路商圈", "打造中山路商圈"),
        ("妥善处置涉疫突发事件", "处置涉疫突发事件"),
        ("了文化宫西巷等街巷提升改造", "文化宫西巷等街巷提升改造"),
        ("对外贸易国家和地区", "对外贸易国家和地区"),
        ("在建项目", "在建项目"),
        ("高标准农田", "高标准农田"),
        ("实施率", "实施率"),
    ],
)
def test_a_name_has_no_bare_verb_before_it(name: str, clean: str) -> None:
    assert cleaned(name) == clean


def test_a_bare_rate_is_that_of_what_was_counted_before(facts_of: FactsOf) -> None:
    facts = facts_of("改造卫生厕所1273户,普及率达到91.32%。")
    assert facts[1].indicator == "改造卫生厕所普及率"


def test_a_bare_rate_of_two_things_is_of_neither_alone(facts_of: FactsOf) -> None:
    facts = facts_of("办理人大代表建议131件、政协委员提案168件,办复率达到100%。")
    assert [fact.indicator for fact in facts] == ["人大代表建议", "政协委员提案", "办复率"]


def test_what_is_above_a_standard_is_said_of_the_rate(facts_of: FactsOf) -> None:
    facts = facts_of("普惠性幼儿园覆盖率达97.7%、高于国家标准12.7个百分点。")
    assert [(fact.indicator, fact.basis) for fact in facts] == [
        ("普惠性幼儿园覆盖率", "level"),
        ("普惠性幼儿园覆盖率高于国家标准", "level"),
    ]


def test_a_place_before_the_amount_belongs_to_the_thing_behind(facts_of: FactsOf) -> None:
    facts = facts_of("启动东河工业园区2.4万平方米标准化厂房建设。王家村200亩桑产业基地初具规模。")
    assert [(fact.indicator, fact.value) for fact in facts] == [
        ("启动东河工业园区标准化厂房建设", "2.4"),
        ("王家村桑产业基地初具规模", "200"),
    ]


def test_the_poor_who_are_poor_no_more_are_counted_as_such(facts_of: FactsOf) -> None:
    facts = facts_of("建档立卡贫困户199户、403人全部脱贫,人均纯收入达到6000元以上。")
    assert [(fact.indicator, fact.value, fact.unit) for fact in facts][:2] == [
        ("脱贫人口", "199", "户"),
        ("脱贫人口", "403", "人"),
    ]
    assert facts_of("识别建档立卡贫困户199户。")[0].known is False


def test_those_who_moved_are_counted_by_the_renewal(facts_of: FactsOf) -> None:
    fact = facts_of("推进城市棚户区改造,1730户居民喜迁新居。")[0]
    assert (fact.indicator, fact.value, fact.unit) == ("棚户区改造", "1730", "户")


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("企业开办时间缩短至0.5个工作日。", "0.5", "个工作日", None),
        ("企业开办时间压减至1天内完成。", "1", "天", "内"),
        ("企业开办压缩至2个工作日以内。", "2", "个工作日", "以内"),
        ("企业开办时间不超过5个工作日。", "5", "个工作日", "不超过"),
        ("企业开办、不动产登记时间分别压减至3个、5个工作日以内。", "3", "个工作日", "以内"),
    ],
)
def test_the_time_to_open_a_firm_is_an_indicator(
    facts_of: FactsOf, text: str, value: str, unit: str, qualifier: str | None
) -> None:
    fact = facts_of(text)[0]
    assert (fact.indicator, fact.known, fact.basis) == ("企业开办时间", True, "level")
    assert (fact.value, fact.unit, fact.qualifier) == (value, unit, qualifier)


def test_a_cut_of_the_time_to_open_a_firm_is_its_change(facts_of: FactsOf) -> None:
    fact = facts_of("企业开办时间压缩45%。")[0]
    assert (fact.indicator, fact.value, fact.growth) == ("企业开办时间", None, "-45%")


def test_whom_something_is_done_for_is_no_stock(facts_of: FactsOf) -> None:
    fact = facts_of("为353名农牧民工讨回劳动报酬551万元。")[0]
    assert (fact.value, fact.basis) == ("353", "annual")


def test_a_name_of_a_place_is_no_verb_of_reaching(facts_of: FactsOf) -> None:
    assert facts_of("打造海勃湾、乌达2个美丽乡村示范片区。")[0].basis == "annual"


def test_capacity_in_the_name_of_a_plant_and_a_rule_are_no_figures(facts_of: FactsOf) -> None:
    assert facts_of("启动年产3,000千升白酒生产线迁建,落实建筑工地6个百分百要求。") == ()


def test_a_flagship_store_is_more_than_its_firm(facts_of: FactsOf) -> None:
    facts = facts_of("天元商厦宝洛店旗舰店落地运营,汇聚了15个国家的商品。")
    assert [fact.scope for fact in facts] == ["天元商厦宝洛店旗舰店"]


def test_a_size_before_the_thing_is_the_things_size(facts_of: FactsOf) -> None:
    fact = facts_of("围绕规划占地面积800亩的文旅城,积极引进项目。")[0]
    assert (fact.indicator, fact.value, fact.basis) == ("文旅城规划占地面积", "800", "level")


def test_a_word_inside_a_name_is_no_verb_of_reaching(facts_of: FactsOf) -> None:
    facts = facts_of("续建靖宇至通化等9个公路项目。三是排除3万平方米农村中小学危房。")
    assert [(fact.value, fact.basis) for fact in facts] == [("9", "annual"), ("3", "annual")]
