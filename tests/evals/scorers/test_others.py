"""Refusals, retrieval, coverage, gold, degradation and cost."""

import pytest

from evals.scorers import coverage, degraded, gold, refusals, retrieval
from evals.scorers.cost import cost
from service.shapes import Cell, Degraded, ProofCount, Removed, Usage
from tests.evals.making import ID, QUOTE, TEXT, answer, asked, case, compared, expected, fact
from vectorstore.documents import Passage

REFUSE = case(expect={"status": "not_found", "reason": "not_mentioned"}, evidence=[])


def test_a_question_that_must_be_refused_and_is_passes() -> None:
    refused = answer("报告未提及。", (), status="not_found", reason="not_mentioned")
    assert [check.state for check in refusals.score(asked(refused, REFUSE))] == ["pass", "pass"]


@pytest.mark.parametrize(
    ("given", "of", "slip", "group"),
    [
        (answer(), REFUSE, "false answer", "must refuse"),
        (answer(status="not_found"), case(), "false refusal", "must answer"),
        (answer(status="clarify"), case(), "false refusal", "must answer"),
        (answer(status="partial"), case(), "wrong status", "must answer"),
    ],
)
def test_false_answers_and_false_refusals_are_told_apart(given, of, slip, group) -> None:
    check = next(iter(refusals.score(asked(given, of))))
    assert (check.state, check.slips, check.group) == ("fail", (slip,), group)


def test_a_refusal_for_the_wrong_reason_is_wrong() -> None:
    refused = answer("", (), status="not_found", reason="not_in_library")
    checks = list(refusals.score(asked(refused, REFUSE)))
    assert [(check.name, check.state) for check in checks] == [
        ("status", "pass"),
        ("reason", "fail"),
    ]


def test_an_upstream_error_is_no_refusal() -> None:
    (check,) = refusals.score(asked(error="BackendFailed：模型服务内部出错"))
    assert check.state == "not_judged"


def passage(start: int, end: int) -> Passage:
    return Passage(
        id=f"{ID}#0", report=ID, number=0, start=start, end=end, text=TEXT[start:end], section=(),
        part="review", tokens=1,
    )  # fmt: skip


def test_evidence_inside_a_passage_is_retrieved_and_outside_is_not() -> None:
    at = TEXT.index(QUOTE)
    (found,) = retrieval.score(asked(retrieved=(passage(0, at + len(QUOTE)),)))
    (missed,) = retrieval.score(asked(retrieved=(passage(at + len(QUOTE), len(TEXT)),)))
    assert (found.state, missed.state, missed.diagnostic) == ("pass", "fail", True)
    assert list(retrieval.score(asked(retrieved=None))) == []


def test_a_cell_is_right_in_state_and_fact() -> None:
    filled = Cell(report=ID, state="value", fact=fact())
    (right,) = coverage.score(compared(filled, {"state": "value", "fact": expected()}))
    (other,) = coverage.score(compared(filled, {"state": "value", "fact": expected(value="1")}))
    (blank,) = coverage.score(compared(filled, {"state": "not_mentioned"}))
    assert (right.state, other.state, blank.slips) == ("pass", "fail", ("filled",))


def test_a_blank_of_another_kind_is_wrong() -> None:
    empty = Cell(report=ID, state="not_mentioned")
    (check,) = coverage.score(compared(empty, {"state": "no_number"}))
    assert (check.state, check.slips) == ("fail", ("wrong blank",))
    (missing,) = coverage.score(compared(Cell(report="x", state="value"), {"state": "value"}))
    assert missing.slips == ("missing",)


def test_gold_that_no_report_holds_fails_its_case() -> None:
    assert list(gold.score(asked())) == []
    strange = case(evidence=[{"report": ID, "quote": "地区生产总值完成142亿元"}])
    (check,) = gold.score(asked(of=strange))
    assert (check.key, check.state) == ("gold/quotes", "fail")


def test_a_failure_of_the_model_must_be_said() -> None:
    told = Degraded.model_validate({"from": "openai", "reason": "模型未能作答"})
    (silent,) = degraded.score(asked(answer(), variant="500", fails=True, calls=1))
    (said,) = degraded.score(asked(answer(degraded=told), variant="500", fails=True, calls=1))
    assert (silent.slips, said.state) == (("silent",), "pass")
    assert list(degraded.score(asked(variant="500", fails=True))) == []


def test_a_faithful_model_loses_no_sentence() -> None:
    cut = ProofCount(numbers=1, removed=(Removed(text="x", reason="y"),))
    (kept,) = degraded.score(asked(variant="faithful", calls=1))
    (lost,) = degraded.score(asked(answer(proof=cut), variant="faithful", calls=1))
    assert (kept.state, lost.slips) == ("pass", ("false alarm",))


def test_cost_counts_tokens_and_leaves_errors_out() -> None:
    spent = answer(usage=Usage(prompt_tokens=100, completion_tokens=20, calls=2))
    took = cost([asked(spent, seconds=0.1), asked(spent, seconds=0.3), asked(error="x")])
    assert (took.prompt_tokens, took.completion_tokens, took.calls) == (200, 40, 4)
    assert (took.p50_ms, took.p95_ms) == (200, 290)
