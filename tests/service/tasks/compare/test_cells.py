from collections.abc import Sequence

import pytest

from service.shapes import Cell, RowKind
from service.tasks.compare.cells import ReportEvidence, absent, cell, matching, reads_growth
from tests.service.tasks.making import fact, report
from vectorstore.documents import Part

A = report("甲市", 2021)
REVIEWED: frozenset[Part] = frozenset(("review",))
GLOSSARY: frozenset[Part] = frozenset(("glossary",))
PLANNED: frozenset[Part] = frozenset(("plan",))
NOWHERE: frozenset[Part] = frozenset()


def shown(evidence: ReportEvidence, kind: RowKind, *, growth: bool = False) -> Cell:
    return cell(evidence, kind, matching(evidence, kind), growth=growth)


def rates(row: Sequence[ReportEvidence], kind: RowKind) -> bool:
    return reads_growth([matching(each, kind) for each in row], kind)


def test_the_whole_regions_result_stands_in_the_cell() -> None:
    own = fact(A)
    scoped = fact(A, value="9", scope="市本级", start=50)
    made = shown(ReportEvidence(A, (scoped, own), REVIEWED), "result")
    assert (made.state, made.fact) == ("value", own)
    assert made.facts == (own, scoped)


def test_a_parts_figure_stands_where_the_whole_has_none_and_says_so() -> None:
    scoped = fact(A, value="42.44", scope="区本级")
    made = shown(ReportEvidence(A, (scoped,), REVIEWED), "result")
    assert (made.state, made.fact, made.note) == ("value", scoped, "口径不同：区本级")


@pytest.mark.parametrize(
    "place", ["金厂镇", "县区", "各县", "兴隆综保区", "综保区贸易", "江东新区", "石化产业园"]
)
def test_the_figure_of_a_place_inside_is_only_noted(place: str) -> None:
    scoped = fact(A, value="13.5", scope=place)
    made = shown(ReportEvidence(A, (scoped,), REVIEWED), "result")
    assert (made.state, made.fact) == ("no_number", None)
    assert place in made.note
    assert made.facts == (scoped,)


def test_a_target_of_several_years_stands_where_the_year_has_none() -> None:
    of_years = fact(A, "4.5%左右", value="4.5", unit="%", kind="target", period="2021-2025",
                    basis="level")  # fmt: skip
    of_year = fact(A, "4%", value="4", unit="%", kind="target", period="2021", start=50)
    past = fact(A, "5%", value="5", unit="%", kind="target", period="2016-2020", start=90)
    assert shown(ReportEvidence(A, (of_years, past), PLANNED), "target").fact == of_years
    assert shown(ReportEvidence(A, (of_years, of_year), PLANNED), "target").fact == of_year
    assert shown(ReportEvidence(A, (past,), PLANNED), "target").fact is None


def test_a_row_of_rates_shows_the_rate_of_a_report_that_has_both() -> None:
    rate = fact(A, "增长15%左右", value=None, growth="15%", kind="target", period="2021", start=9)
    amount = fact(A, "290亿元以上", value="290", kind="target", period="2021", start=90)
    other = fact(A, "增长6%", value=None, growth="6%", kind="target", period="2021")
    both = ReportEvidence(A, (amount, rate), PLANNED)
    growth = rates([both, ReportEvidence(A, (other,), PLANNED)], "target")
    assert shown(both, "target", growth=growth).fact == rate
    assert shown(both, "target", growth=rates([both], "target")).fact == amount


def test_an_average_of_five_years_is_no_result_of_the_year() -> None:
    average = fact(A, "年均增长2.2%", value=None, unit=None, growth="2.2%", kind="average",
                   basis="average", period="2016-2020")  # fmt: skip
    made = shown(ReportEvidence(A, (average,), REVIEWED), "result")
    assert made.fact is None
    assert "2016—2020年" in made.note
    assert shown(ReportEvidence(A, (average,), REVIEWED), "average").fact == average


