"""The environment, read once."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.errors import BadSettings
from service.settings import OPENAI_URL, EmbeddingsSpec, is_loopback, load_settings


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in os.environ:
        if name.startswith(("GONGBAO_", "OPENAI_")):
            monkeypatch.delenv(name)


def test_defaults_need_no_environment() -> None:
    settings = load_settings()
    assert settings.data_dir == Path(".gongbao")
    assert settings.backend == "auto"
    assert settings.openai_api_key is None
    assert settings.openai_base_url == OPENAI_URL
    assert settings.embeddings_spec == EmbeddingsSpec()
    assert (settings.host, settings.port, settings.token) == ("127.0.0.1", 8000, None)


def test_the_usual_names_are_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:8902/v1/")
    monkeypatch.setenv("OPENAI_MODEL", "qwen")
    settings = load_settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-1"
    assert settings.openai_base_url == "http://127.0.0.1:8902/v1"
    assert settings.openai_model == "qwen"


def test_our_own_names_win_over_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_MODEL", "theirs")
    monkeypatch.setenv("GONGBAO_OPENAI_MODEL", "ours")
    assert load_settings().openai_model == "ours"


def test_overrides_win_and_none_is_no_override(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_BACKEND", "offline")
    assert load_settings(backend="openai", data_dir=None).backend == "openai"
    assert load_settings(backend=None).backend == "offline"


def test_empty_values_are_no_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("GONGBAO_PORT", "")
    assert load_settings().openai_api_key is None
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("GONGBAO_PORT", "abc", "设置GONGBAO_PORT的值“abc”不对，应为0到65535的整数；请改正后重试。"),
        ("GONGBAO_PORT", "70000", "设置GONGBAO_PORT的值“70000”不对，应为0到65535的整数；请改正后重试。"),
        ("GONGBAO_BACKEND", "gpt", "设置GONGBAO_BACKEND的值“gpt”不对，应为auto、offline或openai；请改正后重试。"),
        ("OPENAI_BASE_URL", "model:80", "设置OPENAI_BASE_URL的值“model:80”不对，应为以http://或https://开头的地址；请改正后重试。"),
        ("GONGBAO_OPENAI_BASE_URL", "x", "设置GONGBAO_OPENAI_BASE_URL的值“x”不对，应为以http://或https://开头的地址；请改正后重试。"),
        ("GONGBAO_DEADLINE", "0", "设置GONGBAO_DEADLINE的值“0”不对，应为1到3600的秒数；请改正后重试。"),
        ("GONGBAO_DEADLINE", "nan", "设置GONGBAO_DEADLINE的值“nan”不对，应为1到3600的秒数；请改正后重试。"),
        ("GONGBAO_RETRIES", "-1", "设置GONGBAO_RETRIES的值“-1”不对，应为0到10的整数；请改正后重试。"),
    ],
)  # fmt: skip
def test_a_bad_value_gives_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert str(caught.value) == expected


def test_a_bad_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_TOKEN", "short")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert "short" not in str(caught.value)
    assert "GONGBAO_TOKEN" in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("GONGBAO_EMBEDDINGS", "openai")
    settings = load_settings(token="0123456789")
    shown = f"{settings!r} {settings.embeddings_spec!r}"
    assert "sk-secret" not in shown
    assert "0123456789" not in shown


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        setattr(load_settings(), "port", 1)  # noqa: B010


def test_embeddings_default_to_the_models_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_EMBEDDINGS", "openai")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://a/v1")
    spec = load_settings().embeddings_spec
    assert (spec.kind, spec.base_url, spec.api_key) == ("openai", "http://a/v1", "k")
    monkeypatch.setenv("GONGBAO_EMBEDDINGS_BASE_URL", "http://b/v1")
    monkeypatch.setenv("GONGBAO_EMBEDDINGS_API_KEY", "e")
    monkeypatch.setenv("GONGBAO_EMBEDDINGS_MODEL", "bge-m3")
    spec = load_settings().embeddings_spec
    assert (spec.model, spec.base_url, spec.api_key) == ("bge-m3", "http://b/v1", "e")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("gongbao.example", False),
        ("localhost.example", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
