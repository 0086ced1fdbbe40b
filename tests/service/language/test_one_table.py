"""One table of cases, read by every reader: a report's, a question's, a draft's."""

from decimal import Decimal

import pytest

from service.understand.times import read_times
from service.verify import DraftEvidence
from service.verify.numbers import quantities
from service.verify.when import period_cues
from tests.service.facts.conftest import FactsOf, facts_of

__all__ = ("facts_of",)

MEASURES = [
    ("地区生产总值完成1.2万亿元。", "1200000000000", "元", None),
    ("地区生产总值完成9千万元。", "90000000", "元", None),
    ("地区生产总值突破309亿元。", "30900000000", "元", "突破"),
    ("地区生产总值增长8%左右。", "8", "%", "左右"),
    ("城镇登记失业率控制在3.5%以内。", "3.5", "%", "以内"),
    ("粮食产量达到八十六点四万吨。", "864000", "吨", None),
    ("城镇新增就业5,300人以上。", "5300", "人", "以上"),
    ("森林覆盖率提高0.2个百分点。", "0.2", "个百分点", None),
]
PERIODS = [
    ("2020年", "2020"),
    ("“十三五”时期", "2016-2020"),
    ("十四五时期", "2021-2025"),
    ("2016-2020年", "2016-2020"),
]
SCOPES = [("全市", None), ("市本级", "市本级"), ("全国", "全国")]
KINDS = [("预计完成", "expected"), ("力争完成", "target"), ("完成", "actual")]


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), MEASURES)
def test_a_measure_is_one_to_report_and_draft(
    facts_of: FactsOf, text: str, value: str, unit: str, qualifier: str | None
) -> None:
    told = [fact.figures[0] for fact in facts_of(text)]
    told += [drafted.figure for drafted in quantities(text) if drafted.figure]
    said = [(measure.value, measure.plain_unit, measure.qualifier) for measure in told]
    assert said == [(Decimal(value), unit, qualifier)] * 2


@pytest.mark.parametrize(("words", "period"), PERIODS)
def test_a_period_is_one_to_report_question_and_draft(
    facts_of: FactsOf, words: str, period: str
) -> None:
    text = (
        f"{words}，地区生产总值年均增长6%。" if "-" in period else f"{words}，地区生产总值增长6%。"
    )
    (fact,) = facts_of(text, part="body")
    asked = read_times(f"{words}地区生产总值增长多少？", 2021)
    years = asked.period or "-".join(dict.fromkeys((str(asked.years[0]), str(asked.years[-1]))))
    (cue,) = period_cues(text, DraftEvidence((), (), ()))
    assert [fact.period, years, cue.value] == [period] * 3


@pytest.mark.parametrize(("words", "scope"), SCOPES)
def test_a_scope_is_a_place_and_not_the_region_itself(
    facts_of: FactsOf, words: str, scope: str | None
) -> None:
    assert [fact.scope for fact in facts_of(f"{words}一般公共预算收入10亿元。")] == [scope]


@pytest.mark.parametrize(("verb", "kind"), KINDS)
def test_a_kind_is_what_its_verb_says(facts_of: FactsOf, verb: str, kind: str) -> None:
    assert [fact.kind for fact in facts_of(f"{verb}地区生产总值309亿元。")] == [kind]
