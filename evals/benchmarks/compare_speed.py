"""How much time of its own a comparison of many reports takes, and what its cells say.

python -m evals.benchmarks.compare_speed FOLDER [--reports 30]

FOLDER holds report files; as many as asked for are taken evenly from them. They are filed
with vectors of nothing, since a comparison reads the ledger and not the vectors.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from service import ledger
from service.filing import Filing
from service.llm.offline import Offline
from service.settings import load_settings
from service.shapes import Comparison
from service.tasks.compare.task import compare
from service.wiring import World
from vectorstore.embed import NamedEmbeddings
from vectorstore.library import Shelf
from vectorstore.read import SUFFIXES
from vectorstore.vectors import Matrix

BUDGET = 2.0
RUNS = 3


class Nothing(NamedEmbeddings):
    """The same small vector for every text."""

    name = "nothing"

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        """One row of ones for each text."""
        return np.ones((len(texts), 4), dtype=np.float32)

    def embed_query(self, text: str) -> list[float]:
        """The same vector again."""
        return [1.0, 1.0, 1.0, 1.0]


@dataclass(frozen=True, slots=True)
class Measured:
    """The last comparison made, and the processor seconds of every run."""

    made: Comparison
    seconds: tuple[float, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints time and cells; 0 when every run keeps the budget, the first from nothing too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=30)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(chosen(asked.folder, asked.reports), Path(folder))
    made, states = measured.made, Counter[str]()
    for row in made.rows:
        states.update(cell.state for cell in row.cells)
    _say(f"reports {len(made.columns)}, rows {len(made.rows)}, cells {states.total()}")
    _say(", ".join(f"{state} {count}" for state, count in states.most_common()))
    _say(f"numbers {made.proof.numbers}, proven {made.proof.proven}")
    _say("seconds on one core " + ", ".join(f"{seconds:.2f}" for seconds in measured.seconds))
    for item in made.findings:
        _say(f"  {item.text}")
    return 0 if max(measured.seconds) < BUDGET else 1


def chosen(folder: Path, count: int) -> list[Path]:
    """`count` report files, evenly from all below the folder."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    paths = [path for path in paths if path.stem.lower() != "readme"]
    return [paths[at * len(paths) // count] for at in range(count)] if count < len(paths) else paths


def measure(paths: Sequence[Path], data_dir: Path) -> Measured:
    """File the reports, then compare them all, `RUNS` times over."""
    Filing(data_dir, Nothing(), lambda _: None).ingest(list(paths))
    settings = load_settings(data_dir=data_dir, backend="offline")
    world = World(settings, Shelf(data_dir, Nothing(), prepare=ledger.create), Offline())
    seconds: list[float] = []
    made: list[Comparison] = []
    years = sorted({report.year for report in world.library().reports()})
    for _ in range(RUNS):
        began = time.process_time()  # of all threads: other programs do not count
        asyncio.run(_compared(world, years, made))
        seconds.append(time.process_time() - began)
    return Measured(made[-1], tuple(seconds))


async def _compared(world: World, years: Sequence[int], made: list[Comparison]) -> None:
    """Every report of the library: all years, or the newest of a region would stand alone."""
    made.append(await compare(world, years=years))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
