"""Groups of regions under a name of one's own: 我市对标五县."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from service.kept.database import opened


class RegionGroup(BaseModel):
    """A name and the regions it stands for."""

    model_config = ConfigDict(frozen=True)

    name: str
    regions: tuple[str, ...]


class Groups:
    """The groups of a data folder, each person's own."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def all(self, person: str) -> list[RegionGroup]:
        """By name."""
        query = "SELECT name, regions FROM region_group WHERE owner = ? ORDER BY name"
        with opened(self._data_dir) as database:
            rows = database.execute(query, (person,)).fetchall()
        return [
            RegionGroup(name=row["name"], regions=tuple(json.loads(row["regions"]))) for row in rows
        ]

    def save(self, person: str, group: RegionGroup) -> None:
        """Under its name; one of that name is replaced."""
        held = (person, group.name, json.dumps(group.regions, ensure_ascii=False))
        with opened(self._data_dir) as database:
            database.execute("INSERT OR REPLACE INTO region_group VALUES (?, ?, ?)", held)

    def drop(self, person: str, name: str) -> None:
        """Gone, if it was there."""
        with opened(self._data_dir) as database:
            database.execute(
                "DELETE FROM region_group WHERE owner = ? AND name = ?", (person, name)
            )
