"""A library of any size for benchmarks: real texts, repeated under names that are no region's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select

from service import digests
from service.document import Prepared, prepare
from service.errors import ServiceError
from service.ledger_rows import facts_table, of_facts, seal, seal_of_all
from service.recipe import recipe
from service.sources import Given
from vectorstore import seals, states
from vectorstore.documents import Passage, Report
from vectorstore.embed import text_key
from vectorstore.errors import VectorstoreError
from vectorstore.library import Library, Shelf
from vectorstore.new_state import NewState
from vectorstore.rows import from_row, text_to_embed
from vectorstore.tables import FILINGS, GLOSSARY, PASSAGES, POSTINGS, SECTIONS, TEXTS

PORTION, TEXTS_AT_ONCE = 300, 20_000
SIGNS, LETTERS = "霁霖霓霏霞雯黛璇玑瑶琳珺瑾瑜璐琪", 3
AS_THEY_ARE = (TEXTS, SECTIONS, GLOSSARY, digests.digests_table)
_COPIES = Table(
    "copies",
    MetaData(),
    Column("filing", Integer, primary_key=True),
    Column("source", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)


def read(paths: Sequence[Path]) -> list[Prepared]:
    """Each file's first report; what cannot be read is left out."""
    found: list[Prepared] = []
    for path in paths:
        with suppress(VectorstoreError, ServiceError):
            found.append(prepare(path.read_bytes(), path.name, Given())[0])
    return found


def file(shelf: Shelf, texts: Sequence[Prepared], numbers: range) -> None:
    """These reports to the ledger, in portions of an ingest each."""
    for first in numbers[::PORTION]:
        with shelf.begin() as state:
            for number in range(first, min(numbers.stop, first + PORTION)):
                add(state, renamed(texts[number % len(texts)], number))
            state.commit()


def embed(shelf: Shelf) -> None:
    """The vectors that are missing."""
    with shelf.begin() as state:
        texts = state.unembedded()
        for at in range(0, len(texts), TEXTS_AT_ONCE):
            shelf.embeddings.embed_matrix(texts[at : at + TEXTS_AT_ONCE])
        state.commit()


def add(state: NewState, one: Prepared) -> None:
    """One report to a state, as an ingest adds it."""
    state.add(one.document, recipe(), one.into)


def region_of(number: int) -> str:
    """A name that is no region's and holds no figure: 霁霖霓县."""
    marks = (SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LETTERS))
    return f"{''.join(marks)}县"


def renamed(one: Prepared, number: int) -> Prepared:
    """The same text as the report of a place that is none."""
    region = region_of(number)
    name = f"{region}-{one.report.year}"
    report = one.report.model_copy(
        update={"id": name, "region": region, "sha256": f"{number:064d}", "level": "county"}
    )
    passages = tuple(
        each.model_copy(update={"id": f"{name}#{each.number}", "report": name})
        for each in one.document.passages
    )
    facts = tuple(
        fact.model_copy(update={"id": f"{name}#f{at}", "report": name, "region": region})
        for at, fact in enumerate(one.facts)
    )
    return replace(
        one, document=replace(one.document, report=report, passages=passages), facts=facts
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """A report that is another's text under a name of its own, and the filings of both."""

    report: Report
    source: int
    filing: int = 0


def copy(shelf: Shelf, numbers: range) -> None:
    """Reports whose rows are those of the reports there are, under other names: what filing them
    would write, without reading and cutting the same texts again."""
    library = shelf.current()
    with shelf.begin() as state, state.engine.begin() as connection:
        copies = [_filed(connection, each) for each in _named(library, numbers)]
        _COPIES.create(connection)
        rows = [{"filing": each.filing, "source": each.source} for each in copies]
        connection.execute(insert(_COPIES), rows)
        for table in AS_THEY_ARE:
            _as_it_is(connection, table)
        _as_it_is(connection, POSTINGS, "word", "filing")
        for each in copies:
            connection.execute(insert(PASSAGES), list(_passages(connection, each)))
            facts = list(_facts(connection, each))
            if facts:
                connection.execute(insert(facts_table), facts)
            seals.seal(connection, each.filing)
            whole = seal_of_all(str(row["seal"]) for row in facts)
            seals.put(connection, each.filing, {facts_table.name: whole})
        _COPIES.drop(connection)
        appear = [each.filing for each in copies]
        states.put_in_force(connection, appear=appear, disappear=())


def _named(library: Library, numbers: range) -> Iterator[_Copy]:
    held = library.reports()
    for number in numbers:
        one, region = held[number % len(held)], region_of(number)
        named = {"id": f"{region}-{one.year}", "region": region, "sha256": f"{number:064d}"}
        yield _Copy(one.model_copy(update=named), library.filing(one.id))


def _filed(connection: Connection, one: _Copy) -> _Copy:
    row = connection.execute(select(FILINGS).where(FILINGS.c.number == one.source)).mappings().one()
    named = {
        "report": one.report.id,
        "details": one.report.model_dump(mode="json"),
        "sha256": one.report.sha256,
    }
    values = {name: row[name] for name in row if name != "number"} | named
    made = insert(FILINGS).values(values).returning(FILINGS.c.number)
    return replace(one, filing=int(connection.execute(made).scalar_one()))


def _as_it_is(connection: Connection, table: Table, *order: str) -> None:
    """The rows of all copies, in the order of the table's own tree where that is another."""
    copies = _COPIES.c
    columns = [copies.filing if each.name == "filing" else each for each in table.c]
    rows = select(*columns).join(_COPIES, copies.source == table.c.filing)
    by = [copies.filing if name == "filing" else table.c[name] for name in order]
    connection.execute(
        insert(table).from_select([each.name for each in table.c], rows.order_by(*by))
    )


def _passages(connection: Connection, one: _Copy) -> Iterator[Mapping[str, Any]]:
    query = select(PASSAGES).where(PASSAGES.c.filing == one.source)
    for row in connection.execute(query).mappings().all():
        key = text_key(text_to_embed(from_row(Passage, row), one.report))
        name = one.report.id
        named = {"id": f"{name}#{row['number']}", "report": name, "key": key, "filing": one.filing}
        yield {**row, **named}


def _facts(connection: Connection, one: _Copy) -> Iterator[Mapping[str, Any]]:
    name = one.report.id
    query = of_facts().add_columns(facts_table.c.number).where(facts_table.c.filing == one.source)
    for row in connection.execute(query).mappings().all():
        named = {"id": f"{name}#f{row['number']}", "report": name, "region": one.report.region}
        fields = {each: row[each] for each in row if each not in ("seal", "number")} | named
        sealed = seal(list(fields.values()))
        yield {**fields, "seal": sealed, "number": row["number"], "filing": one.filing}
