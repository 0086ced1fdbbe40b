"""`gongbao ingest` killed by SIGKILL, build child included, at moments all over its length.

Moments are measured in processor time, so that a busy machine does not move them.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from service.doctor import examine
from service.filing import Filing
from service.settings import load_settings, user_cache
from service.wiring import World, wire
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Library

WriteReport = Callable[..., Path]
ROOT = Path(__file__).parents[2]
KILLS = 20
TICKS = os.sysconf("SC_CLK_TCK")


def ingest(data_dir: Path, inbox: Path) -> subprocess.Popen[bytes]:
    """`gongbao ingest` at work."""
    words = ["ingest", str(inbox), "--replace", "--data-dir", str(data_dir)]
    return subprocess.Popen(
        [sys.executable, "-m", "service", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def living(parent: int) -> dict[int, float]:
    """A process and its children, each with the seconds of processor time it has used."""
    found: dict[int, float] = {}
    pids = [parent]
    with suppress(OSError):
        pids += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
    for pid in pids:
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[pid] = (int(stat[11]) + int(stat[12])) / TICKS
    return found


def was_killed(data_dir: Path, inbox: Path, moment: float) -> bool:
    """Ingest and kill all of it after `moment` seconds; False if it was done before."""
    with ingest(data_dir, inbox) as parent:
        while sum((alive := living(parent.pid)).values()) < moment and parent.poll() is None:
            time.sleep(0.01)
        for pid in reversed(alive):  # the build child first: it would outlive its parent a while
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return parent.returncode == -signal.SIGKILL


class Lane:
    """A library, and two folders between whose reports it goes to and fro."""

    def __init__(self, folder: Path, write: WriteReport, *, adding: bool) -> None:
        self.data_dir = folder / "data"
        for side, amount in (("left", "100"), ("right", "100" if adding else "200")):
            write(gdp=amount, into=f"{folder.name}/{side}")
        if adding:
            write("乌海市", 2020, into=f"{folder.name}/right")
        self.left, self.right = folder / "left", folder / "right"
        self.before, self.after = self.after_all(self.left), self.after_all(self.right)

    def world(self) -> World:
        return wire(load_settings(data_dir=self.data_dir, backend="offline"))

    def served(self) -> dict[str, str]:
        """The texts a new reader is served; nothing about them may be broken."""
        library = self.world().library()
        assert library.check() == []
        return texts(library)

    def after_all(self, inbox: Path) -> dict[str, str]:
        """What is served when an ingest has done its work and the library holds nothing else."""
        filing = Filing(self.data_dir, LocalEmbeddings(user_cache()), lambda _: None)
        assert filing.ingest([inbox], replace=True).failed == ()
        if inbox == self.left and "乌海市-2020" in self.served():
            filing.remove("乌海市-2020")
        assert len(list((self.data_dir / "versions").iterdir())) == 1
        return self.served()

    def survive(self, moments: list[float]) -> int:
        """Kill an ingest at each of the moments; how many were still at work."""
        killed = 0
        for moment in moments:
            assert self.after_all(self.left) == self.before
            reader = self.world().library()
            killed += was_killed(self.data_dir, self.right, moment)
            assert texts(reader) == self.before
            del reader
            assert self.served() in (self.before, self.after)
            assert self.after_all(self.right) == self.after
        return killed


def texts(library: Library) -> dict[str, str]:
    return {report.id: library.text(report.id) for report in library.reports()}


def processor_seconds(work: Callable[[], object]) -> float:
    """What `work` costs in child processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_an_ingest_killed_at_twenty_moments_harms_nothing_and_the_next_one_completes(
    tmp_path: Path, write_report: WriteReport
) -> None:
    lanes = [Lane(tmp_path / f"lane{n}", write_report, adding=bool(n)) for n in range(2)]
    lanes[1].after_all(lanes[1].left)
    length = processor_seconds(lambda: ingest(lanes[1].data_dir, lanes[1].right).wait())
    chance = random.Random(20)
    moments = [length * (n + chance.random()) / KILLS for n in range(KILLS)]

    with ThreadPoolExecutor(len(lanes)) as pool:
        killed = list(pool.map(Lane.survive, lanes, [moments[0::2], moments[1::2]]))

    assert sum(killed) >= 0.8 * KILLS
    assert examine(load_settings(data_dir=lanes[0].data_dir, backend="offline")).ok
