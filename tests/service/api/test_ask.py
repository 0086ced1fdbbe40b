"""`POST /v1/ask` on a real socket: whole, streamed, refused, abandoned."""

import json
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api import create_app
from service.errors import BackendBusy, EmptyLibrary
from service.shapes import Answer, Item
from service.tasks.events import Event
from service.wiring import World
from tests.service.api.fakes import ANSWER, Watched, empty_world, fake_tasks
from tests.service.api.serving import serving

STREAM = {"Accept": "text/event-stream"}


def app(data_dir: Path, **tasks: Any) -> Any:
    """The application over an empty library with these tasks."""
    return create_app(empty_world(data_dir), tasks=fake_tasks(**tasks))


def events_of(text: str) -> list[tuple[str, Any]]:
    """The events of a stream, comments left out."""
    found: list[tuple[str, Any]] = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if line[0] != ":")
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_an_answer_is_one_json_document(tmp_path: Path) -> None:
    with serving(app(tmp_path)) as client:
        asked = {"question": " 多少? ", "regions": ["满洲里市"], "years": [2021]}
        reply = client.post("/v1/ask", json=asked)
    assert reply.status_code == 200
    body = reply.json()
    assert body["question"] == "多少?"
    assert body["understood"] == {
        "regions": ["满洲里市"],
        "years": [2021],
        "conversation": None,
    }
    assert body["answer"] == ANSWER.answer
    assert body["proof"] == {
        "numbers": 0,
        "proven": 0,
        "computed": 0,
        "operands": 0,
        "claims": 0,
        "removed": [],
        "drafted": 0,
        "own": 0,
        "own_numbers": 0,
        "folded": 0,
    }


def test_a_stream_is_evidence_sentences_answer_and_one_done(tmp_path: Path) -> None:
    with serving(app(tmp_path)) as client:
        reply = client.post("/v1/ask", json={"question": "多少?"}, headers=STREAM)
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["cache-control"] == "no-cache"
    events = events_of(reply.text)
    assert [name for name, _ in events] == ["evidence", "sentence", "answer", "done"]
    assert events[1][1] == {"text": ANSWER.answer, "citations": [1], "computed": 0, "operands": 0}
    assert events[2][1]["status"] == "answered"
    assert events[3][1] == {}


def test_sentences_arrive_while_later_ones_are_still_worked_on(tmp_path: Path) -> None:
    release = threading.Event()

    async def slow(*_: Any, **__: Any) -> AsyncIterator[Event]:
        yield Event("sentence", Item(text="一。"))
        while not release.is_set():
            await __import__("asyncio").sleep(0.01)
        yield Event("answer", ANSWER)

    with (
        serving(app(tmp_path, stream_answer=slow)) as client,
        client.stream("POST", "/v1/ask", json={"question": "q"}, headers=STREAM) as reply,
    ):
        chunks = reply.iter_text()
        assert events_of(next(chunks))[0] == (
            "sentence",
            {"text": "一。", "citations": [], "computed": 0, "operands": 0},
        )
        release.set()
        assert [name for name, _ in events_of("".join(chunks))] == ["answer", "done"]


@pytest.mark.parametrize("after", [0, 2])
@pytest.mark.parametrize(
    ("error", "expected", "detail"),
    [
        (EmptyLibrary("先加入报告。"), "empty-library", "先加入报告。"),
        (RuntimeError("secret path"), "internal-error", "程序内部出错，请查看服务日志。"),
    ],
)
def test_a_stream_that_fails_ends_with_one_error(
    tmp_path: Path, after: int, error: Exception, expected: str, detail: str
) -> None:
    async def fail(*_: Any, **__: Any) -> AsyncIterator[Event]:
        for _number in range(after):
            yield Event("sentence", Item(text="一。"))
        raise error

    with serving(app(tmp_path, stream_answer=fail)) as client:
        reply = client.post("/v1/ask", json={"question": "q"}, headers=STREAM)
    events = events_of(reply.text)
    assert [name for name, _ in events] == ["sentence"] * after + ["error"]
    assert events[-1][1]["type"] == f"urn:gongbao:problem:{expected}"
    assert events[-1][1]["detail"] == detail
    assert "secret" not in reply.text


