import csv
import json
import shutil
from pathlib import Path

import pytest

from evals.benchmarks.reading import main, rows, summary

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """The seeds' manifest as the CSV the benchmark takes, with one year wrong."""
    path = tmp_path / "manifest.csv"
    entries = [
        json.loads(line) for line in (SEEDS / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["file", "region", "year"])
        for entry in entries:
            wrong = entry["region"] == "乌海市"
            out.writerow([entry["file"], entry["region"], entry["year"] - wrong])
    return path


def test_it_prints_shares_disagreements_and_odd_files(
    manifest: Path, capsys: pytest.CaptureFixture[str]
):
    main([str(SEEDS / "texts"), "--manifest", str(manifest), "--odd", "2"])
    printed = capsys.readouterr().out
    assert "region as in manifest     5/5 100.0%" in printed
    assert "year as in manifest       4/5 80.0%" in printed
    assert "review and plan parts     5/5 100.0%" in printed
    assert "乌海市 2024, manifest 乌海市 2023" in printed
    assert len(printed.split("oddest\n")[1].splitlines()) == 2


def test_without_a_manifest_nothing_is_compared():
    measured = list(rows(SEEDS / "texts", None))
    assert "manifest" not in summary(measured)
    assert [row.region for row in measured] == [None] * 5


def test_a_file_that_is_no_report_is_a_disagreement(tmp_path: Path):
    folder = tmp_path / "reports"
    shutil.copytree(SEEDS / "texts", folder)
    (folder / "novel.txt").write_text("此开卷第一回也。\n" * 50, "utf-8")
    measured = list(rows(folder, None))
    (refused,) = [row for row in measured if row.identity is None]
    assert (refused.file, refused.parts) == ("novel.txt", frozenset())
    assert f"  novel.txt: {refused.error}" in summary(measured)


def test_an_empty_folder_is_a_usage_error(tmp_path: Path):
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path)])
    assert stopped.value.code == 2
