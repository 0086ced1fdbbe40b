"""What is named without a number, levels at the end of a span, and the words for absence."""

import pytest

from service.draft import period_words
from service.facts.model import Fact
from service.tasks.answer.draft_lines import asked_for
from service.tasks.answer.pick import pick
from service.tasks.answer.words_part import asked_words
from service.tasks.named import PLAN, clauses_without_number, named_only
from service.understand import Understood
from service.verify import Context, DraftEvidence, DraftLine, prove
from vectorstore.filed import Stretch

TEXT = (
    "一、2025年工作安排\n主要预期目标是：地区生产总值增速与全省平均水平相当，规模以上工业增加值增长5.5%左右，"
    "居民收入与经济增长同步。\n大力提升地区生产总值含绿量。"
)


def planned(text: str, indicator: str) -> tuple[int, int] | None:
    """What is found in a text that is a plan as a whole."""
    outline = [Stretch(0, len(text), "plan")]
    return named_only(clauses_without_number(text, indicator), outline, PLAN)


def quote(span: tuple[int, int] | None) -> str | None:
    return None if span is None else TEXT[slice(*span)]


def test_a_plan_that_measures_itself_against_others_is_named_without_a_number() -> None:
    assert quote(planned(TEXT, "地区生产总值")) == "地区生产总值增速与全省平均水平相当"


@pytest.mark.parametrize(
    ("words", "named"),
    [("城乡居民收入稳步增长", True), ("农民收入稳步增长", True), ("城镇居民收入稳步增长", False)],
)
def test_what_is_told_of_all_is_told_of_each_and_of_one_half_not_of_the_other(
    words: str, named: bool
) -> None:
    assert bool(planned(words, "农村居民人均可支配收入")) is named


@pytest.mark.parametrize("indicator", ["规模以上工业增加值", "固定资产投资"])
def test_a_figure_and_silence_are_not_named_without_a_number(indicator: str) -> None:
    assert planned(TEXT, indicator) is None


def test_a_clause_counts_in_the_part_of_its_deepest_section() -> None:
    clauses = clauses_without_number(
        "一、回顾\n经济稳定增长。地区生产总值稳步增长。", "地区生产总值"
    )
    assert clauses == [(12, 22)]
    within = [Stretch(0, 23, "plan"), Stretch(12, 23, "review")]
    assert named_only(clauses, within, PLAN) is None
    assert named_only(clauses, within[:1], PLAN) == (12, 22)


def fact(period: str, basis: str, value: str) -> Fact:
    return Fact.model_validate(
        {
            "id": period + value, "report": "甲市-2016", "region": "甲市", "year": 2016,
            "indicator": "城镇化率", "known": True, "indicator_text": "城镇化率", "period": period,
            "period_text": None, "kind": "actual", "basis": basis, "value": value, "unit": "%",
            "growth": None, "quote": f"城镇化率达{value}%", "start": 0, "end": 8,
        }
    )  # fmt: skip


def test_a_level_told_of_five_years_answers_for_the_last_of_them() -> None:
    asked = Understood(task="lookup", indicators=("城镇化率",), years=(2015,))
    span, year = fact("2011-2015", "level", "52"), fact("2015", "level", "53")
    average = fact("2011-2015", "average", "2")
    assert pick([span, average], asked, "甲市", "城镇化率", 2016).facts == (span,)
    assert pick([span, year], asked, "甲市", "城镇化率", 2016).facts == (year,)


def test_years_are_said_one_by_one() -> None:
    asked = Understood(task="lookup", years=(2013, 2024))
    assert asked_for(asked, "甲市", "地区生产总值") == "2013年、2024年甲市地区生产总值"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("民生实事", "民生实事"),
        ("地铁通 几条", "所问的内容"),
        ("挣 钱", "所问的内容"),
        ("", "所问的内容"),
    ],
)
def test_leftovers_of_a_question_are_not_repeated_as_if_they_were_a_name(
    subject: str, words: str
) -> None:
    assert asked_words(Understood(task="lookup", subject=subject)) == words


def test_the_first_three_quarters_are_not_september() -> None:
    assert period_words("..2024-09") == "2024年1—9月"


@pytest.mark.parametrize(
    ("words", "proven"),
    [("2024年1—9月", True), ("2024年前三季度", True), ("2024年9月", False), ("2024年", False)],
)
def test_a_figure_up_to_a_month_is_proven_of_that_span_only(words: str, proven: bool) -> None:
    text = "前三季度地区生产总值2044.8亿元"
    known = Fact.model_validate(
        {
            "id": "1", "report": "甲市-2025", "region": "甲市", "year": 2025,
            "indicator": "地区生产总值", "known": True, "indicator_text": "地区生产总值",
            "period": "..2024-09", "period_text": "前三季度", "kind": "actual", "basis": "annual",
            "value": "2044.8", "unit": "亿元", "growth": None, "quote": text, "start": 0,
            "end": len(text),
            "figures": [
                {
                    "text": "2044.8亿元", "start": 10, "end": 18, "number": "2044.8",
                    "unit": "亿元", "value": "204480000000", "plain_unit": "元",
                }
            ],
        }
    )  # fmt: skip
    evidence = DraftEvidence(
        reports=(), facts=(known,), citations=(), context=Context(region="甲市")
    )
    line = DraftLine(f"{words}地区生产总值为2044.8亿元。", (), by="ledger")
    assert [verdict.proven for verdict in prove([line], evidence).verdicts] == [proven]
