"""What an ingest promises of the time left beside what comes; likewise `gongbao doctor`.

python -m evals.benchmarks.time_left [REPORTS] [--rounds N] [--processor]

A first ingest on a new machine, which remembers no pace, and a second of the same reports into
another folder that remembers the first's. At a quarter, half and three quarters of the passages
the last promise is set beside the time until the last vector. `reading` is the last promise made
while files were still read. `doctor` is its estimate for a library of another model, beside the
ingest that makes its vectors anew. A promise holds when it is off by no more than a third.
With --processor all clocks are those of the process: neighbours who come and go count for nothing.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from service.backlog import backlog_seconds
from service.build import BuildProgress
from service.filing import Filing
from service.pace import Clock
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
from vectorstore.embed import NamedEmbeddings, WrappedEmbeddings
from vectorstore.library import Shelf

SHARES = (0.25, 0.5, 0.75)
Told = list[tuple[float, BuildProgress]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, nargs="?", default=Path("seeds"))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--processor", action="store_true")
    asked = parser.parse_args(arguments)
    clock = time.process_time if asked.processor else time.monotonic
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.rounds):
            _round(asked.reports, Path(folder) / str(number), clock)
    return 0


def _round(reports: Path, folder: Path, clock: Clock) -> None:
    embeddings = embeddings_from(EmbeddingsSpec())
    for name in ("first", "second"):
        data_dir = folder / name
        data_dir.mkdir(parents=True)
        if name == "second":
            shutil.copy(folder / "first" / "pace.json", data_dir)
        told = ingested(data_dir, embeddings, [reports], clock)
        for word, promised, came in promises(told):
            _say(f"{name:<6} {word:<8}", promised, came)
    other = WrappedEmbeddings(embeddings_from(EmbeddingsSpec()), "another")
    promised = backlog_seconds(Shelf(folder / "first", other).current(), other, clock)
    told = ingested(folder / "first", other, [], clock)
    _say("doctor         ", promised, told[-1][0] - told[0][0])


def ingested(
    data_dir: Path, embeddings: NamedEmbeddings, paths: Sequence[Path], clock: Clock
) -> Told:
    """What an ingest told, and when."""
    told: Told = []
    filing = Filing(data_dir, embeddings, lambda step: told.append((clock(), step)), clock=clock)
    filing.ingest(paths)
    return told


def promises(told: Told) -> list[tuple[str, float | None, float]]:
    """The last promise at each share of the passages, and what came."""
    steps = [(at, step) for at, step in told if step.stage == "embed"]
    end, last = steps[-1]
    reading = [(at, step) for at, step in told if step.stage == "read" and step.left is not None]
    found = [("reading", reading[-1][1].left, end - reading[-1][0])] if reading else []
    for share in SHARES:
        at, step = max(
            ((at, step) for at, step in steps if step.done <= share * last.total),
            key=lambda each: each[0],
        )
        found.append((f"{share:.0%}", step.left, end - at))
    return found


def _say(name: str, promised: float | None, came: float) -> None:
    told = "nothing told" if promised is None else f"{promised:6.1f} s promised"
    off = "" if promised is None else f"  off by {promised / came - 1:+.0%}"
    sys.stdout.write(f"{name} {told}, {came:6.1f} s came{off}  (load {os.getloadavg()[0]:.1f})\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