def test_a_target_is_no_result_and_a_result_no_target() -> None:
    result = fact(A)
    target = fact(A, "增长3%", value=None, growth="3%", kind="target", period="2021")
    evidence = ReportEvidence(A, (result, target), REVIEWED)
    assert shown(evidence, "result").fact == result
    assert shown(evidence, "target").fact == target
    assert shown(ReportEvidence(A, (target,), NOWHERE), "result").state == "not_mentioned"


def test_growth_alone_is_a_value_without_an_amount() -> None:
    rate = fact(A, "增长0.1%", value=None, unit=None, growth="0.1%")
    made = shown(ReportEvidence(A, (rate,), REVIEWED), "result")
    assert (made.state, made.fact and made.fact.value) == ("value", None)
    assert "只有增速" in made.note


def test_an_amount_is_preferred_to_a_rate_and_a_result_to_an_estimate() -> None:
    rate = fact(A, "增长8%", value=None, growth="8%", start=5)
    estimate = fact(A, "预计140亿元", value="140", kind="expected", start=20)
    amount = fact(A, start=60)
    assert shown(ReportEvidence(A, (rate, estimate, amount), REVIEWED), "result").fact == amount


def test_an_estimate_is_said_to_be_one() -> None:
    made = shown(ReportEvidence(A, (fact(A, kind="expected"),), REVIEWED), "result")
    assert made.note == "预计数"


def test_two_figures_of_one_report_that_disagree_are_both_shown() -> None:
    made = shown(ReportEvidence(A, (fact(A), fact(A, value="140", start=90)), REVIEWED), "result")
    assert made.fact is not None
    assert made.fact.value == "141.5"
    assert "报告另处写作" in made.note
    assert "140亿元" in made.note


def test_named_without_a_figure_differs_from_not_mentioned() -> None:
    assert shown(ReportEvidence(A, (), REVIEWED), "result").state == "no_number"
    assert shown(ReportEvidence(A, (), NOWHERE), "result").state == "not_mentioned"
    assert shown(ReportEvidence(A, (), GLOSSARY), "result").state == "not_mentioned"


def test_named_among_the_plans_is_no_mention_of_a_result() -> None:
    assert shown(ReportEvidence(A, (), PLANNED), "result").state == "not_mentioned"
    assert shown(ReportEvidence(A, (), PLANNED), "target").state == "no_number"


def test_a_region_outside_the_library_has_its_own_state() -> None:
    assert absent("赤峰市").state == "not_in_library"


def test_a_figure_of_another_definition_is_named_and_not_taken() -> None:
    other = fact(A, "地方级财政收入完成5.2亿元", value="5.2", indicator="地方级财政收入")
    made = shown(ReportEvidence(A, (), NOWHERE, (other,)), "result")
    assert (made.state, made.fact, made.facts) == ("not_mentioned", None, ())
    assert made.note == "口径不同：地方级财政收入2020年5.2亿元"


@pytest.mark.parametrize("part", ["市区", "中心城区", "建成区", "区本级"])
def test_a_part_of_the_whole_is_no_place_inside(part: str) -> None:
    scoped = fact(A, value="13.5", scope=part)
    assert shown(ReportEvidence(A, (scoped,), REVIEWED), "result").fact == scoped


def test_an_average_amount_is_noted_as_one() -> None:
    average = fact(A, "年均新增就业8.4万人", value="8.4", unit="万人", kind="average",
                   basis="average", period="2016-2020")  # fmt: skip
    made = shown(ReportEvidence(A, (average,), REVIEWED), "result")
    assert made.note == "另有：2016—2020年年均8.4万人"


def test_what_is_told_of_several_together_is_noted() -> None:
    both = fact(A, "办理代表建议和委员提案209件", value="209", unit="件", known=False,
                indicator="办理代表建议和委员提案")  # fmt: skip
    made = shown(ReportEvidence(A, (), REVIEWED, joint=(both,)), "result")
    assert (made.state, made.noted) == ("no_number", (both,))
    assert made.note == "与他项合写：办理代表建议和委员提案2020年209件"
