"""The process boundary of the command line: codes, one line, no traceback."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer

from service.cli import commands
from service.cli.app import run
from service.cli.arguments.library import Reports
from service.cli.commands import COMMANDS, CommandPlace
from service.errors import BadRequest, EmptyLibrary
from vectorstore.errors import UnknownReport

ROOT = Path(__file__).parents[3]
Add = Callable[[Callable[..., None]], None]


def gongbao(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Add:
    """Registers a function as the command `added`, as another package would."""

    def add(function: Callable[..., None]) -> None:
        point = EntryPoint("added", "none:none", commands.GROUP)
        monkeypatch.setattr(EntryPoint, "load", lambda _: function)
        monkeypatch.setattr(commands, "_added", lambda: {"added": point})

    return add


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "gongbao 0.1.0\n"


def test_help_names_every_command_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    page = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in page] == []
    assert "用法：gongbao [选项] 命令" in page
    assert "Options" not in page


def test_no_command_shows_the_help_and_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([]) == 2
    assert "命令：" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_chinese_help_page(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"用法：gongbao {name} [选项]")
    assert "--data-dir 目录" in page


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["repots"], "没有命令“repots”，是不是 reports；用法见 gongbao --help。"),
        (["--colour"], "没有选项 --colour；用法见 gongbao --help。"),
        (["ask"], "缺少问题；用法见 gongbao ask --help。"),
        (["ask", "多少", "几个"], "多了参数“几个”；用法见 gongbao ask --help。"),
        (["ask", "多少", "--year", "去年"], "--year的值不对，应为数字；用法见"),
        (["ask", "多少", "--year", "20"], "--year的值不对，不能小于1949；用法见"),
        (["ask", " "], "问题不能为空；用法见 gongbao ask --help。"),
        (["ask", "多少", "--backend", "x"], "--backend的值不对，应为auto, offline, openai之一"),
        (["ask", "多少", "--region"], "选项 --region 的写法不对"),
        (["reports", "--jsom"], "没有选项 --jsom，是不是 --json"),
        (["brief", "--out", "a.pdf"], "--out 的文件名应以 .docx、.html 或 .md 结尾"),
    ],
)
def test_what_was_typed_wrong_is_one_chinese_line_and_code_2(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"gongbao：{line}")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("error", [EmptyLibrary("库是空的。"), UnknownReport("没有这份报告。")])
def test_work_that_cannot_be_done_is_one_line_and_code_1(
    added: Add, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise error

    added(fails)
    assert run(["added"]) == 1
    assert capsys.readouterr().err == f"gongbao：{error}\n"


def test_a_bug_shows_no_traceback(added: Add, capsys: pytest.CaptureFixture[str]) -> None:
    def breaks() -> None:
        raise ZeroDivisionError("odd\nreason")

    added(breaks)
    assert run(["added"]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("gongbao：程序内部出错（ZeroDivisionError：odd reason）")
    assert "Traceback" not in shown


def test_a_bug_is_raised_for_those_who_debug(added: Add) -> None:
    def breaks() -> None:
        raise ZeroDivisionError

    added(breaks)
    with pytest.raises(ZeroDivisionError):
        run(["--debug", "added"])


def test_a_file_that_cannot_be_written_names_its_path(
    added: Add, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def writes() -> None:
        (tmp_path / "none" / "file").write_text("")

    added(writes)
    assert run(["added"]) == 1
    assert f"{tmp_path}/none/file" in capsys.readouterr().err


def test_an_interrupt_is_said_and_has_its_own_code(
    added: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    def waits() -> None:
        raise KeyboardInterrupt

    added(waits)
    assert run(["added"]) == 130
    assert capsys.readouterr().err == "gongbao：已中断。\n"


def test_a_command_of_another_package_stands_in_the_help(
    added: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    added(lambda: None)
    assert run(["--help"]) == 0
    assert re.search(r"\badded +扩展命令", capsys.readouterr().out)
    assert run(["added"]) == 0


def test_another_package_may_bring_a_group(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    group = typer.Typer()
    group.callback(invoke_without_command=True)(lambda: print("all"))  # noqa: T201
    group.command("new")(lambda: print("new"))  # noqa: T201
    point = EntryPoint("eval", "none:none", commands.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: group)
    monkeypatch.setattr(commands, "_added", lambda: {"eval": point})
    assert run(["eval", "new"]) == 0
    assert "new" in capsys.readouterr().out


def test_our_own_commands_cannot_be_replaced_from_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(context: typer.Context, given: Reports) -> None:
        raise EmptyLibrary("ours")

    monkeypatch.setattr(sys.modules[__name__], "ask", ask, raising=False)
    monkeypatch.setitem(COMMANDS, "ask", CommandPlace(Reports, __name__, ""))
    point = EntryPoint("ask", "none:none", commands.GROUP)
    monkeypatch.setattr(commands, "_added", lambda: {"ask": point})
    assert run(["ask"]) == 1


def test_a_reader_that_leaves_early_is_no_error() -> None:
    python = shlex.quote(sys.executable)
    line = f"{python} -c 'import time; time.sleep(0.3)'"
    shown = subprocess.run(
        [
            "bash",
            "-c",
            f"{{ sleep 0.5; {python} -m service --help; echo $? >&2; }} | {line}",
        ],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert shown.stderr == b"0\n"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_cannot_show_chinese_is_no_error(encoding: str) -> None:
    assert gongbao("--help", PYTHONIOENCODING=encoding).returncode == 0
    assert gongbao("reprots", PYTHONIOENCODING=encoding).returncode == 2


HEAVY = (
    "chromadb", "langchain_core", "numpy", "onnxruntime", "openai", "fastapi", "sqlalchemy",
    "pydantic_settings", "rjieba", "tiktoken", "yaml", "jinja2", "trafilatura",
)  # fmt: skip


def imported_by(*lines: Sequence[str], among: Sequence[str]) -> list[str]:
    """Which of these modules are loaded once the command lines have run in one process."""
    code = (
        "import contextlib, io, sys; from service.cli.app import run\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        f"    for line in {[list(line) for line in lines]!r}: run(line)\n"
        f"print([name for name in {list(among)!r} if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    return ast.literal_eval(shown.stdout.decode())


def test_help_version_and_wrong_uses_cost_no_heavy_import() -> None:
    lines = [
        ["--version"],
        ["--help"],
        ["bogus"],
        ["eval", "--help"],
        *([name, "--help"] for name in COMMANDS),
    ]
    lines += [["ask"], ["ask", " "], ["figures", "--json", "--csv"], ["brief", "--out", "a.pdf"]]
    assert imported_by(*lines, among=HEAVY) == []


def test_what_is_asked_for_by_an_unknown_name_is_bad_input(
    added: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses() -> None:
        raise BadRequest("没有“城镇新赠就业”这个指标；最接近的是城镇新增就业。")

    added(refuses)
    assert run(["added"]) == 2
    assert (
        capsys.readouterr().err == "gongbao：没有“城镇新赠就业”这个指标；最接近的是城镇新增就业。\n"
    )
