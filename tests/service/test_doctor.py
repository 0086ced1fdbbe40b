"""What doctor finds and what it advises."""

import json
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.cli.app import run
from service.doctor import DoctorCheck, examine
from service.settings import Settings, load_settings

NOWHERE = "http://127.0.0.1:9/v1"


def settings(data_dir: Path, **changes: object) -> Settings:
    return load_settings(data_dir=data_dir, backend="offline").model_copy(update=changes)


def named(checks: tuple[DoctorCheck, ...], name: str) -> DoctorCheck:
    return next(check for check in checks if check.name == name)


def test_a_whole_library_passes_every_check(seed_data_dir: Path) -> None:
    diagnosis = examine(settings(seed_data_dir))
    assert [check.detail for check in diagnosis.checks if not check.ok] == []
    assert diagnosis.ok
    assert named(diagnosis.checks, "资料库").detail.startswith("5份报告，")
    assert "384维" in named(diagnosis.checks, "向量").detail


def test_an_empty_library_is_no_fault_and_is_told_how_to_fill(tmp_path: Path) -> None:
    check = named(examine(settings(tmp_path)).checks, "资料库")
    assert (check.ok, check.detail) == (True, "还没有报告")
    assert "gongbao ingest" in check.fix


def test_a_model_that_does_not_answer_is_a_fault_with_advice(tmp_path: Path) -> None:
    change = {
        "backend": "openai",
        "openai_api_key": SecretStr("secret-key"),
        "openai_base_url": NOWHERE,
        "openai_model": "qwen",
        "connect_timeout": 1.0,
    }
    diagnosis = examine(settings(tmp_path, **change))
    check = named(diagnosis.checks, "模型")
    assert not check.ok
    assert not diagnosis.ok
    assert check.detail.startswith(f"qwen（{NOWHERE}）：")
    assert "OPENAI_BASE_URL" in check.fix
    assert "secret-key" not in diagnosis.model_dump_json()


def test_a_data_dir_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    diagnosis = examine(settings(tmp_path / "file" / "data"))
    check = named(diagnosis.checks, "数据目录")
    assert not check.ok
    assert "--data-dir" in check.fix


def test_a_library_that_is_gone_is_a_fault(seed_copy: Path) -> None:
    (seed_copy / "library.sqlite3").write_bytes(b"x" * 5000)
    check = named(examine(settings(seed_copy)).checks, "资料库")
    assert not check.ok
    assert "ingest" in check.fix


def test_serving_others_without_a_token_is_a_fault(tmp_path: Path) -> None:
    check = named(examine(settings(tmp_path, host="0.0.0.0")).checks, "网页和接口")
    assert not check.ok
    assert "GONGBAO_TOKEN" in check.fix


def test_the_command_prints_checks_and_tells_by_its_code(
    seed_data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--backend", "offline", "--data-dir", str(seed_data_dir)]) == 0
    assert "✓ 资料库：5份报告" in capsys.readouterr().out
    (tmp_path / "file").write_text("")
    broken = ["doctor", "--backend", "offline", "--data-dir", str(tmp_path / "file")]
    assert run([*broken, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert {"name", "ok", "detail", "fix"} <= found["checks"][0].keys()


def test_vectors_of_another_model_are_no_fault_but_told_with_the_time_they_take(
    outdated: Path,
) -> None:
    check = named(examine(settings(outdated)).checks, "资料库")
    assert check.ok
    assert re.fullmatch(
        r"5份报告，437个段落，\d+条数据，完整；向量模型已由other/model换成"
        r"multilingual-e5-small/int8\.2，437个段落的向量要重算，约需[\d.]+(秒|分钟|小时)",
        check.detail,
    )
    assert check.fix == "启动 gongbao serve 会在后台接着算，再次运行 gongbao ingest 也会"


def test_weights_that_cannot_be_kept_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    change = {"weights_dir": tmp_path / "file" / "weights"}
    check = named(examine(settings(tmp_path, **change)).checks, "向量")
    assert check.ok
    assert check.fix == (
        f"换算好的权重存不下（{tmp_path / 'file' / 'weights'}：Not a directory），"
        "每次启动多用约1秒和22 MB内存"
    )
