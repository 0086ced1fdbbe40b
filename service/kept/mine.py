"""What the page holds for a person between two visits: the basket, and who signs his papers."""

import json
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.kept.database import opened

MOST = 60


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Taken(_Given):
    """A sentence in the basket: its place in kept work, and its words to know it by."""

    work: Annotated[str, Field(max_length=64)]
    at: Annotated[str, Field(max_length=16)]
    text: Annotated[str, Field(max_length=2000)]


class Signed(_Given):
    """Who signs, and for whom, as in the last paper."""

    unit: Annotated[str, Field(max_length=40)] = ""
    addressee: Annotated[str, Field(max_length=40)] = ""


class Mine(_Given):
    """All of it."""

    basket: Annotated[tuple[Taken, ...], Field(max_length=MOST)] = ()
    signed: Signed = Signed()


class Belongings:
    """What each person of a data folder has."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def of(self, person: str) -> Mine:
        """What was put away last; nothing for who never did."""
        with opened(self._data_dir) as database:
            row = database.execute("SELECT held FROM mine WHERE owner = ?", (person,)).fetchone()
        return Mine.model_validate_json(row["held"]) if row else Mine()

    def put(self, person: str, mine: Mine) -> None:
        """In the place of what was there."""
        held = json.dumps(mine.model_dump(mode="json"), ensure_ascii=False)
        with opened(self._data_dir) as database:
            database.execute("INSERT OR REPLACE INTO mine VALUES (?, ?)", (person, held))
