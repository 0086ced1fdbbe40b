"""The keyword index: SQLite FTS5 over words cut by rjieba, ranked by BM25."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, text

from vectorstore import late
from vectorstore.documents import Passage
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

# Words of questions, not of reports: they would only find accidents.
_QUESTION_WORDS = frozenset("的是了吗呢吧年有和与及在几") | frozenset(
    ("多少", "什么", "哪些", "哪个", "怎么", "怎样", "如何", "请问", "情况", "是否")
)
_MOST_WORDS = 64
# A heading says what its passage is about, yet stands over many passages alike.
_BODY_WEIGHT, _PATH_WEIGHT = 1.0, 0.4


def words(passage: str) -> list[str]:
    """The words of a text, long words also by their parts (人均可支配收入, 收入)."""
    return [
        word for word in rjieba.cut_for_search(encodable(passage)) if any(map(str.isalnum, word))
    ]


def query_words(question: str) -> list[str]:
    """The distinct words of a question that reports can hold."""
    distinct = dict.fromkeys(words(question))
    return [word for word in distinct if word not in _QUESTION_WORDS][:_MOST_WORDS]


def create(connection: Connection) -> None:
    """Make the empty index."""
    connection.execute(text("CREATE VIRTUAL TABLE keywords USING fts5(body, path)"))


def add(connection: Connection, rows: Sequence[tuple[int, Passage]]) -> None:
    """Index passages under their row numbers."""
    if rows:
        connection.execute(
            text("INSERT INTO keywords(rowid, body, path) VALUES (:row, :body, :path)"),
            [
                {
                    "row": row,
                    "body": " ".join(words(passage.text)),
                    "path": " ".join(words(" ".join(passage.section))),
                }
                for row, passage in rows
            ],
        )


def remove(connection: Connection, first: int, last: int) -> None:
    """Drop the rows `first` to `last`, and the freed words with them."""
    connection.execute(
        text("DELETE FROM keywords WHERE rowid BETWEEN :first AND :last"),
        {"first": first, "last": last},
    )
    connection.execute(text("INSERT INTO keywords(keywords) VALUES ('optimize')"))


def scores(
    connection: Connection, question: str, ranges: Sequence[tuple[int, int]]
) -> list[tuple[int, float]]:
    """(row, BM25 score, higher is better) of the rows in `ranges` that hold a word asked for."""
    asked = " OR ".join(f'"{word}"' for word in query_words(question.replace('"', " ")))
    if not asked:
        return []
    query = (
        f"SELECT rowid, -bm25(keywords, {_BODY_WEIGHT}, {_PATH_WEIGHT}) FROM keywords"
        " WHERE keywords MATCH ? AND rowid BETWEEN ? AND ?"
    )
    # The driver's own rows: a common word meets ten thousand passages.
    cursor = cast(sqlite3.Connection, connection.connection.driver_connection).cursor()
    found: list[tuple[int, float]] = []
    for first, last in ranges:
        found += cursor.execute(query, (asked, first, last)).fetchall()
    return found


def count(connection: Connection) -> int:
    """How many rows the index holds."""
    return int(connection.execute(text("SELECT count(*) FROM keywords_docsize")).scalar_one())
