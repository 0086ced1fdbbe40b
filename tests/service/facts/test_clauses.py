"""Where a clause ends: a comma inside a number ends none."""

import pytest

from tests.service.facts.conftest import FactsOf


@pytest.mark.parametrize("comma", [",", "，"])
def test_a_size_that_sorts_keeps_its_thousands_separator(facts_of: FactsOf, comma: str) -> None:
    text = f"新引进5{comma}000万元以上项目8个,计划完成投资9.7亿元。"
    assert [
        (f"新引进5{comma}000万元以上项目", "8"),
        (f"新引进5{comma}000万元以上项目计划完成投资", "9.7"),
    ] == [(fact.indicator_text, fact.value) for fact in facts_of(text)]


def test_a_half_width_comma_before_three_digits_may_end_a_clause(facts_of: FactsOf) -> None:
    facts = facts_of("规上工业增加值增长8%,500万元以上项目30个,120户企业受益。")
    assert [(fact.indicator_text, fact.value, fact.growth) for fact in facts] == [
        ("规上工业增加值", None, "8%"),
        ("500万元以上项目", "30", None),
        ("企业受益", "120", None),
    ]


def test_separators_of_millions_are_all_left_out(facts_of: FactsOf) -> None:
    assert [fact.value for fact in facts_of("发放补贴1,402,300元,惠及群众。")] == ["1402300"]
