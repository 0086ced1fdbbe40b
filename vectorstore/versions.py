"""Versions of a library on disk: folders, the pointer to the current one, and locks.

<data_dir>/CURRENT            the id of the version in force, swapped with os.replace
<data_dir>/build.lock         held by the one process that builds
<data_dir>/versions/<id>/     a version: library.sqlite, chroma/, vectors.npy, version.json, lock

Readers hold a shared lock on a version's `lock` file for as long as they use it, so a version
is deleted by whoever finds it out of force and unread. The kernel drops the locks of a killed
process.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import DamagedLibrary, LibraryBusy

SQLITE = "library.sqlite"
CHROMA = "chroma"
VECTORS = "vectors.npy"
_TRIES = 50


class Versions:
    """The versions of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._pointer = data_dir / "CURRENT"
        self._folders = data_dir / "versions"

    def current(self) -> str | None:
        """The id of the version in force; None when nothing was ever committed."""
        try:
            return self._pointer.read_text("utf-8").strip() or None
        except FileNotFoundError:
            return None

    def folder(self, version: str) -> Path:
        """Where a version lies."""
        return self._folders / version

    def hold(self) -> tuple[str, int] | None:
        """The current version and a file descriptor that keeps it from being deleted.

        A version may be swapped and deleted between reading the pointer and locking: try again.
        """
        for _ in range(_TRIES):
            version = self.current()
            if version is None:
                return None
            descriptor = _locked(self.folder(version) / "lock", fcntl.LOCK_SH)
            if descriptor is not None:
                return version, descriptor
            time.sleep(0.02)
        raise DamagedLibrary(
            f"资料库不完整：{self.data_dir} 的 CURRENT 指向的版本不存在，请清空该目录后重新 ingest。"
        )

    def new(self) -> str:
        """Make the folder of a version to be built."""
        version = time.strftime("%Y%m%dT%H%M%S-") + secrets.token_hex(3)
        self.folder(version).mkdir(parents=True)
        (self.folder(version) / "lock").touch()
        return version

    def commit(self, version: str) -> None:
        """Put a whole version in force, durably."""
        for path in self.folder(version).rglob("*"):
            _flush(path)
        _flush(self.folder(version))
        swap = self._pointer.with_suffix(".new")
        swap.write_text(version + "\n", "utf-8")
        _flush(swap)
        os.replace(swap, self._pointer)
        _flush(self.data_dir)

    def sweep(self) -> None:
        """Delete every version that is neither in force nor read. Only while building is locked."""
        for folder in self._folders.iterdir() if self._folders.exists() else ():
            self.discard(folder.name)

    def discard(self, version: str) -> None:
        """Delete a version unless it is in force or somebody reads it."""
        folder = self.folder(version)
        if version == self.current() or not folder.exists():
            return
        (folder / "lock").touch()
        descriptor = _locked(folder / "lock", fcntl.LOCK_EX)
        if descriptor is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)

    @contextmanager
    def building(
        self, *, patience: float = 3600, waiting: Callable[[], None] | None = None
    ) -> Generator[None]:
        """Be the one builder; `waiting` is called once if another holds the lock for 2 s."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.data_dir / "build.lock")
        try:
            lock.acquire(timeout=min(2, patience))
        except Timeout:
            if waiting is not None:
                waiting()
            try:
                lock.acquire(timeout=max(0, patience - 2))
            except Timeout as error:
                raise LibraryBusy("另一个入库任务一直占用资料库，请等它结束后再试。") from error
        try:
            self.sweep()
            yield
        finally:
            lock.release()


def _locked(path: Path, mode: int) -> int | None:
    """A descriptor with a lock on a version's lock file; None if another is in the way."""
    with suppress(FileNotFoundError, BlockingIOError):
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise
        if path.exists():
            return descriptor
        os.close(descriptor)
    return None


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
