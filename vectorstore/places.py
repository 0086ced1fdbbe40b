"""Where a library lives; plain values, so that they travel to a child."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Places:
    """Nothing but a folder need be named: SQLite and Chroma are in it.

    `database_url` names a PostgreSQL instead, `chroma_url` a Chroma server. The last `keep`
    states of other content can be gone back to.
    """

    data_dir: Path
    database_url: str | None = None
    chroma_url: str | None = None
    keep: int = 3

    def packed(self) -> dict[str, Any]:
        """As JSON can carry it; the folder whole, wherever the child works."""
        return {**asdict(self), "data_dir": str(self.data_dir.absolute())}


def unpacked(packed: dict[str, Any]) -> Places:
    """The places that were packed."""
    return Places(Path(packed.pop("data_dir")), **packed)
