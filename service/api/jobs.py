"""Ingests that run behind the answers: one at a time, remembered for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias
from uuid import uuid4

from service.api.problems import problem_of
from service.api.spool import Spool
from service.build import IngestResult, Progress
from service.errors import UnknownJob
from service.jobs import Job, JobProgress, told

_REMEMBERED = 200
Work: TypeAlias = Callable[[Callable[[Progress], None]], IngestResult]


class Board(Protocol):
    """Where jobs are given and asked after: in this process, or for all of a service."""

    @property
    def catching_up(self) -> Job | None:
        """The job that does what an earlier ingest left, if it is known here."""
        ...

    def file(self, spool: Spool, asked: dict[str, Any], work: Work) -> Job:
        """Queue the filing of files; `work` does it where it is done in this process."""
        ...

    def catch_up(self, work: Work) -> Job | None:
        """Do what an earlier ingest left."""
        ...

    def job(self, number: str) -> Job:
        """The job as it stands; UnknownJob when there is none."""
        ...

    def close(self) -> None:
        """End what runs here."""
        ...


@dataclass(slots=True)
class _Running:
    future: Future[IngestResult] = field(init=False)
    progress: JobProgress | None = None

    def listen(self, progress: Progress) -> None:
        self.progress = told(progress)


class Jobs:
    """The jobs of one server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: OrderedDict[str, _Running] = OrderedDict()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="vectors")
        self._catching_up: str | None = None
        self._closing = threading.Event()

    def start(self, work: Work) -> Job:
        """Queue the work."""
        return self._started(self._worker, work)

    def file(self, spool: Spool, asked: dict[str, Any], work: Work) -> Job:
        """Queue the filing of the files, for which `work` knows what was asked."""

        def emptied(listen: Callable[[Progress], None]) -> IngestResult:
            with spool:
                return work(listen)

        return self.start(emptied)

    def catch_up(self, work: Work) -> Job:
        """Do what an earlier ingest left, beside the queue; it is given up when the jobs close."""

        def stoppable(listen: Callable[[Progress], None]) -> IngestResult:
            def or_stop(progress: Progress) -> None:
                if self._closing.is_set():
                    raise CancelledError
                listen(progress)

            return work(or_stop)

        job = self._started(self._behind, stoppable)
        self._catching_up = job.id
        return job

    @property
    def catching_up(self) -> Job | None:
        """The job that does what an earlier ingest left, if there is one."""
        return self.job(self._catching_up) if self._catching_up else None

    def _started(self, worker: ThreadPoolExecutor, work: Work) -> Job:
        number, running = uuid4().hex, _Running()
        running.future = worker.submit(work, running.listen)
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
            return Job(id=number, status="done", progress=progress, result=future.result())
        problem = problem_of(error if isinstance(error, Exception) else RuntimeError())
        return Job(id=number, status="failed", error=problem.detail, type=problem.type)

    def close(self) -> None:
        """Let the running job end; what waits is dropped."""
        self._closing.set()
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
