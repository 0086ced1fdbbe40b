"""Uploads that wait for approval: folders beside the library, which knows nothing of them."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import UnknownUpload

_SAYS = "upload.json"


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

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "pending"

    def add(
        self, paths: Sequence[Path], by: str, region: str | None, year: int | None, *, replace: bool
    ) -> Upload:
        """Keep copies of the files until somebody decides."""
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
        for number, path in enumerate(paths):
            (place / str(number)).mkdir(parents=True)
            shutil.copyfile(path, place / str(number) / path.name)
        (place / _SAYS).write_text(upload.model_dump_json(), "utf-8")
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

    def drop(self, upload: Upload) -> None:
        """It was decided."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)
