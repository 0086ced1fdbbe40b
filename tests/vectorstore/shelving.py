"""Putting documents on a shelf and taking them away, one version each."""

from vectorstore.documents import Document
from vectorstore.library import Library, Shelf


def put(shelf: Shelf, *documents: Document, embed: bool = True) -> Library:
    with shelf.begin() as version:
        for document in documents:
            version.add(document, "recipe")
        if embed:
            shelf.embeddings.embed_matrix(version.unembedded())
        version.commit()
    return shelf.current()


def take(shelf: Shelf, name: str) -> Library:
    with shelf.begin() as version:
        version.remove(name)
        version.commit()
    return shelf.current()
