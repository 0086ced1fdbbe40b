"""The paired test: a report is one unit of chance, and few reports prove nothing."""

from evals.baseline import Accepted, Baseline
from evals.paired import compared, p_worse
from evals.result import Result
from tests.evals.making import answer, asked, result

RIGHT = result()
WRONG = result(asked(answer("甲市经济平稳增长[1]。")))


def runs(reports: int, worse: int) -> tuple[list[Result], Baseline]:
    """Results over so many reports, wrong in the first `worse`; all were right before."""
    results = [
        (WRONG if number < worse else RIGHT).model_copy(
            update={"id": f"c{number}", "case": f"c{number}", "reports": (f"第{number}市-2021",)}
        )
        for number in range(reports)
    ]
    held = {each.case: Accepted(sha256="", right=True) for each in results}
    return results, Baseline(cases=held)


def test_few_reports_are_not_tested_and_it_says_so() -> None:
    found = compared(*runs(5, 5))
    assert not found.worse
    assert "5份报告" in found.words


def test_a_clear_loss_over_ten_reports_is_worse() -> None:
    assert compared(*runs(12, 6)).worse


def test_one_loss_may_be_chance() -> None:
    assert not compared(*runs(12, 1)).worse


def test_without_a_reference_nothing_is_tested() -> None:
    assert not compared(runs(12, 6)[0], None).worse


def test_the_chance_is_that_of_a_sign_test() -> None:
    assert p_worse([-1] * 5) == 1 / 32
    assert p_worse([]) == 1.0
    assert p_worse([1, 1, 1]) == 1.0
    assert 0 < p_worse([-1] * 20) < 0.001


def test_many_losses_in_one_report_are_one_loss() -> None:
    assert p_worse([-9, 1]) == p_worse([-1, 1]) - 0.25 == 0.5
