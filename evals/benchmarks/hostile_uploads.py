"""Every hostile file uploaded to a running service, a good one right behind it.

    python -m evals.benchmarks.hostile_uploads [--only NAME]

What must hold: the good file is in within 10 s, `/healthz` answers meanwhile, the hostile file's
job ends with a refusal or a report, and no process of the service goes over the memory that one
file may take. Ends with 1 at a broken promise. Seconds are of the clock: run it on a quiet machine.
"""

import argparse
import contextlib
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from evals.hostile import FILES, report
from service.api import create_app
from service.confined import Limits
from service.settings import load_settings
from service.wiring import wire

WITHIN = 10.0
PAGE = 2**20
_PATIENCE = 300.0


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each file, and how many promises were broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only")
    only = parser.parse_args(arguments).only
    names = [name for name in FILES if only in (None, name)]
    broken = 0
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as client:
        _uploaded(client, "warm.txt", report(region="赤峰市").encode())
        for number, name in enumerate(names):
            line, held = _tried(client, name, number)
            broken += not held
            _say(f"{'held  ' if held else 'BROKEN'} {line}")
    _say(f"files {len(names)}, promises broken {broken}")
    return int(broken > 0)


@contextlib.contextmanager
def served(data_dir: Path) -> Generator[httpx.Client]:
    """A client of a service on a free port, in this process."""
    app = create_app(
        wire(
            load_settings(
                data_dir=data_dir, backend="offline", requests_per_minute=0, uploads_at_once=1000
            )
        )
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def _tried(client: httpx.Client, name: str, number: int) -> tuple[str, bool]:
    """What came of a hostile file and of the good one behind it, and whether all was held."""
    hostile = _posted(client, name, FILES[name]())
    began = time.monotonic()
    good = _posted(client, "good.txt", report(f"地区生产总值完成{number + 1}亿元").encode())
    most = slowest = 0.0
    took = None
    while True:
        asked = time.monotonic()
        client.get("/healthz")
        slowest = max(slowest, time.monotonic() - asked)
        most = max(most, _resident())
        jobs = [client.get(f"/v1/jobs/{job}").json() for job in (good, hostile)]
        if took is None and jobs[0]["status"] in ("done", "failed"):
            took = time.monotonic() - began
        if took is not None and jobs[1]["status"] in ("done", "failed"):
            break
        if time.monotonic() - began > _PATIENCE:
            return f"{name}: no end within {_PATIENCE:.0f} s", False
        time.sleep(0.05)
    in_time = took <= WITHIN and jobs[0]["status"] == "done" and not jobs[0]["result"]["failed"]
    said = _said(jobs[1])
    line = f"{name}: good in {took:.1f} s, health {slowest * 1000:.0f} ms, {most / PAGE:.0f} MB; {said}"
    return line, in_time and most <= Limits().memory + 512 * PAGE


def _said(job: dict[str, Any]) -> str:
    """Why a file was refused, or that it was read."""
    result: dict[str, list[dict[str, str]]] = job["result"] or {"failed": []}
    return str(job["error"] or next((each["error"] for each in result["failed"]), "read"))


def _posted(client: httpx.Client, name: str, data: bytes) -> str:
    files = {"files": (name, data)}
    reply = client.post("/v1/reports", files=files, data={"replace": "true"})
    return str(reply.raise_for_status().json()["id"])


def _uploaded(client: httpx.Client, name: str, data: bytes) -> None:
    job = _posted(client, name, data)
    while client.get(f"/v1/jobs/{job}").json()["status"] in ("queued", "running"):
        time.sleep(0.05)


def _resident() -> float:
    """The bytes of the largest process below this one."""
    parents: dict[int, tuple[int, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)] = (int(fields[1]), int(fields[21]) * 4096)
    ours, found = {int(Path("/proc/self").resolve().name)}, 0.0
    for _ in range(4):
        ours |= {number for number, (parent, _) in parents.items() if parent in ours}
    for number in ours - {int(Path("/proc/self").resolve().name)}:
        found = max(found, parents[number][1])
    return found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
