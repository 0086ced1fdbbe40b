"""The queue: procrastinate on the library's own PostgreSQL.

A job is taken by one worker at a time. A worker that is killed stops beating; its jobs are given
back and done again, which changes nothing twice: an ingest knows what it filed by its bytes. What
fails again and again stays in the queue's table as failed, and `gongbao doctor` says so.
"""

from contextlib import suppress

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException
from procrastinate.jobs import Status
from sqlalchemy import Engine, text

INGEST, VECTORS = "ingest", "vectors"
_MAKING = 1735289444


def address(url: str) -> str:
    """The address as libpq takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def opened(engine: Engine, url: str) -> App:
    """The queue to put jobs into; its tables are made if they are missing."""
    app = App(connector=SyncPsycopgConnector(conninfo=address(url)))
    app.open()
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})
        if not connection.scalar(text("SELECT to_regclass('procrastinate_jobs')")):
            app.schema_manager.apply_schema()
    return app


def put(app: App, job: str) -> None:
    """A job to be done: files in, or a report out."""
    app.configure_task(INGEST).defer(job=job)


def put_vectors(app: App) -> None:
    """The vectors that are missing; asked for once, however many ask."""
    with suppress(AlreadyEnqueued):
        app.configure_task(VECTORS, queueing_lock=VECTORS).defer()


def dead_letters(url: str) -> int:
    """How many jobs failed for good; 0 where there never was a queue."""
    app = App(connector=SyncPsycopgConnector(conninfo=address(url)))
    with app.open():
        try:
            return len(list(app.job_manager.list_jobs(status=Status.FAILED.value)))
        except ProcrastinateException:
            return 0
