"""The peer beside us: a real chain over real Chroma, asked once, judged by the same rule."""

import json
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from evals.benchmarks import plain_chain
from evals.benchmarks.splitting import OVERLAP, SIZE, split
from evals.mock import BASE_URL, chat_reply, endpoint

CASE = {
    "id": "one",
    "task": "ask",
    "question": "海拉尔区2020年地区生产总值是多少?",
    "reports": ["海拉尔区-2021"],
    "expect": {
        "status": "answered",
        "facts": [{"indicator": "地区生产总值", "value": "174.46", "unit": "亿元"}],
    },
    "evidence": [{"report": "海拉尔区-2021", "quote": "地区生产总值完成174.46亿元"}],
}


def rows(printed: str) -> dict[str, list[str]]:
    """The table by system: right, wrong, refused, with a wrong number, no result."""
    lines = [line.strip("| ").split(" | ") for line in printed.splitlines() if line[:2] == "| "]
    return {cells[0]: cells[1:-1] for cells in lines[1:]}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all, so that the library is built once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def arguments(
    tmp_path: Path, data_dir: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """A case over one report, and a model at the endpoint of the mocks."""
    monkeypatch.setenv("GONGBAO_DATA_DIR", str(data_dir))
    monkeypatch.setenv("OPENAI_API_KEY", "mock")
    monkeypatch.setenv("OPENAI_BASE_URL", BASE_URL)
    monkeypatch.setenv("OPENAI_MODEL", "mock-model")
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(CASE), "utf-8")
    return [str(reports), "--cases", str(cases), "--out", str(tmp_path / "answers.jsonl")]


def plainly(request: httpx.Request) -> httpx.Response:
    """A model that gives the chain a wrong figure, and us nothing of use."""
    ours = "response_format" in json.loads(request.content)
    return chat_reply('{"sentences":[]}' if ours else "地区生产总值为185亿元。")


def test_three_systems_are_asked_once_and_stand_in_one_table(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {
        "gongbao offline": ["1", "0", "0", "0", "0"],
        "gongbao with mock-model": ["1", "0", "0", "0", "0"],
        "plain chain with mock-model": ["0", "1", "0", "1", "0"],
    }
    with endpoint() as router:
        route = router.post("/chat/completions").mock(side_effect=plainly)
        plain_chain.main(arguments)
        asked = route.call_count
        assert rows(capsys.readouterr().out) == expected
        plain_chain.main([*arguments, "--seconds", "30"])
        assert (route.call_count, asked) == (asked, 2)
        assert rows(capsys.readouterr().out) == expected
    last = (tmp_path / "answers.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["wrong_numbers"] == ["185亿元（地区生产总值为185亿元）"]


def test_questions_the_time_was_too_short_for_stand_in_no_row(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plain_chain.main([*arguments, "--seconds", "0"])
    printed = capsys.readouterr().out
    assert "0 of 1 questions" in printed
    assert rows(printed)["gongbao offline"] == ["0"] * 5


def test_an_endpoint_that_fails_is_no_refusal(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_MODEL", "failing")  # what another model answered is kept
    with endpoint() as router:
        router.post("/chat/completions").mock(return_value=httpx.Response(500))
        plain_chain.main(arguments)
    table = rows(capsys.readouterr().out)
    assert table["plain chain with failing"] == ["0", "0", "0", "0", "1"]
    assert table["gongbao with failing"] == ["0", "0", "0", "0", "1"]


def test_paragraphs_are_merged_up_to_the_size_and_carry_their_overlap() -> None:
    lines = [f"{number:03}" + "字" * 96 for number in range(30)]
    chunks = list(split("\n".join(lines)))
    assert max(map(len, chunks)) <= SIZE
    assert [chunk[:3] for chunk in chunks] == ["000", "008", "016", "024"]
    assert all(one[-OVERLAP:-100].strip()[:3] == other[:3] for one, other in pairwise(chunks))


def test_a_paragraph_without_a_separator_is_cut_by_characters() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(2500))
    assert list(split(text)) == [text[at : at + SIZE] for at in (0, 800, 1600)]
