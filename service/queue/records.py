"""What the processes of one service share beside the library: jobs, uploads, conversations."""

import json
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from service.conversations import SECONDS, new_name
from service.errors import UnknownJob
from service.jobs import Job

if TYPE_CHECKING:
    from service.understand import Understood

_METADATA = MetaData()
_MAKING = 1735289443  # one process at a time makes what is missing
_REMEMBERED = timedelta(days=7)
_JOBS = Table(
    "gongbao_jobs",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("made", DateTime(timezone=True), nullable=False, index=True),
    Column("asked", Text, nullable=False),
    Column("job", Text, nullable=False),
)
_UPLOADS = Table(
    "gongbao_uploads",
    _METADATA,
    Column("job", String, ForeignKey(_JOBS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_CONVERSATIONS = Table(
    "gongbao_conversations",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("understood", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Records:
    """The shared tables of one PostgreSQL."""

    engine: Engine

    def add(self, job: Job, asked: dict[str, Any], files: Sequence[Path]) -> None:
        """A new job with its files; jobs of long ago are forgotten."""
        now = datetime.now(UTC)
        with self.engine.begin() as connection:
            connection.execute(delete(_JOBS).where(_JOBS.c.made < now - _REMEMBERED))
            made = {"id": job.id, "made": now, "asked": json.dumps(asked)}
            connection.execute(insert(_JOBS).values(job=job.model_dump_json(), **made))
            for number, path in enumerate(files):
                data = {"name": path.name, "data": path.read_bytes()}
                connection.execute(insert(_UPLOADS).values(job=job.id, number=number, **data))

    def job(self, number: str) -> Job:
        """The job as it stands."""
        with self.engine.connect() as connection:
            said = connection.scalar(select(_JOBS.c.job).where(_JOBS.c.id == number))
        if said is None:
            raise UnknownJob("没有这个任务，或它早已结束。")
        return Job.model_validate_json(said)

    def asked(self, number: str) -> dict[str, Any]:
        """What the job was asked to do."""
        with self.engine.connect() as connection:
            query = select(_JOBS.c.asked).where(_JOBS.c.id == number)
            return json.loads(connection.execute(query).scalar_one())

    def files(self, number: str, folder: Path) -> list[Path]:
        """The files of the job, written below a folder."""
        table = _UPLOADS.c
        found: list[Path] = []
        query = select(table.number, table.name, table.data).where(table.job == number)
        with self.engine.connect() as connection:
            for at, name, data in connection.execute(query.order_by(table.number)):
                place = folder / str(at)
                place.mkdir()
                found.append(place / name)
                found[-1].write_bytes(data)
        return found

    def say(self, job: Job) -> None:
        """How the job stands now; one that is over needs its files no more."""
        with self.engine.begin() as connection:
            said = update(_JOBS).where(_JOBS.c.id == job.id)
            connection.execute(said.values(job=job.model_dump_json()))
            if job.status in ("done", "failed"):
                connection.execute(delete(_UPLOADS).where(_UPLOADS.c.job == job.id))


@dataclass(frozen=True, slots=True)
class SharedConversations:
    """What was asked last in each conversation, for every process of the service."""

    engine: Engine

    def last(self, name: str | None) -> "Understood | None":
        """What was understood last, None for an unknown or expired conversation."""
        from service.understand import Understood  # the language costs 0.3 s

        table = _CONVERSATIONS.c
        since = datetime.now(UTC) - timedelta(seconds=SECONDS)
        query = select(table.understood).where(table.id == (name or ""), table.at >= since)
        with self.engine.connect() as connection:
            said = connection.scalar(query)
        return None if said is None else Understood.model_validate_json(said)

    def remember(self, name: str | None, understood: "Understood") -> str:
        """The conversation's name, a new one where there was none; the expired are forgotten."""
        key, now = name or new_name(), datetime.now(UTC)
        last = understood.then[-1] if understood.then else understood
        row = {"id": key, "at": now, "understood": last.model_dump_json()}
        said = upsert(_CONVERSATIONS).values(row)
        expired = _CONVERSATIONS.c.at < now - timedelta(seconds=SECONDS)
        with self.engine.begin() as connection:
            connection.execute(delete(_CONVERSATIONS).where(expired))
            connection.execute(said.on_conflict_do_update(index_elements=["id"], set_=row))
        return key


def shared(url: str) -> Engine:
    """An engine over the shared tables, which are made if they are missing."""
    engine = create_engine(url, pool_pre_ping=True)
    weakref.finalize(engine, engine.pool.dispose)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})
        _METADATA.create_all(connection)
    return engine
