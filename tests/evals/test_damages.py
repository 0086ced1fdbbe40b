"""A sample of the damages: the doctor tells, its command mends, the answer is the same."""

from pathlib import Path

import pytest

from evals.benchmarks.damages import DAMAGES, made, tried


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library."""
    return made(tmp_path_factory.mktemp("damages"))


def test_there_are_36_of_them() -> None:
    assert len(DAMAGES) == 36


@pytest.mark.parametrize("name", ["library cut", "keys garbage"])
def test_the_doctor_tells_and_its_command_mends(whole: Path, tmp_path: Path, name: str) -> None:
    assert tried(whole, tmp_path / "copy", DAMAGES[name]) == ""
