"""The evaluation's own library: built once, reused while reports and code are the same."""

import shutil
from pathlib import Path

import pytest

from evals.library import NoReports, build, fingerprint
from service.settings import EmbeddingsSpec
from tests.evals.conftest import write_reports


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the library of the one report."""
    folder = tmp_path_factory.mktemp("built")
    build(write_reports(folder), folder / "cache", EmbeddingsSpec())
    return folder / "cache"


@pytest.fixture
def cache(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "cache"))


def versions(cache: Path) -> list[int]:
    """When each library of a cache was last written."""
    return sorted(path.stat().st_mtime_ns for path in cache.glob("*/library.sqlite3"))


def test_a_library_is_built_once_and_reused(reports, cache) -> None:
    before = versions(cache)
    assert build(reports, cache, EmbeddingsSpec()) == cache / fingerprint(reports)
    assert versions(cache) == before


def test_other_bytes_have_another_fingerprint(reports) -> None:
    before = fingerprint(reports)
    path = reports / "海拉尔区.txt"
    path.write_text(path.read_text("utf-8").replace("174.46", "175"), "utf-8")
    assert fingerprint(reports) != before


def test_a_file_more_makes_another_library_that_takes_the_vectors_over(reports, cache) -> None:
    """A file that cannot be read is told and harms no other."""
    first = build(reports, cache, EmbeddingsSpec())
    (reports / "坏.txt").write_text("这不是报告。", "utf-8")
    told: list[str] = []
    second = build(reports, cache, EmbeddingsSpec(), tell=told.append)
    assert [("坏.txt" in line) for line in told] == [True]
    assert (second != first, len(versions(cache))) == (True, 2)
    vectors = [(each / "embeddings.sqlite3").read_bytes() for each in (first, second)]
    assert vectors[0] == vectors[1]


def test_a_folder_without_reports_is_named(tmp_path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (empty, tmp_path / "none"):
        with pytest.raises(NoReports, match=folder.name):
            build(folder, tmp_path / "cache", EmbeddingsSpec())


def test_reports_that_the_code_at_hand_cannot_read_are_not_taken_from_what_other_code_made(
    reports, cache
) -> None:
    made = cache / fingerprint(reports)
    (made / "made-by").write_text("other code", "utf-8")
    (made / "stale").mkdir()
    assert build(reports, cache, EmbeddingsSpec()) == made
    assert not (made / "stale").exists()
