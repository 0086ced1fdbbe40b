"""The server as it is run."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from service.api import create_app
from service.api import server as module
from service.api.server import Server, server
from service.shapes import Answer
from tests.service.api.fakes import ANSWER, empty_world, fake_tasks
from tests.service.api.test_admission import problem


@contextmanager
def run(running: Server) -> Iterator[tuple[str, int]]:
    """Where the server listens while it runs."""
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        while not running.started:
            time.sleep(0.01)
        yield running.servers[0].sockets[0].getsockname()
    finally:
        running.should_exit = True
        thread.join(20)


def test_it_listens_where_the_settings_say_and_stops_when_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = server(empty_world(tmp_path, port=port))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    reply = httpx.get(f"http://127.0.0.1:{port}/healthz")
    running.should_exit = True
    thread.join(10)
    assert reply.json() == {"status": "ok"}
    assert "server" not in reply.headers
    assert not thread.is_alive()


def test_idle_connections_keep_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "room", lambda: 8)
    held = threading.Event()

    async def waits(*_: object, **__: object) -> Answer:
        while not held.is_set():
            await asyncio.sleep(0.02)
        return ANSWER

    world, tasks = empty_world(tmp_path, port=0), fake_tasks(answer=waits)
    monkeypatch.setattr(module, "create_app", lambda world: create_app(world, tasks=tasks))
    with run(server(world)) as place, ExitStack() as lines:
        address = f"http://{place[0]}:{place[1]}"

        def line() -> socket.socket:
            return lines.enter_context(socket.create_connection(place, timeout=20))

        idle = [line() for _ in range(40)]
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert idle[0].recv(1) == b""
        body = b'{"question": "q"}'
        head = "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        asked = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        while (refused := httpx.get(f"{address}/v1/reports")).status_code == 200:
            line().sendall(asked)  # one that is not read yet may give way to the next
            time.sleep(0.02)
        assert problem(refused) == (503, "overloaded")
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
        held.set()
        while httpx.get(f"{address}/v1/reports").status_code != 200:
            time.sleep(0.05)
        garbage = line()
        garbage.sendall(b"\x16\x03\x01\r\n\r\n")
        told = garbage.recv(4096).decode()
        assert "HTTP/1.1 400" in told
        assert "application/problem+json" in told


def test_open_streams_do_not_hold_it_for_ever(tmp_path: Path) -> None:
    assert server(empty_world(tmp_path)).config.timeout_graceful_shutdown
