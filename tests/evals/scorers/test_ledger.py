"""The ledger beside its gold: one to one, what is too much is false, each mutation is counted."""

from typing import Any

import pytest

from evals.agreement import Agreement, agreements, gold_of
from evals.checks import CaseCheck
from evals.scorers import ledger
from evals.scorers.ledger import Gold
from service.facts.model import Fact
from service.language.measure import Measure
from tests.evals.making import ID, QUOTE, TARGET, TEXT, expected, fact
from tests.evals.making import ledger as outcome_of

BUDGET = "一般公共预算收入完成9.8亿元"
YEARS = ({"quote": "2020年", "reason": "year"}, {"quote": "2021年", "reason": "year"})
GDP = expected(quote=QUOTE, tags=["headline"])
AIM = expected(
    quote=TARGET, period="2021", kind="target", value=None, unit=None, growth="6%", tags=["headline"]
)  # fmt: skip
TAXES = expected(
    quote=BUDGET, indicator="一般公共预算收入", value="9.8", growth=None, growth_qualifier=None
)  # fmt: skip


def taxes(**changed: Any) -> Fact:
    plain: dict[str, Any] = {
        "indicator": "一般公共预算收入", "indicator_text": "一般公共预算收入", "value": "9.8",
        "growth": None, "growth_qualifier": None,
    }  # fmt: skip
    return fact(BUDGET, **plain | changed)


def aim(**changed: Any) -> Fact:
    plain: dict[str, Any] = {
        "kind": "target", "period": "2021", "value": None, "unit": None, "growth": "6%",
    }  # fmt: skip
    return fact(TARGET, **plain | changed)


def checks(facts: tuple[Fact, ...], *gold: dict[str, Any], none: Any = YEARS) -> list[CaseCheck]:
    outcome = outcome_of(facts, *gold, not_figures=none)
    held = gold_of([outcome.case], ID, outcome.texts)
    assert held is not None
    return list(ledger.score(outcome, held))


def rows(facts: tuple[Fact, ...], *gold: dict[str, Any]) -> dict[str, Agreement]:
    return {row.name: row for row in agreements([outcome_of(facts, *gold, not_figures=YEARS)])}


def counts(row: Agreement) -> tuple[int, int, int]:
    return row.right, row.gold, row.ledger


def test_gold_whose_quotes_hold_every_digit_is_exhaustive() -> None:
    whole = outcome_of((), GDP, AIM, TAXES, not_figures=YEARS).case.expect
    assert Gold(TEXT, whole.facts, whole.not_figures).exhaustive is True
    assert Gold(TEXT, whole.facts[:2], whole.not_figures).exhaustive is False
    assert Gold(TEXT, whole.facts).exhaustive is False


def test_the_ledger_that_says_what_the_gold_says_is_right() -> None:
    found = rows((fact(), taxes(), aim()), GDP, AIM, TAXES)
    assert counts(found["headline"]) == (2, 2, 2)
    assert counts(found["all"]) == (3, 3, 3)
    assert counts(found["all: growth"]) == (2, 2, 2)
    assert found["all"].f1 == 1.0


def test_a_fact_that_an_exhaustive_gold_does_not_know_is_false() -> None:
    (wrong,) = (each for each in checks((fact(), fact(), taxes(), aim()), GDP, AIM, TAXES)
                if each.state == "fail")  # fmt: skip
    assert (wrong.slips, wrong.group) == (("false fact",), "ledger headline")
    found = rows((fact(), fact(), taxes(), aim()), GDP, AIM, TAXES)
    assert (found["headline"].precision, found["headline"].recall) == (0.6667, 1.0)
    assert found["headline"].f1 == 0.8


def test_a_fact_that_a_partial_gold_does_not_speak_of_is_not_judged() -> None:
    assert [each.state for each in checks((fact(), taxes(), aim()), GDP)] == ["pass"]


def test_what_could_be_read_otherwise_counts_on_neither_side() -> None:
    odd = TAXES | {"tags": ["judgement"], "value": "9.9"}
    found = rows((fact(), taxes(), aim()), GDP, AIM, odd)
    assert counts(found["all"]) == (2, 2, 2)


def test_a_number_of_the_not_figures_is_false_where_it_became_a_fact() -> None:
    start = TEXT.index("2020年")
    year = Measure(
        text="2020年", start=start, end=start + 5, number="2020", unit="年", value=None, plain_unit="年"
    )  # fmt: skip
    wrong = fact(QUOTE, value="2020", unit="年", growth=None, figures=(year,))
    assert [each.state for each in checks((wrong,), GDP)] == ["fail"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"value": "141.6"}, "value"),
        ({"unit": "亿吨"}, "unit"),
        ({"growth": "7%"}, "growth"),
        ({"period": "2021"}, "period"),
        ({"kind": "target"}, "kind"),
        ({"indicator": "一般公共预算收入"}, "indicator"),
        ({"region": "乙市"}, "indicator"),
    ],
)
def test_one_thing_changed_costs_recall_and_precision_of_its_field(
    changed: dict[str, Any], part: str
) -> None:
    found = rows((fact(**changed), taxes(), aim()), GDP, AIM, TAXES)
    assert counts(found["all"]) == (2, 3, 3)
    assert found[f"all: {part}"].right == found[f"all: {part}"].gold - 1
    others = {"period", "kind"} - {part}
    assert all(found[f"all: {other}"].f1 == 1.0 for other in others)


def test_an_amount_torn_from_its_growth_is_one_wrong_and_one_too_many() -> None:
    torn = (fact(growth=None), fact(value=None, unit=None), taxes(), aim())
    assert counts(rows(torn, GDP, AIM, TAXES)["all"]) == (2, 3, 4)


def test_nothing_is_said_where_there_is_no_gold() -> None:
    assert agreements([outcome_of((fact(),), reason="every fact of the ledger")]) == ()
