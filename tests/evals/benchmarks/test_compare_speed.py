from pathlib import Path

import pytest

from evals.benchmarks.compare_speed import chosen, main

SEEDS = Path(__file__).parents[3] / "seeds" / "texts"


def test_reports_are_taken_evenly_from_the_folder() -> None:
    files = sorted(path for path in SEEDS.rglob("*") if path.is_file())
    assert chosen(SEEDS, 99) == files
    assert chosen(SEEDS, 2) == [files[0], files[len(files) // 2]]


def test_a_comparison_of_seeds_is_measured_and_keeps_its_budget(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(SEEDS), "--reports", "2"]) == 0
    told = capsys.readouterr().out
    assert "reports 2, rows" in told
    assert "not_mentioned" in told
