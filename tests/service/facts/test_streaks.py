"""How long something has gone on, and what something took, are facts of their own."""

from tests.service.facts.conftest import FactsOf


def test_a_streak_is_named_by_what_goes_on(facts_of: FactsOf) -> None:
    fact = facts_of("黄河某段水质连续7年保持在Ⅱ类。")[0]
    assert (fact.indicator, fact.known) == ("黄河某段水质保持在Ⅱ类连续时间", False)
    assert (fact.value, fact.unit, fact.kind, fact.basis) == ("7", "年", "actual", "annual")


def test_a_streak_does_not_take_the_growth_of_the_amount_before(facts_of: FactsOf) -> None:
    facts = facts_of("粮食产量3.1亿斤,连续9年增产,增长2%。")
    assert [(fact.indicator, fact.value, fact.growth) for fact in facts] == [
        ("粮食产量", "3.1", "2%"),
        ("增产连续时间", "9", None),
    ]


def test_an_honour_on_end_is_not_said_of_the_amount_before(facts_of: FactsOf) -> None:
    facts = facts_of("城镇新增就业3.1万人,连续3年获评就业先进城市。")
    assert [fact.indicator for fact in facts] == ["城镇新增就业", "获评就业先进城市连续时间"]


def test_the_time_that_a_work_took_is_a_fact(facts_of: FactsOf) -> None:
    facts = facts_of("仅用46天就集中救治病例77例。")
    assert ("集中救治病例用时", "46", "天") in [(f.indicator, f.value, f.unit) for f in facts]


def test_how_long_a_plan_or_a_past_lasts_says_nothing_of_its_own(facts_of: FactsOf) -> None:
    assert facts_of("启动为期3年的整治行动,历时8年的遗留问题得到解决。") == ()
