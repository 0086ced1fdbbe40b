"""Naming: names that do not say what the number counts make a fact doubtful."""

import pytest

from service.language.measures import measures
from tests.service.facts.test_standing import look


@pytest.mark.parametrize(
    ("text", "fields", "doubt"),
    [
        (
            "跟踪落实大会签约的16个重点旅游项目。",
            {"indicator": "跟踪落实大会签约", "value": "16", "unit": "个"},
            "数字后面还有名称",
        ),
        (
            "90%以上县区事项“一网通办”。",
            {"indicator": "部门改革", "value": "90", "unit": "%"},
            "数字后面还有名称",
        ),
        (
            "新增1个国家级集群。",
            {"indicator": "新增国家级", "value": "1", "unit": "个"},
            "名称里没有事物",
        ),
        (
            "14所重点高中一本达线率提高5.5%。",
            {"indicator": "重点高中一本达线率提高", "value": "14", "unit": "所"},
            "名称连着下一个数",
        ),
        (
            "投资完成30亿元，是前期的2倍。",
            {"indicator": "投资", "value": "2", "unit": "倍"},
            "没有说是什么的倍数",
        ),
        (
            "齐车集团规模超百亿元。",
            {"indicator": "齐车集团", "value": "百亿", "unit": "元"},
            "没有说是什么金额",
        ),
        (
            "8个贫困县全部摘帽。",
            {"indicator": "贫困县", "value": "8", "unit": "个"},
            None,
        ),
        (
            "建成高速公路585公里。",
            {"indicator": "建成高速公路", "value": "585", "unit": "公里"},
            None,
        ),
    ],
)
def test_the_noun_that_the_number_counts_is_in_the_name(
    text: str, fields: dict[str, object], doubt: str | None
) -> None:
    own = [each for each in measures(text) if each.unit == fields["unit"]][:1]
    figures = tuple(own or measures(text)[:1])
    named = {"known": False, "indicator_text": fields["indicator"], "figures": figures, **fields}
    found = look(text, "review", **named)
    assert (doubt in found) if doubt else found == ()
