import shutil
from pathlib import Path

import pytest

from evals.benchmarks import extraction
from tests.seeds import SEEDS


def test_it_prints_how_long_reading_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for seed in SEEDS[:2]:
        shutil.copy(seed.path, tmp_path)
    extraction.main([str(tmp_path)])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("reports 2, facts ")
    assert printed[1].startswith("seconds on one core: mean 0.")
    assert printed[2].startswith("slowest ")


def test_a_folder_without_reports_is_no_success(tmp_path: Path):
    assert extraction.main([str(tmp_path)]) == 1
