"""`/v1/kept`, `/v1/groups`, `/v1/feedback`: what is kept, by whom, and what others see of it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.api import create_app
from service.api.keeping import Keeping
from service.api.person import person_of
from service.kept.feedback import Complaints
from service.settings import load_settings
from service.shapes import Answer
from service.tasks.events import Event
from service.wiring import wire

GDP = "满洲里市2020年地区生产总值是多少？"


@pytest.fixture(scope="module")
def app(seed_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:

    folder = shutil.copytree(seed_data_dir, tmp_path_factory.mktemp("kept") / "data")
    return create_app(wire(load_settings(data_dir=folder, backend="offline")))


@pytest.fixture
def client(app: FastAPI) -> Generator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
    app.dependency_overrides.clear()


def _as(client: TestClient, name: str) -> TestClient:
    client.app.dependency_overrides[person_of] = lambda: name  # pyright: ignore
    return client


def _kept(client: TestClient) -> str:
    reply = client.post("/v1/ask", json={"question": GDP, "keep": True})
    return str(reply.headers["content-location"])


def test_nothing_is_kept_that_was_not_asked_to_be(client: TestClient) -> None:
    _as(client, "某")
    assert "content-location" not in client.post("/v1/ask", json={"question": GDP}).headers
    assert client.get("/v1/kept").json() == {"kept": []}


def test_each_sees_his_own_and_what_he_was_sent(client: TestClient) -> None:
    path = _kept(_as(client, "甲"))
    assert [one["title"] for one in client.get("/v1/kept").json()["kept"]] == [GDP]
    assert _as(client, "乙").get("/v1/kept").json() == {"kept": []}
    opened = client.get(path).json()
    assert (opened["mine"], opened["result"]["status"]) == (False, "answered")
    assert opened["since"] == {
        "corrected": [],
        "removed": [],
        "replaced": [],
        "moved": [],
        "added": 0,
    }
    assert [one["mine"] for one in client.get("/v1/kept").json()["kept"]] == [False]
    assert client.patch(path, json={"title": "改"}).status_code == 404
    client.delete(path)
    assert client.get("/v1/kept").json() == {"kept": []}
    assert _as(client, "甲").get(path).status_code == 200
    client.delete(path)
    assert _as(client, "乙").get(path).json()["type"] == "urn:gongbao:problem:unknown-work"


def test_a_kept_answer_leaves_as_word_and_in_no_format_it_has_not(client: TestClient) -> None:
    path = _kept(_as(client, "丙"))
    assert client.get(f"{path}/file", params={"format": "docx"}).content[:2] == b"PK"
    assert client.get(f"{path}/file", params={"format": "xlsx"}).status_code == 400


def test_groups_are_saved_replaced_and_removed(client: TestClient) -> None:
    _as(client, "丁")
    for regions in (["满洲里市"], ["满洲里市", "海拉尔区"]):
        client.put("/v1/groups/我市对标", json={"regions": regions})
    held: Any = client.get("/v1/groups").json()["groups"]
    assert held == [{"name": "我市对标", "regions": ["满洲里市", "海拉尔区"]}]
    assert client.put("/v1/groups/空", json={"regions": []}).status_code == 422
    client.delete("/v1/groups/我市对标")
    assert client.get("/v1/groups").json() == {"groups": []}


def test_a_complaint_keeps_question_answer_and_note(app: FastAPI, client: TestClient) -> None:
    path = _kept(_as(client, "戊"))
    given = {"work": path.rsplit("/", 1)[-1], "note": "应为增长2%"}
    assert client.post("/v1/feedback", json=given).status_code == 201
    (held,) = Complaints(app.state.world.data_dir).all()
    assert (held.question, held.previous, held.note) == (GDP, (), "应为增长2%")
    assert "141.5亿元" in held.answer["answer"]


def test_a_question_that_a_model_words_anew_is_kept_once(app: FastAPI, client: TestClient) -> None:
    made = Answer.model_validate(client.post("/v1/ask", json={"question": GDP}).json())

    async def events() -> AsyncIterator[Event]:
        yield Event("ledger", made)
        yield Event("answer", made)

    async def kinds() -> list[str]:
        keeping = Keeping(app.state.world, "丁", {"question": GDP})
        return [event.kind async for event in keeping.events(events())]

    assert asyncio.run(kinds()) == ["ledger", "kept", "answer", "kept"]
    assert len(_as(client, "丁").get("/v1/kept").json()["kept"]) == 1
