"""Vectors that are missing when the service starts are brought behind the answers."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from service.api import create_app
from service.build import BuildProgress, IngestResult
from service.settings import load_settings
from service.wiring import wire
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from vectorstore.errors import LibraryBusy

BEFORE = "向量模型已由other/model换成multilingual-e5-small/int8.2，437个段落的向量要重算"


def until(client: httpx.Client, vectors: str | None) -> None:
    """Wait until `/readyz` says so of the vectors."""
    deadline = time.monotonic() + 60
    said = "?"
    while said != vectors:
        assert time.monotonic() < deadline, said
        time.sleep(0.02)
        said = client.get("/readyz").json()["vectors"]


class Ingest:
    """An ingest that goes on until it is stopped."""

    def __init__(self) -> None:
        self.given: list[list[Path]] = []
        self.stopped = threading.Event()

    def __call__(self, data_dir: Path, paths: list[Path], **given: Any) -> IngestResult:
        self.given.append(paths)
        listen: Callable[[BuildProgress], None] = given["progress"]
        try:
            while True:
                listen(BuildProgress("embed", 32, 437, left=100))
                time.sleep(0.01)
        finally:
            self.stopped.set()


def test_the_vectors_of_another_model_are_replaced_while_the_service_answers(
    outdated: Path,
) -> None:
    world = wire(load_settings(data_dir=outdated, backend="offline"))
    with serving(create_app(world)) as client:
        assert client.get("/readyz").json()["ready"]
        until(client, None)
    assert world.library().embedded_by == "multilingual-e5-small/int8.2"
    assert (world.library().vectors_pending(), world.library().check()) == (0, [])


def test_how_far_it_has_come_is_told_and_it_does_not_hold_up_the_end(outdated: Path) -> None:
    ingest = Ingest()
    world = wire(load_settings(data_dir=outdated, backend="offline"))
    with serving(create_app(world, tasks=fake_tasks(ingest=ingest))) as client:
        until(client, f"{BEFORE}：正在生成向量（32/437，约剩2分钟）……")
    assert ingest.stopped.is_set()
    assert ingest.given == [[]]


def test_why_it_did_not_come_about_is_told(outdated: Path) -> None:
    def busy(*_: Any, **__: Any) -> IngestResult:
        raise LibraryBusy("另一个入库任务一直占用资料库，请等它结束后再试。")

    world = wire(load_settings(data_dir=outdated, backend="offline"))
    with serving(create_app(world, tasks=fake_tasks(ingest=busy))) as client:
        until(client, f"{BEFORE}：另一个入库任务一直占用资料库，请等它结束后再试。")


def test_a_whole_library_starts_nothing(seed_data_dir: Path, tmp_path: Path) -> None:
    ingest = Ingest()
    for world in (wire(load_settings(data_dir=seed_data_dir)), empty_world(tmp_path)):
        with serving(create_app(world, tasks=fake_tasks(ingest=ingest))) as client:
            assert client.get("/readyz").json()["vectors"] is None
    assert ingest.given == []
