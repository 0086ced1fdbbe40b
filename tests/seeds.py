"""The five reports that come with the project, each cleaned once for all tests of a process."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vectorstore.clean import clean
from vectorstore.documents import CleanText

FOLDER = Path(__file__).parent.parent / "seeds"
cleaned = cache(clean)


@dataclass(frozen=True, slots=True)
class Seed:
    """A report as its manifest names it."""

    id: str
    region: str
    year: int
    path: Path

    @property
    def raw(self) -> str:
        """The text as received."""
        return self.path.read_text("utf-8")

    @property
    def clean(self) -> CleanText:
        """The text as cleaned."""
        return cleaned(self.raw)


def _read() -> tuple[Seed, ...]:
    lines = (FOLDER / "manifest.jsonl").read_text("utf-8").splitlines()
    return tuple(
        Seed(entry["id"], entry["region"], entry["year"], FOLDER / entry["file"])
        for entry in map(json.loads, lines)
    )


SEEDS = _read()
