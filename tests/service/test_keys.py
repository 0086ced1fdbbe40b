"""Keys: shown once, kept as keyed hashes, two live ones a name, gone when revoked or over."""

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.cli.app import run
from service.errors import BadRequest, BadSettings
from service.keys import Keys

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def test_a_key_opens_until_it_is_over_or_revoked(tmp_path: Path) -> None:
    now = NOW
    keys, server = Keys(tmp_path, lambda: now), Keys(tmp_path, lambda: now)
    _, short = keys.add("科室", "editor", NOW + timedelta(days=1))
    kept, long = keys.add("科室", "reader")

    found = server.find(short)
    assert found is not None
    assert (found.name, found.role) == ("科室", "editor")
    with pytest.raises(BadRequest, match="已有2个有效的密钥"):
        keys.add("科室", "reader")
    now = NOW + timedelta(days=2)
    assert server.find(short) is None
    assert server.find(long) == kept
    keys.revoke(kept.id)
    assert server.find(long) is None
    with pytest.raises(BadRequest, match="没有有效的密钥"):
        keys.revoke(kept.id)


@pytest.mark.parametrize("wrong", ["", "gongbao", "gongbao__", "gongbao_{id}_", "x_{id}_{secret}",
                                   "gongbao_{id}_{secret}x", "gongbao_00000000_{secret}"])  # fmt: skip
def test_no_other_words_open(tmp_path: Path, wrong: str) -> None:
    key, given = Keys(tmp_path).add("甲", "admin")
    secret = given.split("_", 2)[2]
    assert Keys(tmp_path).find(wrong.format(id=key.id, secret=secret)) is None


def test_what_is_kept_opens_nothing_and_is_its_owners_alone(tmp_path: Path) -> None:
    _, given = Keys(tmp_path).add("甲", "admin")
    stored = (tmp_path / "keys.json").read_text("utf-8")
    assert given.split("_", 2)[2] not in stored
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("keys.[js]*")} == {0o600}
    (tmp_path / "keys.secret").unlink()
    with pytest.raises(BadSettings, match=r"keys\.secret 丢失"):
        Keys(tmp_path).find(given)
    (tmp_path / "keys.json").write_text("{")
    with pytest.raises(BadSettings, match=r"keys\.json 损坏"):
        Keys(tmp_path).find(given)


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Keys(tmp_path).add("甲", "admin")
    assert [path.name for path in tmp_path.iterdir() if path.name != "keys.lock"] == []


def test_the_command_adds_lists_and_revokes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data-dir", str(tmp_path)]
    assert run(["key", "add", "科室", "--role", "editor", "--expires", "2099-01-01", *where]) == 0
    shown = capsys.readouterr()
    assert Keys(tmp_path).find(shown.out.strip()) is not None
    assert shown.err.count("\n") == 1
    assert run(["key", "list", "--json", *where]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["keys"]
    assert (listed["name"], listed["role"], "hash" in listed) == ("科室", "editor", False)
    assert run(["key", "revoke", "科室", *where]) == 0
    assert "已吊销1个" in capsys.readouterr().out
    assert run(["key", "list", *where]) == 0
    assert "已吊销" in capsys.readouterr().out
    assert run(["key", "add", *where]) == 2
    assert run(["key", "add", "甲", "--expires", "2020-01-01", *where]) == 2
