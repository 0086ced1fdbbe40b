"""Citations: what does not exist, is not a span, or was never read is caught."""

import pytest

from evals.checks import CaseCheck
from evals.outcome import CaseOutcome
from evals.scorers import citations
from service.shapes import Searched
from tests.evals.making import OTHER_ID, OTHER_QUOTE, TARGET, answer, asked, citation, fact, ledger


def states(outcome: CaseOutcome) -> dict[str, CaseCheck]:
    return {check.name.split(" ")[0]: check for check in citations.score(outcome)}


def test_a_right_answer_passes_every_check() -> None:
    found = states(asked())
    assert set(found) == {"invented", "searched", "sourced", "evidence"}
    assert {check.state for check in found.values()} == {"pass"}


@pytest.mark.parametrize(
    "broken",
    [
        answer("2020年甲市地区生产总值为141.5亿元[2]。"),
        answer(citations=(citation(quote="地区生产总值完成141.5亿元", start=3),)),
        answer(citations=(citation(report="丙市-2021"),)),
        answer(citations=(citation().model_copy(update={"quote": "地区生产总值完成999亿元"}),)),
    ],
)
def test_an_invented_citation_is_caught(broken) -> None:
    assert states(asked(broken))["invented"].slips == ("invented citation",)


def test_a_report_that_was_not_searched_is_foreign() -> None:
    foreign = answer(
        "乙市为174.46亿元[1]。",
        (citation(quote=OTHER_QUOTE, of=OTHER_ID),),
        searched=Searched(reports=1, regions=("甲市",)),
    )
    assert states(asked(foreign))["searched"].slips == ("foreign citation",)


def test_a_number_without_a_source_is_caught() -> None:
    bare = answer("2020年甲市地区生产总值为141.5亿元[1]。\n增长8%左右。")
    check = states(asked(bare))["sourced"]
    assert (check.state, "增长8%左右" in check.detail) == ("fail", True)


def test_evidence_that_is_not_cited_is_told_without_deciding() -> None:
    other = answer("目标是增长6%左右[1]。", (citation(quote=TARGET),))
    check = states(asked(other))["evidence"]
    assert (check.state, check.diagnostic) == ("fail", True)


def test_half_of_the_evidence_is_enough() -> None:
    half = answer(citations=(citation(quote="地区生产总值完成141.5亿元"),))
    assert states(asked(half))["evidence"].state == "pass"


def test_the_quotes_of_a_ledger_are_asked_once_for_the_whole_report() -> None:
    assert list(citations.score(ledger((fact(),), {"value": "141.5", "quote": "141.5亿元"}))) == []
    moved = ledger((fact(start=1),), reason="every fact")
    (check,) = citations.score(moved)
    assert check.state == "fail"


def test_without_a_result_nothing_is_judged() -> None:
    assert [check.state for check in citations.score(asked(error="x"))] == ["not_judged"]
