"""How much time of its own a question takes: everything but the model.

python -m evals.benchmarks.ask_speed FOLDER [--reports N] [--cases PATH] [--budget MS]

FOLDER holds report files; N of them are taken evenly (all by default). Vectors are random, of
the size the built-in model makes, since embedding thousands of passages takes hours: ledger,
keywords and Chroma do their real work, embedding the question does not
count. The questions of the cases are asked once each, after a first one that opens the library.
"""

import argparse
import asyncio
import hashlib
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.benchmarks.compare_speed import chosen
from evals.dataset import CASES, load
from service import ledger
from service.filing import Filing
from service.llm.offline import Offline
from service.settings import load_settings
from service.tasks.answer import answer
from service.wiring import World
from vectorstore.embed import NamedEmbeddings
from vectorstore.library import Shelf
from vectorstore.vectors import Matrix, unit_rows

WIDTH = 384
BUDGET = 300
MOST_QUESTIONS = 60


class Drawn(NamedEmbeddings):
    """A random unit vector for every text, the same for the same text."""

    name = "drawn"

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        """One row for each text."""
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) for text in texts]
        rows = [np.random.default_rng(seed).standard_normal(WIDTH) for seed in seeds]
        return unit_rows(np.asarray(rows, np.float32))

    def embed_query(self, text: str) -> list[float]:
        """The row of one text."""
        return self.embed_matrix([text])[0].tolist()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints milliseconds a question; 0 where 95 of 100 keep the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--budget", type=float, default=BUDGET)
    asked = parser.parse_args(arguments)
    questions = [
        case.question for case in load(asked.cases)
        if case.task == "ask" and case.question and not case.previous
    ]  # fmt: skip
    step = max(1, len(questions) // MOST_QUESTIONS)
    with tempfile.TemporaryDirectory() as folder:
        world = made(chosen(asked.folder, asked.reports), Path(folder))
        spent = timed(world, questions[::step])
        library = world.library()
        _say(
            f"reports {len(library.reports())}, passages {sum(r.passages for r in library.reports())}, vectors random"
        )
    ordered = sorted(spent)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    _say(
        f"questions {len(spent)}, processor ms p50 {p50:.0f}, p95 {p95:.0f}, most {ordered[-1]:.0f}"
    )
    return 0 if p95 < asked.budget else 1


def made(paths: Sequence[Path], data_dir: Path) -> World:
    """A world over these reports whose vectors are drawn."""
    Filing(data_dir, Drawn(), lambda _: None).ingest(list(paths))
    settings = load_settings(data_dir=data_dir, backend="offline")
    return World(settings, Shelf(data_dir, Drawn(), prepare=ledger.create), Offline())


def timed(world: World, questions: Sequence[str]) -> list[float]:
    """Processor milliseconds of each question: other programs do not count."""
    asyncio.run(answer(world, questions[0]))
    spent: list[float] = []
    for question in questions:
        began = time.process_time()
        asyncio.run(answer(world, question))
        spent.append((time.process_time() - began) * 1000)
    return spent


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
