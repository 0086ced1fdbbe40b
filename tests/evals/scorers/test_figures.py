"""Figures: each field is judged, each slip is named, and each mutation is caught."""

from typing import Any

import pytest

from evals.checks import CaseCheck
from evals.scorers import figures
from tests.evals.making import QUOTE, answer, asked, case, expected, fact, ledger


def of_fact(checks: Any) -> CaseCheck:
    """The check of the one expected fact."""
    return next(check for check in checks if check.name.startswith("甲市"))


def gold(**changed: Any) -> dict[str, Any]:
    return expected(quote=QUOTE, **changed)


def test_the_right_fact_passes_in_every_dimension() -> None:
    check = of_fact(figures.score(ledger((fact(),), gold())))
    assert check.state == "pass"
    assert check.parts == dict.fromkeys(
        ("value", "unit", "period", "kind", "entity", "qualifier"), True
    )


@pytest.mark.parametrize(
    ("changed", "slip", "part"),
    [
        ({"value": "1415"}, "10^k", "value"),
        ({"unit": "万元"}, "万/亿", "value"),
        ({"value": "141.6"}, "value", "value"),
        ({"growth": "8.1%"}, "growth", "value"),
        ({"growth": "-8%"}, "direction", "value"),
        ({"value": "8", "unit": "个百分点", "growth": None}, "value", "value"),
        ({"period": "2021"}, "period", "period"),
        ({"kind": "target"}, "target/result", "kind"),
        ({"kind": "average"}, "kind", "kind"),
        ({"region": "乙市"}, "neighbour region", "entity"),
        ({"indicator": "一般公共预算收入"}, "indicator", "entity"),
        ({"growth_qualifier": None}, "qualifier dropped", "qualifier"),
        ({"growth_qualifier": "以上"}, "qualifier", "qualifier"),
    ],
)
def test_one_thing_changed_is_caught_and_named(
    changed: dict[str, Any], slip: str, part: str
) -> None:
    check = of_fact(figures.score(ledger((fact(**changed),), gold())))
    assert check.state == "fail"
    assert slip in check.slips
    assert check.parts[part] is False


def test_a_rate_in_percentage_points_is_named() -> None:
    rate = gold(value="8", unit="%", growth=None, growth_qualifier=None)
    wrong = fact(value="8", unit="个百分点", growth=None, growth_qualifier=None)
    assert "%/个百分点" in of_fact(figures.score(ledger((wrong,), rate))).slips


def test_fields_that_are_not_given_are_not_judged() -> None:
    bare = {"region": "甲市", "value": "141.5", "unit": "亿元", "quote": QUOTE}
    check = of_fact(figures.score(ledger((fact(period="1999", kind="target"),), bare)))
    assert check.state == "pass"
    assert set(check.parts) == {"value", "unit", "entity"}


def test_a_list_of_expectations_takes_any_of_them() -> None:
    either = gold(period=["2019", "2020"], kind=["expected", "actual"])
    assert of_fact(figures.score(ledger((fact(),), either))).state == "pass"


def test_an_alias_and_a_canonical_name_are_the_same_indicator() -> None:
    assert of_fact(figures.score(ledger((fact(),), gold(indicator="GDP")))).state == "pass"


def test_a_name_that_the_lexicon_lacks_must_not_be_taken_for_a_known_one() -> None:
    odd = gold(indicator="雪道平整工程", indicator_text="雪道平整工程")
    assert "indicator" in of_fact(figures.score(ledger((fact(),), odd))).slips
    unknown = fact(indicator="雪道平整", known=False)
    assert of_fact(figures.score(ledger((unknown,), odd))).state == "pass"


def test_another_scale_of_the_same_amount_is_right() -> None:
    check = of_fact(figures.score(ledger((fact(value="0.01415", unit="万亿元"),), gold())))
    assert check.state == "pass"


def test_a_fact_elsewhere_in_the_report_does_not_count() -> None:
    elsewhere = fact("一般公共预算收入完成9.8亿元")
    check = of_fact(figures.score(ledger((elsewhere,), gold())))
    assert (check.state, check.slips) == ("fail", ("missing",))


def test_a_judgement_is_measured_but_does_not_decide() -> None:
    check = of_fact(figures.score(ledger((), gold(tags=["judgement"]))))
    assert (check.state, check.diagnostic, check.group) == ("fail", True, "facts judgement")


def test_two_expected_facts_of_one_name_stay_apart() -> None:
    checks = list(figures.score(ledger((fact(),), gold(), gold())))
    assert [check.name for check in checks] == [
        "甲市 地区生产总值 2020 141.5亿元 8%",
        "甲市 地区生产总值 2020 141.5亿元 8% #2",
    ]


def test_digits_that_state_nothing_must_not_be_figures() -> None:
    none = {"not_figures": [{"quote": "2020年", "reason": "year"}]}
    (right,) = figures.score(ledger((fact(),), **none))
    assert right.state == "pass"
    figure = {
        "text": "2020年", "start": 0, "end": 5, "number": "2020", "unit": "年",
        "value": "2020", "plain_unit": "年",
    }  # fmt: skip
    (wrong,) = figures.score(ledger((fact(start=0, figures=[figure]),), **none))
    assert (wrong.state, wrong.slips) == ("fail", ("no figure",))


def test_a_right_answer_passes() -> None:
    assert {check.state for check in figures.score(asked())} == {"pass"}


def test_a_figure_that_is_cited_but_not_said_is_missing() -> None:
    silent = asked(answer("甲市经济平稳增长[1]。"))
    assert of_fact(figures.score(silent)).slips == ("missing",)


def test_words_are_found_whatever_their_width_and_spaces() -> None:
    wide = case(expect={"contains": ["增长8%左右", ["甲市，", "乙市"]], "absent": ["174.46"]})
    said = answer("甲市,地区生产总值 增长 ８％ 左右[1]。")
    assert [check.state for check in figures.score(asked(said, wide))] == ["pass"] * 3


def test_words_that_must_not_be_there_are_a_wrong_figure() -> None:
    strict = case(expect={"absent": ["174.46"]})
    (check,) = figures.score(asked(answer("乙市为174.46亿元[1]。"), strict))
    assert (check.state, check.slips) == ("fail", ("wrong figure",))


def test_what_failed_upstream_is_not_judged() -> None:
    (check,) = figures.score(asked(error="BackendFailed"))
    assert check.state == "not_judged"
