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
from vectorstore.errors import EmbeddingsFailed

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


def refusing(request: httpx.Request) -> httpx.Response:
    """An endpoint that takes nothing."""
    words = "batch size is invalid, it should not be larger than 0"
    refusal = {"error": {"message": words}}
    return httpx.Response(400, json=refusal, headers={"x-should-retry": "false"})


TEXTS = ["字" * (1 + n % 7) for n in range(130)]
ROWS = [[float(len(text)), 1.0] for text in TEXTS]


def test_an_endpoint_that_answers_for_some_texts_only_is_asked_for_less(
    llm: respx.MockRouter,
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        reply = json.loads(vectors(request).content)
        return httpx.Response(200, json=reply | {"data": reply["data"][:10]})

    llm.post("/embeddings").mock(side_effect=answer)
    assert RemoteEmbeddings(SPEC).embed_documents(TEXTS) == ROWS


def test_a_refused_text_is_reported_in_the_endpoints_words(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=refusing)
    with pytest.raises(BackendRefused) as refused:
        RemoteEmbeddings(SPEC).embed_documents(["一", "二"])
    assert str(refused.value) == (
        "向量服务一段文字也不收（Error code: 400 - batch size is invalid, "
        "it should not be larger than 0）；请检查GONGBAO_EMBEDDINGS_MODEL和GONGBAO_EMBEDDINGS_BASE_URL"
    )


def test_only_what_may_pass_is_to_be_tried_later(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=refusing)
    with pytest.raises(EmbeddingsFailed) as refused:
        embeddings_from(SPEC).embed_matrix(["一"])
    llm.post("/embeddings").mock(side_effect=httpx.ConnectError("no"))
    with pytest.raises(EmbeddingsFailed) as unreachable:
        embeddings_from(SPEC).embed_matrix(["一"])
    assert (refused.value.passing, unreachable.value.passing) == (False, True)


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
