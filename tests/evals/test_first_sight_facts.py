"""Facts of a ledger beside facts read by hand: one to one, field by field, doubt apart."""

from typing import Any

import pytest

from evals.first_sight_facts import FactMark, JudgedFact, counts, harm, judge, mark_of
from evals.ledger_gold import GoldFact, Located, place_of
from service.facts.model import Fact

RAW = (
    "甲县2021年政府工作报告",
    "2020年，全县地区生产总值完成１４１．５亿元，增长8%；固定资产投资增长6%，建成公园3座。",
    "2021年，地区生产总值增长6%，城镇新增就业1000人。",
)
TEXT = RAW[1].replace("１４１．５", "141.5").replace("，", ",") + "\n" + RAW[2].replace("，", ",")
WHERE = Located(TEXT, RAW)


def fact(quote: str, indicator: str, **changed: Any) -> Fact:
    start = TEXT.index(quote)
    plain: dict[str, Any] = {
        "id": f"甲县-2021:{start}", "report": "甲县-2021", "region": "甲县", "year": 2021,
        "indicator": indicator, "known": True, "indicator_text": indicator, "period": "2020",
        "period_text": "2020年", "kind": "actual", "basis": "annual", "value": None, "unit": None,
        "growth": None, "quote": quote, "start": start, "end": start + len(quote),
    }  # fmt: skip
    return Fact.model_validate(plain | changed)


def gold(quote: str, indicator: str, **changed: Any) -> GoldFact:
    plain: dict[str, Any] = {
        "doc": "甲县_2021", "para": 1, "indicator": indicator, "period": "2020", "kind": "actual",
        "quote": quote,
    }  # fmt: skip
    return GoldFact.model_validate(plain | changed)


GDP_QUOTE = "地区生产总值完成141.5亿元,增长8%"
GDP = fact(GDP_QUOTE, "地区生产总值", value="141.5", unit="亿元", growth="8%")
INVESTED = fact("固定资产投资增长6%", "固定资产投资", growth="6%")
PARKS = fact("建成公园3座", "建成公园", known=False, value="3", unit="座")
GOLD = (
    gold("地区生产总值完成141.5亿元，增长8%", "全县生产总值", value="141.5", unit="亿元", growth="8%"),
    gold("固定资产投资增长6%", "全社会固定资产投资", growth="6%"),
)  # fmt: skip


def found(*facts: Fact, **more: Any) -> list[JudgedFact]:
    return list(judge("甲县_2021", WHERE, GOLD, facts, **more))


def test_a_ledger_that_says_the_same_is_right() -> None:
    both = found(GDP, INVESTED)
    assert [(each.fact, each.right) for each in both] == [(GDP, True), (INVESTED, True)]
    assert both[0].fields == dict.fromkeys(("value", "growth", "period", "kind", "name"), True)
    assert both[1].fields == dict.fromkeys(("growth", "period", "kind", "name"), True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": "1415", "unit": "亿元"}, "value"),
        ({"unit": "万元"}, "value"),
        ({"growth": "-8%"}, "growth"),
        ({"period": "2016-2020"}, "period"),
        ({"kind": "target"}, "kind"),
        ({"indicator": "固定资产投资", "indicator_text": "固定资产投资"}, "name"),
    ],
)
def test_each_field_is_wrong_by_itself(changed: dict[str, Any], field: str) -> None:
    first = found(GDP.model_copy(update=changed))[0]
    assert (first.right, [name for name, right in first.fields.items() if not right]) == (
        False,
        [field],
    )


def test_a_fact_that_is_not_there_is_wrong_in_all_that_the_gold_states() -> None:
    first, second = found()
    assert (first.fact, first.right, set(first.fields.values())) == (None, False, {False})
    assert set(second.fields) == {"growth", "period", "kind", "name"}
    assert counts([first, second], "all") == (0, 2)
    assert harm([first, second]) == (0, 0)


def test_what_the_gold_lacks_is_false_unread_or_as_it_was_marked() -> None:
    def extra(**more: Any) -> bool | None:
        (last,) = [each for each in found(GDP, INVESTED, PARKS, **more) if each.gold is None]
        assert last.fact == PARKS
        return last.right

    key = mark_of("甲县_2021", PARKS, TEXT).key
    assert extra() is None
    assert extra(complete=[1]) is False
    assert extra(complete=[1], marks={key: True}) is True
    assert extra(marks={key: False}) is False
    other = mark_of("甲县_2021", PARKS.model_copy(update={"period": "2019"}), TEXT).key
    assert extra(marks={other: True}) is None


def test_harm_is_what_is_sure_and_false() -> None:
    false = GDP.model_copy(update={"period": "2019"})
    assert harm(found(false, INVESTED, PARKS)) == (2, 1)
    assert harm(found(false, INVESTED, PARKS, complete=[1])) == (3, 2)

    doubted = false.model_copy(update={"standing": "doubtful", "doubts": ("名称不完整",)})
    judged = found(doubted, INVESTED)
    assert (harm(judged), judged[0].sure, judged[1].sure) == ((2, 0), False, True)


def test_a_mark_carries_the_sentence_and_reads_back() -> None:
    mark = mark_of("甲县_2021", INVESTED, TEXT)
    assert mark.sentence == TEXT.splitlines()[0].removesuffix("。")
    assert FactMark.model_validate_json(mark.model_dump_json()) == mark


def test_a_growth_since_another_year_may_be_a_fact_of_its_own() -> None:
    since = gold(GDP_QUOTE, "地区生产总值", value="141.5", unit="亿元", growth="40%（比2015年）")
    alone = GDP.model_copy(update={"growth": None})
    (judged,) = judge("甲县_2021", WHERE, [since], [alone])
    assert (judged.right, judged.fields["growth"]) == (True, True)


def test_a_sum_may_be_told_by_its_kind_or_its_basis() -> None:
    summed = gold("建成公园3座", "建成公园", kind="cumulative", value="3", unit="座")

    def right(**changed: Any) -> bool | None:
        made = PARKS.model_copy(update=changed)
        return next(iter(judge("甲县_2021", WHERE, [summed], [made]))).right

    assert right(kind="cumulative", basis="cumulative") is True
    assert right(kind="actual", basis="cumulative") is True
    assert right(kind="actual", basis="annual") is False


def test_places_are_told_by_the_paragraph_and_can_be_given() -> None:
    aims = [
        gold("", name, kind="target", para=2) for name in ("地区生产总值", "城镇新增就业", "公园")
    ]
    assert place_of(GOLD[0], GOLD) == "headline"
    assert place_of(aims[0], aims) == "target"
    assert place_of(GOLD[0], [*GOLD, *[gold("", "公园")] * 3]) == "other"
    assert place_of(GOLD[0].model_copy(update={"place": "other"}), GOLD) == "other"


def test_a_quote_is_found_in_its_own_paragraph_whatever_its_punctuation() -> None:
    assert WHERE.paragraph(2) == (TEXT.index("2021年"), len(TEXT))
    assert WHERE.paragraph(0) is None
    assert WHERE.paragraph(9) is None
    rise = gold("生产总值 增长６％", "地区生产总值", para=2)
    start, end = WHERE.quote(rise) or (0, 0)
    assert TEXT[start:end] == "生产总值增长6%"
    assert WHERE.quote(gold("没有这句", "x")) is None
