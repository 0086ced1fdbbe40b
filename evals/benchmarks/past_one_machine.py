"""PostgreSQL and Chroma with API processes and workers: under load, and killed under load.

python -m evals.benchmarks.past_one_machine [--folder FOLDER --reports N | --library DIR]
    [--kills 20] [--askers 10 50 200] [--processes 1 4] [--seconds 20]

Load: askers who ask again as soon as they are answered, a second after they are refused; seconds
are the clock's, but where they are said to be of processor. With a FOLDER (see `scale`) its reports
are filed first, without vectors: words and ledger answer, and the worker of the last round has all
of them to embed. A library that `scale --keep` made is poured into both servers with its vectors;
they are random ones that are said to be the built-in model's. The worker of the last round
has the vectors of a hundred of its reports to make.
Kills: -9 to a worker while uploads come, to an API process while questions and uploads come. No job
that was accepted may be lost or done twice, and no request may fail but what was under way when a
process was killed. Each upload is a made-up report of a region and year of its own, in a database
of its own. Ends with 1 at a broken promise.
"""

import argparse
import asyncio
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from evals import repeated
from evals.benchmarks import scale
from evals.benchmarks.ask_speed import Drawn
from evals.benchmarks.compare_speed import chosen
from evals.past_one import (
    REGIONS,
    Asking,
    RequestLine,
    SentQuestion,
    ServedLibrary,
    at_percent,
    kill,
    serving,
)
from evals.poured import pour
from evals.servers import servers
from evals.spent import by_program
from service import ledger
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import CHROMA, Shelf

QUESTIONS = (
    "{region}{year}年地区生产总值是多少？",
    "各地2020年地区生产总值是多少？",
    "{region}{year}年在养老方面做了什么？",
    "哪些地方提到了新能源？",
    "谁的地区生产总值增速最高？",
)
WORKERS, ASKERS, UNEMBEDDED = 2, 10, 100
PATIENCE = 900.0


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each round of load and each kind of kill; 1 at a broken promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--askers", type=int, nargs="*", default=[10, 50, 200])
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args(arguments)
    broken: list[str] = []
    vectors = given.library and given.library / CHROMA
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        servers(vectors=vectors) as both,
    ):
        if given.askers:
            place = ServedLibrary(Path(folder) / "load", both.database("load"), both.chroma_url)
            _fill(place, given)
            asyncio.run(_load(place, given))
        if given.kills:
            place = ServedLibrary(Path(folder) / "kills", both.database("kills"), both.chroma_url)
            broken = asyncio.run(_kills(place, given.kills))
    for line in broken:
        _say(f"broken: {line}")
    return int(bool(broken))


def _fill(place: ServedLibrary, given: argparse.Namespace) -> None:
    """A library that there is, the reports of a folder, or two made-up ones, into the ledger."""
    shelf = Shelf(place.places, Drawn(), prepare=ledger.create)
    if given.library:
        model, without = LocalEmbeddings.name, UNEMBEDDED
        pour(given.library, place.database_url, model=model, without=without)
        _say(f"{len(shelf.current().reports())} reports poured, but for {UNEMBEDDED} with vectors")
    elif given.folder:
        read = repeated.read(chosen(given.folder, min(given.reports, scale.TEXTS)))
        repeated.file(shelf, read, range(given.reports))
        _say(f"{given.reports} reports filed, no vectors")
    else:
        with place.worker(), place.api(1):
            asyncio.run(_two(place))


async def _two(place: ServedLibrary) -> None:
    async with place.client() as client:
        await place.done(client, dict([await place.upload(client) for _ in range(2)]), PATIENCE)


async def _load(place: ServedLibrary, given: argparse.Namespace) -> None:
    held = Shelf(place.places, Drawn(), prepare=ledger.create).current().reports()
    questions = _questions(held[0].region, held[0].covers)
    for processes in given.processes:
        with place.api(processes):
            for askers in given.askers:
                await _round(place, questions, f"{processes} API", askers, given.seconds)
    with place.worker(), place.api(max(given.processes)):
        async with place.client() as client:
            await place.upload(client)  # vectors of all follow
        await asyncio.sleep(5)
        what = f"{max(given.processes)} API, a worker embeds"
        await _round(place, questions, what, 50, given.seconds)


def _questions(region: str, year: int) -> list[str]:
    return [each.format(region=region, year=year) for each in QUESTIONS]


