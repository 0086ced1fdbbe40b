"""Checksums of what is filed: each table's rows of a filing, and each text, carry one.

They are made of the rows as the database gives them back, in the transaction that files them, and
compared when a text, an outline or a library is opened, and all of them by `doctor`.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select

from vectorstore.tables import (
    FILINGS,
    GLOSSARY,
    PASSAGES,
    POSTINGS,
    SEALS,
    SECTIONS,
    TEXTS,
)

_WHOLE: Mapping[str, Table] = {
    table.name: table for table in (FILINGS, SECTIONS, PASSAGES, GLOSSARY, POSTINGS)
}
_TEXTS = tuple(column.name for column in TEXTS.columns if column.name != "filing")


def seal(connection: Connection, filing: int) -> None:
    """Put a filing's rows under their seals."""
    put(connection, filing, _made(connection, filing))


def put(connection: Connection, filing: int, made: Mapping[str, str]) -> None:
    """Keep the seals of parts of a filing, those of other packages' tables too, instead of what
    was kept of them."""
    owned = (SEALS.c.filing == filing) & SEALS.c.part.in_(made)
    connection.execute(delete(SEALS).where(owned))
    rows = [{"filing": filing, "part": part, "seal": value} for part, value in made.items()]
    connection.execute(insert(SEALS), rows)


def kept(filing: int, part: str) -> Select[str]:
    """The seal of one part of a filing."""
    return select(SEALS.c.seal).where(SEALS.c.filing == filing, SEALS.c.part == part)


def of(connection: Connection, filing: int) -> dict[str, str]:
    """The seals of a filing by part."""
    query = select(SEALS.c.part, SEALS.c.seal).where(SEALS.c.filing == filing)
    return {str(part): str(value) for part, value in connection.execute(query)}


def broken(connection: Connection, filing: int) -> list[str]:
    """The parts of a filing that are not what was filed."""
    sealed = of(connection, filing)
    made = _made(connection, filing)
    return [part for part, value in made.items() if sealed.get(part) != value]


def of_rows(rows: Iterable[Mapping[Any, Any]]) -> str:
    """The seal of rows in their order: `[{"number": 0, "term": "双碳"}, …]`."""
    digest = blake2b(digest_size=16)
    for row in rows:
        values = [[str(name), _plain(row[name])] for name in row]
        digest.update(json.dumps(values, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def of_blob(blob: bytes) -> str:
    """The seal of one packed text."""
    return blake2b(blob, digest_size=16).hexdigest()


def of_texts(row: Mapping[Any, Any]) -> dict[str, str]:
    """The seals of all texts of a filing, by their columns."""
    return {name: of_blob(bytes(row[name])) for name in _TEXTS}


def of_state(filings: Iterable[int]) -> str:
    """The seal of what a state shows."""
    return of_blob(json.dumps(sorted(filings)).encode())


def _made(connection: Connection, filing: int) -> dict[str, str]:
    made: dict[str, str] = {}
    for name, table in _WHOLE.items():
        owner = table.c.number if table is FILINGS else table.c.filing
        query = select(table).where(owner == filing).order_by(*table.primary_key.columns)
        made[name] = of_rows(connection.execute(query).mappings())
    texts = connection.execute(select(TEXTS).where(TEXTS.c.filing == filing)).mappings().first()
    return made | (of_texts(texts) if texts else dict.fromkeys(_TEXTS, ""))


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
