"""A document as rows of the library, and rows as the nouns of `documents` again."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, Engine, Row, func, insert, select, table

from vectorstore import keyword
from vectorstore.chunk import embedded_text
from vectorstore.documents import Document, Passage, Report
from vectorstore.embed import text_key
from vectorstore.packing import pack_clean, pack_text
from vectorstore.tables import GLOSSARY, METADATA, OF_A_REPORT, PASSAGES, REPORTS, SECTIONS, TEXTS

Model = TypeVar("Model", bound=BaseModel)


def create_tables(engine: Engine) -> None:
    """The tables of an empty library."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        keyword.create(connection)


def insert_document(connection: Connection, document: Document, recipe: str) -> None:
    """Store a report with its texts, outline, passages, glossary and keywords."""
    report = document.report
    last = select(func.coalesce(func.max(REPORTS.c.last_row), 0))
    first = connection.execute(last).scalar_one() + 1
    numbered = list(enumerate(document.passages, first))
    connection.execute(
        insert(REPORTS).values(
            id=report.id,
            report=report.model_dump(mode="json"),
            sha256=report.sha256,
            recipe=recipe,
            first_row=first,
            last_row=first + len(numbered) - 1,
        )
    )
    connection.execute(
        insert(TEXTS).values(
            report=report.id, raw=pack_text(document.raw.text), **pack_clean(document.clean)
        )
    )
    for target, rows in (
        (SECTIONS, [_numbered(report, n, s) for n, s in enumerate(document.sections)]),
        (PASSAGES, [_passage_row(report, row, passage) for row, passage in numbered]),
        (GLOSSARY, [_numbered(report, n, entry) for n, entry in enumerate(document.glossary)]),
    ):
        if rows:
            connection.execute(insert(target), rows)
    keyword.add(connection, numbered)


def delete_report(connection: Connection, row: Row[Any]) -> None:
    """Delete a report, given by its row in `reports`, from every table of this package."""
    keyword.remove(connection, row.first_row, row.last_row)
    for part in OF_A_REPORT:
        connection.execute(part.delete().where(part.c.report == row.id))
    connection.execute(REPORTS.delete().where(REPORTS.c.id == row.id))


def from_row(model: type[Model], row: Mapping[Any, Any]) -> Model:
    """The section, passage or glossary entry that a row holds."""
    return model.model_validate({name: row[name] for name in model.model_fields})


def text_to_embed(passage: Passage, report: Report) -> str:
    """What is embedded for a passage: its place in front, then its text."""
    return embedded_text(passage, report.region, report.year)


def count_rows(connection: Connection, name: str) -> int:
    """How many rows a table holds."""
    return connection.execute(select(func.count()).select_from(table(name))).scalar_one()


def _numbered(report: Report, number: int, thing: BaseModel) -> dict[str, Any]:
    return {"report": report.id, "number": number, **thing.model_dump(mode="json")}


def _passage_row(report: Report, row: int, passage: Passage) -> dict[str, Any]:
    key = text_key(text_to_embed(passage, report))
    return {"row": row, "key": key, **passage.model_dump(mode="json")}
