"""Drafts that a model wrote once: kept by report, prompts and model, so that they cost once."""

import hashlib
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

FILE = "summaries.sqlite3"
TABLE = "create table if not exists drafts (key text primary key, draft text not null)"


def key(*parts: str) -> str:
    """One name for everything a draft depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class DraftCache:
    """A table of texts by key in a folder; losing it costs model calls and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            connection.execute(TABLE)
            yield connection

    def get(self, name: str) -> str | None:
        """The draft of that key, None where there is none."""
        if not self._path.exists():
            return None
        with self._open() as connection:
            rows: Sequence[tuple[str]] = connection.execute(
                "select draft from drafts where key = ?", (name,)
            ).fetchall()
        return rows[0][0] if rows else None

    def put(self, name: str, draft: str) -> None:
        """Keep a draft under its key."""
        with self._open() as connection:
            connection.execute("insert or replace into drafts values (?, ?)", (name, draft))
