"""Versions of a library on disk: folders, the pointer to the current one, and locks.

<data_dir>/CURRENT            the id of the version in force, swapped with os.replace
<data_dir>/build.lock         held by the one process that builds
<data_dir>/versions/<id>/     a version: library.sqlite, chroma/, vectors.npy, version.json, lock

Readers hold a shared lock on a version's `lock` file for as long as they use it, so a version
is deleted by whoever finds it superseded and unread. The kernel drops the locks of a killed
process.

Nothing is deleted that may be somebody's library: only what the version in force says it
follows, and what still has the `building` file of a version that was never finished. Where
CURRENT is lost, readers fall back to the newest whole version, and the next builder points
CURRENT to it again.
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

from vectorstore.about import About, about, if_whole
from vectorstore.errors import DamagedLibrary, LibraryBusy

SQLITE = "library.sqlite"
CHROMA = "chroma"
VECTORS = "vectors.npy"
_BUILDING = "building"
_DELETED = ".deleted"
_TRIES = 50


class Versions:
    """The versions of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._pointer = data_dir / "CURRENT"
        self._folders = data_dir / "versions"

    def named(self) -> str | None:
        """The version that CURRENT names; None where it is lost or names none that is there."""
        said = self._said()
        while said and not self.folder(said).is_dir():
            before, said = said, self._said()  # swapped between the two looks, or gone
            if said == before:
                return None
        return said

    def current(self) -> str | None:
        """The version in force; None when nothing was ever committed.

        Where CURRENT is lost it is the newest whole one. Raises DamagedLibrary when none is.
        """
        if (version := self.named()) is not None:
            return version
        left = self._finished()
        whole = self._whole(left)
        if left and not whole:
            raise DamagedLibrary(
                f"资料库不完整：{self._folders} 里的{len(left)}个版本都缺了内容。"
                "请换一个 --data-dir 重新 ingest；这里的文件没有动，可留待恢复。"
            )
        followed = {name for said in whole.values() for name in said.follows}
        return max(whole.keys() - followed, default=None)

    @property
    def is_lost(self) -> bool:
        """Whether there are versions while CURRENT names none of them."""
        return self.named() is None and bool(self._finished())

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
            f"资料库不完整：{self.data_dir} 的当前版本缺少 lock 文件，请换一个 --data-dir 重新 ingest。"
        )

    def new(self) -> str:
        """Make the folder of a version to be built."""
        version = time.strftime("%Y%m%dT%H%M%S-") + secrets.token_hex(3)
        self.folder(version).mkdir(parents=True)
        for name in (_BUILDING, "lock"):
            (self.folder(version) / name).touch()
        return version

    def commit(self, version: str, embeddings: str, pending: int, base: str | None = None) -> None:
        """Mark a version as whole, once it is on disk, and put it in force, durably."""
        self._flush_all(version)
        mark = About(embeddings, pending, follows=self._lineage(base))
        mark.write(self.folder(version))
        (self.folder(version) / _BUILDING).unlink()
        self._flush_all(version)
        self._point(version)

    def discard(self, version: str) -> None:
        """Delete a version if the one in force follows it and nobody reads it."""
        if version not in self._lineage(self.named())[1:]:
            return
        lock = self.folder(version) / "lock"
        with suppress(FileNotFoundError):  # the whole folder: another was faster
            lock.touch()
        descriptor = _locked(lock, fcntl.LOCK_EX)
        if descriptor is not None:
            self.abandon(version)
            os.close(descriptor)

    def abandon(self, version: str) -> None:
        """Delete a version that is not in force; half deleted, its name still tells so."""
        if version == self.named():
            return
        folder = self.folder(version)
        gone = folder.with_suffix(_DELETED)
        with suppress(FileNotFoundError):
            folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

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
            self._restore()
            self._sweep()
            yield
        finally:
            lock.release()

    def _said(self) -> str | None:
        """What CURRENT says, if it is the name of a folder and nothing else."""
        try:
            said = self._pointer.read_text("utf-8").strip()
        except (OSError, ValueError):
            return None
        return said if said and said == Path(said).name and "\0" not in said else None

    def _listed(self) -> list[Path]:
        folders = self._folders.iterdir() if self._folders.is_dir() else ()
        return [folder for folder in folders if folder.is_dir()]

    def _finished(self) -> list[str]:
        """The versions that were put in force once, or were about to be."""
        return [
            folder.name
            for folder in self._listed()
            if _holds_files(folder)
            and not (folder / _BUILDING).exists()
            and folder.suffix != _DELETED
        ]

    def _whole(self, versions: list[str]) -> dict[str, About]:
        found = {name: if_whole(self.folder(name) / SQLITE) for name in versions}
        return {name: said for name, said in found.items() if said is not None}

    def _lineage(self, version: str | None) -> tuple[str, ...]:
        """A version and those before it that are still on disk, the last first."""
        if version is None:
            return ()
        try:
            before = about(self.folder(version)).follows
        except DamagedLibrary:
            before = ()
        return (version, *(name for name in before if self.folder(name).exists()))

    def _restore(self) -> None:
        """Point CURRENT to the newest whole version where it is lost, and to one that an ingest
        finished and could not put in force any more."""
        named = self.named()
        others = [name for name in self._finished() if name != named]
        newer = [name for name, said in self._whole(others).items() if named in said.follows]
        version = max(newer, default=named) or self.current()
        if version is not None and version != named:
            self._point(version)

    def _point(self, version: str) -> None:
        swap = self._pointer.with_suffix(".new")
        swap.write_text(version + "\n", "utf-8")
        _flush(swap)
        if self._pointer.is_dir():
            self._pointer.rename(self.data_dir / f"CURRENT.{version}.old")
        os.replace(swap, self._pointer)
        _flush(self.data_dir)

    def _sweep(self) -> None:
        """Delete what is superseded or was never finished. Only while building is locked."""
        for folder in self._listed():
            if (folder / _BUILDING).exists() or folder.suffix == _DELETED:
                self.abandon(folder.name)
            else:
                self.discard(folder.name)

    def _flush_all(self, version: str) -> None:
        for path in self.folder(version).rglob("*"):
            _flush(path)
        _flush(self.folder(version))


def _holds_files(folder: Path) -> bool:
    """Whether a folder holds anything; one that a reader deletes at this moment holds nothing."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False


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
