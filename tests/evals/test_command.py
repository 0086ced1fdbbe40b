"""`gongbao eval` as its users meet it: their own cases, one verdict, three exit codes."""

import json
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals import dataset
from evals.baseline import BASELINE
from service.cli.app import run
from service.filing import Filing

ID = "海拉尔区-2021"
RIGHT = {
    "id": "mine-1",
    "task": "ask",
    "question": "海拉尔区2020年地区生产总值是多少?",
    "reports": [ID],
    "expect": {"status": "answered", "contains": ["174.46亿元"]},
    "evidence": [{"report": ID, "quote": "地区生产总值完成174.46亿元"}],
}
WRONG = RIGHT | {"id": "mine-2", "expect": {"contains": ["999亿元"]}}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> Path:
    """One data folder for all, so that the library is built once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def mine(tmp_path, data_dir, monkeypatch) -> Path:
    """A file for own cases, in a folder where the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGBAO_DATA_DIR", str(data_dir))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return tmp_path / "mine.jsonl"


@pytest.fixture
def ingested(mine, data_dir, reports, local_embeddings) -> None:
    """The report is in the library of the data folder."""
    Filing(data_dir, local_embeddings, lambda _: None).ingest([reports])


def write(path: Path, *cases: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), "utf-8")
    return path


def evaluate(path: Path, reports: Path, *more: str) -> int:
    return run(["eval", "--cases", str(path), "--reports", str(reports), *more])


def test_own_cases_over_own_reports_pass(mine, reports, capsys) -> None:
    assert evaluate(write(mine, RIGHT), reports) == 0
    out = capsys.readouterr().out
    assert out.startswith("层级：offline（不用模型）\n结论：通过\n")
    assert "1/1" in out


def test_a_wrong_answer_fails_the_gate(mine, reports, capsys) -> None:
    assert evaluate(write(mine, RIGHT, WRONG), reports) == 1
    out = capsys.readouterr().out
    assert "1个用例没有答对：mine-2" in out
    again = shlex.split(next(line for line in out.splitlines() if "重跑" in line).split("：")[1])
    typed = ["gongbao", "eval", "--tier", "offline", "--cases", str(mine)]
    assert again == [*typed, "--reports", str(reports), "--case", "mine-2"]


def test_json_is_one_document_and_the_files_are_written(mine, reports, capsys) -> None:
    assert evaluate(write(mine, RIGHT), reports, "--json", "--out", "out") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["tier"], document["verdict"]["state"]) == ("offline", "passed")
    assert Path("out/report.html").is_file()


def test_one_case_can_be_run_alone(mine, reports, capsys) -> None:
    assert evaluate(write(mine, RIGHT, WRONG), reports, "--case", "mine-1") == 0
    assert "1/1" in capsys.readouterr().out


def test_a_baseline_of_ones_own_accepts_what_is_known(mine, reports, capsys) -> None:
    write(mine, RIGHT, WRONG)
    assert evaluate(mine, reports, "--baseline", "base.json", "--update-baseline") == 0
    assert evaluate(mine, reports, "--baseline", "base.json") == 0
    write(mine, WRONG | {"id": "mine-1"}, WRONG)
    assert evaluate(mine, reports, "--baseline", "base.json") == 1
    assert "mine-1" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--baseline", "b.json", "--case", "mine-1"]])
def test_a_baseline_is_written_of_all_cases_and_never_over_another(
    more: list[str], mine, reports, capsys
) -> None:
    before = BASELINE.read_bytes()
    assert evaluate(write(mine, RIGHT, WRONG), reports, "--update-baseline", *more) == 2
    assert "--update-baseline" in capsys.readouterr().err
    assert (BASELINE.read_bytes(), Path("b.json").exists()) == (before, False)


