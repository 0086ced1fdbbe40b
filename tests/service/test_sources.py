import json
import os
from pathlib import Path

import pytest

from service.sources import Given, find_sources
from vectorstore.errors import NotAFile
from vectorstore.read.limits import regular_bytes


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(source.path.relative_to(folder)) for source in find_sources(paths)[0]]


def test_a_folder_gives_its_readable_files_in_order_and_skips_the_rest(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a.TXT", "x.png", "z/c.docx", "README.md", ".hidden.txt", "~$c.docx")
    touch(tmp_path, ".git/d.txt", "manifest.jsonl")

    assert names(tmp_path, tmp_path) == ["a.TXT", "b.txt", "z/c.docx"]


def test_a_file_given_by_name_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    touch(tmp_path, "old.doc", "README.md")

    assert names(tmp_path, tmp_path / "old.doc", tmp_path / "README.md") == ["old.doc", "README.md"]


def test_a_file_reached_twice_is_taken_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "b.txt")

    assert names(tmp_path, tmp_path / "b.txt", tmp_path, tmp_path / "." / "a.txt") == [
        "b.txt",
        "a.txt",
    ]


def test_what_is_missing_or_empty_is_listed_and_the_rest_found(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "pictures/x.png")
    sources, failures = find_sources([tmp_path / "no", tmp_path / "pictures", tmp_path / "a.txt"])

    assert [source.path.name for source in sources] == ["a.txt"]
    assert [Path(failure.path).name for failure in failures] == ["no", "pictures"]
    assert "找不到" in failures[0].error
    assert ".docx" in failures[1].error


def test_a_manifest_speaks_of_files_by_path_and_by_bytes(tmp_path: Path) -> None:
    touch(tmp_path, "texts/a.txt", "b.txt")
    entries = [
        {"file": "texts/a.txt", "region": "甲市", "year": 2021, "parents": ["乙省"], "level": "x"},
        {"sha256": "AB" * 32, "region": "丙县", "title": "题", "source": "源"},
    ]
    lines = "\n\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (tmp_path / "manifest.jsonl").write_text("\ufeff" + lines, "utf-8")
    manifest = find_sources([tmp_path])[0][0].manifest

    by_path = manifest.given(tmp_path / "texts/a.txt", "")
    assert by_path == Given(region="甲市", year=2021, parents=("乙省",))
    assert manifest.given(tmp_path / "b.txt", "ab" * 32).region == "丙县"
    assert manifest.given(tmp_path / "b.txt", "") == Given()


def test_a_bad_line_of_a_manifest_is_named_and_the_others_hold(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")
    (tmp_path / "manifest.jsonl").write_text(
        '{"file": "a.txt", "year": 2021}\nnot json\n{"file": "b", "year": "x"}\n[1]\n'
    )
    sources, failures = find_sources([tmp_path])

    assert sources[0].manifest.given(tmp_path / "a.txt", "").year == 2021
    assert [failure.error[:5] for failure in failures] == ["第 2 行", "第 3 行", "第 4 行"]


def test_only_plain_files_inside_the_folder_are_read(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (inbox / "a.txt").write_text("x")
    (inbox / "inside.txt").symlink_to("a.txt")
    (inbox / "outside.txt").symlink_to("../secret.txt")
    (inbox / "nowhere.txt").symlink_to("nowhere")
    os.mkfifo(inbox / "pipe.txt")
    sources, failures = find_sources([inbox, inbox / "pipe.txt", Path("/dev/zero")])

    assert [source.path.name for source in sources] == ["a.txt"]
    assert [(Path(each.path).name, each.error[:9]) for each in failures] == [
        ("nowhere.txt", "是断了的、或指到文"),
        ("outside.txt", "是断了的、或指到文"),
        ("pipe.txt", "不是普通文件（是管"),
        ("pipe.txt", "不是普通文件（是管"),
        ("zero", "不是普通文件（是管"),
    ]


def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(NotAFile, match="不是普通文件"):
        regular_bytes(tmp_path / "pipe.txt")


def test_a_manifest_that_is_nested_without_end_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "manifest.jsonl").write_text("[" * 100_000 + "\n")
    sources, failures = find_sources([tmp_path])
    assert ([source.path.name for source in sources], len(failures)) == (["a.txt"], 1)
