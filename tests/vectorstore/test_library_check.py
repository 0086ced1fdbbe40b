"""A library that lost a part is found out and refused."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.vectorstore.shelving import put
from vectorstore.documents import Document
from vectorstore.embed import NamedEmbeddings
from vectorstore.errors import DamagedLibrary
from vectorstore.library import Shelf
from vectorstore.places import Places
from vectorstore.sqlite import FILE


def spoil(places: Places, statement: str) -> None:
    url = places.database_url or f"sqlite:///{places.data_dir / FILE}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("DELETE FROM passages WHERE number = 1", "的段落与入库时不符"),
        ("DELETE FROM postings WHERE filing = 1", "的关键词索引与入库时不符"),
        ("UPDATE passages SET text = '改' WHERE number = 1", "的段落与入库时不符"),
        ("DELETE FROM texts WHERE filing = 1", "的原文、正文与入库时不符"),
        ("DELETE FROM sections", "的目录与入库时不符"),
    ],
)
def test_check_names_what_is_missing(
    shelf: Shelf, reports: tuple[Document, Document], statement: str, complaint: str
) -> None:
    put(shelf, *reports)
    spoil(shelf.places, statement)

    problems = Shelf(shelf.places, shelf.embeddings).current().check()

    assert any(complaint in problem for problem in problems), problems


def test_what_is_changed_is_not_read(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    put(shelf, *reports)
    spoil(shelf.places, "UPDATE texts SET raw = front, front = clean")
    spoil(shelf.places, "UPDATE sections SET heading = '附则'")
    library = Shelf(shelf.places, shelf.embeddings).current()
    name = library.reports()[0].id
    assert library.text(name)
    for read in (library.clean_text, library.raw, library.sections):
        with pytest.raises(DamagedLibrary, match=f"{name} 的正文或目录与入库时不符"):
            read(name)


def test_check_counts_the_vectors_in_chroma(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    library = put(shelf, *reports)
    for name in set(library.segments.values()):
        library.vectors.drop(name)

    assert library.check() == ["Chroma 有 0 个向量，应有 5 个，请重新 ingest。"]


def test_chroma_that_did_not_open_is_opened_anew_once_it_is_mended(
    tmp_path: Path, hash_embeddings: NamedEmbeddings, reports: tuple[Document, Document]
) -> None:
    put(Shelf(tmp_path / "whole", hash_embeddings), *reports)
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "whole", copy)
    held = copy / "chroma" / "chroma.sqlite3"
    good = held.read_bytes()
    held.write_bytes(bytes(len(good)))

    assert "查不了向量" in Shelf(copy, hash_embeddings).current().check()[0]
    held.write_bytes(good)
    assert Shelf(copy, hash_embeddings).current().check() == []


def test_a_library_of_another_format_is_refused(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    put(shelf, *reports)
    spoil(shelf.places, "UPDATE about SET value = '99' WHERE key = 'format'")

    with pytest.raises(DamagedLibrary, match="格式 99"):
        Shelf(shelf.places, shelf.embeddings).current()


def test_a_library_from_before_there_were_states_is_refused_and_can_be_filled_anew(
    tmp_path, hash_embeddings, reports: tuple[Document, Document]
) -> None:
    (tmp_path / "CURRENT").write_text("20260101T000000-abcdef\n")
    shelf = Shelf(tmp_path, hash_embeddings)
    with pytest.raises(DamagedLibrary, match=r"旧版.*gongbao ingest"):
        shelf.current()

    assert len(put(shelf, *reports).reports()) == 2