async def _round(
    place: ServedLibrary, questions: Sequence[str], what: str, askers: int, seconds: float
) -> None:
    async with place.client() as client:
        for question in [*questions] * 4:  # what each process opens once is not counted
            await client.post("/v1/ask", json={"question": question})
        asking = Asking(client, questions)
        before = by_program()
        await asking.by(askers, seconds)
        spent = by_program()
    took = sorted(each.seconds for each in asking.asked if each.status == 200)
    counted = Counter(each.status for each in asking.asked)
    a_question = {
        name: round((spent[name] - before.get(name, 0)) / max(1, len(took)), 3) for name in spent
    }
    _say(
        f"{what}, {askers} askers: {len(took) / seconds:.1f}/s, p50 {at_percent(took, 50):.2f} s,"
        f" p95 {at_percent(took, 95):.2f} s, by status {dict(sorted(counted.items()))};"
        f" processor a question {a_question}; load {os.getloadavg()[0]:.0f}"
    )


async def _kills(place: ServedLibrary, kills: int) -> list[str]:
    with contextlib.ExitStack() as stack:
        api = stack.enter_context(place.api(WORKERS))
        workers = [stack.enter_context(place.worker()) for _ in range(WORKERS)]
        await _two(place)  # an empty library answers nobody
        async with place.client() as client:
            jobs = await _of_workers(place, client, stack, workers, kills)
            more, odd = await _of_api(place, client, api, kills)
            jobs |= more
            states = await place.done(client, jobs, PATIENCE)
    _say(f"jobs accepted {len(jobs)}: {dict(Counter(states.values()))}")
    return [*odd, *place.broken(jobs, states)]


async def _of_workers(
    place: ServedLibrary,
    client: httpx.AsyncClient,
    stack: contextlib.ExitStack,
    workers: list[subprocess.Popen[bytes]],
    kills: int,
) -> dict[str, str]:
    """Kill workers in turn while they file; the jobs that were accepted, with their reports."""
    chance, jobs = random.Random(17), dict[str, str]()
    for number in range(kills):
        jobs |= [await place.upload(client), await place.upload(client)]
        await asyncio.sleep(chance.uniform(0.5, 6))
        workers[number % WORKERS].kill()
        workers[number % WORKERS] = stack.enter_context(place.worker())
    _say(f"kills of a worker {kills}: jobs accepted {len(jobs)}")
    return jobs


async def _of_api(
    place: ServedLibrary, client: httpx.AsyncClient, api: subprocess.Popen[bytes], kills: int
) -> tuple[dict[str, str], list[str]]:
    """Kill processes that answer; the jobs accepted meanwhile, and failures without a kill."""
    chance, jobs, killed = random.Random(18), dict[str, str](), list[Killed]()
    asking, lost, refused = Asking(client, _questions(REGIONS[0], 2020)), 0, 0
    asked = asyncio.create_task(asking.by(ASKERS, PATIENCE))
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(1, 3))
        line = RequestLine()
        uploading = asyncio.create_task(place.upload(client, line))
        await asyncio.sleep(chance.uniform(0, 0.1))
        pid = chance.choice(await _serving(api))
        killed.append(Killed(time.monotonic(), kill(pid)))
        try:
            jobs |= [await uploading]
        except httpx.HTTPError:
            refused += 1
            lost += line.port not in killed[-1].ports
    await asyncio.sleep(3)
    asked.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asked
    failed = [each for each in asking.asked if each.status != 200]
    odd = [each for each in failed if not any(one.took(each) for one in killed)]
    counted = Counter(each.status for each in failed)
    _say(
        f"kills of an API process {kills}: questions {len(asking.asked)}, not answered"
        f" {dict(counted)}, of them not in a killed process {len(odd)}; uploads accepted"
        f" {len(jobs)}, broken off {refused}, of them not in a killed process {lost}"
    )
    told = [_told(each, killed) for each in odd]
    return jobs, [*told, f"{lost} uploads broke off"] if lost else told


@dataclass(frozen=True, slots=True)
class Killed:
    """A process was killed: when, and the ports that the requests came from which it had."""

    at: float
    ports: frozenset[int]

    def took(self, asked: SentQuestion) -> bool:
        """Whether a question went with it."""
        return asked.began <= self.at <= asked.ended and asked.port in self.ports


def _told(odd: SentQuestion, killed: Sequence[Killed]) -> str:
    """How a question failed at no kill, and how far from one."""
    near = min((one.at for one in killed), key=lambda at: abs(odd.began - at))
    return (
        f"a question ended with {odd.status} {odd.broke} after {odd.seconds:.2f} s; it began"
        f" {odd.began - near:.2f} s from the nearest kill"
    )


async def _serving(api: subprocess.Popen[bytes]) -> list[int]:
    """The processes that serve, once all of them are there again."""
    while len(found := serving(api.pid)) < WORKERS:
        await asyncio.sleep(0.1)
    return found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
