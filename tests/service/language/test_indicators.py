"""Indicators by all their names."""

from collections import Counter

import pytest

from service.language.indicators import FAMILIES, find, load_lexicon, mentions, printed_mentions

NAMES = [
    "地区生产总值",
    "固定资产投资",
    "社会消费品零售总额",
    "一般公共预算收入",
    "城镇居民人均可支配收入",
    "农村居民人均可支配收入",
    "全体居民人均可支配收入",
    "进出口总额",
    "城镇新增就业",
    "城镇登记失业率",
    "规模以上工业增加值",
    "规模以上工业总产值",
    "居民消费价格",
    "单位GDP能耗",
    "隐性债务化解",
    "民生支出",
    "重点项目",
    "老旧小区改造",
    "空气质量优良率",
    "地方级财政收入",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_canonical_name_finds_its_indicator(name: str) -> None:
    indicator = find(name)
    assert indicator is not None
    assert (indicator.name, indicator.headline) == (name, True)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("GDP", "地区生产总值"),
        ("社零", "社会消费品零售总额"),
        ("固投", "固定资产投资"),
        ("财政收入", "一般公共预算收入"),
        ("外贸", "进出口总额"),
        ("规上工业", "规模以上工业增加值"),
        ("失业率", "城镇登记失业率"),
        ("化债", "隐性债务化解"),
        ("居民收入", "全体居民人均可支配收入"),
    ],
)
def test_a_staff_short_name_finds_its_indicator(short: str, name: str) -> None:
    indicator = find(short)
    assert indicator is not None
    assert indicator.name == name


def test_an_unknown_name_finds_nothing() -> None:
    assert find("幸福指数") is None


def test_a_question_names_its_indicators_longest_name_first() -> None:
    found = [indicator.name for _, _, indicator in mentions("单位GDP能耗和GDP、固投比")]
    assert found == ["单位GDP能耗", "地区生产总值", "固定资产投资"]


def test_a_mention_is_where_the_name_stands() -> None:
    text = "海拉尔区的社零是多少"
    assert [text[start:end] for start, end, _ in mentions(text)] == ["社零"]


def test_short_names_of_questions_mean_something_else_in_print() -> None:
    assert [each.name for _, _, each in printed_mentions("财政收入和支出矛盾突出")] == []


def test_budget_revenue_and_local_level_revenue_are_two_indicators() -> None:
    names = [each.name for _, _, each in mentions("一般公共预算收入和地方级财政收入")]
    assert names == ["一般公共预算收入", "地方级财政收入"]


def test_no_name_belongs_to_two_indicators() -> None:
    printed = Counter(
        name for each in load_lexicon().indicators for name in {each.name, *each.aliases}
    )
    assert [name for name, count in printed.items() if count > 1] == []


def test_every_unit_family_and_share_exists() -> None:
    lexicon = load_lexicon()
    assert all(each.unit_family in FAMILIES for each in lexicon.indicators)
    assert all(each.share is None or each.share in lexicon.printed for each in lexicon.indicators)


def test_an_indicator_takes_only_units_of_its_family() -> None:
    rate, amount = find("城镇登记失业率"), find("地区生产总值")
    assert rate is not None
    assert amount is not None
    assert (rate.takes("%"), rate.takes("元"), amount.takes("元")) == (True, False, True)
