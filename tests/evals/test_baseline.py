"""The baseline: every difference from what was accepted is found, the worse ones apart."""

import json

import pytest

from evals import baseline
from evals.baseline import BadBaseline, Baseline, baseline_of, changes
from evals.metrics import metrics
from evals.result import Result
from tests.evals.making import answer, asked, case, result

RIGHT = result()
WRONG = result(asked(answer("2020年甲市地区生产总值为141.6亿元[1]。")))
PROMPTS = {"answer.v1": "abc"}


def accepted(*results: Result) -> Baseline:
    return baseline_of(results, metrics(results), PROMPTS)


def worse(*results: Result, of: Baseline, prompts=PROMPTS, whole=True) -> list[tuple[str, str]]:
    found = changes(results, prompts, of, whole=whole)
    return [(change.id, change.key) for change in found if change.worse]


def test_the_same_results_differ_in_nothing() -> None:
    assert changes([RIGHT], PROMPTS, accepted(RIGHT), whole=True) == ()
    assert changes([WRONG], PROMPTS, accepted(WRONG), whole=True) == ()


def test_each_check_that_no_longer_holds_is_named() -> None:
    keys = {key for _, key in worse(WRONG, of=accepted(RIGHT))}
    assert keys == set(WRONG.fails) > {"unsupported/numbers"}


def test_what_got_better_is_told_and_fails_nothing() -> None:
    found = changes([RIGHT], PROMPTS, accepted(WRONG), whole=True)
    assert {change.words for change in found} == {"已改好"}
    assert worse(RIGHT, of=accepted(WRONG)) == []


def test_a_changed_case_is_judged_without_its_history() -> None:
    edited = result(asked(of=case(expect={"contains": ["142亿元"]})))
    found = changes([edited], PROMPTS, accepted(WRONG), whole=True)
    assert [(change.key, change.worse) for change in found] == [
        ("figures/says 142亿元", True),
        ("case", False),
    ]


def test_a_case_that_vanished_is_named_unless_some_were_left_out() -> None:
    assert worse(of=accepted(RIGHT)) == [("a", "case")]
    assert worse(of=accepted(RIGHT), whole=False) == []


def test_a_prompt_reworded_in_place_is_named_and_a_new_version_is_not() -> None:
    reworded, newer = {"answer.v1": "xyz"}, PROMPTS | {"answer.v2": "new"}
    assert worse(RIGHT, of=accepted(RIGHT), prompts=reworded) == [("answer.v1", "prompt")]
    assert worse(RIGHT, of=accepted(RIGHT), prompts=newer) == []


def test_an_error_is_worse_than_any_result() -> None:
    assert worse(result(asked(error="x")), of=accepted(WRONG)) == [("a", "error")]


def test_tiers_are_kept_apart_in_one_file(tmp_path) -> None:
    path = tmp_path / "baseline.json"
    baseline.save("offline", accepted(RIGHT), path)
    baseline.save("mocked", accepted(WRONG), path)
    assert baseline.load("offline", path) == accepted(RIGHT)
    assert baseline.load("mocked", path) == accepted(WRONG)
    assert baseline.load("live", path) is None
    assert list(json.loads(path.read_text("utf-8"))) == ["mocked", "offline"]


def test_a_case_takes_one_line_of_the_file(tmp_path) -> None:
    path = tmp_path / "baseline.json"
    baseline.save("offline", accepted(RIGHT), path)
    assert sum('"a"' in line for line in path.read_text("utf-8").splitlines()) == 1


def test_a_file_that_is_no_baseline_is_named(tmp_path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"offline": {"cases": 3}}')
    with pytest.raises(BadBaseline, match=r"baseline\.json"):
        baseline.load("offline", path)
    assert baseline.load("offline", tmp_path / "none.json") is None
