"""The library in a PostgreSQL database, for any number of machines.

Locks are advisory locks of a session: the server drops them when a process dies. A pooler that
hands sessions around between transactions must therefore not stand between.
"""

import time
import weakref
from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import NullPool

from vectorstore.database import Release, Waiting
from vectorstore.errors import DamagedLibrary, LibraryBusy
from vectorstore.tables import STATES

_SPACE = 1735289442  # "gonb": our locks among those of other programs
_BUILDER = 0
_POLL = 0.1


class Postgres:
    """The database at an address such as `postgresql+psycopg://user@host/name`."""

    def __init__(self, url: str, pool: int = 8) -> None:
        self._url = make_url(url)
        self._reading = _named(create_engine(self._url, pool_size=pool, pool_pre_ping=True))
        self._locking = _named(create_engine(self._url, poolclass=NullPool))
        event.listen(self._reading, "connect", _for_readers)
        weakref.finalize(self._reading, self._reading.pool.dispose)

    @property
    def name(self) -> str:
        """The address, without its password."""
        return self._url.render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether the tables are there."""
        return inspect(self._reading).has_table(STATES.name)

    def reading(self) -> Engine:
        """Readers' engine: its transactions are read-only; one for all readers of a process."""
        return self._reading

    @contextmanager
    def building(self, patience: float, waiting: Waiting | None) -> Generator[Engine]:
        """Be the one builder."""
        with self._locking.connect() as session:
            self._acquire(session, patience, waiting)
            engine = _named(create_engine(self._url, pool_size=2))
            try:
                yield engine
            finally:
                engine.dispose()

    def _acquire(self, session: Connection, patience: float, waiting: Waiting | None) -> None:
        began = time.monotonic()
        told = False
        while not _try(session, "pg_try_advisory_lock", _BUILDER):
            waited = time.monotonic() - began
            if waited > 2 and not told and waiting is not None:
                told = True
                waiting()
            if waited > patience:
                raise LibraryBusy("另一个入库任务一直占用资料库，请等它结束后再试。")
            time.sleep(_POLL)

    def hold(self, state: int) -> Release | None:
        """A session of its own that shares the lock of the state."""
        session = self._locking.connect()
        if _try(session, "pg_try_advisory_lock_shared", state):
            return session.close
        session.close()
        return None

    @contextmanager
    def claim(self, state: int) -> Generator[bool]:
        """The lock of the state, alone."""
        with self._locking.connect() as session:
            yield _try(session, "pg_try_advisory_lock", state)

    def forget(self, state: int) -> None:
        """Nothing is left of a lock."""


def _try(session: Connection, how: str, number: int) -> bool:
    asked = text(f"SELECT {how}(:space, :number)")
    got = session.execute(asked, {"space": _SPACE, "number": number}).scalar_one()
    session.commit()  # the lock belongs to the session; no transaction stays open meanwhile
    return bool(got)


def _for_readers(connection: psycopg.Connection, _: object) -> None:
    """Read only, and alone: a query reads what one question needs, in a millisecond, and PostgreSQL
    takes forty to start the processes that it would share such a one with."""
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.commit()
    connection.read_only = True


def _named(engine: Engine) -> Engine:
    """The engine, whose failures are one line of Chinese."""
    shown = engine.url.render_as_string(hide_password=True)

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        if error is None or isinstance(error, IntegrityError):
            return
        said = str(context.original_exception).strip().partition("\n")[0]
        what = "连不上" if isinstance(error, OperationalError) else "读不出来"
        raise DamagedLibrary(
            f"资料库{what}（{shown}：{said}），请检查 GONGBAO_DATABASE_URL。"
        ) from context.original_exception

    return engine
