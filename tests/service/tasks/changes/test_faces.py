"""Changes and counts as they leave: the command line, HTTP, Markdown, docx."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from service.api import create_app
from service.cli.app import run
from service.tasks.changes.nation import target_use, term_use
from service.wiring import World
from tests.service.api.serving import serving
from tests.service.tasks.answer.worlds import world_of
from tests.service.tasks.changes.pair import REPORTS

OTHER = """一年来，地区生产总值完成90亿元，增长4%。新质生产力加快形成。
二、2024年工作安排
主要预期目标是：地区生产总值增长5.5%以上。
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The pair, and a report of another region."""
    return world_of(tmp_path_factory, (*REPORTS, ("满城区", 2024, OTHER)))


def test_the_command_prints_and_writes(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(world.data_dir)
    assert run(["--data-dir", folder, "changes", "清苑区"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(
        "清苑区提法变化（2023—2024年）\n延续的任务与数字7项，说得更重的2项，"
        "说得更轻的2项，新的提法3项，不再提的2项，上年承诺、今年回顾未提及的4项，两年都列出的问题2项。\n"
    )
    assert "· 探索 → 全面推行（范围）：“探索“一业一证”改革”" in printed
    assert run(["--data-dir", folder, "changes", "清苑区", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["region"] == "清苑区"
    out = tmp_path / "提法.docx"
    assert run(["--data-dir", folder, "changes", "清苑区", "--out", str(out)]) == 0
    assert len(docx.Document(io.BytesIO(out.read_bytes())).tables) == 8
    assert run(["--data-dir", folder, "changes"]) == 2
    assert run(["--data-dir", folder, "changes", "满城区"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "gongbao：比提法变化至少要两份报告，满城区只有：2024年。"
    )


def test_http_gives_the_same_in_every_format(world: World) -> None:
    with serving(create_app(world)) as client:
        body: dict[str, Any] = client.post("/v1/changes", json={"region": "清苑区"}).json()
        text = client.post("/v1/changes?format=md", json={"region": "清苑区"}).text
        file = client.post("/v1/changes?format=docx", json={"region": "清苑区"})
        missing = client.post("/v1/changes", json={"region": "乌海市"})
        term = client.get("/v1/terms", params={"term": "新质生产力"}).json()
        aims = client.get("/v1/targets", params={"indicator": "GDP"}).json()
    assert len(body["steps"][0]["changes"]) == 22
    assert "| “着力打造生态强市”" in text
    assert file.content[:2] == b"PK"
    assert (missing.status_code, missing.json()["type"]) == (
        404,
        "urn:gongbao:problem:unknown-report",
    )
    assert [each["region"] for each in term["first"]] == ["清苑区", "满城区"]
    assert [(group["said"], group["count"]) for group in aims["groups"]] == [
        ("5.5%以上", 2),
        ("6%左右", 1),
    ]


def test_a_count_is_the_length_of_its_list_and_each_entry_a_quote(world: World) -> None:
    use = term_use(world.library(), "“新质生产力”")
    assert (use.by_year, use.held) == ({2024: 2}, {2023: 1, 2024: 2})
    quotes = {each.n: each for each in use.citations}
    for each in use.reports:
        assert "新质生产力" in quotes[each.n].quote
        assert quotes[each.n].report == each.report
    aims = target_use(world.library(), "地区生产总值", years=(2024,))
    assert [(group.said, [aim.region for aim in group.aims]) for group in aims.groups] == [
        ("5.5%以上", ["清苑区", "满城区"])
    ]
    assert aims.silent == ()
