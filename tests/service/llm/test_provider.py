"""A model named with its provider: LangChain's client of it, behind the same backend."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from evals.mock import endpoint
from service.doctor import examine
from service.errors import BackendBusy, BackendFailed, BadSettings
from service.llm import Backend, Completion
from service.llm.openai_compatible import OpenAICompatible
from service.settings import load_settings
from service.shapes import Usage
from service.wiring import choose
from tests.llm_mock import BASE_URL, afresh, chat_reply, chat_stream, llm
from tests.service.llm.calling import ASKED, Draft, run, sent, status

__all__ = ["llm"]
AZURE = "https://reports.openai.azure.com"
KNOWN = Usage(prompt_tokens=100, completion_tokens=20, calls=1)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "AZURE_OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def chosen(model: str, **given: Any) -> Backend:
    """The backend of a named model, quick to give up."""
    return choose(load_settings(model=model, deadline=5, retries=0, **given))


def openai_model(**given: Any) -> Backend:
    """A model of the OpenAI protocol at the endpoint of the settings."""
    return chosen("openai:qwen3", openai_api_key="k", openai_base_url=BASE_URL, **given)


def test_a_named_model_answers_at_the_endpoint_of_its_provider(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("141.5亿元"))
    backend = openai_model()
    assert (backend.name, backend.model) == ("openai", "qwen3")
    reply = run(backend.complete(ASKED, max_tokens=50))
    assert reply == Completion("141.5亿元", None, KNOWN, "stop")
    body = sent(llm)
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("qwen3", 50, 0.0)


def test_it_streams_and_fills_a_schema(llm: respx.MockRouter) -> None:
    async def streamed() -> list[str]:
        return [piece async for piece in openai_model().stream(ASKED, max_tokens=50)]

    route = llm.post("/chat/completions")
    route.mock(side_effect=afresh(lambda: chat_stream(["141.5", "亿元"])))
    assert asyncio.run(streamed()) == ["141.5", "亿元"]
    route.mock(return_value=chat_reply('{"sentences": ["一。"]}'))
    reply = run(openai_model().complete(ASKED, schema=Draft, max_tokens=50))
    assert reply.parsed == Draft(sentences=["一。"])
    assert sent(llm)["response_format"]["type"] == "json_schema"


def test_its_failures_have_their_names(llm: respx.MockRouter) -> None:
    llm.post("/chat/completions").mock(side_effect=afresh(lambda: status(429)))
    with pytest.raises(BackendBusy):
        run(openai_model().complete(ASKED, max_tokens=50))


def test_another_provider_takes_key_and_address_from_where_it_looks_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "k")
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", AZURE)
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-01-01")
    with endpoint(AZURE) as router:
        router.post(path__regex="/chat/completions").mock(return_value=chat_reply("好"))
        backend = chosen("azure_openai:gpt-4.1")
        assert (backend.name, backend.model) == ("azure_openai", "gpt-4.1")
        assert run(backend.complete(ASKED, max_tokens=50)).text == "好"
        assert router.calls[0].request.headers["api-key"] == "k"


class Foreign(FakeListChatModel):
    """A model that is no OpenAI: it knows no options of a call, and fails in its own way."""

    async def ainvoke(self, *args: Any, **kwargs: Any) -> Any:
        raise httpx.ConnectError(f"no service, asked with {sorted(kwargs)}")


def test_a_client_of_no_known_kind_gets_no_options_and_fails_as_a_backend_does() -> None:
    backend = OpenAICompatible(
        Foreign(responses=[]), model="m", deadline=5, temperature=None,
        limit=lambda _: {}, schemas=False, failures=(Exception,),
    )  # fmt: skip
    with pytest.raises(BackendFailed) as caught:
        run(backend.complete(ASKED, schema=Draft, max_tokens=50))
    assert str(caught.value) == "模型服务出错（ConnectError）；请检查模型的设置和网络。"
    assert str(caught.value.__cause__) == "no service, asked with []"


UNUSABLE = "不能用：没有这个供应方，或没有设置它的密钥和地址；请检查后重试。"


@pytest.mark.parametrize(
    ("model", "line"),
    [
        (
            "mistralai:small",
            "设置GONGBAO_MODEL的“mistralai”要用软件包langchain-mistralai，这里没有安装；"
            "请用pip install装好后重试。",
        ),
        ("nobody:m", f"设置GONGBAO_MODEL的“nobody:m”{UNUSABLE}"),
        ("azure_openai:m", f"设置GONGBAO_MODEL的“azure_openai:m”{UNUSABLE}"),
        ("openai:m", "选择了openai方式，但没有设置OPENAI_API_KEY；请设置后重试。"),
        ("qwen3", "设置GONGBAO_MODEL的值“qwen3”不对，应为供应方:模型名，如ollama:qwen3；请改正后重试。"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_had_is_one_line(model: str, line: str) -> None:
    with pytest.raises(BadSettings) as caught:
        chosen(model)
    assert str(caught.value) == line


def test_the_named_model_stands_above_the_endpoint_and_below_offline() -> None:
    given = {"openai_api_key": "k", "openai_base_url": BASE_URL, "openai_model": "other"}
    models = [chosen("openai:m", backend=each, **given).model for each in ("auto", "openai")]
    assert models == ["m", "m"]
    assert chosen("nobody:m", backend="offline").name == "offline"


def test_doctor_names_the_model_that_answers(llm: respx.MockRouter, tmp_path: Path) -> None:
    llm.post("/chat/completions").mock(return_value=chat_reply("好"))
    settings = load_settings(
        model="openai:qwen3", openai_api_key="k", openai_base_url=BASE_URL, data_dir=tmp_path
    )
    (check,) = [each for each in examine(settings).checks if each.name == "模型"]
    assert (check.ok, check.detail.split("在")[0]) == (True, "openai:qwen3")
