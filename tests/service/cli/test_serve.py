"""The server as a process of its own: its address, its answers, its end."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from service.cli.app import run

ROOT = Path(__file__).parents[3]
# A shell lets its background jobs ignore SIGINT; what they start inherits that.
BACKGROUND = ("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh")
Started = tuple[subprocess.Popen[str], int]


@pytest.fixture
def started(seed_data_dir: Path, request: pytest.FixtureRequest) -> Generator[Started]:
    """A running server and its port."""
    command = [
        *request.param,
        sys.executable,
        "-m",
        "service",
        "--data-dir",
        str(seed_data_dir),
        "serve",
    ]
    with subprocess.Popen(
        [*command, "--port", "0", "--backend", "offline"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        told = re.search(r"http://127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert told is not None
        yield process, int(told[1])
        process.kill()


def get(port: int, path: str, method: str = "GET", body: object = None) -> tuple[int, str]:
    for _ in range(200):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8")
        except ConnectionRefusedError:
            signal.sigtimedwait([], 0.1)
        finally:
            connection.close()
    raise TimeoutError


@pytest.mark.parametrize(
    "started", [(), BACKGROUND], ids=["in front", "in the background"], indirect=True
)
def test_it_serves_page_and_answers_until_interrupted(started: Started) -> None:
    process, port = started
    status, page = get(port, "/")
    assert (status, "<title>工报" in page) == (200, True)
    question = {"question": "满洲里市2020年地区生产总值是多少？"}
    status, answer = get(port, "/v1/ask", "POST", question)
    assert (status, "141.5亿元" in json.loads(answer)["answer"]) == (200, True)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr is not None
    assert process.stderr.read() == "已停止。\n"


@pytest.fixture
def taken() -> Generator[int]:
    """A port that something else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (lambda port: ["--port", str(port)], "请用 --host、--port 换一个"),
        (lambda _: ["--host", "203.0.113.1"], "请用 --host、--port 换一个"),
        (lambda _: ["--host", "0.0.0.0", "--port", "0"], "GONGBAO_TOKEN"),
    ],
)
def test_what_keeps_it_from_starting_is_one_line(
    arguments: Callable[[int], list[str]],
    line: str,
    taken: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = ["serve", "--backend", "offline", "--data-dir", str(tmp_path), *arguments(taken)]
    assert run(given) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert line in told
