"""What is said of passages whose vectors are still missing."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from service.backlog import backlog_line, backlog_seconds
from service.filing import Filing
from vectorstore.embed import NamedEmbeddings, WrappedEmbeddings
from vectorstore.errors import EmbeddingsFailed
from vectorstore.library import Library, Shelf
from vectorstore.vectors import Matrix


class Slow(WrappedEmbeddings):
    """Embeddings whose clock moves two seconds a text, and ten more at the first."""

    def __init__(self, inner: NamedEmbeddings) -> None:
        super().__init__(inner, "test/slow")
        self.now = 0.0

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        self.now += 2 * len(texts) + (0 if self.now else 10)
        return super().embed_matrix(texts)


class Down(WrappedEmbeddings):
    """Embeddings that are never there."""

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        raise EmbeddingsFailed("连不上")


@pytest.fixture
def filled(tmp_path: Path, write_report: Callable[..., Path]) -> Callable[..., Library]:
    """A library of one report of three passages, filled by one model and read with another."""

    def fill(writer: NamedEmbeddings, reader: NamedEmbeddings) -> Library:
        Filing(tmp_path / "data", writer, lambda _: None).ingest([write_report()])
        return Shelf(tmp_path / "data", reader).current()

    return fill


def test_a_whole_library_needs_no_word(
    filled: Callable[..., Library], hash_embeddings: NamedEmbeddings
) -> None:
    assert backlog_line(filled(hash_embeddings, hash_embeddings)) == ""


def test_missing_vectors_are_counted(
    filled: Callable[..., Library], hash_embeddings: NamedEmbeddings
) -> None:
    library = filled(Down(hash_embeddings, hash_embeddings.name), hash_embeddings)
    assert backlog_line(library) == "3个段落的向量还没算完"


def test_another_model_is_named(
    filled: Callable[..., Library], hash_embeddings: NamedEmbeddings
) -> None:
    library = filled(hash_embeddings, WrappedEmbeddings(hash_embeddings, "test/other"))
    assert backlog_line(library) == ("向量模型已由test/hash换成test/other，3个段落的向量要重算")


def test_the_time_is_told_by_passages_and_not_by_the_start(
    filled: Callable[..., Library], hash_embeddings: NamedEmbeddings
) -> None:
    slow = Slow(hash_embeddings)
    library = filled(hash_embeddings, slow)
    assert backlog_seconds(library, slow, lambda: slow.now) == pytest.approx(6)
