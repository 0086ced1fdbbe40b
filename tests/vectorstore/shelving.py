"""Putting documents on a shelf and taking them away, one state each."""

from sqlalchemy import Table, func, select

from vectorstore.documents import Document
from vectorstore.library import Library, Shelf


def put(shelf: Shelf, *documents: Document, embed: bool = True) -> Library:
    with shelf.begin() as state:
        for document in documents:
            state.add(document, "recipe")
        if embed:
            shelf.embeddings.embed_matrix(state.unembedded())
        state.commit()
    return shelf.current()


def take(shelf: Shelf, name: str) -> Library:
    with shelf.begin() as state:
        state.remove(name)
        state.commit()
    return shelf.current()


def rows_of(shelf: Shelf, table: Table) -> int:
    """How many rows a table holds, whatever state shows them."""
    with shelf.current().engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()
