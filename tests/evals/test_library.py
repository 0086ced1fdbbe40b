"""The evaluation's own library: built once, reused while reports and code are the same."""

import pytest

from evals.library import NoReports, build, fingerprint
from service.settings import EmbeddingsSpec


def test_a_library_is_built_once_and_reused(reports, tmp_path) -> None:
    first = build(reports, tmp_path / "cache", EmbeddingsSpec())
    version = (first / "CURRENT").read_text()
    assert build(reports, tmp_path / "cache", EmbeddingsSpec()) == first
    assert (first / "CURRENT").read_text() == version


def test_other_bytes_make_another_library_that_takes_the_vectors_over(reports, tmp_path) -> None:
    first = build(reports, tmp_path / "cache", EmbeddingsSpec())
    before = fingerprint(reports)
    path = reports / "海拉尔区.txt"
    path.write_text(path.read_text("utf-8").replace("174.46", "175"), "utf-8")
    second = build(reports, tmp_path / "cache", EmbeddingsSpec())
    assert (second != first, fingerprint(reports) != before) == (True, True)
    assert (second / "embeddings.sqlite3").stat().st_size > 0


def test_a_file_that_cannot_be_read_is_told_and_harms_no_other(reports, tmp_path) -> None:
    (reports / "坏.txt").write_text("这不是报告。", "utf-8")
    told: list[str] = []
    build(reports, tmp_path / "cache", EmbeddingsSpec(), tell=told.append)
    assert [("坏.txt" in line) for line in told] == [True]


def test_a_folder_without_reports_is_named(tmp_path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (empty, tmp_path / "none"):
        with pytest.raises(NoReports, match=folder.name):
            build(folder, tmp_path / "cache", EmbeddingsSpec())


def test_reports_that_the_code_at_hand_cannot_read_are_not_taken_from_what_other_code_made(
    reports, tmp_path
) -> None:
    made = build(reports, tmp_path / "cache", EmbeddingsSpec())
    (made / "made-by").write_text("other code", "utf-8")
    (made / "versions" / "stale").mkdir()
    assert build(reports, tmp_path / "cache", EmbeddingsSpec()) == made
    assert not (made / "versions" / "stale").exists()
