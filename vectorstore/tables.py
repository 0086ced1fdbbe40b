"""The library's tables, the same on SQLite and on PostgreSQL.

A filing is one reading of one report. Its rows are written once and never changed: an ingest
adds filings, and a new state of the library says which of them it shows. `presence` holds from
which state on a filing is shown and from which it is no more; a filing may come back. Whatever
belongs to a filing leaves with it, tables of other packages too.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TEXT

METADATA = MetaData()
# Sorted and compared byte by byte on every engine.
NAME = String().with_variant(TEXT(collation="C"), "postgresql")

ABOUT = Table(
    "about",
    METADATA,
    Column("key", NAME, primary_key=True),
    Column("value", String, nullable=False),
)
STATES = Table(
    "states",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Integer, nullable=False),
    Column("made", String, nullable=False),
    Column("seal", String, nullable=False),
)
FILINGS = Table(
    "filings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("report", NAME, nullable=False),
    Column("details", JSON, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("recipe", String, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("lengths", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)


def of_filing(**options: Any) -> "Column[int]":
    """The column by which rows belong to a filing and leave with it."""
    owner = ForeignKey(FILINGS.c.number, ondelete="CASCADE")
    return Column("filing", Integer, owner, **options)


PRESENCE = Table(
    "presence",
    METADATA,
    of_filing(primary_key=True),
    Column("appears", Integer, primary_key=True),
    Column("disappears", Integer, index=True),
)
SEGMENTS = Table(
    "segments",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("model", String, nullable=False),
    Column("appears", Integer, nullable=False),
    Column("disappears", Integer),
)
EMBEDDED = Table(
    "embedded",
    METADATA,
    Column("segment", NAME, ForeignKey(SEGMENTS.c.name, ondelete="CASCADE"), primary_key=True),
    of_filing(primary_key=True, index=True),
)
TEXTS = Table(
    "texts",
    METADATA,
    of_filing(primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("clean", LargeBinary, nullable=False),
    Column("offsets", LargeBinary, nullable=False),
    Column("repairs", LargeBinary, nullable=False),
    Column("front", LargeBinary, nullable=False),
    Column("back", LargeBinary, nullable=False),
)
# What each part of a filing must sum to; the parts are tables, and the columns of `texts`.
SEALS = Table(
    "seals",
    METADATA,
    of_filing(primary_key=True),
    Column("part", NAME, primary_key=True),
    Column("seal", String, nullable=False),
)
SECTIONS = Table(
    "sections",
    METADATA,
    of_filing(primary_key=True),
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
    of_filing(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", NAME, nullable=False, index=True),
    Column("report", NAME, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("section", JSON, nullable=False),
    Column("part", String, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("key", String, nullable=False),
)
GLOSSARY = Table(
    "glossary",
    METADATA,
    of_filing(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("term", String, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
# In which passages of a filing a word stands, and how often.
POSTINGS = Table(
    "postings",
    METADATA,
    Column("word", NAME, primary_key=True),
    of_filing(primary_key=True),
    Column("passages", SmallInteger, nullable=False),
    Column("hits", LargeBinary, nullable=False),
    Index("postings_by_filing", "filing"),
    sqlite_with_rowid=False,
)
