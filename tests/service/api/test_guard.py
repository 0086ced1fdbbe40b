"""Who may come in."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.api import create_app
from service.errors import BadSettings
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving

ASK = {"question": "q"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service on loopback without a token."""
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks())) as served:
        yield served


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service that others can reach."""
    world = empty_world(tmp_path, host="0.0.0.0", token="right-token")
    with serving(create_app(world, tasks=fake_tasks())) as served:
        yield served


def test_a_service_that_others_can_reach_must_have_a_token(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="GONGBAO_TOKEN"):
        create_app(empty_world(tmp_path, host="0.0.0.0"), tasks=fake_tasks())


@pytest.mark.parametrize(
    "value", [None, "", "Bearer", "Bearer wrong", "Basic right-token", "right-token", "Bearer 错"]
)
def test_without_the_token_nobody_gets_in(guarded: httpx.Client, value: str | None) -> None:
    headers = (
        httpx.Headers() if value is None else httpx.Headers({b"Authorization": value.encode()})
    )
    for reply in (
        guarded.post("/v1/ask", json=ASK, headers=headers),
        guarded.get("/v1/reports", headers=headers),
        guarded.delete("/v1/reports/x", headers=headers),
    ):
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.json()["type"] == "urn:gongbao:problem:no-token"


def test_with_the_token_the_doors_are_open(guarded: httpx.Client) -> None:
    headers = {"Authorization": "bearer right-token", "Host": "gongbao.example:80"}
    assert guarded.post("/v1/ask", json=ASK, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/docs", "/openapi.json"])
def test_page_and_health_need_no_token(guarded: httpx.Client, path: str) -> None:
    assert guarded.get(path).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1"]
)
def test_on_loopback_a_foreign_host_name_is_turned_away(client: httpx.Client, host: str) -> None:
    reply = client.get("/v1/reports", headers={"Host": host})
    assert reply.status_code == 403
    assert reply.json()["type"] == "urn:gongbao:problem:foreign-host"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8000", "LOCALHOST:80"])
def test_on_loopback_its_own_names_are_right(client: httpx.Client, host: str) -> None:
    assert client.get("/v1/reports", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "http://localhost:1", "Host": "localhost:1"}, 200),
        ({}, 200),
    ],
)
def test_pages_of_other_sites_cannot_act(
    client: httpx.Client, headers: dict[str, str], status: int
) -> None:
    assert client.post("/v1/ask", json=ASK, headers=headers).status_code == status


def chunks(size: int) -> Iterator[bytes]:
    """A body that declares no length."""
    for _ in range(size // 1024):
        yield b" " * 1024


@pytest.mark.parametrize("body", [b" " * 400_000, None], ids=["declared", "chunked"])
def test_a_body_that_is_too_large_is_a_problem(client: httpx.Client, body: bytes | None) -> None:
    kind = {"Content-Type": "application/json"}
    reply = client.post("/v1/ask", content=body or chunks(400_000), headers=kind)
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:gongbao:problem:too-large"


@pytest.mark.parametrize("chunked", [False, True])
def test_uploads_have_a_limit_of_their_own(tmp_path: Path, chunked: bool) -> None:
    world = empty_world(tmp_path, upload_bytes=2**20)
    with serving(create_app(world, tasks=fake_tasks())) as client:
        files = {"files": ("a.txt", b"x" * 2**21)}
        request = client.build_request("POST", "/v1/reports", files=files)
        if chunked:
            body = request.read()
            parts = (body[at : at + 2**16] for at in range(0, len(body), 2**16))
            kind = {"Content-Type": request.headers["content-type"]}
            request = client.build_request("POST", "/v1/reports", content=parts, headers=kind)
        assert client.send(request).status_code == 413


def test_head_answers_as_get_without_a_body(client: httpx.Client) -> None:
    for path in ("/", "/v1/reports", "/healthz", "/nowhere"):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.headers["content-type"], head.content) == (
            got.status_code,
            got.headers["content-type"],
            b"",
        )
    assert client.head("/v1/ask").status_code == 405


def test_every_reply_forbids_what_the_page_does_not_need(client: httpx.Client) -> None:
    for path in ("/", "/v1/reports", "/nowhere", "/v1/jobs/x"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
