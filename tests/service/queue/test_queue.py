"""Jobs and conversations that several processes share, on a real PostgreSQL and Chroma."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from procrastinate import App

from evals.servers import Servers
from service.api.callers import Caller, current
from service.api.spool import Spool
from service.asked import REMOVE
from service.audit import Audit
from service.errors import UnknownJob
from service.jobs import Job
from service.queue.broker import dead_letters, opened, put
from service.queue.jobs import QueuedJobs
from service.queue.records import Records, SharedConversations, shared
from service.queue.worker import Worker
from service.settings import EmbeddingsSpec, load_settings
from service.understand import Understood
from service.wiring import wire
from tests.service.conftest import written
from vectorstore.places import Places


@pytest.fixture
def places(servers: Servers, tmp_path: Path) -> Places:
    return Places(tmp_path / "data", servers.database(f"queue-{uuid4().hex}"), servers.chroma_url)


@pytest.fixture
def records(places: Places) -> Iterator[Records]:
    engine = shared(places.database_url or "")
    yield Records(engine)
    engine.dispose()


@pytest.fixture
def app(records: Records, places: Places) -> Iterator[App]:
    app = opened(records.engine, places.database_url or "")
    yield app
    app.close()


def nothing(_: object) -> Any:
    raise AssertionError("a worker does the work")


def test_what_one_process_queues_a_worker_files_and_every_process_is_told(
    places: Places, records: Records, app: App, tmp_path: Path
) -> None:
    spool = Spool(tmp_path)
    shutil.copyfile(written(tmp_path, "海拉尔区"), spool.add("海拉尔区.txt"))
    spool.add("坏.txt").write_text("这不是报告。", "utf-8")
    jobs = QueuedJobs(records, app)
    before = current.set(Caller("科室/1", "editor"))
    queued = jobs.file(spool, {"region": None, "year": None, "replace": False}, nothing)
    current.reset(before)
    assert (queued.status, jobs.job(queued.id)) == ("queued", queued)

    audit = Audit(places.data_dir)
    Worker(places, records, EmbeddingsSpec(), audit=audit).run(until_empty=True)

    done = QueuedJobs(records, app).job(queued.id)
    assert done.result is not None
    assert (done.status, [each.id for each in done.result.added]) == ("done", ["海拉尔区-2021"])
    assert [each.path for each in done.result.failed] == ["坏.txt"]
    assert done.result.vectors_pending == 0
    told = [(one["did"], one["key"], one.get("reports")) for one in audit.lines()]
    assert told == [("add", "科室/1", ["海拉尔区-2021"]), ("refuse", "科室/1", None)]
    assert records.files(queued.id, tmp_path) == []

    removal = [
        QueuedJobs(records, app).take_out(Spool(tmp_path), {REMOVE: "海拉尔区-2021"}, nothing, 0)
        for _ in range(2)
    ]
    assert [isinstance(each, Job) and each.status for each in removal] == ["queued", "queued"]
    Worker(places, records, EmbeddingsSpec(), audit=audit).run(until_empty=True)
    gone, again = (jobs.job(each.id) for each in removal)
    assert gone.removed is not None
    assert (gone.status, gone.removed.id) == ("done", "海拉尔区-2021")
    assert (again.status, again.removed, again.result) == ("done", None, None)
    assert [one["did"] for one in audit.lines()] == ["add", "refuse", "remove"]
    with pytest.raises(UnknownJob):
        jobs.job("unknown")


def test_what_cannot_be_done_at_all_stays_in_the_queue_as_failed(
    places: Places, records: Records, app: App
) -> None:
    url = places.database_url or ""
    put(app, "a job that nobody knows")
    assert dead_letters(url) == 0

    Worker(places, records, EmbeddingsSpec()).run(until_empty=True)

    assert dead_letters(url) == 1


def test_a_follow_up_may_reach_another_process(records: Records) -> None:
    asked = Understood(task="lookup", asked="2020年GDP多少", regions=("满洲里市",))
    name = SharedConversations(records.engine).remember(None, asked)
    assert SharedConversations(records.engine).last(name) == asked
    assert SharedConversations(records.engine).last("unknown") is None
    again = asked.model_copy(update={"regions": ("乌海市",)})
    assert SharedConversations(records.engine).remember(name, again) == name
    assert SharedConversations(records.engine).last(name) == again


def test_a_world_over_a_database_shares_its_conversations(places: Places) -> None:
    settings = load_settings(
        data_dir=places.data_dir, database_url=places.database_url, backend="offline"
    )
    assert "postgresql" not in json.dumps(settings.model_dump(mode="json")["database_url"])
    assert isinstance(wire(settings).conversations, SharedConversations)
