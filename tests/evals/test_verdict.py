"""The verdict: one definition, and each gate turns it by itself."""

import pytest

from evals.baseline import Baseline, baseline_of, changes
from evals.metrics import metrics
from evals.result import Result
from evals.verdict import CODES, Verdict, exact, statistical
from evals.wilson import wilson
from tests.evals.making import answer, asked, case, citation, result

RIGHT = result()
LIE = result(asked(answer("2020年甲市地区生产总值为141.6亿元[1]。")))


def judged(*results: Result, accepted: Baseline | None = None) -> Verdict:
    found = changes(results, {}, accepted, whole=True) if accepted else ()
    return exact(results, found, accepted)


def base(*results: Result) -> Baseline:
    return baseline_of(results, metrics(results), {})


def live(*results: Result) -> Verdict:
    return statistical(results, metrics(results), None)


def test_what_is_right_and_unchanged_passes() -> None:
    assert judged(RIGHT, accepted=base(RIGHT)) == Verdict(state="passed")


def test_an_unproven_number_fails_even_when_the_baseline_accepts_it() -> None:
    verdict = judged(LIE, accepted=base(LIE))
    assert (verdict.state, verdict.cases) == ("failed", ("a",))
    assert verdict.reasons == ("显示了没有依据的数：a",)


def test_an_invented_citation_fails_even_when_the_baseline_accepts_it() -> None:
    invented = result(asked(answer(citations=(citation(start=3),))))
    assert "引用了不存在的出处：a" in judged(invented, accepted=base(invented)).reasons


def test_a_must_pass_case_fails_even_when_the_baseline_accepts_it() -> None:
    wrong = result(asked(of=case(tags=["must"], expect={"contains": ["没有的话"]})))
    assert judged(wrong, accepted=base(wrong)).reasons == ("必须答对的答错了：a",)


def test_a_known_mistake_passes_and_a_new_one_fails() -> None:
    wrong = result(asked(answer("甲市经济平稳增长[1]。")))
    assert judged(wrong, accepted=base(wrong)).state == "passed"
    verdict = judged(wrong, accepted=base(RIGHT))
    assert verdict.state == "failed"
    assert "a" in verdict.reasons[0]


def test_without_a_baseline_every_wrong_result_counts() -> None:
    wrong = result(asked(answer("甲市经济平稳增长[1]。")))
    assert judged(RIGHT).state == "passed"
    assert judged(wrong).reasons == ("1个用例没有答对：a",)


def test_nothing_judged_is_no_pass() -> None:
    assert judged().state == "not_enough_evidence"
    assert judged(result(asked(error="x"))).state == "not_enough_evidence"


def many(right: int, wrong: int, refused: int = 30) -> list[Result]:
    bad = result(asked(answer("甲市经济平稳增长[1]。")))
    no = case(expect={"status": "not_found"}, evidence=[])
    refusal = result(asked(answer("未提及", (), status="not_found"), no))
    made = [*([RIGHT] * right), *([bad] * wrong), *([refusal] * refused)]
    return [each.model_copy(update={"id": f"c{n}"}) for n, each in enumerate(made)]


def test_a_live_run_passes_on_its_lower_bound() -> None:
    assert live(*many(95, 5)).state == "passed"


def test_a_live_run_fails_when_the_upper_bound_is_below_the_floor() -> None:
    assert live(*many(30, 70)).state == "failed"


def test_a_live_run_of_few_cases_is_not_enough_evidence() -> None:
    verdict = live(*many(5, 0, refused=2))
    assert verdict.state == "not_enough_evidence"
    assert any("还不能断定" in reason for reason in verdict.reasons)


def test_a_live_run_without_results_is_not_enough_evidence() -> None:
    errors = [result(asked(error="x"))] * 3
    assert live(*many(95, 5), *errors).state == "not_enough_evidence"


def test_one_unproven_number_fails_a_live_run() -> None:
    assert live(*many(95, 0), LIE).state == "failed"


def test_only_a_pass_exits_with_nought() -> None:
    assert CODES == {"passed": 0, "failed": 1, "not_enough_evidence": 1}


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_intervals_are_those_of_the_tables(k, n, low, high) -> None:
    found = wilson(k, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
