"""A library past one machine for benchmarks: what runs on it, who asks it, what it must not lose."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, select

from evals.benchmarks.killed_ingest import REPORT
from evals.servers import free_port
from service.queue.broker import dead_letters
from vectorstore import states
from vectorstore.places import Places
from vectorstore.tables import FILINGS

REGIONS = ("海拉尔区", "乌海市", "满洲里市", "清苑区", "东昌区")
FIRST = 1990
_RUN = "from service.__main__ import main; main()"
_START = 300.0  # a busy machine starts slowly


@dataclass(slots=True)
class ServedLibrary:
    """One library, the addresses of its servers, and how many made-up reports were sent to it."""

    folder: Path
    database_url: str
    chroma_url: str
    sent: int = 0
    port: int = field(default_factory=free_port)

    @property
    def places(self) -> Places:
        """Where the library is."""
        return Places(self.folder, self.database_url, self.chroma_url)

    def client(self) -> httpx.AsyncClient:
        """A client whose connections serve one request, so that none is tied to a process."""
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        address = f"http://127.0.0.1:{self.port}"
        return httpx.AsyncClient(base_url=address, timeout=120, limits=limits)

    @contextmanager
    def api(self, processes: int) -> Generator[subprocess.Popen[bytes]]:
        """`gongbao serve` with so many processes, once it answers."""
        words = ["serve", "--port", str(self.port), "--workers", str(processes)]
        with self._running(words) as process:
            deadline = time.monotonic() + _START
            while True:
                with suppress(httpx.HTTPError):
                    if httpx.get(f"http://127.0.0.1:{self.port}/healthz").status_code == 200:
                        break
                if time.monotonic() > deadline:
                    raise TimeoutError("the API did not start")
                time.sleep(0.2)
            yield process

    @contextmanager
    def worker(self) -> Generator[subprocess.Popen[bytes]]:
        """`gongbao worker`."""
        with self._running(["worker"]) as process:
            yield process

    @contextmanager
    def _running(self, words: Sequence[str]) -> Generator[subprocess.Popen[bytes]]:
        told = os.environ | {
            "GONGBAO_DATA_DIR": str(self.folder),
            "GONGBAO_DATABASE_URL": self.database_url,
            "GONGBAO_CHROMA_URL": self.chroma_url,
            "GONGBAO_BACKEND": "offline",
            "GONGBAO_REQUESTS_PER_MINUTE": "0",
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        with (
            (self.folder / f"{words[0]}.log").open("ab") as log,
            subprocess.Popen(
                [sys.executable, "-c", _RUN, *words],
                env=told,
                stdout=log,
                stderr=log,
                process_group=0,
            ) as process,
        ):
            try:
                yield process
            finally:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # those it started, too

    async def upload(
        self, client: httpx.AsyncClient, line: "RequestLine | None" = None
    ) -> tuple[str, str]:
        """Send a report that nobody sent before: its job and its id."""
        region, year = REGIONS[self.sent % len(REGIONS)], FIRST + self.sent // len(REGIONS)
        self.sent += 1
        text = REPORT.format(region=region, gdp=100 + self.sent)
        text = text.replace("2021", "＠").replace("2020", str(year - 1)).replace("＠", str(year))
        answer = await client.post(
            "/v1/reports",
            files={"files": (f"{region}{year}.txt", text.encode(), "text/plain")},
            extensions=(line or RequestLine()).traced,
        )
        answer.raise_for_status()
        return str(answer.json()["id"]), f"{region}-{year}"

    async def done(
        self, client: httpx.AsyncClient, jobs: Iterable[str], patience: float
    ) -> dict[str, str]:
        """How each job stands once all are done, or patience is at its end."""
        deadline = time.monotonic() + patience
        states = dict.fromkeys(jobs, "unknown")
        while time.monotonic() < deadline:
            for job in [job for job, state in states.items() if state not in ("done", "failed")]:
                with suppress(httpx.HTTPError):
                    states[job] = str((await client.get(f"/v1/jobs/{job}")).json().get("status"))
            if all(state in ("done", "failed") for state in states.values()):
                break
            await asyncio.sleep(1)
        return states

    def broken(self, jobs: dict[str, str], stand: dict[str, str]) -> list[str]:
        """What was lost, failed, or stands in the library twice; `jobs` with their reports."""
        engine = create_engine(self.database_url)
        with engine.connect() as connection:
            newest = states.newest(connection)
            shown = FILINGS.c.number.in_(states.shown(newest.number if newest else 0))
            held = Counter(connection.execute(select(FILINGS.c.report).where(shown)).scalars())
        engine.dispose()
        told = [f"job of {jobs[job]} {state}" for job, state in stand.items() if state != "done"]
        told += [f"{report} stands {held[report]} times" for report in jobs.values()
                 if held[report] != 1]  # fmt: skip
        if failed := dead_letters(self.database_url):
            told.append(f"{failed} dead letters")
        return told


@dataclass(slots=True)
class RequestLine:
    """The connection of one request: the port it came from."""

    port: int = 0

    @property
    def traced(self) -> dict[str, Any]:
        """What httpx is told, so that it tells the port."""
        return {"trace": self._heard}

    async def _heard(self, event: str, told: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            self.port = told["return_value"].get_extra_info("client_addr")[1]


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question that was asked: its HTTP status, 0 where the connection broke, and how."""

    status: int
    began: float
    ended: float
    port: int
    broke: str = ""

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began


class Asking:
    """Askers who ask again as soon as they are answered, a second after they are refused."""

    def __init__(self, client: httpx.AsyncClient, questions: Sequence[str]) -> None:
        self._client = client
        self._questions = questions
        self.asked: list[SentQuestion] = []

    async def by(self, askers: int, seconds: float) -> None:
        """So many of them for so long."""
        end = time.monotonic() + seconds
        await asyncio.gather(*(self._one(number, end) for number in range(askers)))

    async def _one(self, number: int, end: float) -> None:
        while time.monotonic() < end:
            question = self._questions[number % len(self._questions)]
            number += 1
            began, broke, line = time.monotonic(), "", RequestLine()
            try:
                reply = await self._client.post(
                    "/v1/ask", json={"question": question}, extensions=line.traced
                )
                status = reply.status_code
            except httpx.HTTPError as error:
                status, broke = 0, type(error).__name__
            self.asked.append(SentQuestion(status, began, time.monotonic(), line.port, broke))
            if status != 200:
                await asyncio.sleep(1)


def at_percent(ordered: Sequence[float], percent: int) -> float:
    """The value below which so many percent lie."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def serving(supervisor: int) -> list[int]:
    """The processes that a `gongbao serve --workers` has started to serve."""
    tasks = Path(f"/proc/{supervisor}/task").glob("*/children")
    found = [int(word) for path in tasks for word in path.read_text().split()]
    held = {pid: _command(pid) for pid in found}  # that of a dead one nobody waited for is empty
    return [pid for pid, words in held.items() if words and b"resource_tracker" not in words]


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def kill(pid: int) -> frozenset[int]:
    """-9; the ports that the requests came from which the process had at hand."""
    with suppress(OSError):
        os.kill(pid, signal.SIGSTOP)  # takes and answers nothing from here on
        ports = _at_hand(pid)
        os.kill(pid, signal.SIGKILL)
        return ports
    return frozenset()


def _at_hand(pid: int) -> frozenset[int]:
    held = {os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()}
    lines = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
    rows = (line.split() for line in lines)
    return frozenset(int(row[2].split(":")[1], 16) for row in rows if f"socket:[{row[9]}]" in held)
