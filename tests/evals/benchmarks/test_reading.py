import csv
import shutil
from pathlib import Path

import pytest

from evals.benchmarks.reading import main, rows, summary
from tests.seeds import SEEDS

CHOSEN = SEEDS[:3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports in a folder."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for seed in CHOSEN:
        shutil.copy(seed.path, folder)
    return folder


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """A manifest of these as the CSV the benchmark takes, with one year wrong."""
    path = tmp_path / "manifest.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["file", "region", "year"])
        for seed in CHOSEN:
            wrong = seed.region == "乌海市"
            out.writerow([f"texts/{seed.path.name}", seed.region, seed.year - wrong])
    return path


def test_it_prints_shares_disagreements_and_odd_files(
    folder: Path, manifest: Path, capsys: pytest.CaptureFixture[str]
):
    main([str(folder), "--manifest", str(manifest), "--odd", "2"])
    printed = capsys.readouterr().out
    assert "region as in manifest     3/3 100.0%" in printed
    assert "year as in manifest       2/3 66.7%" in printed
    assert "review and plan parts     3/3 100.0%" in printed
    assert "乌海市 2024, manifest 乌海市 2023" in printed
    assert len(printed.split("oddest\n")[1].splitlines()) == 2


def test_without_a_manifest_nothing_is_compared(folder: Path):
    measured = list(rows(folder, None))
    assert "manifest" not in summary(measured)
    assert [row.region for row in measured] == [None] * 3


def test_a_file_that_is_no_report_is_a_disagreement(folder: Path):
    (folder / "novel.txt").write_text("此开卷第一回也。\n" * 50, "utf-8")
    measured = list(rows(folder, None))
    (refused,) = [row for row in measured if row.identity is None]
    assert (refused.file, refused.parts) == ("novel.txt", frozenset())
    assert f"  novel.txt: {refused.error}" in summary(measured)


def test_an_empty_folder_is_a_usage_error(tmp_path: Path):
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path)])
    assert stopped.value.code == 2
