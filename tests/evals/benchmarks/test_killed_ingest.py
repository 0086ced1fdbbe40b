import pytest

from evals.benchmarks import killed_ingest


def test_it_says_how_many_ingests_were_killed_at_work(capsys: pytest.CaptureFixture[str]):
    assert killed_ingest.main(["--kills", "1"]) == 0
    assert capsys.readouterr().out == "kills 1, at work 1, promises broken 0\n"
