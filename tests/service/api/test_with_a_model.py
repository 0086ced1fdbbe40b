"""The whole way: HTTP in, the five reports, the real openai client, a mocked endpoint."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
import respx

from service.api import create_app
from service.settings import load_settings
from service.wiring import wire
from tests.llm_mock import BASE_URL, afresh, chat_reply, chat_stream, llm, writer
from tests.service.api.serving import serving
from tests.service.api.test_ask import STREAM, events_of

__all__ = ["llm"]
ASKED = {"question": "满洲里市2020年地区生产总值是多少?"}


@pytest.fixture
def client(seed_data_dir: Path, llm: respx.MockRouter) -> Iterator[httpx.Client]:
    """A client of a service whose model is the mocked endpoint."""
    settings = load_settings(
        data_dir=seed_data_dir,
        backend="openai",
        openai_api_key="k",
        openai_base_url=BASE_URL,
        deadline=2,
        retries=0,
    )
    with serving(create_app(wire(settings))) as served:
        yield served


def refused(_: httpx.Request) -> httpx.Response:
    """No connection."""
    raise httpx2.ConnectError("refused")


def reply(code: int, text: str = "{}", kind: str = "application/json") -> Any:
    """A response that is no completion."""
    return afresh(lambda: httpx.Response(code, text=text, headers={"content-type": kind}))


def said(text: str, finish: str | None = "stop") -> Callable[[httpx.Request], httpx.Response]:
    """A completion with this text, streamed when asked so."""

    def answer(request: httpx.Request) -> httpx.Response:
        if json.loads(request.content).get("stream"):
            return chat_stream([text], finish)
        return chat_reply(text, finish)

    return answer


FAILURES: dict[str, Any] = {
    "no endpoint": refused,
    "401": reply(401),
    "429": reply(429),
    "500": reply(500),
    "html": reply(200, "<html>", "text/html"),
    "garbage": reply(200, "{oops"),
    "empty": reply(200, ""),
    "cut": said("2020年满洲里市地区生产总值完成", None),
    "length": said("2020年满洲里市地区生产总值完成", "length"),
    "filter": said("", "content_filter"),
    "wrong number": writer(lambda _: "2020年满洲里市地区生产总值完成999.9亿元[1]。"),
    "prose refusal": writer(lambda _: "抱歉，我无法回答这个问题。"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_the_model_does_the_answer_is_right_and_says_so(
    client: httpx.Client, llm: respx.MockRouter, failure: str
) -> None:
    llm.post("/chat/completions").mock(side_effect=FAILURES[failure])
    whole = client.post("/v1/ask", json=ASKED)
    stream = client.post("/v1/ask", json=ASKED, headers=STREAM)
    events = events_of(stream.text)
    assert whole.status_code == 200
    assert [name for name, _ in events if name in ("done", "error")] == ["done"]
    for body in (whole.json(), dict(events)["answer"]):
        assert "141.5亿元" in body["answer"]
        assert "999.9" not in body["answer"]
        assert body["degraded"]["from"] == "openai"
        assert body["degraded"]["reason"]
    shown = [data["text"] for name, data in events if name == "sentence"]
    assert not any("999.9" in text for text in shown)


@pytest.mark.parametrize(("path", "kind"), [("compare", "comparison"), ("brief", "brief")])
def test_long_work_is_followed_step_by_step(
    client: httpx.Client, llm: respx.MockRouter, path: str, kind: str
) -> None:
    llm.post("/chat/completions").mock(side_effect=refused)
    asked = {"regions": ["满洲里市"]}
    stream = client.post(f"/v1/{path}", json=asked, headers=STREAM)
    assert stream.headers["content-type"].startswith("text/event-stream")
    *steps, (last, made), (done, _) = events_of(stream.text)
    assert {name for name, _ in steps} == {"progress"}
    assert {step["report"] for _, step in steps} >= {"满洲里市-2021"}
    assert (last, done) == (kind, "done")
    whole = client.post(f"/v1/{path}", json=asked).json()
    assert {**made, "elapsed_ms": 0} == {**whole, "elapsed_ms": 0}


def test_a_page_on_nothing_ends_its_stream_with_the_reason(
    client: httpx.Client, llm: respx.MockRouter
) -> None:
    stream = client.post("/v1/brief", json={"regions": ["赤峰市"]}, headers=STREAM)
    name, problem = events_of(stream.text)[-1]
    assert (name, problem["type"].rsplit(":", 1)[-1]) == ("error", "unknown-report")
