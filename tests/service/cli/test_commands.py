"""The commands on the five reports: shapes, exit codes, what a person reads."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from service.cli.app import run

SEEDS = Path(__file__).parents[3] / "seeds"
Json = Callable[..., Any]
Text = Callable[..., str]


@pytest.fixture
def text(seed_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Text:
    """What a command prints, which must end well."""

    def read(*arguments: str) -> str:
        assert run(["--data-dir", str(seed_data_dir), *arguments]) == 0
        return capsys.readouterr().out

    return read


@pytest.fixture
def document(text: Text) -> Json:
    """The one JSON document a command prints."""
    return lambda *arguments: json.loads(text(*arguments, "--json"))


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_BACKEND", "offline")


def test_reports_lists_the_five_with_the_contract_fields(document: Json) -> None:
    reports = {report["id"]: report for report in document("reports")["reports"]}
    assert len(reports) == 5
    found = reports["满洲里市-2021"]
    assert (found["region"], found["year"], found["covers"]) == ("满洲里市", 2021, 2020)
    fields = {"level", "parents", "delivered", "title", "chars", "passages", "figures", "sha256"}
    assert fields <= found.keys()


def test_the_table_of_reports_keeps_chinese_aligned(text: Text) -> None:
    head, rule, *lines = text("reports").splitlines()
    assert {cell_len(line) for line in (head, rule, *lines)} == {cell_len(rule)}
    assert len(lines) == 5


def test_show_lists_the_repairs_with_what_is_a_guess(document: Json, text: Text) -> None:
    report = document("show", "东昌区-2021")
    repairs = document("show", "东昌区-2021", "--repairs")["repairs"]
    runs = [repair for repair in repairs if repair["kind"] == "gbk_shift"]
    heading = next(run for run in runs if "防控" in run["after"])
    raw = text("show", "东昌区-2021", "--raw")
    assert raw[heading["raw_start"] :].startswith("。ㄒ唬┮咔榉揽厝〉秒A")
    assert report["text"][heading["start"] : heading["end"]] == "（一）疫情防控取得阶"
    guessed = {run["after"][place] for run in runs for place in run["guesses"]}
    assert {"模", "□"} <= guessed
    printed = text("show", "东昌区-2021", "--repairs")
    assert "错位的GBK字节" in printed
    assert "无法辨认：□" in printed
    assert f"共{len(repairs)}处修复" in printed


def test_show_gives_text_and_sections_that_tile_it(document: Json) -> None:
    shown = document("show", "满洲里市-2021")
    assert shown["report"]["id"] == "满洲里市-2021"
    assert shown["sections"][0]["start"] == 0
    assert {"path", "part", "start", "end"} <= shown["sections"][0].keys()
    assert max(section["end"] for section in shown["sections"]) == len(shown["text"])


def test_show_gives_text_raw_and_outline(text: Text) -> None:
    assert "地区生产总值完成141.5亿元" in text("show", "满洲里市-2021")
    assert text("show", "满洲里市-2021", "--raw") != text("show", "满洲里市-2021")
    assert "一、" in text("show", "满洲里市-2021", "--outline")


def test_an_unknown_report_is_one_line_and_code_1(
    seed_data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "无-2020", "--data-dir", str(seed_data_dir)]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert "gongbao reports" in shown.err


def test_ask_answers_with_quotes_of_the_shown_text(document: Json) -> None:
    answer = document("ask", "满洲里市2020年地区生产总值是多少？")
    assert answer["status"] == "answered"
    assert "141.5亿元" in answer["answer"]
    assert answer["proof"]["numbers"] == answer["proof"]["proven"] > 0
    shown = document("show", "满洲里市-2021")["text"]
    for citation in answer["citations"]:
        assert shown[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_prints_answer_sources_and_proof(text: Text) -> None:
    lines = text("ask", "满洲里市2020年地区生产总值是多少？").splitlines()
    assert "141.5亿元[1]" in lines[0]
    assert any(line.startswith("[1] 满洲里市2021年政府工作报告 · 一、") for line in lines)
    assert "全部核验" in lines[-1]


@pytest.mark.parametrize(
    "question", ["满洲里市2020年地区生产总值是多少？", "海拉尔和满洲里2020年GDP谁高？"]
)
def test_a_streamed_answer_reads_like_the_whole_one(text: Text, question: str) -> None:
    whole = text("ask", question).splitlines()[:-1]
    assert text("ask", question, "--stream").splitlines()[:-1] == whole


def test_what_is_absent_is_an_answer_with_code_0(document: Json) -> None:
    assert document("ask", "满洲里市2020年常住人口是多少？")["status"] == "not_found"


def test_ask_of_an_empty_library_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "ask", "满洲里市2020年GDP？"]) == 1
    assert "gongbao ingest" in capsys.readouterr().err


def test_ask_says_when_the_vectors_are_another_models(
    outdated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data-dir", str(outdated), "ask", "--backend", "offline", "--json"]
    assert run([*at, "满洲里市2020年GDP多少？"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["status"] == "answered"
    assert shown.err == (
        "向量模型已由other/model换成multilingual-e5-small/int8.2，437个段落的向量要重算，"
        "它们暂时只按关键词查找；启动 gongbao serve 会在后台接着算，再次运行 gongbao ingest 也会。\n"
    )


def test_figures_take_an_alias_and_a_parent_region(document: Json) -> None:
    facts = document(
        "figures",
        "--region",
        "内蒙古",
        "--indicator",
        "GDP",
        "--kind",
        "result",
        "--period",
        "2020",
    )["facts"]
    found = {(fact["region"], fact["value"]) for fact in facts}
    assert {("满洲里市", "141.5"), ("海拉尔区", "174.46")} <= found
    assert "东昌区" not in {region for region, _ in found}


def test_figures_without_a_match_are_an_empty_list(document: Json) -> None:
    assert document("figures", "--region", "赤峰") == {"facts": []}


def test_figures_as_csv_have_a_row_a_fact(text: Text, document: Json) -> None:
    rows = list(csv.DictReader(io.StringIO(text("figures", "--region", "满洲里", "--csv"))))
    facts = document("figures", "--region", "满洲里")["facts"]
    assert [row["quote"] for row in rows] == [fact["quote"] for fact in facts]


def test_figures_are_written_as_a_workbook(text: Text, tmp_path: Path) -> None:
    assert text("figures", "--indicator", "GDP", "--xlsx", str(tmp_path / "a" / "b.xlsx")) == ""
    assert (tmp_path / "a" / "b.xlsx").read_bytes()[:2] == b"PK"


def test_conflicts_come_as_facts(document: Json) -> None:
    assert isinstance(document("figures", "--conflicts")["facts"], list)


def test_compare_has_a_cell_for_each_report(document: Json) -> None:
    made = document("compare", "--indicator", "地区生产总值", "--kind", "result")
    assert len(made["columns"]) == 5
    (row,) = made["rows"]
    periods = {cell["report"]: cell["fact"]["period"] for cell in row["cells"]}
    assert sorted(periods.values()) == ["2020", "2020", "2020", "2021", "2023"]


def test_compare_tells_a_topic_beside_the_table(text: Text, document: Json) -> None:
    asked = ("compare", "--indicator", "GDP", "--region", "满洲里", "--region", "海拉尔")
    made = document(*asked, "--topic", "化债")
    quotes = {citation["n"]: citation["quote"] for citation in made["citations"]}
    assert made["topic"].keys() == {"name", "regions", "common", "only", "emphasis"}
    told = {group["report"]: group["items"][0] for group in made["topic"]["regions"]}
    assert "8.6亿元" in told["满洲里市-2021"]["text"]
    assert "8.6亿元" in quotes[told["满洲里市-2021"]["citations"][0]]
    printed = text(*asked, "--topic", "化债")
    assert "专题：化债" in printed
    assert f"[{told['满洲里市-2021']['citations'][0]}] 满洲里市2021年政府工作报告" in printed
    assert "## 专题：化债" in text(*asked, "--topic", "化债", "--markdown")
    assert document(*asked)["topic"] is None


@pytest.mark.parametrize("width", [80, 120])
def test_a_comparison_fits_the_terminal_findings_first(
    width: int, text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    printed = text("compare").splitlines()
    assert max(map(cell_len, printed)) <= width
    assert printed[0] == "看点："
    assert any("174.46亿元" in line for line in printed)


def test_rows_in_which_no_report_says_anything_are_counted_and_left_out(text: Text) -> None:
    asked = ("compare", "--indicator", "GDP", "--indicator", "城镇化率")
    left_out = "另有2行各报告均未提及，没有列出；加 --all 全部列出。"
    assert left_out in text(*asked).splitlines()
    assert not any(line.startswith("城镇化率") for line in text(*asked).splitlines())
    whole = text(*asked, "--all").splitlines()
    assert left_out not in whole
    assert sum(line.startswith("城镇化率") for line in whole) == 2


def test_compare_prints_a_table_and_writes_files(text: Text, tmp_path: Path) -> None:
    assert "174.46亿元" in text("compare", "--indicator", "GDP")
    assert "174.46亿元" in text("compare", "--indicator", "GDP", "--markdown")
    html, xlsx = tmp_path / "对比.html", tmp_path / "对比.xlsx"
    assert text("compare", "--indicator", "GDP", "--html", str(html), "--xlsx", str(xlsx)) == ""
    assert "174.46" in html.read_text("utf-8")
    assert xlsx.read_bytes()[:2] == b"PK"


def test_a_brief_is_printed_or_written(text: Text, document: Json, tmp_path: Path) -> None:
    assert text("brief", "--region", "满洲里").startswith("# ")
    assert document("brief", "--region", "满洲里")["pages"] == 1
    for suffix in ("docx", "html", "md"):
        assert text("brief", "--region", "满洲里", "--out", str(tmp_path / f"a.{suffix}")) == ""
        assert (tmp_path / f"a.{suffix}").stat().st_size > 500


def test_two_outputs_at_once_are_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", "--json", "--csv"]) == 2
    assert run(["compare", "--json", "--markdown"]) == 2
    assert run(["show", "x", "--raw", "--outline"]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_a_report_leaves_and_comes_back(
    seed_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data-dir", str(seed_copy)]
    assert run([*at, "remove", "乌海市-2024"]) == 0
    assert "已删除乌海市2024年政府工作报告" in capsys.readouterr().out
    assert run([*at, "ingest", str(SEEDS), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [report["id"] for report in result["added"]] == ["乌海市-2024"]
    assert len(result["unchanged"]) == 4
    assert (result["replaced"], result["failed"]) == ([], [])


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(
    seed_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = {"空.txt": b"", "旧.doc": b"\xd0\xcf\x11\xe0", "信.txt": "今天天气很好。".encode()}
    for name, data in odd.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in odd]
    assert run(["ingest", *paths, str(SEEDS), "--data-dir", str(seed_copy)]) == 1
    shown = capsys.readouterr()
    assert "未变化5份，失败3份" in shown.out
    assert [line.count("：") > 0 for line in shown.err.splitlines()] == [True, True, True]
    assert "请另存为" in shown.err


def test_a_path_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", str(tmp_path / "无.txt"), "--data-dir", str(tmp_path / "data")]) == 1
    assert "无.txt" in capsys.readouterr().err
