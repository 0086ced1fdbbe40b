"""Files read in a process of their own, each within so much processor time, memory and time.

What a file does to its reader (a loop without end, gigabytes, a crash in a library of C) harms
that file alone: the reader is ended, the file is refused by the limit it went over, and the next
file gets a new reader. A reader is forked before anything was embedded, since a fork hangs then.
"""

import multiprocessing
import os
import pickle
import resource
import signal
import threading
import time
import traceback
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, TypeAlias, cast

from service.document import Prepared
from service.sources import Given
from vectorstore import errors
from vectorstore.rows import text_to_embed

Reader: TypeAlias = Callable[[bytes, str, Given], tuple[Prepared, ...]]
Outcome: TypeAlias = int | tuple[str, str]
"""The letters to be embedded, or the class and the words of what went wrong."""
Line: TypeAlias = "Connection[Any, Any]"
_FORK = multiprocessing.get_context("fork")
_ENDED = "没有收录；请拆分，或另存为txt、docx后再试"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: seconds of processor and of the clock, bytes of memory
    beside those of the program, bytes of what came of it."""

    processor: int = 60
    seconds: float = 150.0  # LibreOffice alone may take 90
    memory: int = 1536 * 2**20
    written: int = 512 * 2**20


class Unconfined:
    """Reads files in this process, for those who give it no odd ones."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def read(self, data: bytes, name: str, given: Given, into: Path) -> int:
        """Write the reports of a file to `into`; how many letters of them are to be embedded.

        Raises what the reader raised, or OddFile.
        """
        outcome = _outcome(self._read, data, name, given, into)
        if isinstance(outcome, int):
            return outcome
        raise _error(*outcome)

    def close(self) -> None:
        """Nothing is open."""


class Confined(Unconfined):
    """Reads files one after the other in a child process that is replaced when it ends."""

    def __init__(self, read: Reader, limits: Limits | None = None) -> None:
        super().__init__(read)
        self._limits = limits or Limits()
        self._child: tuple[ForkProcess, Line] | None = None

    def read(self, data: bytes, name: str, given: Given, into: Path) -> int:
        """Write the reports of a file to `into` (see `kept`); how many letters are to be embedded.

        Raises what the reader raised, OddFile or TooCostly.
        """
        child, line = self._child or self._started()
        try:
            line.send((data, name, given, into))
            if not line.poll(self._limits.seconds):
                self._end()
                raise errors.TooCostly(
                    f"{name} 读了{self._limits.seconds:.0f}秒还没读完（每个文件的上限），{_ENDED}。"
                )
            outcome: Outcome = line.recv()
        except (EOFError, ConnectionError):
            self._end()
            raise errors.TooCostly(self._why(child, name)) from None
        if isinstance(outcome, int):
            return outcome
        if outcome[0] == MemoryError.__name__:
            self._end()
            raise errors.TooCostly(self._over_memory(name))
        raise _error(*outcome)

    def close(self) -> None:
        """End the reader."""
        if self._child is not None:
            self._end()

    def _started(self) -> tuple[ForkProcess, Line]:
        ours, theirs = cast("tuple[Line, Line]", _FORK.Pipe())
        limits = self._limits
        child = _FORK.Process(target=_serve, args=(theirs, ours, self._read, limits), daemon=True)
        child.start()
        theirs.close()
        self._child = child, ours
        return child, ours

    def _end(self) -> None:
        assert self._child is not None
        child, line = self._child
        self._child = None
        child.join(0.2)
        child.kill()
        child.join()
        line.close()

    def _why(self, child: ForkProcess, name: str) -> str:
        if child.exitcode == -signal.SIGXCPU:
            used = f"{self._limits.processor}秒处理器时间（每个文件的上限）"
            return f"{name} 用完了{used}还没读完，{_ENDED}。"
        if child.exitcode == -signal.SIGKILL:
            return self._over_memory(name)
        return f"{name} 让读取程序崩溃了（退出码 {child.exitcode}），{_ENDED}。"

    def _over_memory(self, name: str) -> str:
        return (
            f"{name} 要用的内存超过 {self._limits.memory // 2**20} MB（每个文件的上限），{_ENDED}。"
        )


def kept(path: Path) -> tuple[Prepared, ...]:
    """The reports that a reader wrote there."""
    found: tuple[Prepared, ...] = pickle.loads(zlib.decompress(path.read_bytes()))
    return found


def keep(reports: tuple[Prepared, ...], path: Path) -> None:
    """Write reports to a file of this machine and of this hour."""
    path.write_bytes(zlib.compress(pickle.dumps(reports), 1))


def _serve(line: Line, other: Line, read: Reader, limits: Limits) -> None:
    other.close()
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_AS, _mapped() + limits.memory)
    _bound(resource.RLIMIT_FSIZE, limits.written)
    with suppress(EOFError, ConnectionError):
        while True:
            data, name, given, into = line.recv()
            _bound(resource.RLIMIT_CPU, int(time.process_time()) + 1 + limits.processor)
            line.send(_outcome(read, data, name, given, into))


def _outcome(read: Reader, data: bytes, name: str, given: Given, into: Path) -> Outcome:
    try:
        reports = read(data, name, given)
        keep(reports, into)
    except errors.VectorstoreError as error:
        return type(error).__name__, str(error)
    except (MemoryError, SystemError):  # what libraries of C raise when they get none
        return MemoryError.__name__, ""
    except OSError as error:
        return OSError.__name__, str(error.errno or 0)
    except Exception as error:  # noqa: BLE001  the boundary of the process: an odd file
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return "", f"{type(error).__name__}，{Path(frame.filename).name}:{frame.lineno}"
    return sum(
        len(text_to_embed(passage, each.report))
        for each in reports
        for passage in each.document.passages
    )


def _error(kind: str, words: str) -> Exception:
    if kind == OSError.__name__:
        return OSError(int(words), os.strerror(int(words)))
    if kind:
        return getattr(errors, kind, errors.ReadError)(words)
    return OddFile(words)


class OddFile(Exception):
    """A fault of ours that a file brought out, and where."""


def _bound(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (soft, hard))


def _mapped() -> int:
    """The bytes of memory that are mapped already."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 4 * 2**30


def _leave_with(parent: int) -> None:
    """End when the process that asks is gone: a reader at work does not see its line close."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(130)
