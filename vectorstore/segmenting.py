"""Which filings' vectors stand in which segment of Chroma: small ones grow together.

A new segment is written for what an ingest brought. Whenever `_TOGETHER` segments of about one
size have gathered they become one, up to `_LARGEST` vectors: a vector is written once and moved
a few times, and adding a report never touches all. A state that was opened before goes on
reading the old segments.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Connection, Engine, insert, select, update

from vectorstore import late
from vectorstore.embed import CachedEmbeddings
from vectorstore.index import Vectors
from vectorstore.tables import EMBEDDED, FILINGS, PASSAGES, SEGMENTS
from vectorstore.vectors import Matrix

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")

_LARGEST = 6_000
_TOGETHER = 8
_FULL = 8**4
_KEYS_A_QUERY = 500
Filed: TypeAlias = "tuple[int, Matrix]"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment and the filings in it, each with the number of its passages."""

    name: str
    filings: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """How many vectors it is to hold."""
        return sum(size for _, size in self.filings)


def embedded(engine: Engine, model: str) -> set[int]:
    """The filings whose vectors of a model stand in a segment that is in use."""
    query = (
        select(EMBEDDED.c.filing)
        .join(SEGMENTS, SEGMENTS.c.name == EMBEDDED.c.segment)
        .where(SEGMENTS.c.model == model, SEGMENTS.c.disappears.is_(None))
    )
    with engine.connect() as connection:
        return set(connection.execute(query).scalars())


def in_use(engine: Engine, model: str) -> list[Segment]:
    """The segments of a model that the state in force reads."""
    query = (
        select(SEGMENTS.c.name, FILINGS.c.number, FILINGS.c.passages)
        .join_from(SEGMENTS, EMBEDDED, EMBEDDED.c.segment == SEGMENTS.c.name)
        .join(FILINGS, FILINGS.c.number == EMBEDDED.c.filing)
        .where(SEGMENTS.c.model == model, SEGMENTS.c.disappears.is_(None))
        .order_by(SEGMENTS.c.name, FILINGS.c.number)
    )
    held: dict[str, list[tuple[int, int]]] = {}
    with engine.connect() as connection:
        for name, filing, passages in connection.execute(query):
            held.setdefault(str(name), []).append((int(filing), int(passages)))
    return [Segment(name, tuple(filings)) for name, filings in held.items()]


def keys(engine: Engine, filings: Collection[int]) -> dict[int, list[str]]:
    """The cache keys of the passages of these filings, in order."""
    table = PASSAGES.c
    found: dict[int, list[str]] = {filing: [] for filing in sorted(filings)}
    wanted = list(found)
    with engine.connect() as connection:
        for at in range(0, len(wanted), _KEYS_A_QUERY):
            query = (
                select(table.filing, table.key)
                .where(table.filing.in_(wanted[at : at + _KEYS_A_QUERY]))
                .order_by(table.filing, table.number)
            )
            for filing, key in connection.execute(query):
                found[int(filing)].append(str(key))
    return found


class Segmenting:
    """The segments that a new state brings, and those it does without."""

    def __init__(
        self, engine: Engine, vectors: Vectors, embeddings: CachedEmbeddings, library: str
    ) -> None:
        self._engine = engine
        self._library = library
        self._vectors = vectors
        self._embeddings = embeddings
        self.made: list[Segment] = []
        self._merged: list[str] = []

    def write(self, filings: Collection[int]) -> None:
        """Write the vectors of those filings all of whose passages are known; then let small
        segments grow together."""
        for group in _grouped(self._known(filings)):
            if not self.made:
                self._drop_strays()
            self._write(group)
        if self.made:
            self._merge([*in_use(self._engine, self._embeddings.name), *self.made])

    def record(self, connection: Connection, state: int) -> None:
        """Say which segments the state reads."""
        for segment in self.made:
            connection.execute(
                insert(SEGMENTS).values(
                    name=segment.name, model=self._embeddings.name, appears=state
                )
            )
            rows = [{"segment": segment.name, "filing": number} for number, _ in segment.filings]
            connection.execute(insert(EMBEDDED), rows)
        over = SEGMENTS.c.name.in_(self._merged)
        if self.made and not self._others_missing(connection):
            over |= SEGMENTS.c.model != self._embeddings.name
        ended = SEGMENTS.c.disappears.is_(None) & over
        connection.execute(update(SEGMENTS).where(ended).values(disappears=state))

    def _others_missing(self, connection: Connection) -> bool:
        """Whether another model's segments hold filings that this one's do not yet."""
        table = EMBEDDED.c
        mine = select(table.filing).join(SEGMENTS).where(SEGMENTS.c.model == self._embeddings.name)
        others = (
            select(table.filing)
            .join(SEGMENTS)
            .where(
                SEGMENTS.c.model != self._embeddings.name,
                SEGMENTS.c.disappears.is_(None),
                table.filing.not_in(mine),
            )
        )
        return connection.execute(others.limit(1)).first() is not None

    def _known(self, filings: Collection[int]) -> Iterable[Filed]:
        for filing, wanted in keys(self._engine, filings).items():
            known = self._embeddings.stored(list(dict.fromkeys(wanted)))
            if wanted and all(key in known for key in wanted):
                yield filing, np.stack([known[key] for key in wanted])

    def _drop_strays(self) -> None:
        """Delete what a builder that died wrote and no state names."""
        with self._engine.connect() as connection:
            named = set(connection.execute(select(SEGMENTS.c.name)).scalars())
        for name in set(self._vectors.names(f"{self._library}-")) - named:
            self._vectors.drop(name)

    def _write(self, group: Sequence[Filed]) -> None:
        name = f"{self._library}-{secrets.token_hex(8)}"
        self._vectors.write(name, group)
        self.made.append(Segment(name, tuple((filing, len(rows)) for filing, rows in group)))

    def _merge(self, segments: Sequence[Segment]) -> None:
        """Let segments of about one size become one, as often as enough have gathered."""
        while small := _alike(segments):
            written = len(self.made)
            for group in _grouped(filed for segment in small for filed in self._read(segment)):
                self._write(group)
            segments = [*(one for one in segments if one not in small), *self.made[written:]]
            for fresh in (one for one in self.made[:written] if one in small):
                self._vectors.drop(fresh.name)
            self._merged += [one.name for one in small if one not in self.made]
            self.made = [one for one in self.made if one not in small]

    def _read(self, segment: Segment) -> Iterable[Filed]:
        ids = [f"{filing}#{n}" for filing, size in segment.filings for n in range(size)]
        rows = self._vectors.read(segment.name, ids)
        at = 0
        for filing, size in segment.filings:
            yield filing, rows[at : at + size]
            at += size


def _alike(segments: Sequence[Segment]) -> list[Segment]:
    """Segments of about one size, if enough have gathered; the full ones stay as they are."""
    classes: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.size < _FULL:
            classes.setdefault(int(log(segment.size, _TOGETHER)), []).append(segment)
    enough = [small for small in classes.values() if len(small) >= _TOGETHER]
    return enough[0] if enough else []


def _grouped(filed: Iterable[Filed]) -> Iterable[list[Filed]]:
    """Filings together until they fill a segment."""
    group: list[Filed] = []
    size = 0
    for filing, rows in filed:
        if group and size + len(rows) > _LARGEST:
            yield group
            group, size = [], 0
        group.append((filing, rows))
        size += len(rows)
    if group:
        yield group
