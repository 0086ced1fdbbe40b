"""The vectors of a version being built: from the version before, else from the cache.

Chroma frees no space on deletion and keeps the ids in its files, so a version that lost or
changed a passage gets a fresh Chroma folder; one that only grew starts from a copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, select

from vectorstore import index, late, vectors
from vectorstore.embed import CachedEmbeddings
from vectorstore.tables import PASSAGES
from vectorstore.vectors import Matrix
from vectorstore.versions import CHROMA, VECTORS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = late.module("numpy")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A passage id and the cache key of the text that is embedded for it."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Vectored:
    """What a committed version holds: passages in row order, and a vector or zeros for each."""

    folder: Path
    passages: tuple[Keyed, ...]
    matrix: Matrix

    def vectors(self) -> "dict[Keyed, NDArray[np.float32]]":
        """The passages that have a vector, with it."""
        has = vectors.filled(self.matrix)
        return {
            passage: row
            for passage, row, there in zip(self.passages, self.matrix, has, strict=True)
            if there
        }


def keyed(engine: Engine) -> tuple[Keyed, ...]:
    """The passages of a version in row order."""
    with engine.connect() as connection:
        rows = connection.execute(select(PASSAGES.c.id, PASSAGES.c.key).order_by(PASSAGES.c.row))
        return tuple(Keyed(str(row.id), str(row.key)) for row in rows)


def vectored(folder: Path, engine: Engine) -> Vectored | None:
    """What a committed version offers its successor; None if its matrix does not fit."""
    passages = keyed(engine)
    matrix = vectors.load(folder / VECTORS)
    return Vectored(folder, passages, matrix) if len(matrix) == len(passages) else None


def missing(
    passages: Sequence[Keyed], before: Vectored | None, embeddings: CachedEmbeddings
) -> set[str]:
    """The keys whose vectors are still to be computed."""
    known = {passage.key for passage in before.vectors()} if before else set[str]()
    wanted = {passage.key for passage in passages} - known
    return wanted - embeddings.stored(sorted(wanted)).keys()


def fill(
    folder: Path,
    passages: Sequence[Keyed],
    before: Vectored | None,
    embeddings: CachedEmbeddings,
) -> int:
    """Write matrix and Chroma of a new version with all vectors known; how many are pending."""
    inherited = before.vectors() if before else {}
    known = {passage.key: vector for passage, vector in inherited.items()}
    wanted = {passage.key for passage in passages} - known.keys()
    known |= embeddings.stored(sorted(wanted))
    have = [passage for passage in passages if passage.key in known]
    matrix = _matrix(passages, known)
    vectors.save(matrix, folder / VECTORS)
    if before is not None and inherited and inherited.keys() <= set(have):
        index.copy(before.folder / CHROMA, folder / CHROMA)
        have = [passage for passage in have if passage not in inherited]
    if have:
        ids = [passage.id for passage in have]
        index.add(folder / CHROMA, ids, np.stack([known[passage.key] for passage in have]))
    return len(passages) - int(vectors.filled(matrix).sum())


def _matrix(passages: Sequence[Keyed], known: "dict[str, NDArray[np.float32]]") -> Matrix:
    width = len(next(iter(known.values()))) if known else 0
    matrix = np.zeros((len(passages), width), np.float32)
    for row, passage in enumerate(passages):
        if passage.key in known:
            matrix[row] = known[passage.key]
    return matrix
