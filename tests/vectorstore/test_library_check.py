"""A library that lost a part is found out and refused."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.vectorstore.shelving import put
from vectorstore.documents import Document
from vectorstore.errors import DamagedLibrary
from vectorstore.library import Shelf
from vectorstore.vectors import load, save


def spoil_sqlite(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "library.sqlite") as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("DELETE FROM passages WHERE number = 1", "passages 应有 5 行"),
        ("DELETE FROM keywords WHERE rowid = 1", "关键词索引有 4 段"),
        ("UPDATE passages SET text = '改' WHERE row = 1", "与段落不符"),
        ("DELETE FROM texts WHERE report = '甲市-2021'", "缺正文"),
        ("DELETE FROM sections", "sections 应有 2 行"),
    ],
)
def test_check_names_what_is_missing(
    shelf: Shelf, reports: tuple[Document, Document], statement: str, complaint: str
) -> None:
    folder = put(shelf, *reports).folder
    assert folder is not None
    spoil_sqlite(folder, statement)

    problems = Shelf(folder.parents[1], shelf.embeddings).current().check()

    assert any(complaint in problem for problem in problems), problems


def test_check_compares_chroma_and_the_matrix(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    library = put(shelf, *reports)
    folder = library.folder
    assert folder is not None
    matrix = load(folder / "vectors.npy")[:4].copy()
    shutil.rmtree(folder / "chroma")
    save(matrix, folder / "vectors.npy")

    problems = " ".join(Shelf(folder.parents[1], shelf.embeddings).current().check())

    assert "向量有 4 个" in problems
    assert "Chroma 有 0 个向量" in problems


@pytest.mark.parametrize("name", ["version.json", "library.sqlite"])
def test_a_version_without_its_files_is_damaged(
    shelf: Shelf, reports: tuple[Document, Document], name: str
) -> None:
    folder = put(shelf, *reports).folder
    assert folder is not None
    (folder / name).unlink()

    with pytest.raises(DamagedLibrary, match="重新 ingest"):
        Shelf(folder.parents[1], shelf.embeddings).current()


def test_a_library_of_another_format_is_refused(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    folder = put(shelf, *reports).folder
    assert folder is not None
    (folder / "version.json").write_text('{"format": 99, "embeddings": "x", "pending": 0}')

    with pytest.raises(DamagedLibrary, match="格式 99"):
        Shelf(folder.parents[1], shelf.embeddings).current()