def test_a_fault_of_the_program_is_no_failed_gate(mine, reports, capsys, monkeypatch) -> None:
    monkeypatch.setattr("evals.evaluation.build", lambda *_: 1 / 0)
    assert evaluate(write(mine, RIGHT), reports) == 2
    assert "程序内部出错（ZeroDivisionError" in capsys.readouterr().err


def test_a_report_that_is_not_there_is_named_with_those_that_are(mine, reports, capsys) -> None:
    strange = RIGHT | {"evidence": [{"report": "海拉尔-2021", "quote": "x"}]}
    assert evaluate(write(mine, strange), reports) == 1
    out = capsys.readouterr().out
    assert "1个用例没有结果：mine-1" in out
    assert f"未收录用例所指的报告：海拉尔-2021；已收录：{ID}" in out


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("{oops\n", [], "mine.jsonl:1"),
        ("", [], "没有用例"),
        (json.dumps(RIGHT), ["--case", "other"], "没有用例other"),
        (json.dumps(RIGHT), ["--tier", "live"], "OPENAI_API_KEY"),
    ],
)
def test_what_cannot_run_says_why_and_exits_with_two(
    text: str, more: list[str], words: str, mine, reports, capsys
) -> None:
    mine.write_text(text, "utf-8")
    assert evaluate(mine, reports, *more) == 2
    assert words in capsys.readouterr().err


def test_cases_that_are_not_there_cannot_be_run(mine, reports, capsys) -> None:
    assert evaluate(mine, reports) == 2
    assert "没有用例文件" in capsys.readouterr().err


def test_reports_that_are_not_there_cannot_be_run_on(mine, tmp_path, capsys) -> None:
    assert evaluate(write(mine, RIGHT), tmp_path / "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_case_about_a_report_that_is_missing_is_no_wrong_answer(mine, reports, capsys) -> None:
    absent = RIGHT | {"reports": ["满洲里市-2021"]}
    assert evaluate(write(mine, absent), reports, "--json") == 1
    document = json.loads(capsys.readouterr().out)
    assert document["verdict"]["state"] == "not_enough_evidence"
    assert document["results"][0]["right"] is None


def test_the_help_page_names_the_options_and_the_draft_command(capsys) -> None:
    assert run(["eval", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("--tier", "--cases", "--reports", "--baseline", "new"))


@pytest.mark.usefixtures("ingested")
def test_drafted_cases_are_cases_that_pass_once_confirmed(mine, reports, capsys) -> None:
    assert run(["eval", "new", "--out", str(mine)]) == 0
    drafts = dataset.load(mine)
    assert [case.question for case in drafts] == [
        "2020年海拉尔区地区生产总值是多少？",
        "2020年海拉尔区城镇登记失业率是多少？",
        "2021年海拉尔区地区生产总值的目标是多少？",
        "2021年海拉尔区一般公共预算收入的目标是多少？",
    ]
    capsys.readouterr()
    assert evaluate(mine, reports) == 1
    out = capsys.readouterr().out
    assert "证据不足" in out
    assert "4个草稿没有计入" in out
    mine.write_text(mine.read_text("utf-8").replace('"draft",', ""), "utf-8")
    assert evaluate(mine, reports) == 0
    assert "4/4" in capsys.readouterr().out


def test_one_wrong_draft_among_confirmed_cases_fails_nothing(mine, reports, capsys) -> None:
    write(mine, RIGHT, WRONG | {"tags": ["draft"]})
    assert evaluate(mine, reports, "--json", "--out", "out") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["unconfirmed"], len(document["results"])) == (["mine-2"], 1)
    assert "1个草稿没有计入" in Path("out/report.html").read_text("utf-8")


@pytest.mark.usefixtures("ingested")
def test_drafts_are_chosen_by_region_and_indicator(capsys) -> None:
    assert run(["eval", "new", "--region", "海拉尔区", "--indicator", "GDP", "--limit", "1"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "地区生产总值" in json.loads(line)["question"]
    assert run(["eval", "new", "--region", "乌海市"]) == 0
    assert capsys.readouterr().out == ""
