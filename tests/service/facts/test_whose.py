"""Whose a figure is: other regions, zones, tiers and small works beside the region itself."""

from tests.service.facts.conftest import FactsOf


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
    assert (fact.indicator, fact.scope) == ("重点项目", "白洋淀上游流域生态环境综合治理")


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
        ("一般公共预算收入", "自海口"),
    ]
