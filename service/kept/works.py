"""Answers, comparisons and briefings as they were proven, each under an address of its own."""

import json
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Any, Literal, cast
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from service.kept.database import now, opened
from service.kept.errors import UnknownWork

WorkKind = Literal["ask", "compare", "brief", "check"]
MOST = 500
_LISTED = "id, owner, kind, title, made, conversation"


class ListedWork(BaseModel):
    """A line of someone's list; `mine` is False of what another sent."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: WorkKind
    title: str
    made: str
    conversation: str | None = None
    mine: bool = True


class Work(ListedWork):
    """Kept work: what was asked, what came of it, and the reports it was proven against."""

    asked: dict[str, Any]
    result: dict[str, Any]
    basis: dict[str, str]


@dataclass(frozen=True, slots=True)
class Making:
    """Work about to be kept; `basis` maps the ids of its reports to their sha256."""

    kind: WorkKind
    title: str
    asked: dict[str, Any]
    result: dict[str, Any]
    basis: dict[str, str]
    conversation: str | None = None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(row: Row, *, mine: bool) -> ListedWork:
    return ListedWork(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        made=row["made"],
        conversation=row["conversation"],
        mine=mine,
    )


class Works:
    """The kept work of a data folder; `person` is whose it is, empty where there are no keys."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def keep(self, person: str, work: Making, over: str = "") -> ListedWork:
        """Keep it under a new id that cannot be guessed, or in place of one's own work `over`."""
        held = (
            over or uuid4().hex,
            person,
            work.kind,
            work.title,
            now(),
            work.conversation,
            _json(work.asked),
            _json(work.result),
            _json(work.basis),
        )
        with opened(self._data_dir) as database:
            database.execute("INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", held)
            row = _row(database, held[0])
        return _line(row, mine=True)

    def listed(self, person: str, words: str = "") -> list[ListedWork]:
        """One's own and what one was sent, the newest first; `words` stand in title or text."""
        query = (
            f"SELECT {_LISTED} FROM work WHERE (owner = ? OR id IN"
            " (SELECT work FROM received WHERE reader = ?))"
            " AND (instr(title, ?) OR instr(result, ?)) ORDER BY made DESC LIMIT ?"
        )
        with opened(self._data_dir) as database:
            rows = database.execute(query, (person, person, words, words, MOST)).fetchall()
        return [_line(row, mine=row["owner"] == person) for row in rows]

    def open(self, person: str, number: str) -> Work:
        """The work; who opens another's by its link has it in his list from then on."""
        with opened(self._data_dir) as database:
            row = _row(database, number)
            if row["owner"] != person:
                database.execute(
                    "INSERT OR IGNORE INTO received VALUES (?, ?, ?)", (number, person, now())
                )
        return _work(row, mine=row["owner"] == person)

    def thread(self, work: Work) -> list[Work]:
        """What was asked before and after it in the same conversation, the first first."""
        if work.conversation is None:
            return [work]
        query = (
            "SELECT * FROM work WHERE conversation = ? AND owner ="
            " (SELECT owner FROM work WHERE id = ?) ORDER BY made"
        )
        with opened(self._data_dir) as database:
            rows = database.execute(query, (work.conversation, work.id)).fetchall()
        return [_work(row, mine=work.mine) for row in rows]

    def rename(self, person: str, number: str, title: str) -> ListedWork:
        """Another title; only its owner gives it."""
        with opened(self._data_dir) as database:
            _own(database, person, number)
            database.execute("UPDATE work SET title = ? WHERE id = ?", (title, number))
            row = _row(database, number)
        return _line(row, mine=True)

    def lay(self, person: str, number: str, desk: dict[str, Any]) -> None:
        """What its owner has made of the work since: it lies beside it, and the work stays as it
        was proven."""
        with opened(self._data_dir) as database:
            _own(database, person, number)
            database.execute("INSERT OR REPLACE INTO desk VALUES (?, ?)", (number, _json(desk)))

    def desk(self, number: str) -> dict[str, Any] | None:
        """What its owner has made of the work since, None where nothing."""
        with opened(self._data_dir) as database:
            row = database.execute("SELECT held FROM desk WHERE work = ?", (number,)).fetchone()
        return None if row is None else cast(dict[str, Any], json.loads(row["held"]))

    def drop(self, person: str, number: str) -> None:
        """Gone for everyone if it is one's own, else only from one's list."""
        with opened(self._data_dir) as database:
            row = _row(database, number)
            if row["owner"] == person:
                database.execute("DELETE FROM work WHERE id = ?", (number,))
                database.execute("DELETE FROM received WHERE work = ?", (number,))
                database.execute("DELETE FROM desk WHERE work = ?", (number,))
            else:
                database.execute(
                    "DELETE FROM received WHERE work = ? AND reader = ?", (number, person)
                )

    def clear(self, person: str) -> int:
        """All of one's own work is gone, and the list of what one was sent; how many they were."""
        with opened(self._data_dir) as database:
            gone = database.execute("DELETE FROM work WHERE owner = ?", (person,)).rowcount
            database.execute("DELETE FROM received WHERE reader = ?", (person,))
            database.execute("DELETE FROM received WHERE work NOT IN (SELECT id FROM work)")
            database.execute("DELETE FROM desk WHERE work NOT IN (SELECT id FROM work)")
        return gone


def _row(database: Connection, number: str) -> Row:
    row = database.execute("SELECT * FROM work WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise UnknownWork("没有这条记录，或它已被删除。")
    return cast(Row, row)


def _own(database: Connection, person: str, number: str) -> None:
    if _row(database, number)["owner"] != person:
        raise UnknownWork("这条记录不是您的，不能改动。")


def _work(row: Row, *, mine: bool) -> Work:
    return Work(
        **_line(row, mine=mine).model_dump(),
        asked=json.loads(row["asked"]),
        result=json.loads(row["result"]),
        basis=json.loads(row["basis"]),
    )
