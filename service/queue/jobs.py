"""The jobs of a service of several processes: put into the queue, told by whichever worker has them."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from procrastinate import App

from service.api.callers import current
from service.api.spool import Note, Spool
from service.build import BuildProgress, IngestResult
from service.jobs import Job, said
from service.queue.broker import put, put_vectors
from service.queue.records import Records
from vectorstore.documents import Report

_LOOKED_EVERY = 0.05


class QueuedJobs:
    """Stands where the jobs of a single process stand."""

    def __init__(self, records: Records, app: App) -> None:
        self._records = records
        self._app = app

    @property
    def catching_up(self) -> Job | None:
        """A worker's; not known here."""
        return None

    def file(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: Callable[[Callable[[BuildProgress], None]], IngestResult | Report],
        size: int = 0,
        *,
        again: Note | None = None,
    ) -> Job:
        """Queue what is asked, with its files; a worker does the work."""
        job = Job(id=again.job if again else uuid4().hex, status="queued")
        key = again.key if again else current.get().key
        with spool:
            self._records.add(job, asked | {"key": key}, spool.paths)
        put(self._app, job.id)
        return job

    def catch_up(self, work: Callable[[Callable[[BuildProgress], None]], IngestResult]) -> None:
        """Ask the workers for the vectors that are missing."""
        put_vectors(self._app)

    def go_on(self) -> None:
        """The workers do it, behind each ingest."""

    def job(self, number: str) -> Job:
        """The job as it stands; UnknownJob when there is none."""
        return self._records.job(number)

    def change(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: Callable[[Callable[[BuildProgress], None]], Any],
        *,
        again: Note | None = None,
    ) -> Job:
        """Do it now: what waits for approval lies in this server's folder. What a killed process
        left is done by the next."""
        number, key = (again.job, again.key) if again else (uuid4().hex, current.get().key)
        tries = again.tries + 1 if again else 1
        with spool:
            spool.note(Note(job=number, key=key, asked=asked, tries=tries))
            made = work(lambda _: None)
        return Job(id=number, status="done", **said(made))

    def require_room(self, size: int) -> None:
        """The queue is as long as its database has room."""

    def take_out(
        self,
        spool: Spool,
        asked: dict[str, Any],
        work: Callable[[Callable[[BuildProgress], None]], Report],
        seconds: float,
    ) -> Report | Job:
        """The report, if a worker has removed it in time, else the job."""
        job, until = self.file(spool, asked, work), time.monotonic() + seconds
        while job.status in ("queued", "running") and time.monotonic() < until:
            time.sleep(_LOOKED_EVERY)
            job = self.job(job.id)
        return job.removed or job

    @property
    def waiting(self) -> int:
        """The database knows; nothing waits here."""
        return 0

    def close(self) -> None:
        """What waits goes on waiting for a worker."""
        self._app.close()
