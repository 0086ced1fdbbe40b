"""What each command of the terminal costs in seconds of processor, beside what it may cost.

    python -m evals.benchmarks.startup [DATA_DIR] [--times N] [--gongbao PATH]

Without a data folder the five reports of seeds/ are ingested into one that is thrown away. Each
command runs N times in a process of its own (5 unless told); the least is shown, user and system
time together, so that what else the machine does counts as little as it can.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.library import SEEDS
from service.cli.commands import COMMANDS

START, LISTED, ASKED = 0.25, 0.5, 0.8
_QUESTION = "满洲里市2020年地区生产总值是多少？"
_WITHOUT_LIBRARY: list[list[str]] = [
    ["--version"],
    ["--help"],
    *([name, "--help"] for name in COMMANDS),
    ["eval", "--help"],
    ["reprots"],
    ["figures", "--jsom"],
    ["ask"],
    ["brief", "--out", "a.pdf"],
]
_LISTING: list[list[str]] = [
    ["reports"],
    ["reports", "--json"],
    ["show", "满洲里市-2021"],
    ["show", "满洲里市-2021", "--outline"],
    ["figures"],
    ["figures", "--region", "满洲里市", "--indicator", "GDP"],
    ["doctor"],
]
_WORKING: list[list[str]] = [
    ["ask", _QUESTION],
    ["ask", "五个地方谁的地区生产总值最高？"],
    ["compare"],
    ["compare", "--region", "满洲里市", "--region", "乌海市"],
]


def commands() -> Iterator[tuple[list[str], float]]:
    """Every command line, and the seconds it may take."""
    for lines, limit in ((_WITHOUT_LIBRARY, START), (_LISTING, LISTED), (_WORKING, ASKED)):
        yield from ((line, limit) for line in lines)


def seconds(command: Sequence[str], times: int) -> float:
    """The least processor time of so many runs."""
    return min(_once(command) for _ in range(times))


def _once(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@contextmanager
def _library(given: Path | None, program: Sequence[str]) -> Generator[Path]:
    if given is not None:
        yield given
        return
    with TemporaryDirectory() as folder:
        made = Path(folder)
        subprocess.run([*program, "--data-dir", folder, "ingest", str(SEEDS)], check=True)
        yield made


def main() -> int:
    """Print the table; 1 when a command takes longer than it may."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("data_dir", nargs="?", type=Path)
    reader.add_argument("--times", type=int, default=5)
    reader.add_argument("--gongbao", help="the program to measure; default: this one")
    given = reader.parse_args()
    program = [given.gongbao] if given.gongbao else [sys.executable, "-m", "service"]
    late = 0
    with _library(given.data_dir, program) as folder:
        os.environ.update(GONGBAO_DATA_DIR=str(folder), GONGBAO_BACKEND="offline")
        for line, limit in commands():
            took = seconds([*program, *line], given.times)
            late += took > limit
            mark = "" if took <= limit else "  over"
            sys.stdout.write(f"{took:.2f} of {limit:.2f}  {' '.join(line)}{mark}\n")
            sys.stdout.flush()
    return int(late > 0)


if __name__ == "__main__":
    sys.exit(main())
