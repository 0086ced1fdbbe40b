"""The command: scores a folder against facts read by hand, draws facts to be read, keeps marks."""

import json
import re
from pathlib import Path

import pytest

from evals import first_sight
from evals.benchmarks.first_sight import main

GOLD = [
    {"doc": "海拉尔区", "para": 5, "indicator": "地区生产总值", "period": "2020", "kind": "actual",
     "value": "174.46", "unit": "亿元", "growth": "2.1%", "quote": "地区生产总值完成174.46亿元，增长2.1%"},
    {"doc": "海拉尔区", "para": 7, "indicator": "地区生产总值", "period": "2021", "kind": "target",
     "growth": "6%", "qualifier": "左右", "quote": "地区生产总值增长6%左右"},
    {"doc": "海拉尔区", "para": 7, "indicator": "一般公共预算收入", "period": "2021", "kind": "target",
     "growth": "9%", "quote": "一般公共预算收入增长5%"},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Three facts, the last of them with a number that the report does not have."""
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in GOLD), "utf-8")
    return path


def test_fields_places_and_harm_are_printed(
    reports: Path, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    complete = tmp_path / "complete.json"
    complete.write_text('{"海拉尔区": [7]}', "utf-8")
    assert main([str(reports), str(gold), "--complete", str(complete)]) == 0
    printed = capsys.readouterr().out
    rows = [re.split(r"\s{2,}", line) for line in printed.splitlines()[:4]]
    assert rows[0] == ["", "n", "missing", "value", "growth", "period", "kind", "name", "all"]
    assert rows[-1] == [
        "together", "3", "1", "1/1 100.0%", "2/3 66.7%", "2/3 66.7%", "2/3 66.7%", "2/3 66.7%",
        "2/3 66.7%",
    ]  # fmt: skip
    assert "sure and false: 1/3 33.3%" in printed
    assert "  not in the gold: 1" in printed
    assert "海拉尔区 7 missing" in printed


def test_marks_are_printed_filled_in_and_given_back(
    reports: Path, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(reports), str(gold)])
    printed = capsys.readouterr().out
    assert "sure and false: 0/2 0.0%" in printed
    unread = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert {each["indicator"] for each in unread} == {"一般公共预算收入", "城镇登记失业率"}
    marks = tmp_path / "marks.jsonl"
    lines = [json.dumps(each | {"right": each["growth"] is None}) for each in unread]
    marks.write_text("\n".join(lines), "utf-8")
    main([str(reports), str(gold), "--marks", str(marks)])
    assert "sure and false: 1/4 25.0%" in capsys.readouterr().out


def test_a_sample_is_random_but_always_the_same(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn: list[str] = []
    for seed in ("1", "1", "2"):
        assert main([str(reports), "--sample", "3", "--seed", seed]) == 0
        drawn.append(capsys.readouterr().out)
    assert drawn[0] == drawn[1] != drawn[2]
    assert [json.loads(line)["right"] for line in drawn[0].splitlines()] == [None] * 3


def test_a_draw_goes_on_record_and_onto_the_curve(
    reports: Path,
    gold: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "record.jsonl"
    arguments = [str(reports), str(gold), "--record", str(path), "--note", "drawn by hand"]
    assert main(arguments) == 0
    (drawn,) = first_sight.load(path)
    assert (drawn.task, drawn.draw, drawn.n) == ("facts", ("海拉尔区",), 3)
    assert (drawn.fields["all"], drawn.said, drawn.sure_false) == ((2, 3), 2, 0)
    assert drawn.note == "drawn by hand"
    capsys.readouterr()
    assert main(["--curve", "--record", str(path)]) == 0
    assert f"| {drawn.date} | {drawn.commit} | facts, 1 reports | 3 " in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["folder"]])
def test_too_little_to_go_by_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_a_file_that_is_no_gold_is_one_line(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "gold.jsonl"
    bad.write_text('{"doc": "海拉尔区"}', "utf-8")
    assert main([str(reports), str(bad)]) == 2
    assert main([str(reports), str(tmp_path / "none.jsonl")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].endswith("gold.jsonl:1: para：缺少这个字段")
