"""Facts of the five reports that a reader would look up first."""

import pytest

from service.facts.model import Fact

Expected = tuple[str, str, str, str | None, str | None, str | None]

KNOWN: list[tuple[str, Expected]] = [
    ("满洲里市-2021", ("地区生产总值", "2020", "actual", "141.5", "亿元", None)),
    ("满洲里市-2021", ("地区生产总值", "2016-2020", "average", None, None, "2.2%")),
    ("满洲里市-2021", ("地区生产总值", "2021", "target", None, None, "3%")),
    ("满洲里市-2021", ("地区生产总值", "2035", "target", None, None, "翻番")),
    ("满洲里市-2021", ("城镇居民人均可支配收入", "2020", "actual", "40338", "元", "2.6%")),
    ("满洲里市-2021", ("单位GDP能耗", "2021", "target", None, None, "-2.85%")),
    ("乌海市-2024", ("地区生产总值", "2023", "actual", None, None, "0.1%")),
    ("乌海市-2024", ("地区生产总值", "2024", "target", None, None, "6%")),
    ("乌海市-2024", ("居民消费价格", "2024", "target", None, None, "3%")),
    ("乌海市-2024", ("城镇新增就业", "2024", "target", "4100", "人", None)),
    ("海拉尔区-2021", ("地区生产总值", "2020", "actual", "174.46", "亿元", None)),
    ("海拉尔区-2021", ("固定资产投资", "2020", "actual", "42.44", "亿元", "9.96%")),
    ("海拉尔区-2021", ("固定资产投资", "2021", "target", None, None, "持平")),
    ("海拉尔区-2021", ("空气质量优良率", "2020", "actual", "100", "%", None)),
    ("海拉尔区-2021", ("民生支出", "2016-2020", "cumulative", "109.98", "亿元", None)),
    ("回民区-2022", ("地区生产总值", "2021", "expected", "309", "亿元", "8%")),
    ("回民区-2022", ("地区生产总值", "2017-2021", "average", None, None, "3.6%")),
    ("回民区-2022", ("社会消费品零售总额", "2022", "target", None, None, "6%")),
    ("回民区-2022", ("固定资产投资", "2018-2021", "cumulative", "220", "亿元", None)),
    ("东昌区-2021", ("地区生产总值", "2020", "expected", None, None, "0.3%")),
    ("东昌区-2021", ("社会消费品零售总额", "2020", "expected", None, None, "-16.8%")),
    ("东昌区-2021", ("地区生产总值", "2021", "target", None, None, "7-8%")),
    ("东昌区-2021", ("地方级财政收入", "2021", "target", None, None, "3%")),
    ("东昌区-2021", ("规模以上工业增加值", "2021", "target", None, None, "8%")),
]


def key(fact: Fact) -> tuple[str, str | None, str | None, str | None, str | None, str | None]:
    return fact.indicator, fact.period, fact.kind, fact.value, fact.unit, fact.growth


@pytest.mark.parametrize(("report", "expected"), KNOWN)
def test_a_known_figure_is_a_fact(
    report: str, expected: Expected, seed_facts: dict[str, tuple[Fact, ...]]
) -> None:
    assert expected in {key(fact) for fact in seed_facts[report] if fact.known}


def test_every_quote_stands_in_its_report(
    seed_facts: dict[str, tuple[Fact, ...]], seed_texts: dict[str, str]
) -> None:
    wrong = [
        fact.id
        for name, facts in seed_facts.items()
        for fact in facts
        if seed_texts[name][fact.start : fact.end] != fact.quote
    ]
    assert wrong == []


def test_every_figure_of_a_fact_stands_in_its_report(
    seed_facts: dict[str, tuple[Fact, ...]], seed_texts: dict[str, str]
) -> None:
    wrong = [
        fact.id
        for name, facts in seed_facts.items()
        for fact in facts
        for figure in fact.figures
        if seed_texts[name][figure.start : figure.end] != figure.text
    ]
    assert wrong == []


def test_the_own_gdp_of_a_year_is_said_once(seed_facts: dict[str, tuple[Fact, ...]]) -> None:
    results = [
        (fact.report, fact.period)
        for facts in seed_facts.values()
        for fact in facts
        if fact.indicator == "地区生产总值"
        and fact.kind in ("actual", "expected")
        and not fact.scope
    ]
    assert sorted(results) == [
        ("东昌区-2021", "2020"),
        ("乌海市-2024", "2023"),
        ("回民区-2022", "2021"),
        ("海拉尔区-2021", "2020"),
        ("满洲里市-2021", "2020"),
    ]


def test_qualifiers_of_the_targets_are_kept(seed_facts: dict[str, tuple[Fact, ...]]) -> None:
    targets = {
        fact.report: fact.growth_qualifier
        for facts in seed_facts.values()
        for fact in facts
        if fact.indicator == "地区生产总值" and fact.kind == "target" and fact.growth != "翻番"
    }
    assert targets == {
        "满洲里市-2021": None,
        "乌海市-2024": "左右",
        "海拉尔区-2021": "左右",
        "回民区-2022": "左右",
        "东昌区-2021": None,
    }


def test_reading_the_same_text_twice_gives_the_same_facts(
    seed_facts: dict[str, tuple[Fact, ...]],
) -> None:
    ids = [fact.id for facts in seed_facts.values() for fact in facts]
    assert len(ids) == len(set(ids))
