"""Changes that run behind the answers: a few at a time, so many waiting, remembered for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias
from uuid import uuid4

from service.api.callers import current
from service.api.problems import problem_of
from service.api.spool import Note, Spool
from service.build import BuildProgress, IngestResult, end_builds
from service.errors import Overloaded, UnknownJob
from service.jobs import Job, JobProgress, said, told
from vectorstore.documents import Report

_REMEMBERED = 200
_AT_ONCE = 2  # one that reads for a minute holds up no other
_COME_AGAIN = 15.0
Made: TypeAlias = IngestResult | Report
Work: TypeAlias = Callable[[Callable[[BuildProgress], None]], Made]
Afterwards: TypeAlias = Callable[[Callable[[], bool]], None]
Filing: TypeAlias = Callable[[Callable[[BuildProgress], None]], IngestResult]


class Board(Protocol):
    """Where jobs are given and asked after: in this process, or for all of a service."""

    @property
    def catching_up(self) -> Job | None:
        """The job that does what an earlier ingest left, if it is known here."""
        ...

    def file(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: "Filing",
        size: int = 0,
        *,
        again: Note | None = None,
    ) -> Job:
        """Queue the filing of files of so many bytes; `work` does it where it is done in this
        process, `again` is what was noted of a job that an ended server left."""
        ...

    def change(
        self, spool: Spool, asked: dict[str, Any], work: "Work", *, again: Note | None = None
    ) -> Job:
        """Queue another change, in this process; the spool keeps what was asked until it is done."""
        ...

    def catch_up(self, work: "Filing") -> Job | None:
        """Do what an earlier ingest left."""
        ...

    def go_on(self) -> None:
        """Do what comes after any ingest, behind the answers."""
        ...

    def job(self, number: str) -> Job:
        """The job as it stands; UnknownJob when there is none."""
        ...

    def require_room(self, size: int) -> None:
        """Raises Overloaded where too much waits already."""
        ...

    def take_out(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: "Callable[[Callable[[BuildProgress], None]], Report]",
        seconds: float,
    ) -> Report | Job:
        """The report that was removed in time, or the job that removes it."""
        ...

    @property
    def waiting(self) -> int:
        """How many jobs are not done, as far as is known here."""
        ...

    def close(self) -> None:
        """End what runs here."""
        ...


@dataclass(slots=True)
class _Running:
    future: Future[Made] = field(init=False)
    size: int = 0
    spool: Spool | None = None
    progress: JobProgress | None = None

    def listen(self, progress: BuildProgress) -> None:
        self.progress = told(progress)


class Jobs:
    """The jobs of one server."""

    def __init__(
        self, most: int = 20, most_bytes: int = 2**40, *, afterwards: Afterwards | None = None
    ) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._afterwards = afterwards
        self._lock = threading.Lock()
        self._running: OrderedDict[str, _Running] = OrderedDict()
        self._worker = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ingest")
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="vectors")
        self._catching_up: str | None = None
        self._closing = threading.Event()

    def require_room(self, size: int) -> None:
        """Raises Overloaded where too many jobs, or too many bytes of theirs, wait already."""
        with self._lock:
            open_ = [each for each in self._running.values() if not each.future.done()]
        if len(open_) >= self._most:
            raise Overloaded(f"排队的入库任务已到上限（{self._most}个），请稍后再传。", _COME_AGAIN)
        if sum(each.size for each in open_) + size > self._most_bytes:
            raise Overloaded(
                f"排队的文件已到上限（{self._most_bytes // 2**20} MB），请稍后再传。", _COME_AGAIN
            )

    def change(
        self, spool: Spool, asked: dict[str, Any], work: Work, *, again: Note | None = None
    ) -> Job:
        """Queue another change, which outlives the server as the files do; raises Overloaded."""
        return self._accepted(spool, asked, work, 0, again)

    def done_within(self, job: Job, seconds: float) -> Made | None:
        """What a job made, if it is done in time; raises what it raised."""
        with self._lock:
            future = self._running[job.id].future
        try:
            return future.result(seconds)
        except TimeoutError:
            if future.done():
                raise
            return None

    @property
    def waiting(self) -> int:
        """How many are not done."""
        with self._lock:
            return sum(not each.future.done() for each in self._running.values())

    def take_out(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: Callable[[Callable[[BuildProgress], None]], Report],
        seconds: float,
    ) -> Report | Job:
        """The report that was removed in time, or the job that removes it."""
        job = self.change(spool, asked, work)
        made = self.done_within(job, seconds)
        return made if isinstance(made, Report) else self.job(job.id)

    def file(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: "Filing",
        size: int = 0,
        *,
        again: Note | None = None,
    ) -> Job:
        """Queue the filing of the files, for which `work` knows what was asked; what is not done
        when the server ends, or is killed, the next one takes up under the same number."""
        return self._accepted(spool, asked, work, size, again)

    def _accepted(
        self, spool: Spool, asked: dict[str, Any], work: Work, size: int, again: Note | None
    ) -> Job:
        def emptied(listen: Callable[[BuildProgress], None]) -> Made:
            try:
                made = work(listen)
            except BaseException:
                self._leave(spool)
                raise
            spool.close()
            self.go_on()
            return made

        number, key = (again.job, again.key) if again else (uuid4().hex, current.get().key)
        try:
            if again is None:
                self.require_room(size)
            tries = again.tries + 1 if again else 1
            spool.note(Note(job=number, key=key, asked=asked, tries=tries))
        except BaseException:
            spool.close()
            raise
        return self._started(self._worker, emptied, _Running(size, spool), number)

    def _leave(self, spool: Spool) -> None:
        if self._closing.is_set():
            spool.leave()
        else:
            spool.close()

    def go_on(self) -> None:
        """Do behind the answers, and behind the vectors, what comes after any ingest."""
        if self._afterwards is not None and not self._closing.is_set():
            self._behind.submit(self._afterwards, self._closing.is_set)

    def catch_up(self, work: Work) -> Job:
        """Do what an earlier ingest left, beside the queue; it is given up when the jobs close."""

        def stoppable(listen: Callable[[BuildProgress], None]) -> Made:
            def or_stop(progress: BuildProgress) -> None:
                if self._closing.is_set():
                    raise CancelledError
                listen(progress)

            return work(or_stop)

        job = self._started(self._behind, stoppable, _Running())
        self._catching_up = job.id
        return job

    @property
    def catching_up(self) -> Job | None:
        """The job that does what an earlier ingest left, if there is one."""
        return self.job(self._catching_up) if self._catching_up else None

    def _started(
        self, worker: ThreadPoolExecutor, work: Work, running: _Running, number: str = ""
    ) -> Job:
        number = number or uuid4().hex
        running.future = worker.submit(copy_context().run, work, running.listen)
        with self._lock:
            self._running[number] = running
            self._forget()
        return self.job(number)

    def job(self, number: str) -> Job:
        """The job as it stands; UnknownJob when there is none or it is long over."""
        with self._lock:
            running = self._running.get(number)
        if running is None:
            raise UnknownJob("没有这个任务，或它早已结束。")
        future, progress = running.future, running.progress
        if not future.done():
            status = "running" if future.running() else "queued"
            return Job(id=number, status=status, progress=progress)
        error = future.exception()
        if error is None:
            return Job(id=number, status="done", progress=progress, **said(future.result()))
        problem = problem_of(error if isinstance(error, Exception) else RuntimeError())
        return Job(id=number, status="failed", error=problem.detail, type=problem.type)

    def close(self, patience: float = 8.0) -> None:
        """Let the running jobs end within so many seconds; files that wait are handed back to the
        next server, and so are those not done by then: the library stays as it was."""
        self._closing.set()
        with self._lock:
            open_ = [each for each in self._running.values() if not each.future.done()]
        for each in open_:
            if each.future.cancel() and each.spool is not None:
                each.spool.leave()
        wait([each.future for each in open_ if not each.future.cancelled()], patience)
        end_builds()
        self._behind.shutdown(wait=True, cancel_futures=True)
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _forget(self) -> None:
        over = [
            number
            for number, running in self._running.items()
            if running.future.done() and number != self._catching_up
        ]
        for number in over[: max(0, len(self._running) - _REMEMBERED)]:
            del self._running[number]
