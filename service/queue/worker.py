"""A worker: takes jobs from the queue one by one until it is told to stop."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ProcrastinateException
from sqlalchemy import text

from service.api.problems import problem_of
from service.asked import Recorded, done_asked
from service.audit import Audit
from service.build import BuildProgress, ingest, remove
from service.errors import ServiceError, os_line
from service.jobs import Job, said, told
from service.queue.broker import INGEST, VECTORS, address, opened
from service.queue.records import Records
from service.settings import EmbeddingsSpec
from vectorstore.errors import (
    BuildInterrupted,
    DamagedLibrary,
    LibraryBusy,
    VectorstoreError,
)
from vectorstore.places import Places

_ATTEMPTS = 4
_PASSING = (BuildInterrupted, LibraryBusy, DamagedLibrary, OSError)
_RESCUING = 1735289445
_SAID_EVERY = 0.5
_log = logging.getLogger("gongbao")


@dataclass(frozen=True, slots=True)
class Worker:
    """What a worker needs; it beats every `beat` seconds and is taken for dead after `lost`;
    `after` is done when a job is done; `audit` is told what was done, and for whose key."""

    places: Places
    records: Records
    spec: EmbeddingsSpec
    beat: float = 5.0
    lost: float = 20.0
    after: Callable[[], None] | None = None
    audit: Audit | None = None
    url: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", self.places.database_url or "")

    def run(self, *, until_empty: bool = False) -> None:
        """Work until SIGTERM or Ctrl-C, or until nothing waits."""
        opened(self.records.engine, self.url).close()
        asyncio.run(self._run(until_empty))

    async def _run(self, until_empty: bool) -> None:
        app = App(connector=PsycopgConnector(conninfo=address(self.url)))
        retry = RetryStrategy(max_attempts=_ATTEMPTS, exponential_wait=2, retry_exceptions=_PASSING)
        app.task(name=INGEST, pass_context=True, retry=retry)(self._ingest)
        app.task(name=VECTORS, retry=retry)(self._bring_vectors)
        async with app.open_async():
            rescuing = asyncio.create_task(self._rescue(app))
            try:
                await app.run_worker_async(
                    wait=not until_empty,
                    concurrency=1,
                    update_heartbeat_interval=self.beat,
                    stalled_worker_timeout=self.lost,
                )
            finally:
                rescuing.cancel()
                with suppress(asyncio.CancelledError):
                    await rescuing

    async def _rescue(self, app: App) -> None:
        """Give back the jobs of workers that beat no more; one worker at a time looks."""
        while True:
            with self.records.engine.connect() as session:
                if session.scalar(text(f"SELECT pg_try_advisory_lock({_RESCUING})")):
                    with suppress(ProcrastinateException):
                        await self._give_back(app)
                    session.execute(text(f"SELECT pg_advisory_unlock({_RESCUING})"))
            await asyncio.sleep(self.beat)

    async def _give_back(self, app: App) -> None:
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self.lost):
            await manager.retry_job(job)

    def _ingest(self, context: JobContext, job: str) -> None:
        """Do what the job was asked to; what is told of it is told to every process."""
        asked, last = self.records.asked(job), [0.0]

        def listen(progress: BuildProgress) -> None:
            if time.monotonic() - last[0] > _SAID_EVERY:
                last[0] = time.monotonic()
                self.records.say(Job(id=job, status="running", progress=told(progress)))

        try:
            with TemporaryDirectory(prefix="gongbao-job-") as folder:
                files = self.records.files(job, Path(folder))
                record = Recorded(ingest, remove, self._recorder(str(asked.get("key", "-"))))
                made = done_asked(self.places, files, asked, self.spec, listen, record)
        except (VectorstoreError, ServiceError, OSError) as error:
            tried = context.job.attempts + 1 if context.job else _ATTEMPTS
            if tried < _ATTEMPTS and isinstance(error, _PASSING):
                raise
            problem = problem_of(error)
            failed = Job(id=job, status="failed", error=problem.detail, type=problem.type)
            self.records.say(failed)
            raise
        self.records.say(Job(id=job, status="done", **said(made)))
        if self.after is not None:
            with suppress(VectorstoreError, ServiceError):  # the next ingest goes on with it
                self.after()

    def _recorder(self, key: str) -> Callable[..., None]:
        """Writes the audit for a key; a disk that is full harms no job."""

        def did(what: str, **told: object) -> None:
            try:
                if self.audit is not None:
                    self.audit.write(what, key, **told)
            except OSError as error:
                _log.error("审计记录写不下：%s", os_line(error))

        return did

    def _bring_vectors(self) -> None:
        ingest(self.places, [], embeddings_spec=self.spec)
