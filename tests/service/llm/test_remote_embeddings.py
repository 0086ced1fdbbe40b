"""Embeddings of an endpoint, through the real client."""

import json

import httpx
import pytest
import respx

from service.errors import BackendBusy, BackendGarbage, BackendRefused
from service.llm.remote_embeddings import RemoteEmbeddings
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
from tests.llm_mock import BASE_URL, llm

__all__ = ["llm"]
SPEC = EmbeddingsSpec("openai", "mock-embed", BASE_URL, "k", timeout=2)


def vectors(request: httpx.Request) -> httpx.Response:
    """A vector for each text, its length in the first place."""
    texts = json.loads(request.content)["input"]
    data = [{"object": "embedding", "index": at, "embedding": [float(len(text)), 1.0]}
            for at, text in enumerate(texts)]  # fmt: skip
    return httpx.Response(200, json={"object": "list", "model": "m", "data": data})


def test_texts_become_vectors_in_their_order(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=vectors)
    embeddings = RemoteEmbeddings(SPEC)
    assert embeddings.embed_documents(["一", "一二三"]) == [[1.0, 1.0], [3.0, 1.0]]
    assert embeddings.embed_query("一二") == [2.0, 1.0]


def test_many_texts_go_in_batches_a_small_server_takes(llm: respx.MockRouter) -> None:
    route = llm.post("/embeddings").mock(side_effect=vectors)
    assert len(RemoteEmbeddings(SPEC).embed_documents(["字"] * 130)) == 130
    assert route.call_count == 3


def test_wired_embeddings_are_named_and_of_unit_length(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=vectors)
    embeddings = embeddings_from(SPEC)
    assert embeddings.name == "openai/mock-embed"
    assert sum(x * x for x in embeddings.embed_query("一")) == pytest.approx(1)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (httpx.Response(401, json={"error": {"message": "no"}}), BackendRefused),
        (httpx.Response(429, json={}, headers={"x-should-retry": "false"}), BackendBusy),
        (httpx.Response(200, json={"data": None}), BackendGarbage),
    ],
)
def test_failures_have_names(
    llm: respx.MockRouter, reply: httpx.Response, expected: type[Exception]
) -> None:
    llm.post("/embeddings").mock(return_value=reply)
    with pytest.raises(expected):
        RemoteEmbeddings(SPEC).embed_query("一")
