"""What someone says is wrong with an answer: the question, the whole answer, and a note."""

import json
from collections.abc import Sequence
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
    previous: tuple[str, ...]
    answer: dict[str, Any]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class Complaints:
    """The complaints of a data folder, the oldest first."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def keep(self, person: str, note: str, questions: Sequence[str], answer: dict[str, Any]) -> str:
        """Keep it; its id. `questions` are those of the conversation, the last the one answered."""
        number = uuid4().hex
        *previous, question = questions
        held = (number, person, now(), note, question, _json(previous), _json(answer))
        with opened(self._data_dir) as database:
            database.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?)", held)
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
                previous=tuple(json.loads(row["previous"])),
                answer=json.loads(row["result"]),
            )
            for row in rows
        ]
