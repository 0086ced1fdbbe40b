"""What once was an error of ours, or a word for another cause."""

import errno

import httpx
import pytest

from service.api import create_app
from service.errors import os_line
from service.wiring import World
from tests.service.api.serving import serving


@pytest.fixture(scope="module")
def client(world_offline: World):
    with serving(create_app(world_offline)) as served:
        yield served


def test_figures_of_500_indicators_are_none_and_no_error(client: httpx.Client) -> None:
    asked = {"indicator": [f"指标{number}" for number in range(500)]}
    reply = client.get("/v1/figures", params=asked)
    assert (reply.status_code, reply.json()) == (200, {"facts": []})


@pytest.mark.parametrize(
    "body", [{"topic": "教\x0b育"}, {"regions": ["a\x00b"]}, {"sources": 0}, {"sources": "true"}]
)
def test_what_no_document_can_hold_and_no_flag_means_is_refused(
    client: httpx.Client, body: dict[str, object]
) -> None:
    reply = client.post("/v1/brief", params={"format": "docx"}, json=body)
    assert reply.status_code == 422
    assert reply.json()["title"] == "请求有误"


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "只读")],
)
def test_what_the_system_refused_is_told_by_its_cause(number: int, words: str) -> None:
    assert words in os_line(OSError(number, "x", "a.txt"))
