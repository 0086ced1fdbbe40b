import pytest


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner may say how wide its own terminal is; output is read as from a pipe."""
    monkeypatch.delenv("COLUMNS", raising=False)
