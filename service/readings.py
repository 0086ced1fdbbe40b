"""What files say, read before the library is locked and kept on disk until it is filed.

Others can ingest while a file is read for a minute; what was read waits in a folder that goes
with the ingest. What the library holds already, made by the code of today, is not read again.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from service.confined import OddFile, Unconfined, kept
from service.document import Prepared
from service.scratch import Scratch
from service.sources import Given, SourceFile
from vectorstore.errors import VectorstoreError
from vectorstore.read import SUFFIXES
from vectorstore.read.archive import is_archive, members
from vectorstore.read.limits import regular_bytes

Known: TypeAlias = Callable[[str, Given], bool]


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file, or one of those in a zip: its bytes' sum, and what came of reading it.

    `source` is named by its place in the zip, `file` is what lies on the disk. Neither `place`
    nor `problem` where the library held it when it was looked at; `letters` are to be embedded.
    """

    source: SourceFile
    sha256: str = ""
    file: SourceFile | None = None
    given: Given = field(default_factory=Given)
    place: Path | None = None
    data: Path | None = None
    letters: int = 0
    problem: Exception | None = None

    def prepared(self) -> tuple[Prepared, ...]:
        """The reports; raises what was wrong with the file."""
        if self.problem is not None:
            raise self.problem
        return () if self.place is None else kept(self.place)


class Readings:
    """Reads the sources of one ingest; `given` is the caller's word on every file, which wins
    over manifests and texts."""

    def __init__(self, data_dir: Path, reader: Unconfined, given: Given) -> None:
        self._reader = reader
        self._given = given
        self._scratch = Scratch(data_dir, "read")
        self._number = 0

    def __enter__(self) -> "Readings":
        return self

    def __exit__(self, *_: object) -> None:
        """End the reader and forget what it read."""
        self._reader.close()
        self._scratch.close()

    def of(self, source: SourceFile, known: Known) -> Iterator[FileReading]:
        """What a source holds, each read unless it is known; what goes wrong harms no other."""
        try:
            for data, each in _contents(source):
                sha256 = hashlib.sha256(data).hexdigest()
                given = self._said(each.manifest.given(each.path, sha256))
                reading = FileReading(each, sha256, source, given)
                yield reading if known(sha256, given) else self._read(data, reading)
        except (VectorstoreError, OSError) as error:
            yield FileReading(source, problem=error)

    def rest(self) -> None:
        """End the reader, which holds what was open when it was forked: a version's lock too."""
        self._reader.close()

    def anew(self, reading: FileReading) -> FileReading:
        """The reading of a file that was known when it was looked at and is so no more."""
        for data, each in _contents(reading.file or reading.source):
            if each.path == reading.source.path:
                return self._read(data, reading)
        return reading

    def _said(self, listed: Given) -> Given:
        """The manifest's word under the caller's; another region has other parents."""
        said = self._given.model_dump(exclude_none=True)
        if "region" in said:
            listed = listed.model_copy(update={"parents": None})
        return listed.model_copy(update=said)

    def _read(self, data: bytes, reading: FileReading) -> FileReading:
        self._number += 1
        place = self._scratch.path / str(self._number)
        kept_data = place.with_suffix(".data")
        try:
            kept_data.write_bytes(data)
            letters = self._reader.read(data, reading.source.path.name, reading.given, place)
        except (VectorstoreError, OSError, OddFile) as error:
            return replace(reading, problem=error)
        return replace(reading, place=place, letters=letters, data=kept_data)


def _contents(source: SourceFile) -> Iterator[tuple[bytes, SourceFile]]:
    """One file, or those of a zip."""
    data = regular_bytes(source.path)
    if not is_archive(data, source.path.suffix.lower()):
        yield data, source
        return
    for inside, content in members(data, source.path.name, SUFFIXES):
        yield content, replace(source, path=source.path / inside)
