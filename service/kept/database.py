"""The file of kept work: one connection for each task, tables made where they are missing."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

NAME = "kept.sqlite3"
WAITING = 10.0  # seconds for another writer
_TABLES = """
CREATE TABLE IF NOT EXISTS work (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    made TEXT NOT NULL, conversation TEXT, asked TEXT NOT NULL, result TEXT NOT NULL,
    basis TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS work_of ON work (owner, made);
CREATE TABLE IF NOT EXISTS desk (work TEXT PRIMARY KEY, held TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS received (
    work TEXT NOT NULL, reader TEXT NOT NULL, opened TEXT NOT NULL, PRIMARY KEY (work, reader));
CREATE TABLE IF NOT EXISTS region_group (
    owner TEXT NOT NULL, name TEXT NOT NULL, regions TEXT NOT NULL, PRIMARY KEY (owner, name));
CREATE TABLE IF NOT EXISTS mine (owner TEXT PRIMARY KEY, held TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, made TEXT NOT NULL, note TEXT NOT NULL,
    question TEXT NOT NULL, previous TEXT NOT NULL, result TEXT NOT NULL);
"""


@contextmanager
def opened(data_dir: Path) -> Generator[sqlite3.Connection]:
    """A connection to the file; what was written is committed when the context ends well."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(data_dir / NAME, timeout=WAITING)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_TABLES)
        with connection:
            yield connection


def now() -> str:
    """The moment, as it is kept: UTC to the microsecond, so that texts sort as times."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
