"""Cells are said of what heads their row and their column."""

import pytest

from tests.service.facts.conftest import FactsOf

TABLES = {
    "units in a column": (
        "指标 | 单位 | 2020年完成 | 增长（%）\n粮食产量 | 万吨 | 86.4 | 4.2\n社会消费品零售总额 | 亿元 | 30.2 | -3.1",
        [
            ("粮食产量", "2020", "actual", "86.4", "万吨", "4.2%"),
            ("社会消费品零售总额", "2020", "actual", "30.2", "亿元", "-3.1%"),
        ],
    ),
    "units in the names, years in the heads": (
        "指标 | 2019年 | 2020年 | 2021年目标\n粮食产量（万吨） | 80.1 | 86.4 | 88\n森林覆盖率（%） | 63.2 | 63.5 | 64",
        [
            ("粮食产量", "2019", "actual", "80.1", "万吨", None),
            ("粮食产量", "2020", "actual", "86.4", "万吨", None),
            ("粮食产量", "2021", "target", "88", "万吨", None),
            ("森林覆盖率", "2019", "actual", "63.2", "%", None),
            ("森林覆盖率", "2020", "actual", "63.5", "%", None),
            ("森林覆盖率", "2021", "target", "64", "%", None),
        ],
    ),
    "one unit above, numbers in front": (
        "表1 主要指标（单位：亿元）\n序号 | 指标 | 2020年实际 | 2021年计划\n1 | 固定资产投资 | 45.3 | 50\n2 | 旅游收入 | 1,200.1 | 1,500",
        [
            ("固定资产投资", "2020", "actual", "45.3", "亿元", None),
            ("固定资产投资", "2021", "target", "50", "亿元", None),
            ("旅游收入", "2020", "actual", "1200.1", "亿元", None),
            ("旅游收入", "2021", "target", "1500", "亿元", None),
        ],
    ),
    "a share's change is in points or in percent": (
        "指标 | 单位 | 2020年完成 | 增长（%）\n森林覆盖率 | % | 63.5 | 0.3",
        [("森林覆盖率", "2020", "actual", "63.5", "%", None)],
    ),
    "no unit": ("指标 | 2020年完成\n粮食产量 | 86.4", []),
    "no head": ("粮食产量 | 86.4\n社会消费品零售总额 | 30.2", []),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_cell_is_a_fact_with_its_heads(facts_of: FactsOf, table: str) -> None:
    text, expected = TABLES[table]
    facts = facts_of(text)
    assert [
        (each.indicator, each.period, each.kind, each.value, each.unit, each.growth)
        for each in facts
    ] == expected
    assert [each.standing for each in facts] == ["sure"] * len(expected)
    assert all(text[each.start : each.end] == each.quote for each in facts)


def test_a_row_of_sentences_is_read_as_they_are(facts_of: FactsOf) -> None:
    (fact, *_) = facts_of("项目 | 情况\n民生 | 全市城镇新增就业2860人，完成年度任务")
    assert (fact.value, fact.unit) == ("2860", "人")
