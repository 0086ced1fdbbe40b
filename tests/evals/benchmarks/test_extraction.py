from pathlib import Path

import pytest

from evals.benchmarks import extraction

SEEDS = Path(__file__).parents[3] / "seeds" / "texts"


def test_it_prints_how_long_reading_took(capsys: pytest.CaptureFixture[str]):
    extraction.main([str(SEEDS)])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("reports 5, facts ")
    assert printed[1].startswith("seconds on one core: mean 0.")
    assert printed[2].startswith("slowest ")


def test_a_folder_without_reports_is_no_success(tmp_path: Path):
    assert extraction.main([str(tmp_path)]) == 1
