"""`gongbao ingest` killed by SIGKILL, build child included, at moments all over its length.

python -m evals.benchmarks.killed_ingest [--kills N]

The ingest replaces a report and adds one. Whenever it is killed: what was served before is
served, or all that it was to bring; who was reading reads on; the library is whole; the next
ingest completes. Moments are measured in processor time, so that a busy machine does not move
them. Ends with 1 at the first broken promise.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from service.filing import Filing
from service.settings import load_settings, user_cache
from service.wiring import wire
from vectorstore.embed import LocalEmbeddings, NamedEmbeddings
from vectorstore.library import Library, Shelf
from vectorstore.tables import FILINGS, PRESENCE, SEGMENTS

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).parents[2]
REPORT = """2021年{region}政府工作报告
——2021年1月5日在{region}第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2020年工作回顾
2020年，我们坚持稳中求进，地区生产总值完成{gdp}亿元，增长2.1%。城镇登记失业率3.4%。
二、2021年工作安排
2021年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%。"""
Served = dict[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how many ingests were killed at work, and the first broken promise if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    kills = parser.parse_args(arguments).kills
    with tempfile.TemporaryDirectory() as folder:
        lane = Lane(Path(folder), LocalEmbeddings(user_cache()))
        killed = 0
        for number, moment in enumerate(lane.moments(kills), 1):
            at_work, broken = lane.survive(moment)
            killed += at_work
            if broken:
                _say(f"kill {number} after {moment:.2f} s: {broken}")
                return 1
    _say(f"kills {kills}, at work {killed}, promises broken 0")
    return 0


class Lane:
    """A data folder, and two folders of reports between which its library goes to and fro."""

    def __init__(self, folder: Path, embeddings: NamedEmbeddings) -> None:
        self.data_dir = folder / "data"
        self.embeddings = embeddings
        self.left = write(folder / "left", 海拉尔区="100")
        self.right = write(folder / "right", 海拉尔区="200", 乌海市="300")

    def library(self) -> Library:
        """The library as a new reader opens it."""
        return wire(load_settings(data_dir=self.data_dir, backend="offline")).library()

    def become(self, inbox: Path) -> None:
        """Hold the reports of a folder and no others."""
        filing = Filing(self.data_dir, self.embeddings, lambda _: None)
        filing.ingest([inbox], replace=True)
        for surplus in served(self.library()).keys() - expected(inbox).keys():
            filing.remove(surplus)

    def moments(self, kills: int) -> list[float]:
        """As many moments, one in each part of what an ingest takes."""
        self.become(self.right)  # what was embedded once takes no time again
        self.become(self.left)
        with ingest(self.data_dir, self.right) as whole:
            length = _seconds_until_done(whole)
        chance = random.Random(20)
        return [length * (n + chance.random()) / kills for n in range(kills)]

    def survive(self, moment: float) -> tuple[bool, str]:
        """Whether an ingest killed at a moment was still at work, and what it broke."""
        self.become(self.left)
        reader = self.library()
        killed = _killed(self.data_dir, self.right, moment)
        before, after = expected(self.left), expected(self.right)
        if served(reader) != before:
            return killed, "who was reading does not read on"
        del reader
        found = self.library()
        problems, texts = found.check(), served(found)
        del found
        if problems:
            return killed, f"the library is not whole: {problems}"
        if texts not in (before, after):
            return killed, "what is served is neither what was nor what was to be"
        self.become(self.right)
        if served(self.library()) != after:
            return killed, "the next ingest does not complete"
        if left := strays(self.data_dir):
            return killed, f"what no state shows is left: {left}"
        return killed, ""


def write(folder: Path, **amounts: str) -> Path:
    """A folder with a report of each region, in which its product has this amount."""
    folder.mkdir()
    for region, gdp in amounts.items():
        text = REPORT.format(region=region, gdp=gdp)
        (folder / f"{region}-2021.txt").write_text(text, "utf-8")
    return folder


def served(library: Library) -> Served:
    """The texts that a reader is served."""
    return {report.id: library.text(report.id) for report in library.reports()}


def expected(inbox: Path) -> Served:
    """What is served when just the reports of a folder are there."""
    return {path.stem: path.read_text("utf-8") for path in inbox.iterdir()}


def strays(data_dir: Path) -> list[str]:
    """Filings that no state on record shows, and segments of Chroma that none reads."""
    shelf = Shelf(data_dir, LocalEmbeddings(user_cache()))
    with shelf.current().engine.connect() as connection:
        shown = select(PRESENCE.c.filing)
        lost = connection.execute(select(FILINGS.c.report).where(FILINGS.c.number.not_in(shown)))
        named = set(connection.execute(select(SEGMENTS.c.name)).scalars())
        return [*map(str, lost.scalars()), *(set(shelf.vectors.names("gongbao-")) - named)]


def ingest(data_dir: Path, inbox: Path) -> subprocess.Popen[bytes]:
    """`gongbao ingest` at work."""
    words = ["ingest", str(inbox), "--replace", "--data-dir", str(data_dir)]
    return subprocess.Popen(
        [sys.executable, "-m", "service", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _killed(data_dir: Path, inbox: Path, moment: float) -> bool:
    """Ingest and kill all of it after `moment` seconds; False if it was done before."""
    with ingest(data_dir, inbox) as parent:
        alive: dict[int, float] = {}
        for alive in _living(parent):
            if sum(alive.values()) >= moment:
                break
        for pid in reversed(alive):  # the build child first: it would outlive its parent a while
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return parent.returncode == -signal.SIGKILL


def _seconds_until_done(parent: subprocess.Popen[bytes]) -> float:
    return max(sum(alive.values()) for alive in _living(parent))


def _living(parent: subprocess.Popen[bytes]) -> Iterator[dict[int, float]]:
    """A process and its children, each with its processor seconds, until it is done."""
    while parent.poll() is None:
        found: dict[int, float] = {}
        pids = [parent.pid]
        with suppress(OSError):
            children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text()
            pids += map(int, children.split())
        for pid in pids:
            with suppress(OSError):
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                found[pid] = (int(stat[11]) + int(stat[12])) / TICKS
        yield found
        time.sleep(0.01)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
