"""How much at once, and what is told to who comes when it is full."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api import create_app
from service.api.admission import Tokens
from service.api.spool import Spool
from service.build import BuildProgress, IngestResult
from service.llm.bounded import Bounded
from service.llm.scripted import Scripted
from service.scratch import Scratch
from service.settings import load_settings
from service.shapes import Usage
from service.wiring import wire
from tests.service.api.fakes import ANSWER, empty_world, fake_tasks
from tests.service.api.serving import serving
from tests.service.api.test_reports import finished, upload

ASK = {"question": "q"}


def problem(reply: httpx.Response) -> tuple[int, str]:
    """Status and kind of a refusal that says when to come again."""
    assert reply.headers["content-type"] == "application/problem+json"
    assert int(reply.headers["retry-after"]) >= 1
    return reply.status_code, reply.json()["type"].rsplit(":", 1)[-1]


@contextmanager
def slow_service(tmp_path: Path, **settings: Any) -> Iterator[tuple[httpx.Client, threading.Event]]:
    """A service whose answers wait until they are let go."""
    release = threading.Event()

    async def waits(*_: Any, **__: Any) -> Any:
        await asyncio.to_thread(release.wait, 10)
        return ANSWER

    world = empty_world(tmp_path, **settings)
    try:
        with serving(create_app(world, tasks=fake_tasks(answer=waits))) as client:
            yield client, release
    finally:
        release.set()


def test_beyond_the_seats_and_the_queue_askers_are_told_to_come_again(tmp_path: Path) -> None:
    with slow_service(tmp_path, questions_at_once=1, waiting_seconds=0.3) as (client, release):
        replies: list[httpx.Response] = []

        def ask() -> None:
            replies.append(client.post("/v1/ask", json=ASK))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        while len(replies) < 3:  # two are turned away at once, one after its wait
            time.sleep(0.01)
        assert client.get("/healthz").status_code == 200
        release.set()
        for thread in threads:
            thread.join()
        assert sorted(reply.status_code for reply in replies) == [200, 503, 503, 503]
        busy = next(reply for reply in replies if reply.status_code == 503)
        assert problem(busy) == (503, "overloaded")
        assert client.post("/v1/ask", json=ASK).status_code == 200


def test_a_key_has_so_many_requests_a_minute(tmp_path: Path) -> None:
    world = empty_world(tmp_path, requests_per_minute=2)
    with serving(create_app(world, tasks=fake_tasks())) as client:
        assert [client.get("/v1/reports").status_code for _ in range(2)] == [200, 200]
        assert problem(client.get("/v1/reports")) == (429, "too-many-requests")
        assert client.get("/healthz").status_code == 200


def test_a_key_has_so_many_tokens_a_day() -> None:
    async def spent() -> list[bool]:
        tokens, told = Tokens(100), list[bool]()
        for amount in (60, 60, 0):
            try:
                await tokens.require("a")
                told.append(True)
            except Exception as error:
                told.append(getattr(error, "status", 0) != 429)
            await tokens.spend("a", amount)
        await tokens.require("b")
        return told

    assert asyncio.run(spent()) == [True, True, False]


def test_model_calls_at_once_are_limited_and_counted() -> None:
    async def called() -> list[int]:
        spent: list[int] = []

        async def spend(usage: Usage, _: float) -> None:
            spent.append(usage.calls)

        backend = Bounded(Scripted(["一", "二"]), 1, 0.05, spend)
        async with backend._taken():
            with pytest.raises(Exception, match="模型调用已到上限"):
                await backend.complete([], max_tokens=9)
        await backend.complete([], max_tokens=9)
        assert "".join([piece async for piece in backend.stream([], max_tokens=9)]) == "二"
        return spent

    assert asyncio.run(called()) == [1, 1]


def test_uploads_beyond_the_queue_are_told_to_come_again(tmp_path: Path) -> None:
    release = threading.Event()

    def slow(*_: Any, **__: Any) -> IngestResult:
        release.wait(10)
        return IngestResult()

    world = empty_world(tmp_path, uploads_at_once=2, uploads_bytes=4096)
    with serving(create_app(world, tasks=fake_tasks(ingest=slow))) as client:
        files = [("files", ("a.txt", b"x" * 5000))]
        assert problem(client.post("/v1/reports", files=files)) == (503, "overloaded")
        jobs = [upload(client, name).json() for name in ("a.txt", "b.txt")]
        assert problem(upload(client, "c.txt")) == (503, "overloaded")
        release.set()
        assert [finished(client, job)["status"] for job in jobs] == ["done", "done"]
        assert upload(client, "c.txt").status_code == 202


def test_a_removal_that_takes_long_becomes_a_job(seed_copy: Path) -> None:
    release = threading.Event()
    world = wire(load_settings(data_dir=seed_copy, backend="offline"))
    report = world.library().report("满洲里市-2021")

    def slow(*_: Any, progress: Callable[[BuildProgress], None], **__: Any) -> Any:
        release.wait(10)
        return report

    with serving(create_app(world, tasks=fake_tasks(remove=slow))) as client:
        assert client.delete("/v1/reports/没有-2021").status_code == 404
        reply = client.delete(f"/v1/reports/{report.id}")
        assert reply.status_code == 202
        assert reply.headers["location"] == f"/v1/jobs/{reply.json()['id']}"
        release.set()
        assert finished(client, reply.json())["removed"]["id"] == report.id
        assert client.delete(f"/v1/reports/{report.id}").json()["removed"]["id"] == report.id


def test_an_answer_that_takes_too_long_is_ended_with_its_time(tmp_path: Path) -> None:
    async def forever(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(60)

    async def trickles(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(60)
        yield

    world = empty_world(tmp_path, request_seconds=0.1)
    tasks = fake_tasks(answer=forever, stream_answer=trickles)
    with serving(create_app(world, tasks=tasks)) as client:
        reply = client.post("/v1/ask", json=ASK)
        assert (reply.status_code, reply.json()["title"]) == (504, "超过时限")
        stream = client.post("/v1/ask", json=ASK, headers={"Accept": "text/event-stream"})
        assert stream.text.startswith("event: error")
        assert "request-timeout" in stream.text


def test_a_body_that_trickles_in_is_given_up(tmp_path: Path) -> None:
    world = empty_world(tmp_path, body_seconds=0.2)
    with serving(create_app(world, tasks=fake_tasks())) as client:
        host, port = client.base_url.host, client.base_url.port
        with socket.create_connection((host, port or 80), timeout=10) as line:
            head = "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n"
            line.sendall(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
            assert line.recv(4096).startswith(b"HTTP/1.1 408")


def test_who_sends_slowly_takes_no_seat(tmp_path: Path) -> None:
    world = empty_world(tmp_path, questions_at_once=1, waiting_seconds=0.1)
    head = "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with serving(create_app(world, tasks=fake_tasks())) as client, ExitStack() as lines:
        place = (client.base_url.host, client.base_url.port or 80)
        slow = [lines.enter_context(socket.create_connection(place)) for _ in range(4)]
        for line in slow:
            line.sendall(f"{head}Content-Length: 17\r\n\r\n{{".encode())
        assert client.post("/v1/ask", json=ASK).status_code == 200
        slow[0].sendall(b'"question": "q"}')
        assert slow[0].recv(4096).startswith(b"HTTP/1.1 200")


def test_what_dead_processes_left_is_swept_and_what_the_living_hold_is_not(tmp_path: Path) -> None:
    held, dead = Scratch(tmp_path, "upload"), tmp_path / "spool" / "upload-dead"
    dead.mkdir()
    (dead / "a.txt").write_text("x")
    assert Spool.left(tmp_path) == []
    assert [held.path.exists(), dead.exists()] == [True, False]
    held.close()
    assert list((tmp_path / "spool").iterdir()) == []
