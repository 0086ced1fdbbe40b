"""A document as rows of the library, and rows as the nouns of `documents` again."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, insert, select

from vectorstore import keyword, seals
from vectorstore.chunk import embedded_text
from vectorstore.documents import Document, Passage, Report
from vectorstore.embed import text_key
from vectorstore.packing import pack_clean, pack_text, unpack_text
from vectorstore.tables import FILINGS, GLOSSARY, PASSAGES, SECTIONS, TEXTS

Model = TypeVar("Model", bound=BaseModel)


def insert_filing(connection: Connection, document: Document, recipe: str) -> int:
    """Store a report with its texts, outline, passages, glossary and keywords; its number.

    No state shows it yet.
    """
    report = document.report
    index = keyword.indexed(document.passages)
    made = insert(FILINGS).values(
        report=report.id,
        details=report.model_dump(mode="json"),
        sha256=report.sha256,
        recipe=recipe,
        passages=len(document.passages),
        lengths=index.lengths,
    )
    filing = int(connection.execute(made.returning(FILINGS.c.number)).scalar_one())
    connection.execute(
        insert(TEXTS).values(
            filing=filing, raw=pack_text(document.raw.text), **pack_clean(document.clean)
        )
    )
    for target, rows in (
        (SECTIONS, [_numbered(n, section) for n, section in enumerate(document.sections)]),
        (PASSAGES, [_passage_row(report, passage) for passage in document.passages]),
        (GLOSSARY, [_numbered(n, entry) for n, entry in enumerate(document.glossary)]),
    ):
        if rows:
            connection.execute(insert(target), [{**row, "filing": filing} for row in rows])
    keyword.add(connection, filing, index)
    seals.seal(connection, filing)
    return filing


def from_row(model: type[Model], row: Mapping[Any, Any]) -> Model:
    """The section, passage or glossary entry that a row holds."""
    return model.model_validate({name: row[name] for name in model.model_fields})


def text_to_embed(passage: Passage, report: Report) -> str:
    """What is embedded for a passage: its place in front, then its text."""
    return embedded_text(passage, report.region, report.year)


def text_of(connection: Connection, filing: int) -> str | None:
    """The clean text of a filing, if all that belongs to it still is what was filed."""
    if seals.broken(connection, filing):
        return None
    return unpack_text(
        connection.scalars(select(TEXTS.c.clean).where(TEXTS.c.filing == filing)).one()
    )


def _numbered(number: int, thing: BaseModel) -> dict[str, Any]:
    return {"number": number, **thing.model_dump(mode="json")}


def _passage_row(report: Report, passage: Passage) -> dict[str, Any]:
    key = text_key(text_to_embed(passage, report))
    return {"key": key, **passage.model_dump(mode="json")}
