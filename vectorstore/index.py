"""Passage vectors in Chroma. The only module that imports chromadb.

Chroma is the store of record of vectors, written in the build child alone (its writes hold
the GIL). Searching goes over the matrix beside it: reading 26,000 vectors back from Chroma
takes 2 s and importing it 1.5 s, mapping the matrix takes a millisecond.
"""

# pyright: reportMissingTypeStubs=false

import shutil
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from vectorstore.vectors import Matrix

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
_BATCH = 5_000  # Chroma refuses more than 5,461 at once
_DATABASE = "chroma.sqlite3"
_COUNT = """
SELECT count(*) FROM embeddings
JOIN segments ON segments.id = embeddings.segment_id
JOIN collections ON collections.id = segments.collection
WHERE segments.scope = 'METADATA' AND collections.name = ?
"""


def add(folder: Path, ids: Sequence[str], vectors: Matrix) -> None:
    """Add vectors under passage ids to the Chroma folder, which is made if it is missing."""
    with _collection(folder) as collection:
        for at in range(0, len(ids), _BATCH):
            collection.add(
                ids=list(ids[at : at + _BATCH]),
                embeddings=vectors[at : at + _BATCH],
                metadatas=[{"report": name.rpartition("#")[0]} for name in ids[at : at + _BATCH]],
            )


def count(folder: Path) -> int:
    """How many vectors the Chroma folder holds; 0 where it cannot be read.

    Asked of Chroma's own table: to import chromadb for one number costs 0.7 s.
    """
    if not (folder / _DATABASE).exists():
        return 0
    try:
        with closing(_read_only(folder)) as database:
            return int(database.execute(_COUNT, (_COLLECTION,)).fetchone()[0])
    except sqlite3.Error:
        return 0


def _read_only(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(folder / _DATABASE))}?mode=ro", uri=True)


def copy(source: Path, target: Path) -> None:
    """Copy a committed Chroma folder.

    Nobody writes vectors to it any more, but a reader that opens it touches its SQLite file,
    so that one goes through SQLite's own backup.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    with (
        closing(_read_only(source)) as old,
        closing(sqlite3.connect(target / _DATABASE)) as new,
    ):
        old.backup(new)


@contextmanager
def _collection(folder: Path) -> "Generator[Collection]":
    import chromadb  # 1.5 s, which readers, who only need the matrix, shall not pay
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with cast("Client", chromadb.PersistentClient(str(folder), settings=settings)) as client:
        yield client.get_or_create_collection(
            _COLLECTION, embedding_function=None, metadata={"hnsw:space": "cosine"}
        )
