"""Folders for what is on its way, each held by a lock; those of dead processes are swept."""

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
        self._lock = _held(self.path)

    def close(self) -> None:
        """Remove the folder with all in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep(data_dir: Path) -> int:
    """Remove what killed processes left; how many folders that was."""
    swept = 0
    with suppress(OSError):
        for folder in (data_dir / _PLACE).iterdir():
            lock = _held(folder)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)
                swept += 1
    return swept


def _held(folder: Path) -> int | None:
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
