"""What someone says is wrong with an answer: the question, the whole answer, and a note."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from service.kept.database import now, opened


class Feedback(BaseModel):
    """One complaint, as it was made."""

    model_config = ConfigDict(frozen=True)

    id: str
    made: str
    note: str
    question: str
    answer: dict[str, Any]


class Complaints:
    """The complaints of a data folder, the oldest first."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def keep(self, person: str, note: str, question: str, answer: dict[str, Any]) -> str:
        """Keep it; its id."""
        number = uuid4().hex
        held = (number, person, now(), note, question, json.dumps(answer, ensure_ascii=False))
        with opened(self._data_dir) as database:
            database.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)", held)
        return number

    def all(self) -> list[Feedback]:
        """All of them."""
        with opened(self._data_dir) as database:
            rows = database.execute("SELECT * FROM feedback ORDER BY made").fetchall()
        return [
            Feedback(
                id=row["id"],
                made=row["made"],
                note=row["note"],
                question=row["question"],
                answer=json.loads(row["result"]),
            )
            for row in rows
        ]
