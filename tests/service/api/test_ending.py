"""The server as a process: how it begins to listen, how it is told to stop, behind a proxy."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from service.keys import Keys
from tests.service.api.test_admission import problem
from tests.service.api.test_reports import finished, upload

ROOT = Path(__file__).parents[3]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SERVE = """
import asyncio, sys, time
from pathlib import Path
from service.api import create_app, server as module
from service.build import IngestResult
from service.settings import load_settings
from service.wiring import wire
from tests.service.api.fakes import fake_tasks
from service.shapes import Item
from service.tasks.events import Event

async def slow(*_, **__):
    yield Event("evidence", Item(text="证据"))
    await asyncio.sleep(60)

def ingested(places, paths, **given):
    held = Path(sys.argv[1]) / "hold"
    while held.exists():
        time.sleep(0.02)
    (Path(sys.argv[1]) / "in" / paths[0].name).write_bytes(paths[0].read_bytes())
    return IngestResult(notice=given["region"])

tasks = fake_tasks(stream_answer=slow, ingest=ingested)
module.create_app = lambda world: create_app(world, tasks=tasks)
module.serve(load_settings(data_dir=Path(sys.argv[1]), backend="offline", port=int(sys.argv[2])))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def process(
    data_dir: Path, stderr: int | None = None, /, **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`gongbao serve` with a stream that takes a minute."""
    port = free_port()
    given = os.environ | {f"GONGBAO_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-c", SERVE, str(data_dir), str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=given, stderr=stderr) as running:
        try:
            address = f"http://127.0.0.1:{port}"
            until(f"{address}/healthz")
            yield running, address
        finally:
            running.kill()


def until(address: str, **headers: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            if httpx.get(address, headers=headers).status_code < 500:
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_told_to_stop_it_is_not_ready_ends_streams_with_their_error_and_is_gone(
    tmp_path: Path,
) -> None:
    with process(tmp_path, drain_seconds="1") as (running, address):
        stream = {"Accept": "text/event-stream"}
        with (
            httpx.Client() as client,
            client.stream("POST", f"{address}/v1/ask", json={"question": "q"}, headers=stream) as s,
        ):
            lines = s.iter_lines()
            assert next(lines) == "event: evidence"
            running.send_signal(signal.SIGTERM)
            rest = [line for line in lines if line]
            ready = httpx.get(f"{address}/readyz")
        assert rest[1] == "event: error"
        assert json.loads(rest[2].removeprefix("data: "))["status"] == 503
        assert rest[3:] == []
        assert (ready.status_code, ready.json()["problem"]) == (503, "服务正在停止。")
        assert running.wait(20) == -signal.SIGTERM


@pytest.mark.parametrize("killed", [False, True])
def test_uploads_that_wait_are_done_after_the_restart_and_no_new_ones_are_taken(
    tmp_path: Path, killed: bool
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "hold").touch()
    names = [f"{number}.txt" for number in range(4)]
    with (
        process(tmp_path, subprocess.PIPE, drain_seconds="1.5") as (running, address),
        httpx.Client(base_url=address) as client,
        socket.create_connection((client.base_url.host, client.base_url.port or 0)) as half,
    ):
        jobs = [upload(client, name, region=f"{name}县").json()["id"] for name in names]
        half.sendall(
            b"POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        )
        time.sleep(0.1)
        running.send_signal(signal.SIGTERM)
        while client.get("/readyz").json().get("problem") != "服务正在停止。":
            time.sleep(0.02)
        assert problem(upload(client, "late.txt")) == (503, "overloaded")
        told = half.recv(4096).decode()
        assert told.startswith("HTTP/1.1 503")
        assert "application/problem+json" in told
        assert "retry-after: 5" in told
        if killed:
            running.kill()
        else:
            (tmp_path / "hold").unlink()
        assert "Traceback" not in running.communicate(timeout=30)[1].decode()
    (tmp_path / "hold").unlink(missing_ok=True)
    with process(tmp_path) as (_, address), httpx.Client(base_url=address) as client:
        for name, job in zip(names, jobs, strict=True):
            said = client.get(f"/v1/jobs/{job}")
            if said.status_code == 404:  # done before the end
                assert (tmp_path / "in" / name).exists()
            else:
                assert finished(client, said.json())["result"]["notice"] == f"{name}县"
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_head_that_does_not_come_is_not_waited_for(tmp_path: Path) -> None:
    with process(tmp_path, head_seconds="0.5") as (_, address):
        place = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        for sent in (b"", b"GET /healthz HTTP/1.1\r\nHost: local"):
            with socket.create_connection(place, timeout=20) as line:
                line.sendall(sent)
                assert line.recv(100) == b""
        with socket.create_connection(place, timeout=20) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert line.recv(4096).startswith(b"HTTP/1.1 200")


@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_it_runs_behind_nginx(tmp_path: Path) -> None:
    _, key = Keys(tmp_path / "data").add("科室", "reader")
    settings = {"allowed_hosts": "gongbao.example", "trusted_proxies": "127.0.0.1"}
    with process(tmp_path / "data", **settings) as (_, address):
        port = free_port()
        (tmp_path / "nginx.conf").write_text(
            f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/log; worker_processes 1;"
            "events {} http { access_log off;"
            + "".join(
                f" {kind}_temp_path {tmp_path}/{kind};"
                for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            )
            + f" server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass {address};"
            " proxy_http_version 1.1; proxy_set_header Host $host;"
            " proxy_set_header Connection '';"
            " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"
            " proxy_set_header X-Forwarded-Proto https; } } }"
        )
        with subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf")]) as nginx:
            try:
                outside = f"http://127.0.0.1:{port}"
                ours = {"Host": "gongbao.example", "Authorization": f"Bearer {key}"}
                until(f"{outside}/healthz", **ours)
                with httpx.Client(base_url=outside, headers=ours) as client:
                    assert client.get("/v1/reports").status_code == 200
                    asked = client.post("/v1/ask", json={"question": "q"})
                    assert asked.status_code == 200
                    no_key = client.get("/v1/reports", headers={"Authorization": ""})
                    assert no_key.status_code == 401
                    foreign = client.get("/v1/reports", headers={"Host": "evil.example"})
                    assert foreign.status_code == 403
                    stream = {"Accept": "text/event-stream"}
                    with client.stream(
                        "POST", "/v1/ask", json={"question": "q"}, headers=stream
                    ) as s:
                        assert next(s.iter_lines()) == "event: evidence"
            finally:
                nginx.terminate()
