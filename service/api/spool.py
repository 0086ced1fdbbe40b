"""Changes of the library on their way: uploaded files, and what was asked of a job."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from service.scratch import Scratch

_NOTE = "job.json"
_LONGEST = 60  # of three bytes each, and a file name has 255
_TRIES = 3


class Note(BaseModel):
    """The job that the files are for: its number, whose key gave it, what was asked."""

    model_config = ConfigDict(frozen=True)

    job: str
    key: str
    asked: dict[str, Any]
    tries: int = 1


class Spool:
    """Uploaded files in a folder of their own, each under its own name, until they are read."""

    def __init__(self, data_dir: Path, *, scratch: Scratch | None = None) -> None:
        self._scratch = scratch or Scratch(data_dir, "upload")
        self._release: Callable[[], None] | None = None
        self.paths: list[Path] = []

    @classmethod
    def left(cls, data_dir: Path) -> list[tuple[Note, "Spool"]]:
        """What ended servers accepted and did not do; what was tried three times is swept, and so is
        all else that dead processes left."""
        found: list[tuple[Note, Spool]] = []
        for scratch in Scratch.left(data_dir):
            with suppress(OSError, ValidationError):
                note = Note.model_validate_json((scratch.path / _NOTE).read_bytes())
                if note.tries < _TRIES:
                    spool = cls(data_dir, scratch=scratch)
                    spool.paths = sorted(
                        scratch.path.glob("*/*"), key=lambda path: int(path.parent.name)
                    )
                    found.append((note, spool))
                    continue
            scratch.close()
        return found

    def add(self, name: str | None) -> Path:
        """The place for the next file; folders and odd characters in its name are dropped."""
        bare = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
        clean = "".join(char for char in bare if char.isprintable())[-_LONGEST:].strip(". ")
        place = self._scratch.path / str(len(self.paths))
        place.mkdir()
        self.paths.append(place / (clean or "未命名.txt"))
        return self.paths[-1]

    def note(self, note: Note) -> None:
        """From here on the files outlive this process, until the job is done."""
        beside = self._scratch.path / f"{_NOTE}.new"
        beside.write_text(note.model_dump_json(), "utf-8")
        beside.replace(self._scratch.path / _NOTE)

    def holds(self, release: Callable[[], None]) -> None:
        """Something else is held for the job, and let go with it."""
        self._release = release

    def leave(self) -> None:
        """Hand the files back: the next server takes them up."""
        self._scratch.leave()
        self._let_go()

    def close(self) -> None:
        """Remove the files, the note first: what is half removed is no job."""
        (self._scratch.path / _NOTE).unlink(missing_ok=True)
        self._scratch.close()
        self._let_go()

    def _let_go(self) -> None:
        release, self._release = self._release, None
        if release is not None:
            release()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the files."""
        self.close()
