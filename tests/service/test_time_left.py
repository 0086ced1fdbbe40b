"""What is promised of the time left while reports are filed, held against what comes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from service.build import BuildProgress
from service.filing import Filing
from tests.conftest import SEEDS
from vectorstore.embed import NamedEmbeddings, WrappedEmbeddings
from vectorstore.vectors import Matrix

LOADING = 2.0
THIRD = 1 / 3


class Slow(WrappedEmbeddings):
    """A model on a clock of its own: it is loaded, and long texts take more than their share."""

    def __init__(self, inner: NamedEmbeddings, slowness: float) -> None:
        super().__init__(inner, "test/slow")
        self.at_first = 4
        self.slowness = slowness
        self.now = 0.0

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        self.now += 0.0 if self.now else LOADING
        for text in texts:
            self.now += self.slowness * len(text) * (1 + len(text) / 1000)
        return super().embed_matrix(texts)


class Watch:
    """The promises of one ingest, each with the moment it was made."""

    def __init__(self, data_dir: Path, embeddings: Slow, embed_at_once: int = 2_000) -> None:
        self.told: list[tuple[float, BuildProgress]] = []
        self.embeddings = embeddings
        embeddings.now = 0.0
        self.filing = Filing(
            data_dir, embeddings, self._listen,
            embed_at_once=embed_at_once, clock=lambda: embeddings.now,
        )  # fmt: skip

    def _listen(self, step: BuildProgress) -> None:
        self.told.append((self.embeddings.now, step))

    def promised(self, *shares: float) -> list[tuple[float | None, float]]:
        """At each share of the passages, what was told last and what still came."""
        steps = [(at, step) for at, step in self.told if step.stage == "embed"]
        end, last = steps[-1]
        found = [
            max((at, step) for at, step in steps if step.done <= share * last.total)
            for share in shares
        ]
        return [(step.left, end - at) for at, step in found]


def reports() -> list[Path]:
    return sorted((SEEDS / "texts").glob("*.txt"))[:4]


@pytest.mark.parametrize(("count", "embed_at_once"), [(1, 2_000), (4, 2_000), (4, 10)])
def test_the_time_left_holds_within_a_third(
    tmp_path: Path, hash_embeddings: NamedEmbeddings, count: int, embed_at_once: int
) -> None:
    watch = Watch(tmp_path, Slow(hash_embeddings, 1e-3), embed_at_once)
    watch.filing.ingest(reports()[:count])
    for told, came in watch.promised(0.25, 0.5, 0.75):
        assert told == pytest.approx(came, rel=THIRD)


def test_the_next_time_it_is_known_from_the_start(
    tmp_path: Path, hash_embeddings: NamedEmbeddings
) -> None:
    first, *others = reports()
    Watch(tmp_path, Slow(hash_embeddings, 1e-3)).filing.ingest([first])
    watch = Watch(tmp_path, Slow(hash_embeddings, 1e-3))
    watch.filing.ingest(others)
    [(told, came)] = watch.promised(0.0)
    assert told == pytest.approx(came - LOADING, rel=THIRD)

    [reading] = [step for _, step in watch.told if step.stage == "read" and step.left is not None]
    assert (reading.done, reading.total) == (2, 3)
    assert reading.left == pytest.approx(came - LOADING, rel=THIRD)


def test_a_machine_that_has_grown_slow_is_believed_soon(
    tmp_path: Path, hash_embeddings: NamedEmbeddings
) -> None:
    first, *others = reports()
    Watch(tmp_path, Slow(hash_embeddings, 1e-3)).filing.ingest([first])
    watch = Watch(tmp_path, Slow(hash_embeddings, 4e-3))
    watch.filing.ingest(others)
    for told, came in watch.promised(0.1, 0.5):
        assert told == pytest.approx(came, rel=THIRD)
