"""Uploads that wait for approval: folders beside the library, which knows nothing of them."""

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import Overloaded, UnknownUpload, UploadDecided
from service.scratch import held

_SAYS = "upload.json"
_LATER = 600.0


class Upload(BaseModel):
    """Files that somebody brought together, and what was said of them."""

    model_config = ConfigDict(frozen=True)

    id: str
    by: str
    time: datetime
    files: tuple[str, ...]
    region: str | None = None
    year: int | None = None
    replace: bool = False


class Pending:
    """What waits in a data folder."""

    def __init__(self, data_dir: Path, most: int = 200, most_bytes: int = 2**30) -> None:
        self._folder = data_dir / "pending"
        self._most = most
        self._most_bytes = most_bytes

    def require_room(self, size: int) -> None:
        """Raises Overloaded where too much waits already."""
        sizes = [path.stat().st_size for path in self._folder.glob("*/*/*")]
        if len(self.all()) >= self._most:
            raise Overloaded(f"待审的报告已到上限（{self._most}份），请等管理员审完再传。", _LATER)
        if sum(sizes) + size > self._most_bytes:
            most = self._most_bytes // 2**20
            raise Overloaded(f"待审的文件已到上限（{most} MB），请等管理员审完再传。", _LATER)

    def add(
        self, paths: Sequence[Path], by: str, region: str | None, year: int | None, *, replace: bool
    ) -> Upload:
        """Keep copies of the files until somebody decides; raises Overloaded."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "lock"):
            self.require_room(sum(path.stat().st_size for path in paths))
            return self._added(paths, by, region, year, replace=replace)

    def _added(
        self, paths: Sequence[Path], by: str, region: str | None, year: int | None, *, replace: bool
    ) -> Upload:
        upload = Upload(
            id=uuid4().hex,
            by=by,
            time=datetime.now(UTC),
            files=tuple(path.name for path in paths),
            region=region,
            year=year,
            replace=replace,
        )
        place = self._folder / upload.id
        try:
            for number, path in enumerate(paths):
                (place / str(number)).mkdir(parents=True)
                shutil.copyfile(path, place / str(number) / path.name)
            (place / _SAYS).write_text(upload.model_dump_json(), "utf-8")
        except OSError:
            self.drop(upload)
            raise
        return upload

    def all(self) -> list[Upload]:
        """All that waits, the oldest first."""
        found: list[Upload] = []
        for path in self._folder.glob(f"*/{_SAYS}"):
            with suppress(ValidationError, OSError):
                found.append(Upload.model_validate_json(path.read_bytes()))
        return sorted(found, key=lambda upload: upload.time)

    def one(self, upload_id: str) -> Upload:
        """One of them; raises UnknownUpload."""
        found = next((each for each in self.all() if each.id == upload_id), None)
        if found is None:
            raise UnknownUpload("没有这份待审的报告，或它已经处理过了。")
        return found

    def files(self, upload: Upload) -> list[Path]:
        """Where its files lie."""
        place = self._folder / upload.id
        return [place / str(number) / name for number, name in enumerate(upload.files)]

    def claim(self, upload_id: str) -> tuple[Upload, Callable[[], None]]:
        """One of them for who decides on it alone, and how to give it back; raises UploadDecided
        where somebody has it. One held by a process that dies is free again."""
        upload = self.one(upload_id)
        lock = held(self._folder / upload.id)
        if lock is None or not (self._folder / upload.id / _SAYS).exists():
            raise UploadDecided("这份待审的报告正在处理，请稍后再看。")
        return upload, lambda: os.close(lock)

    def drop(self, upload: Upload) -> None:
        """It was decided."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)
