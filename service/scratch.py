"""Folders for what is on its way, each held by a lock; those of dead processes are found again."""

import fcntl
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

_PLACE = "spool"


class Scratch:
    """A folder below the data folder, made at its first use and removed at its end."""

    def __init__(self, data_dir: Path, kind: str) -> None:
        self.path = data_dir / _PLACE / f"{kind}-{secrets.token_hex(6)}"
        self.path.mkdir(parents=True)
        self._lock = held(self.path)

    @classmethod
    def left(cls, data_dir: Path) -> list["Scratch"]:
        """The folders that dead processes left, the oldest first; each is held from here on."""
        found: list[Scratch] = []
        with suppress(OSError):
            place = data_dir / _PLACE
            for folder in sorted(place.iterdir(), key=lambda path: path.stat().st_mtime_ns):
                lock = held(folder)
                if lock is not None:
                    one = cls.__new__(cls)
                    one.path, one._lock = folder, lock
                    found.append(one)
        return found

    def leave(self) -> None:
        """Hold it no more; the folder stays."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def close(self) -> None:
        """Remove the folder with all in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.leave()


def held(folder: Path) -> int | None:
    """A descriptor that holds a folder; None where a living process holds it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
