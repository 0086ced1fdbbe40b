"""Whose a figure is: other regions, zones, tiers and small works beside the region itself."""

from tests.service.facts.conftest import FactsOf, FactsUnder


def test_what_another_region_reached_is_filed_under_its_name(facts_of: FactsOf) -> None:
    facts = facts_of(
        "古浪县绿色工业扩规提质,规上工业产值增长18%,生产总值突破100亿元。全市生产总值750亿元。",
        region="武威市",
    )
    assert [(fact.indicator, fact.scope) for fact in facts] == [
        ("规模以上工业总产值", "古浪县"),
        ("地区生产总值", "古浪县"),
        ("地区生产总值", None),
    ]


def test_another_region_speaks_only_to_its_semicolon(facts_of: FactsOf) -> None:
    facts = facts_of("凌源市实施重点项目6个;实施重点项目300个。", region="朝阳市")
    assert [(fact.value, fact.scope) for fact in facts] == [("6", "凌源市"), ("300", None)]


def test_one_amount_of_two_things_is_of_neither(facts_of: FactsOf) -> None:
    facts = facts_of(
        "办理人大代表建议和政协委员提案567件。办理人大代表建议92件、政协委员提案115件。"
    )
    assert [(fact.indicator, fact.known, fact.value) for fact in facts] == [
        ("办理人大代表建议和政协委员提案", False, "567"),
        ("人大代表建议", True, "92"),
        ("政协委员提案", True, "115"),
    ]


def test_projects_sought_are_not_projects_under_way(facts_of: FactsOf) -> None:
    facts = facts_of("全年招引重大项目184个。谋划储备重大项目1000项以上。实施重点项目80个。")
    assert [fact.indicator == "重点项目" for fact in facts] == [False, False, True]


def test_a_small_work_of_many_words_is_not_the_regions(facts_of: FactsOf) -> None:
    fact = facts_of("实施白洋淀上游流域生态环境综合治理重点项目3个。")[0]
    assert (fact.indicator, fact.scope) == ("白洋淀上游流域生态环境综合治理重点项目", None)


def test_a_county_may_go_by_less_than_its_official_name(facts_of: FactsOf) -> None:
    facts = facts_of("天祝县文旅火爆,接待游客、旅游花费分别增长3.1倍、3.5倍。", region="武威市")
    assert [(fact.indicator, fact.scope) for fact in facts] == [
        ("旅游人次", "天祝县"),
        ("旅游收入", "天祝县"),
    ]


def test_what_zones_shall_reach_is_theirs(facts_of: FactsOf) -> None:
    facts = facts_of(
        "每个园区新落地亿元以上项目10个以上,规上工业增加值增长8%。"
        "推动武威工业园区扩容升级,力争规上工业产值达到180亿元以上。规上工业增加值增长9%。",
        part="plan",
        region="武威市",
    )
    assert [(fact.indicator, fact.scope) for fact in facts if fact.known] == [
        ("规模以上工业增加值", "每个园区"),
        ("规模以上工业总产值", "武威工业园区"),
        ("规模以上工业增加值", None),
    ]


def test_the_regions_own_tier_and_a_list_number_are_no_part_of_it(facts_of: FactsOf) -> None:
    facts = facts_of(
        "办理市人大代表建议269件。实施市重点项目293个。实施市以上重点项目26项。"
        "6.改造老旧小区119个。一是全市新增城镇就业11万人。来自海口的公共财政收入267亿元。",
        region="海口市",
    )
    assert [(fact.indicator, fact.scope) for fact in facts] == [
        ("人大代表建议", None),
        ("重点项目", None),
        ("重点项目", "市以上"),
        ("老旧小区改造", None),
        ("城镇新增就业", None),
        ("来自海口公共财政收入", None),
    ]


def test_a_stretch_that_runs_on_with_its_verb_is_still_the_districts(facts_of: FactsOf) -> None:
    facts = facts_of(
        "曹妃甸区完成固定资产投资734亿元，增长19%；实现公共财政预算收入48亿元，增长62%。"
        "公共财政预算收入318亿元，增长5%。",
        region="唐山市",
    )
    assert [(fact.value, fact.scope) for fact in facts] == [
        ("734", "曹妃甸区"),
        ("48", "曹妃甸区"),
        ("318", None),
    ]


def test_what_stands_under_a_zones_heading_is_the_zones(facts_under: FactsUnder) -> None:
    text = (
        "道路、电站和管网配套全面开工，完成固定资产投资274亿元。全市固定资产投资6500亿元。"
        "城镇新增就业3万人。"
    )
    found = [
        [(fact.value, fact.scope) for fact in facts_under(heading, text, region="成都市")]
        for heading in ("二是天府新区建设全面提速", "批复设立天府新区", "新区建设和招商引资")
    ]
    own = [("274", None), ("6500", None), ("3", None)]
    assert [[("274", "天府新区"), ("6500", None), ("3", None)], own, own] == found


def test_zones_counted_together_and_with_brackets_are_no_region(facts_of: FactsOf) -> None:
    facts = facts_of(
        "规上工业增加值400亿元。13个工业园区新增入园企业185户，规上工业增加值170亿元。"
        "佛山（云浮）产业转移工业园引进项目17个，实现规上工业增加值75亿元。",
        region="云浮市",
    )
    assert [fact.scope for fact in facts if fact.known] == [
        None,
        "13个工业园区",
        "佛山（云浮）产业转移工业园",
    ]


def test_a_clause_without_figures_names_the_zone_that_the_next_speaks_of(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(
        "融合发展加快，滇中新区经济运行持续向好，生产总值达到866亿元。经过努力，县域经济综合实力增强，"
        "完成一般公共预算收入63亿元。推进古城旅游区建设，旅游总收入141亿元。",
        region="昆明市",
    )
    assert [fact.scope for fact in facts] == ["滇中新区", "县域经济", None]


def test_of_two_amounts_of_the_whole_the_one_after_a_part_is_the_parts(facts_of: FactsOf) -> None:
    facts = facts_of(
        "旅游总收入147亿元，其中，长寿国际旅游区接待游客851万人次；旅游总收入81亿元。",
        region="河池市",
    )
    assert [(fact.value, fact.scope) for fact in facts if fact.indicator == "旅游收入"] == [
        ("147", None),
        ("81", "长寿国际旅游区"),
    ]


def test_of_two_amounts_the_one_under_a_branchs_heading_is_the_branchs(
    facts_under: FactsUnder,
) -> None:
    facts = facts_under(
        "提速增效现代林产业",
        "实现规上工业总产值58亿元以上。",
        "预期目标",
        "规上工业总产值达到900亿元。",
        part="plan",
        region="普洱市",
    )
    assert [(fact.value, fact.scope) for fact in facts] == [("58", "现代林产业"), ("900", None)]


def test_of_two_amounts_the_one_behind_a_zone_is_the_zones(facts_of: FactsOf) -> None:
    facts = facts_of(
        "稳步提升产业集聚区建设水平，力争固定资产投资达到2800亿元。固定资产投资达到7000亿元。",
        part="plan",
        region="郑州市",
    )
    assert [(fact.value, fact.scope) for fact in facts] == [("2800", "产业集聚区"), ("7000", None)]
