"""The world is put together from settings."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.errors import BadSettings
from service.llm.scripted import Scripted
from service.settings import Settings, load_settings
from service.wiring import choose, wire


def settings(data_dir: Path, **given: object) -> Settings:
    """Settings without the environment's model."""
    return load_settings(data_dir=data_dir, **given)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)


def test_auto_without_a_key_is_offline(tmp_path: Path) -> None:
    backend = choose(settings(tmp_path))
    assert (backend.name, backend.model) == ("offline", None)


def test_auto_with_a_key_is_openai(tmp_path: Path) -> None:
    backend = choose(settings(tmp_path, openai_api_key="k", openai_model="m"))
    assert (backend.name, backend.model) == ("openai", "m")


def test_offline_wins_over_a_key(tmp_path: Path) -> None:
    assert choose(settings(tmp_path, backend="offline", openai_api_key="k")).name == "offline"


def test_openai_without_a_key_is_refused_unless_the_endpoint_is_ones_own(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="OPENAI_API_KEY"):
        choose(settings(tmp_path, backend="openai"))
    local = settings(tmp_path, backend="openai", openai_base_url="http://127.0.0.1:1/v1")
    assert choose(local).name == "openai"


def test_a_world_of_an_empty_folder_has_an_empty_library(tmp_path: Path) -> None:
    world = wire(settings(tmp_path), backend=Scripted([]))
    assert world.backend.name == "scripted"
    assert world.library().reports() == ()
    assert world.cache_dir == tmp_path / "cache"


def test_a_client_of_models_is_loaded_only_when_chosen(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from service.settings import load_settings;"
        "from service.wiring import wire;"
        f"wire(load_settings(data_dir=Path({str(tmp_path)!r}), backend='offline'));"
        "print({'langchain', 'langchain_openai', 'openai'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "set()\n"
