"""The server as it is run."""

import socket
import threading
import time
from pathlib import Path

import httpx

from service.api.server import server
from tests.service.api.fakes import empty_world


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


def test_open_streams_do_not_hold_it_for_ever(tmp_path: Path) -> None:
    assert server(empty_world(tmp_path)).config.timeout_graceful_shutdown
