"""What models have read, on record beside the ledger; the facts that are sure since."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Integer, String, Table, delete, insert, inspect, select

from service import ledger
from service.digests import Digest, digests_table
from service.facts.model import Fact
from service.ledger_rows import facts_table
from vectorstore.library import Library, Shelf
from vectorstore.tables import FILINGS, METADATA, of_filing

readings_table = Table(
    "readings",
    METADATA,
    of_filing(primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("prompt", String, nullable=False),
    Column("model", String, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("right", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph that a model has read: of so many sure numbers it read so many as code had."""

    filing: int
    start: int
    prompt: str
    model: str
    tried: int
    right: int


class Record:
    """The readings of a library. They are written beside filings that do not change, but for one
    thing: a doubtful fact that a reading has borne out becomes sure, in one transaction."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def read(self, library: Library) -> tuple[Read, ...]:
        """What was read of the reports that a library shows."""
        if not inspect(library.engine).has_table(readings_table.name):
            return ()
        query = select(readings_table).where(readings_table.c.filing.in_(library.shown))
        with library.engine.connect() as connection:
            return tuple(Read(**row) for row in connection.execute(query).mappings())

    def keep(
        self,
        filing: int,
        told: Sequence[tuple[int, int, int]],
        *,
        facts: Sequence[Fact],
        digest: Digest | None,
        prompt: str,
        model: str,
    ) -> None:
        """Put down what was read of a filing, and where a `digest` comes with them the facts of
        it anew; nothing where the filing has gone meanwhile."""
        rows = [
            {"filing": filing, "start": start, "prompt": prompt, "model": model}
            | {"tried": tried, "right": right}
            for start, tried, right in told
        ]
        with self._shelf.database.building(3600, None) as engine:
            readings_table.create(engine, checkfirst=True)
            with engine.begin() as connection:
                number = select(FILINGS.c.number).where(FILINGS.c.number == filing)
                if connection.scalar(number) is None:
                    return
                connection.execute(delete(readings_table).where(readings_table.c.filing == filing))
                if rows:
                    connection.execute(insert(readings_table), rows)
                if digest is not None:
                    for table in (facts_table, digests_table):
                        connection.execute(delete(table).where(table.c.filing == filing))
                    ledger.add(connection, filing, facts, digest)
