"""Second look and standing: what the small reader doubts, and what it leaves alone."""

import pytest

from service.facts.model import Fact
from service.facts.second_look import doubts
from service.facts.seen import Seen
from service.language.measures import measures
from tests.service.facts.conftest import FactsOf


def fact(text: str, **fields: object) -> Fact:
    """A fact that a first reader might have made of a sentence, with its figures."""
    made = {
        "id": "1", "report": "甲市-2021", "region": "甲市", "year": 2021,
        "indicator": "地区生产总值", "known": True, "indicator_text": "地区生产总值",
        "period": "2020", "period_text": None, "kind": "actual", "basis": "annual",
        "value": None, "unit": None, "growth": None, "quote": text, "start": 0,
        "end": len(text), "figures": tuple(measures(text))[:1],
    }  # fmt: skip
    return Fact.model_validate({**made, **fields})


def look(text: str, part: str = "review", **fields: object) -> tuple[str, ...]:
    return doubts(Seen(fact(text, **fields), text, 0, len(text), part))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("text", "fields", "doubt"),
    [
        (
            "地区生产总值增长5%，固定资产投资完成30亿元。",
            {"value": "30", "unit": "亿元", "figures": tuple(measures("地区生产总值增长5%，固定资产投资完成30亿元。"))[1:]},
            "离数字更近的是“固定资产投资”",
        ),
        ("前三季度地区生产总值增长5%。", {"growth": "5%"}, "句中说的是年内一段时间"),
        ("2018年地区生产总值增长5%。", {"growth": "5%"}, "句中说的是2018年"),
        ("地区生产总值年均增长5%。", {"growth": "5%"}, "句中说的是年均"),
        ("预计地区生产总值增长5%。", {"growth": "5%"}, "句中说的是预计"),
        ("地区生产总值下降5%。", {"growth": "5%"}, "最近的词说的是下降"),
        ("高新区地区生产总值增长5%。", {"growth": "5%", "indicator_text": "地区生产总值"}, None),
        ("临江高新区地区生产总值增长5%。", {"growth": "5%"}, "像是临江高新区的数"),
        ("地区生产总值增加5亿元。", {"value": "5", "unit": "亿元"}, "数字像是增减的量"),
        ("地区生产总值达到50%。", {"value": "50", "unit": "%"}, "单位与指标不合"),
        ("地区生产总值增长5%。", {"growth": "5%", "period": "2021"}, "时期还没有过去"),
        ("地区生产总值增长5%。", {"growth": "5%", "kind": "target", "period": "2020"}, "没有说这是目标"),
        ("等企业35家。", {"value": "35", "unit": "家", "known": False, "indicator": "等企业，"}, "名称不完整"),
    ],
)  # fmt: skip
def test_what_the_two_readers_read_differently_is_doubted(
    text: str, fields: dict[str, object], doubt: str | None
) -> None:
    found = look(text, "review", **fields)
    assert (doubt in found) if doubt else found == ()


@pytest.mark.parametrize(
    ("text", "part", "fields"),
    [
        ("全年地区生产总值完成141.5亿元。", "review", {"value": "141.5", "unit": "亿元"}),
        ("地区生产总值增长6%以上。", "plan", {"growth": "6%", "kind": "target", "period": "2021"}),
        ("地区生产总值下降5%。", "review", {"growth": "-5%"}),
        ("较一季度回升，全年地区生产总值增长5%。", "review", {"growth": "5%"}),
        ("过去五年，地区生产总值年均增长5%。", "review", {"growth": "5%", "basis": "average", "kind": "average", "period": "2016-2020"}),
    ],
)  # fmt: skip
def test_what_both_read_alike_is_sure(text: str, part: str, fields: dict[str, object]) -> None:
    assert look(text, part, **fields) == ()


def test_two_amounts_under_one_name_in_one_sentence_are_both_doubtful(facts_of: FactsOf) -> None:
    facts = facts_of("建成广场2个，又建成广场3个。")
    assert [(fact.value, fact.standing, fact.doubts) for fact in facts] == [
        ("2", "doubtful", ("同一处有两个不同的数",)),
        ("3", "doubtful", ("同一处有两个不同的数",)),
    ]


def test_a_floor_and_what_is_striven_for_are_one_target_and_both_sure(facts_of: FactsOf) -> None:
    facts = facts_of("地区生产总值增长6%以上、力争7%。", part="plan")
    assert [(f.growth, f.growth_qualifier, f.standing) for f in facts] == [
        ("6%", "以上", "sure"),
        ("7%", "力争", "sure"),
    ]


def test_a_figure_under_no_review_and_no_plan_has_no_kind_unless_words_say_one(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(
        "一般公共预算收入为5亿元。力争地区生产总值增长6%。预计固定资产投资增长7%。", part="body"
    )
    assert [fact.kind for fact in facts] == [None, "target", "expected"]


def test_of_two_amounts_in_one_report_that_of_the_regions_own_frame_is_sure(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(
        "全市地区生产总值完成3011亿元，固定资产投资完成900亿元。先行区加快建设，地区生产总值600亿元。"
    )
    told = [(each.value, each.standing, each.doubts) for each in facts]
    assert told == [
        ("3011", "sure", ()),
        ("900", "sure", ()),
        ("600", "doubtful", ("报告别处对同一指标另有不同的数",)),
    ]