def test_no_answer_at_all_is_a_problem(tmp_path: Path) -> None:
    async def fail(*_: Any, **__: Any) -> Answer:
        raise EmptyLibrary("库中还没有报告，请先加入。")

    with serving(app(tmp_path, answer=fail)) as client:
        reply = client.post("/v1/ask", json={"question": "q"})
    assert reply.status_code == 409
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json() == {
        "type": "urn:gongbao:problem:empty-library",
        "title": "库中还没有报告",
        "status": 409,
        "detail": "库中还没有报告，请先加入。",
        "instance": "/v1/ask",
    }


def test_a_busy_model_says_when_to_come_back(tmp_path: Path) -> None:
    async def fail(*_: Any, **__: Any) -> Answer:
        raise BackendBusy("限流。", 7)

    with serving(app(tmp_path, answer=fail)) as client:
        reply = client.post("/v1/ask", json={"question": "q"})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "7")


def test_an_unknown_error_tells_nothing_but_itself(tmp_path: Path) -> None:
    async def fail(*_: Any, **__: Any) -> Answer:
        raise RuntimeError("secret path /etc")

    with serving(app(tmp_path, answer=fail)) as client:
        reply = client.post("/v1/ask", json={"question": "q"})
    assert reply.status_code == 500
    assert reply.json()["type"] == "urn:gongbao:problem:internal-error"
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({}, "question缺少。请改正后重试。"),
        ({"question": "  "}, "question不能为空。请改正后重试。"),
        ({"question": "多" * 501}, "question太长，最多500个字。请改正后重试。"),
        ({"question": 7}, "question应为文字。请改正后重试。"),
        ({"question": "q", "years": ["x"]}, "years.0应为整数。请改正后重试。"),
        ({"question": "q", "years": [1]}, "years.0不能小于1949。请改正后重试。"),
        ({"question": "q", "regoins": []}, "regoins没有这个字段。请改正后重试。"),
        (["q"], "请求内容应为JSON对象。请改正后重试。"),
    ],
)
def test_a_request_that_is_wrong_is_told_what(tmp_path: Path, body: Any, detail: str) -> None:
    with serving(app(tmp_path)) as client:
        reply = client.post("/v1/ask", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"] == detail


def test_a_body_that_is_no_json_is_told_so(tmp_path: Path) -> None:
    with serving(app(tmp_path)) as client:
        kind = {"Content-Type": "application/json"}
        reply = client.post("/v1/ask", content=b"{oops", headers=kind)
    assert reply.status_code == 422
    assert reply.json()["detail"] == "请求内容不是合法的JSON。请改正后重试。"


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
def test_work_is_cancelled_when_the_client_leaves(tmp_path: Path, headers: dict[str, str]) -> None:
    work = Watched()

    async def never(*_: Any, **__: Any) -> Answer:
        await work.run()
        return ANSWER

    async def never_streamed(*_: Any, **__: Any) -> AsyncIterator[Event]:
        yield Event("sentence", Item(text="一。"))
        await work.run()

    with serving(app(tmp_path, answer=never, stream_answer=never_streamed)) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.post("/v1/ask", json={"question": "q"}, headers=headers, timeout=0.5)
        deadline = time.monotonic() + 5
        while not work.cancelled and time.monotonic() < deadline:
            time.sleep(0.02)
    assert (work.started, work.cancelled) == (True, True)


def test_a_server_that_stops_does_not_wait_for_open_streams(tmp_path: Path) -> None:
    work = Watched()

    async def never(*_: Any, **__: Any) -> AsyncIterator[Event]:
        yield Event("sentence", Item(text="一。"))
        await work.run()

    started = time.monotonic()
    with (
        serving(app(tmp_path, stream_answer=never)) as client,
        client.stream("POST", "/v1/ask", json={"question": "q"}, headers=STREAM) as reply,
    ):
        assert next(reply.iter_text())
        thread_stops = time.monotonic()
    assert time.monotonic() - started < 10
    assert thread_stops >= started
    assert work.cancelled


def test_the_five_reports_answer_over_http(world_offline: World) -> None:
    question = "满洲里市2020年地区生产总值是多少?"
    with serving(create_app(world_offline)) as client:
        whole = client.post("/v1/ask", json={"question": question}).json()
        stream = client.post("/v1/ask", json={"question": question}, headers=STREAM)
        shown = client.get(f"/v1/reports/{whole['citations'][0]['report']}").json()
    assert "141.5亿元" in whole["answer"]
    for citation in whole["citations"]:
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
    events = dict(events_of(stream.text))
    assert events["answer"]["answer"] == whole["answer"]
    assert list(events)[-1] == "done"
