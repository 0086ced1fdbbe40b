"""Ingests that run behind the answers: one at a time, remembered for a while."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from service.api.problems import problem_of
from service.build import IngestResult, Progress
from service.errors import UnknownJob
from service.pace import time_left

_REMEMBERED = 200
_STAGES = {
    "wait": "等待另一个入库任务……",
    "read": "正在读取{name}{left}……",
    "embed": "正在生成向量（{done}/{total}{left}）……",
    "commit": "正在保存……",
}
Work: TypeAlias = Callable[[Callable[[Progress], None]], IngestResult]


class JobProgress(BaseModel):
    """How far a job is, seconds `left` where known; `message` is a line for people."""

    model_config = ConfigDict(frozen=True)

    stage: str
    done: int
    total: int
    left: float | None = None
    message: str


class Job(BaseModel):
    """What is known of an ingest; `result` once it is done, `error` once it failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: Literal["queued", "running", "done", "failed"]
    progress: JobProgress | None = None
    result: IngestResult | None = None
    error: str | None = None
    type: str | None = None


@dataclass(slots=True)
class _Running:
    future: Future[IngestResult] = field(init=False)
    progress: JobProgress | None = None

    def listen(self, progress: Progress) -> None:
        self.progress = _told(progress)


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


def _told(progress: Progress) -> JobProgress:
    saying = _STAGES.get(progress.stage, "正在处理……")
    left = time_left(progress.left)
    message = saying.format(
        name=progress.name, done=progress.done, total=progress.total, left=left and f"，{left}"
    )
    return JobProgress(
        stage=progress.stage,
        done=progress.done,
        total=progress.total,
        left=progress.left,
        message=message,
    )
