"""Who asked, changed, removed, replaced, approved: JSON lines that only grow, chained by hash.

Each line carries its number, the hash of the one before and its own over all of it, so that a line
changed, taken out or put in breaks the chain from there on; `gongbao doctor` follows it. The head
beside the lines, `head.json`, says how many there are and the last hash, so that lines taken off the
end are missed, by the next line too: it goes on from the head. A file that has grown is put aside
under its time, and the next one goes on from its last hash. Never a secret, and no question's text
unless the setting says so. Who may write here may also forge all of it: copies belong elsewhere.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

_START = "0" * 64
_TAIL = 64 * 1024
_NAME = "audit.jsonl"
_HEAD = "head.json"


class Audit:
    """The record of one data folder; any number of processes may write to it."""

    def __init__(self, data_dir: Path, most_bytes: int = 16 * 2**20) -> None:
        self._folder = data_dir / "audit"
        self._path = self._folder / _NAME
        self._most = most_bytes

    def write(self, did: str, key: str, **told: object) -> None:
        """Add a line, on the disk when this returns."""
        said = {name: value for name, value in told.items() if value is not None}
        with self._locked():
            number, before = self._goes_on_from(self._rotated())
            entry: dict[str, object] = {
                "n": number + 1,
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "did": did,
                "key": key,
                **said,
                "before": before,
            }
            entry["hash"] = _hash(entry)
            line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with open(descriptor, "ab") as file:
                file.write(line.encode("utf-8", "surrogatepass"))
                file.flush()
                os.fsync(descriptor)
            self._say_head(number + 1, str(entry["hash"]))

    def files(self) -> list[Path]:
        """All files of the record, the oldest first."""
        aside = sorted(self._folder.glob("audit-*.jsonl"))
        return [*aside, self._path] if self._path.exists() else aside

    def lines(self) -> Iterator[dict[str, Any]]:
        """All entries in their order."""
        for path in self.files():
            with path.open("rb") as file:
                for line in file:
                    yield json.loads(line)

    def broken(self) -> str | None:
        """Where the chain is broken, in a line of Chinese; None when it is whole."""
        try:
            head = self._head()  # before the lines: they may grow while they are read, it may not
        except ValueError:
            return f"{_HEAD} 损坏"
        before, count, numbered = _START, 0, 0
        met = head is None or head == (0, _START)
        for path in self.files():
            with path.open("rb") as file:
                for at, line in enumerate(file, 1):
                    entry = _entry(line)
                    if entry is None or entry.get("hash") != _hash(entry):
                        return f"{path.name} 第{at}行被改动或损坏"
                    if before != entry.get("before"):
                        return f"{path.name} 第{at}行之前缺了记录"
                    before, count = str(entry["hash"]), count + 1
                    numbered += "n" in entry
                    met = met or head == (count, before)
        if head is None and numbered > 1:  # of the first one it may still be to come
            return f"{_HEAD} 不见了"
        return None if met else "末尾缺了记录"

    def _goes_on_from(self, last: dict[str, Any] | None) -> tuple[int, str]:
        """How many lines there are and the hash to go on from, of the last line or of the head: a
        line that was written just before a kill is not in the head yet, more were taken out."""
        try:
            head = self._head()
        except ValueError:
            head = None
        if last is None:
            return head or (0, _START)
        count = last["n"] if "n" in last else sum(1 for _ in self.lines())
        if head is None or head[0] <= count:
            return count, str(last["hash"])
        return head

    def _head(self) -> tuple[int, str] | None:
        """What the head says; None where there is none, ValueError where it cannot be read."""
        try:
            said = json.loads((self._folder / _HEAD).read_bytes())
            return int(said["lines"]), str(said["last"])
        except FileNotFoundError:
            return None
        except (KeyError, TypeError) as error:
            raise ValueError from error

    def _say_head(self, lines: int, last: str) -> None:
        """Whole or as before; on the disk when this returns."""
        beside = self._folder / f"{_HEAD}.new"
        with beside.open("w", encoding="ascii") as file:
            json.dump({"lines": lines, "last": last}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._folder / _HEAD)

    def _rotated(self) -> dict[str, Any] | None:
        """The last line, after a file that is full was put aside."""
        if not self._path.exists():
            aside = self.files()
            return _last(aside[-1]) if aside else None
        last = _last(self._path)
        if self._path.stat().st_size >= self._most:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            self._path.rename(self._folder / f"audit-{stamp}.jsonl")
        return last

    @contextmanager
    def _locked(self) -> Generator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return cast("dict[str, Any]", entry) if isinstance(entry, dict) else None


def _hash(entry: dict[str, Any]) -> str:
    """Over all of an entry but its own hash, in one spelling."""
    said = {name: value for name, value in entry.items() if name != "hash"}
    spelt = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelt.encode()).hexdigest()


def _last(path: Path) -> dict[str, Any] | None:
    """The last whole line; a torn one, left by a killed process, is cut off."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            file.truncate(size - len(tail) + whole)
        lines = tail[:whole].splitlines()
    entry = _entry(lines[-1]) if lines else None
    return entry if entry and "hash" in entry else None
