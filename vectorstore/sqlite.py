"""The library in one SQLite file of the data folder: the default.

<data_dir>/library.sqlite3    all tables; a write-ahead log lets readers read while one writes
<data_dir>/build.lock         held by the one process that builds
<data_dir>/held/<state>       shared by who reads a state

Rows that are swept are overwritten with zeros, and the log is folded in at the end of a build,
so that a report that left leaves nothing behind.
"""

import fcntl
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from vectorstore.database import Release, Waiting
from vectorstore.errors import DamagedLibrary, LibraryBusy

FILE = "library.sqlite3"
_BEFORE = "CURRENT"
_SECONDS = 60


class Sqlite:
    """The database of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir
        self._file = data_dir / FILE
        self._held = data_dir / "held"

    @property
    def name(self) -> str:
        """The file."""
        return str(self._file)

    def exists(self) -> bool:
        """Whether the file is there; DamagedLibrary where only a library of old is."""
        if self._file.exists():
            return True
        if (self._folder / _BEFORE).exists():
            raise DamagedLibrary(
                f"{self._folder} 里是旧版 gongbao 建的资料库，这一版读不了；"
                "请用 gongbao ingest 重新读入报告文件。"
            )
        return False

    def reading(self) -> Engine:
        """Readers' engine: it queries and never writes."""
        return _engine(self._file, "PRAGMA query_only = ON")

    @contextmanager
    def building(self, patience: float, waiting: Waiting | None) -> Generator[Engine]:
        """Be the one builder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "build.lock")
        try:
            lock.acquire(timeout=min(2, patience))
        except Timeout:
            if waiting is not None:
                waiting()
            try:
                lock.acquire(timeout=max(0, patience - 2))
            except Timeout as error:
                raise LibraryBusy("另一个入库任务一直占用资料库，请等它结束后再试。") from error
        engine = _engine(
            self._file,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA secure_delete = ON",
            "PRAGMA cache_size = -65536",
        )
        try:
            yield engine
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            engine.dispose()
            lock.release()

    def hold(self, state: int) -> Release | None:
        """Share the state's file."""
        self._held.mkdir(exist_ok=True)
        descriptor = _locked(self._held / str(state), fcntl.LOCK_SH)
        return None if descriptor is None else lambda: os.close(descriptor)

    @contextmanager
    def claim(self, state: int) -> Generator[bool]:
        """Have the state's file alone."""
        self._held.mkdir(exist_ok=True)
        descriptor = _locked(self._held / str(state), fcntl.LOCK_EX)
        try:
            yield descriptor is not None
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def forget(self, state: int) -> None:
        """Remove the state's file."""
        (self._held / str(state)).unlink(missing_ok=True)


def _engine(path: Path, *pragmas: str) -> Engine:
    uri = f"file:{quote(str(path.resolve()))}?mode={'rw' if path.exists() else 'rwc'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=_SECONDS)
        for pragma in pragmas:
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.IntegrityError):
            return
        raise DamagedLibrary(
            f"资料库读不出来（{path.parent}：{context.original_exception}），"
            "请换一个 --data-dir 重新 ingest。"
        ) from context.original_exception

    return engine


def _locked(path: Path, mode: int) -> int | None:
    """A descriptor with a lock on a state's file; None if another is in the way."""
    with suppress(BlockingIOError):
        descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise
        if path.exists() and os.fstat(descriptor).st_ino == path.stat().st_ino:
            return descriptor
        os.close(descriptor)
    return None
