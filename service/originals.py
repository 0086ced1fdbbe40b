"""Files as they were received, beside the library: whatever is lost of it is made again of them.

`originals/<sha256>` is a file, named by its own checksum; `originals/index.jsonl` says of each its
name, what was said of it, who brought it, and when; later lines stand above earlier ones. A file
stays when its report is replaced, and goes when its report is removed.
"""

import fcntl
import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from service.sources import Given


class Original(BaseModel):
    """One file as received; `reports` were made of it, `state` is that of the last of them."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    name: str
    reports: tuple[str, ...]
    given: Given = Given()
    by: str | None = None
    time: datetime
    state: Literal["in force", "replaced", "removed"] = "in force"


class Originals:
    """The files of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "originals"
        self._index = self._folder / "index.jsonl"

    def path(self, sha256: str) -> Path:
        """Where a file lies."""
        return self._folder / sha256

    def all(self) -> dict[str, Original]:
        """All files by their checksum, in the order in which they came; a torn line is left out."""
        found: dict[str, Original] = {}
        with suppress(FileNotFoundError), self._index.open("rb") as file:
            for line in file:
                with suppress(ValidationError):
                    entry = Original.model_validate_json(line)
                    found.pop(entry.sha256, None)
                    found[entry.sha256] = entry
        return {sha256: each for sha256, each in found.items() if each.state != "removed"}

    def in_force(self) -> list[Original]:
        """The files that the library is made of."""
        return [each for each in self.all().values() if each.state == "in force"]

    def of(self, report: str) -> Original | None:
        """The file that a report is made of, if it lies here as it was received."""
        held = (each for each in self.in_force() if report in each.reports)
        return next((each for each in held if _sum(self.path(each.sha256)) == each.sha256), None)

    def keep(
        self,
        data: Path,
        sha256: str,
        name: str,
        reports: tuple[str, ...],
        given: Given,
        by: str | None,
    ) -> None:
        """Take a file in; those that gave the same reports before it are replaced."""
        with self._writing():
            target = self.path(sha256)
            if not target.exists() or _sum(target) != sha256:
                beside = target.with_suffix(".new")
                beside.write_bytes(data.read_bytes())
                beside.replace(target)
            before = [
                each.model_copy(update={"state": "replaced"})
                for each in self.in_force()
                if each.sha256 != sha256 and set(each.reports) & set(reports)
            ]
            entry = Original(
                sha256=sha256,
                name=name,
                reports=reports,
                given=given,
                by=by,
                time=datetime.now(UTC),
            )
            self._add([*before, entry])

    def forget(self, report: str) -> None:
        """Remove every trace of a report: its files, replaced ones too, that hold no other."""
        with self._writing():
            for each in self.all().values():
                if report not in each.reports:
                    continue
                others = tuple(name for name in each.reports if name != report)
                state = each.state if others else "removed"
                self._add([each.model_copy(update={"reports": others, "state": state})])
                if not others:
                    self.path(each.sha256).unlink(missing_ok=True)

    def damaged(self) -> list[Original]:
        """The files in force that are gone or are not what was received."""
        return [each for each in self.in_force() if _sum(self.path(each.sha256)) != each.sha256]

    def _add(self, entries: list[Original]) -> None:
        lines = "".join(f"{each.model_dump_json()}\n" for each in entries)
        with self._index.open("a+b") as file:
            if file.tell() and _torn(file):
                file.write(b"\n")
            file.write(lines.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _writing(self) -> Generator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _torn(file: BinaryIO) -> bool:
    """Whether the last line of a file has no end, as after a crash."""
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _sum(path: Path) -> str | None:
    """The checksum of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
