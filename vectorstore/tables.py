"""The library's SQLite file: its tables, and how it is opened.

The ledger adds tables of its own to the same file; keywords live in the FTS5 table of
`vectorstore.keyword`. Rows of one report stand together in `passages`.
"""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool

from vectorstore.errors import DamagedLibrary

METADATA = MetaData()

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", String, primary_key=True),
    Column("report", JSON, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("recipe", String, nullable=False),
    Column("first_row", Integer, nullable=False),
    Column("last_row", Integer, nullable=False),
)
TEXTS = Table(
    "texts",
    METADATA,
    Column("report", String, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("clean", LargeBinary, nullable=False),
    Column("offsets", LargeBinary, nullable=False),
    Column("repairs", LargeBinary, nullable=False),
    Column("front", String, nullable=False),
    Column("back", String, nullable=False),
)
SECTIONS = Table(
    "sections",
    METADATA,
    Column("report", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("path", JSON, nullable=False),
    Column("heading", String, nullable=False),
    Column("part", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
PASSAGES = Table(
    "passages",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", String, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("section", JSON, nullable=False),
    Column("part", String, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("key", String, nullable=False),
)
GLOSSARY = Table(
    "glossary",
    METADATA,
    Column("report", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("term", String, nullable=False, index=True),
    Column("explanation", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
OF_A_REPORT = (TEXTS, SECTIONS, PASSAGES, GLOSSARY)

# How many rows each table of the file held when the version was committed.
CONTENTS = Table(
    "contents",
    METADATA,
    Column("name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
)


def read_only(path: Path) -> Engine:
    """The committed file at `path`, for any number of threads; nobody can write through it."""
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        raise DamagedLibrary(
            f"资料库读不出来（{path.parent}：{context.original_exception}），"
            "请换一个 --data-dir 重新 ingest。"
        ) from context.original_exception

    return engine


def writable(path: Path) -> Engine:
    """The file of a version being built: speed over safety, since a crash discards it whole."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def in_memory() -> Engine:
    """An empty database that lives as long as its engine."""
    return create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
