"""What a version says of itself: its format, whose vectors it holds, which versions it follows.

A version's `version.json` is its mark: it is written last, when all else of the version is on
disk. A folder without one was never finished.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote

from vectorstore.errors import DamagedLibrary

FORMAT = 3
_FILE = "version.json"


@dataclass(frozen=True, slots=True)
class About:
    """The `version.json` of a version folder.

    `follows` are the versions whose reports it took over, as far as they still were on disk.
    """

    embeddings: str
    pending: int
    format: int = FORMAT
    follows: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        """Write it into the version folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self)), "utf-8")


def about(folder: Path) -> About:
    """Read it from a version folder of this format."""
    try:
        said = About(**json.loads((folder / _FILE).read_text("utf-8")))
        said = replace(said, follows=tuple(said.follows))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedLibrary(
            f"资料库不完整：{folder} 读不出来，请换一个 --data-dir 重新 ingest。"
        ) from error
    if said.format != FORMAT:
        raise DamagedLibrary(
            f"资料库是另一版 gongbao 建的（格式 {said.format}），请换一个 --data-dir 重新 ingest。"
        )
    return said


def if_whole(database: Path) -> About | None:
    """What the version of this SQLite file says of itself, if its mark is there and its tables
    hold as many rows as were recorded when it was sealed."""
    try:
        said = about(database.parent)
        uri = f"file:{quote(str(database.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            recorded = dict(connection.execute("SELECT name, rows FROM contents").fetchall())
            counts = {name: _count(connection, name) for name in recorded}
    except (DamagedLibrary, sqlite3.Error):
        return None
    return said if recorded and counts == recorded else None


def _count(connection: sqlite3.Connection, table: str) -> int:
    name = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
