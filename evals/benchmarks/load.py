"""Askers who come whether or not the others were answered: latency, refusals, memory, recovery.

    python -m evals.benchmarks.load DATA_DIR [--seconds N] [--askers 1 10 50 100 300] [--model SECONDS]

Each asker asks every ten seconds. With `--model` a model that takes so long stands beside. After
the last round a single asker shows how soon the service answers as at first. The service runs in a
process of its own, and so does who asks for its health, or the askers' own work would be counted as
the service's; seconds are of the clock, so run it on a quiet machine.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Generator, Sequence
from pathlib import Path

import httpx

QUESTIONS = (
    "满洲里市2020年地区生产总值是多少？",
    "海拉尔区2021年地区生产总值的增长目标是多少？",
    "五个地方谁的地区生产总值最高？",
    "乌海市2020年做了哪些工作？",
)
EVERY = 10.0
_ASK_HEALTH = """
import http.client, select, sys, time
while not select.select([sys.stdin], [], [], 0.25)[0]:
    began = time.monotonic()
    door = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
    door.request("GET", "/healthz")
    assert door.getresponse().status == 200
    door.close()
    print(time.monotonic() - began)
"""
_SERVE = "from service.__main__ import main; main()"


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each number of askers; 1 when a request had neither an answer nor a refusal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--askers", type=int, nargs="+", default=[1, 10, 50, 100, 300])
    parser.add_argument("--model", type=float)
    given = parser.parse_args(arguments)
    return asyncio.run(_measured(given))


async def _measured(given: argparse.Namespace) -> int:
    odd = 0
    async with _model(given.model) as model:
        with _service(given.data_dir, model) as (address, process):
            await _ready(address)
            for askers in given.askers:
                odd += await _round(address, process, askers, given.seconds)
            began = time.monotonic()
            async with httpx.AsyncClient(base_url=address, timeout=60) as client:
                while (await _asked(client, QUESTIONS[0]))[0] != 200:
                    await asyncio.sleep(0.1)
            _say(f"answers again after {time.monotonic() - began:.1f} s")
    return int(odd > 0)


async def _round(address: str, process: subprocess.Popen[bytes], askers: int, length: float) -> int:
    results: list[tuple[int, float]] = []
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
    async with (
        _health(address) as health,
        httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client,
    ):

        async def one(number: int) -> None:
            results.append(await _asked(client, QUESTIONS[number % len(QUESTIONS)]))

        begun, tasks, number = time.monotonic(), set[asyncio.Task[None]](), 0
        while (at := number * EVERY / askers) < length:
            await asyncio.sleep(max(0.0, begun + at - time.monotonic()))
            tasks.add(asyncio.create_task(one(number)))
            number += 1
        await asyncio.gather(*tasks)
    took = sorted(seconds for status, seconds in results if status == 200)
    refused = sum(status in (429, 503) for status, _ in results)
    odd = len(results) - len(took) - refused
    shown = " ".join(f"p{at}={_at(took, at):.2f}" for at in (50, 95, 99))
    _say(
        f"askers {askers}: asked {len(results)} answered {len(took)} refused {refused} odd {odd}"
        f" {shown} s, health p99 {1000 * _at(sorted(health), 99):.0f} ms, {_memory(process):.0f} MB"
    )
    return odd


async def _asked(client: httpx.AsyncClient, question: str) -> tuple[int, float]:
    began = time.monotonic()
    try:
        status = (await client.post("/v1/ask", json={"question": question})).status_code
    except httpx.HTTPError:
        status = 0
    return status, time.monotonic() - began


@contextlib.asynccontextmanager
async def _health(address: str) -> AsyncGenerator[list[float]]:
    """How long `/healthz` took, asked for by another process; whole when left."""
    asking = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _ASK_HEALTH, address.rpartition(":")[2],
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    took: list[float] = []
    yield took
    told, _ = await asking.communicate(b"end")
    took += map(float, told.split())


def _at(sorted_: Sequence[float], percent: int) -> float:
    return sorted_[min(len(sorted_) - 1, len(sorted_) * percent // 100)] if sorted_ else 0.0


def _memory(process: subprocess.Popen[bytes]) -> float:
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextlib.contextmanager
def _service(data_dir: Path, model: str | None) -> Generator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port)]
    changes = {
        "GONGBAO_DATA_DIR": str(data_dir),
        "GONGBAO_REQUESTS_PER_MINUTE": "0",
        "GONGBAO_BACKEND": "openai" if model else "offline",
        "OPENAI_BASE_URL": model or "",
        "OPENAI_API_KEY": "none",
    }
    with subprocess.Popen(command, env=os.environ | changes, stderr=subprocess.DEVNULL) as running:
        try:
            yield f"http://127.0.0.1:{port}", running
        finally:
            running.terminate()


async def _ready(address: str) -> None:
    async with httpx.AsyncClient() as client:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(f"{address}/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.2)


@contextlib.asynccontextmanager
async def _model(seconds: float | None) -> AsyncGenerator[str | None]:
    """A model that answers the same few words after so many seconds."""
    if seconds is None:
        yield None
        return
    words = b'{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"\xe5\xa5\xbd"}}],"usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}'

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(seconds)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(words) + words)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
