"""Comparisons over HTTP, for real."""

from service.api import create_app
from service.wiring import World
from tests.service.api.serving import serving


def test_a_comparison_with_a_topic_over_http(world_offline: World) -> None:
    asked = {"indicators": ["GDP"], "topic": "化债"}
    with serving(create_app(world_offline)) as client:
        made = client.post("/v1/compare", json=asked).json()
        page = client.post("/v1/compare?format=html", json=asked).text
        refused = client.post("/v1/compare", json={"topic": ""})
    known = {citation["n"] for citation in made["citations"]}
    topic = made["topic"]
    told = [item for group in topic["regions"] for item in group["items"]]
    assert [group["report"] for group in topic["regions"]] == [c["id"] for c in made["columns"]]
    assert {number for item in told for number in item["citations"]} <= known
    assert "<h2>专题：化债</h2>" in page
    assert all(item["text"] in page for item in told)
    assert refused.status_code == 422
