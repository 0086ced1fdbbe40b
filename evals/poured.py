"""A library of a data folder poured into PostgreSQL, row by row: thousands of reports without filing
them again. Their vectors are Chroma's own files, which a server can be started on."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Table, create_engine, delete, select, text, update

from service import ledger
from vectorstore.sqlite import FILE
from vectorstore.tables import EMBEDDED, FILINGS, METADATA, SEGMENTS

if TYPE_CHECKING:
    import psycopg


def pour(folder: Path, database_url: str, *, model: str, without: int = 0) -> None:
    """The tables of the folder's library into an empty database, then what PostgreSQL counts by
    itself when rows come one by one: the next number of a filing, the statistics of its planner.

    The vectors are said to be of that model; so many of the newest filings are said to have none.
    """
    engine = create_engine(database_url)
    METADATA.create_all(engine)
    ledger.create(engine)
    held = sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)
    there = {name for (name,) in held.execute("SELECT name FROM sqlite_master")}
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # no foreign keys
        for table in (each for each in METADATA.sorted_tables if each.name in there):
            _copy(connection, table, held)
        number = f"pg_get_serial_sequence('{FILINGS.name}', '{FILINGS.c.number.name}')"
        most = f"(SELECT max({FILINGS.c.number.name}) FROM {FILINGS.name})"
        connection.execute(text(f"SELECT setval({number}, {most})"))
        connection.execute(update(SEGMENTS).values(model=model))
        newest = select(FILINGS.c.number).order_by(FILINGS.c.number.desc()).limit(without)
        connection.execute(delete(EMBEDDED).where(EMBEDDED.c.filing.in_(newest)))
    held.close()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _copy(connection: Connection, table: Table, held: sqlite3.Connection) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    held_by = connection.connection.driver_connection
    driver = cast("psycopg.Connection[tuple[object, ...]]", held_by)
    into = f'COPY "{table.name}" ({columns}) FROM STDIN'
    with driver.cursor() as writing, writing.copy(into.encode()) as copy:
        rows: Iterable[Sequence[object]] = held.execute(f'SELECT {columns} FROM "{table.name}"')
        for row in rows:
            copy.write_row(row)
