"""Health, documentation, page, unknown addresses, formats."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api import create_app
from service.llm.scripted import Scripted
from service.settings import load_settings
from service.shapes import Brief, Comparison
from service.wiring import World, wire
from tests.service.api.fakes import BRIEF, COMPARISON, empty_world, fake_tasks
from tests.service.api.serving import serving

ROUTES = {
    "GET /healthz",
    "GET /readyz",
    "POST /v1/ask",
    "POST /v1/chat/completions",
    "GET /v1/metrics",
    "GET /v1/approvals",
    "POST /v1/approvals/{upload_id}",
    "DELETE /v1/approvals/{upload_id}",
    "GET /v1/models",
    "GET /v1/models/{name}",
    "GET /v1/figures",
    "GET /v1/indicators",
    "POST /v1/compare",
    "POST /v1/brief",
    "POST /v1/changes",
    "POST /v1/check",
    "GET /v1/targets",
    "GET /v1/terms",
    "GET /v1/reports",
    "POST /v1/reports",
    "GET /v1/reports/{report_id}",
    "DELETE /v1/reports/{report_id}",
    "GET /v1/jobs",
    "GET /v1/jobs/{job_id}",
    "GET /v1/suggestions",
    "GET /v1/kept",
    "DELETE /v1/kept",
    "GET /v1/kept/{work_id}",
    "PATCH /v1/kept/{work_id}",
    "PUT /v1/kept/{work_id}/desk",
    "DELETE /v1/kept/{work_id}",
    "GET /v1/kept/{work_id}/file",
    "POST /v1/kept/{work_id}/file",
    "GET /v1/groups",
    "GET /v1/mine",
    "PUT /v1/mine",
    "PUT /v1/groups/{name}",
    "DELETE /v1/groups/{name}",
    "POST /v1/feedback",
    "POST /v1/papers",
    "GET /v1/reports/{report_id}/original",
    "GET /v1/reports/{report_id}/repairs",
    "POST /v1/reports/{report_id}/identity",
    "POST /v1/check/file",
}


async def compared(world: World, **given: Any) -> Comparison:
    """A comparison that notes what it was given."""
    return COMPARISON.model_copy(update={"notes": (str(given),)})


async def briefed(world: World, **given: Any) -> Brief:
    """A briefing that notes what it was given."""
    return BRIEF.model_copy(update={"notes": (str(given),)})


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service over an empty library."""
    tasks = fake_tasks(compare=compared, brief=briefed)
    with serving(create_app(empty_world(tmp_path), tasks=tasks)) as served:
        yield served


def test_the_process_is_healthy_even_when_it_cannot_answer(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["ready"] is False
    assert reply.json()["problem"] == "库中还没有报告，请先加入。"


def test_a_library_with_reports_is_ready(seed_data_dir: Path) -> None:
    world = wire(load_settings(data_dir=seed_data_dir), backend=Scripted([], model="qwen"))
    with serving(create_app(world, tasks=fake_tasks())) as client:
        reply = client.get("/readyz")
    assert reply.status_code == 200
    expected = {"ready": True, "reports": 5, "vectors_pending": 0, "vectors": None}
    expected |= {"answered": None, "answer_seconds": None, "adapted": [], "backend_problem": None}
    assert reply.json() == expected | {"backend": "scripted", "model": "qwen", "problem": None}


def test_the_machine_readable_description_names_every_route(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    named = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert named == ROUTES


def test_the_documentation_page_lists_the_same_and_loads_nothing(client: httpx.Client) -> None:
    reply = client.get("/docs")
    for route in ROUTES:
        assert f"<h2>{route}</h2>" in reply.text
    assert "question" in reply.text
    assert not re.search(r"<script|<link|src=|https?://", reply.text)


def test_the_page_is_served_at_the_root(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    for name in re.findall(r'(?:src|href)="([\w.-]+\.(?:js|css|svg))"', page.text):
        assert client.get(f"/{name}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/../pyproject.toml", 404, "not-found"),
        ("GET", "/v1/nowhere", 404, "not-found"),
        ("GET", "/v1/ask", 405, "method-not-allowed"),
        ("GET", "/v1/jobs/x", 404, "unknown-job"),
        ("GET", "/v1/reports/x", 404, "unknown-report"),
        ("GET", "/v1/reports/x?raw=true", 404, "unknown-report"),
        ("GET", "/v1/figures?kind=x", 422, "invalid-request"),
        ("GET", "/v1/figures?format=pdf", 400, "bad-request"),
        ("POST", "/v1/brief?format=xlsx", 400, "bad-request"),
    ],
)
def test_what_cannot_be_done_is_a_problem(
    client: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    reply = client.request(method, path, json={} if method == "POST" else None)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["type"] == f"urn:gongbao:problem:{slug}"
    assert problem["status"] == status
    assert re.search("[一-鿿]", problem["title"])
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize(
    ("path", "query", "accept", "kind"),
    [
        ("/v1/compare", "", "application/json", "application/json"),
        ("/v1/compare", "", "*/*", "application/json"),
        ("/v1/compare", "", "text/html,*/*", "text/html"),
        ("/v1/compare", "?format=md", "*/*", "text/markdown"),
        ("/v1/compare", "?format=html", "application/json", "text/html"),
        ("/v1/compare", "?format=xlsx", "*/*", "application/vnd.openxmlformats"),
        ("/v1/brief", "", "*/*", "application/json"),
        ("/v1/brief", "", "text/markdown;q=0.9", "text/markdown"),
        ("/v1/brief", "?format=html", "*/*", "text/html"),
        ("/v1/brief", "?format=docx", "*/*", "application/vnd.openxmlformats"),
    ],
)
def test_documents_leave_in_the_format_asked_for(
    client: httpx.Client, path: str, query: str, accept: str, kind: str
) -> None:
    reply = client.post(f"{path}{query}", json={}, headers={"Accept": accept})
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith(kind)
    assert reply.content


def test_a_page_that_leaves_as_a_file_has_a_name_and_runs_nothing(client: httpx.Client) -> None:
    headers = client.post("/v1/brief?format=html", json={}).headers
    assert headers["content-disposition"].endswith(".html")
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_requests_reach_the_tasks_as_they_were_made(client: httpx.Client) -> None:
    asked = {"regions": ["乌海市"], "years": [2024], "indicators": ["GDP"], "kind": "target",
             "topic": "化债"}  # fmt: skip
    notes = client.post("/v1/compare", json=asked).json()["notes"]
    assert notes == [str({k: tuple(v) if isinstance(v, list) else v for k, v in asked.items()})]
    notes = client.post("/v1/brief", json={"topic": " 文旅 ", "sources": True}).json()["notes"]
    given = {"regions": (), "years": (), "topic": "文旅", "sources": True, "unit": "",
             "addressee": "", "today": None}  # fmt: skip
    assert notes == [str(given)]
