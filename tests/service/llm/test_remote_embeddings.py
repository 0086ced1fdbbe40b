"""Embeddings of an endpoint, through the real client."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import respx

from service.errors import BackendBusy, BackendGarbage, BackendRefused
from service.filing import Filing
from service.llm.remote_embeddings import RemoteEmbeddings
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
from tests.conftest import SEEDS
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


def taking(
    most: int, letters: int = 10**9, status: int = 400
) -> Callable[[httpx.Request], httpx.Response]:
    """An endpoint that takes so many texts at once, with so many letters in all."""

    def answer(request: httpx.Request) -> httpx.Response:
        texts = json.loads(request.content)["input"]
        if len(texts) > most or sum(map(len, texts)) > letters:
            words = f"batch size is invalid, it should not be larger than {most}"
            refusal = {"error": {"message": words}}
            return httpx.Response(status, json=refusal, headers={"x-should-retry": "false"})
        return vectors(request)

    return answer


TEXTS = ["字" * (1 + n % 7) for n in range(130)]
ROWS = [[float(len(text)), 1.0] for text in TEXTS]


@pytest.mark.parametrize(
    "endpoint",
    [taking(10), taking(1), taking(32, letters=60), taking(5, status=422), taking(9, status=500)],
)
def test_batches_shrink_to_what_the_endpoint_takes(
    llm: respx.MockRouter, endpoint: Callable[[httpx.Request], httpx.Response]
) -> None:
    llm.post("/embeddings").mock(side_effect=endpoint)
    assert RemoteEmbeddings(SPEC).embed_documents(TEXTS) == ROWS


def test_a_library_is_filled_by_an_endpoint_that_takes_ten_texts(
    llm: respx.MockRouter, tmp_path: Path
) -> None:
    llm.post("/embeddings").mock(side_effect=taking(10))
    filing = Filing(tmp_path, embeddings_from(SPEC), lambda _: None)
    result = filing.ingest([SEEDS / "texts" / "000_88c61ffc526bf1b1.txt"])
    assert (len(result.added), result.vectors_pending, result.notice) == (1, 0, None)


def test_what_was_refused_is_not_tried_again(llm: respx.MockRouter) -> None:
    route = llm.post("/embeddings").mock(side_effect=taking(10))
    embeddings = RemoteEmbeddings(SPEC)
    embeddings.embed_documents(TEXTS)
    learnt = route.call_count
    embeddings.embed_documents(TEXTS)
    asked = [len(json.loads(call.request.content)["input"]) for call in route.calls][learnt:]
    assert sorted(asked) == [2] + [8] * 16


def test_an_endpoint_that_answers_for_some_texts_only_is_asked_for_less(
    llm: respx.MockRouter,
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        reply = json.loads(vectors(request).content)
        return httpx.Response(200, json=reply | {"data": reply["data"][:10]})

    llm.post("/embeddings").mock(side_effect=answer)
    assert RemoteEmbeddings(SPEC).embed_documents(TEXTS) == ROWS


def test_a_refused_text_is_reported_in_the_endpoints_words(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=taking(0))
    with pytest.raises(BackendRefused) as refused:
        RemoteEmbeddings(SPEC).embed_documents(["一", "二"])
    assert str(refused.value) == (
        "向量服务一段文字也不收（Error code: 400 - batch size is invalid, "
        "it should not be larger than 0）；请检查GONGBAO_EMBEDDINGS_MODEL和GONGBAO_EMBEDDINGS_BASE_URL"
    )


def test_batches_are_on_their_way_together(llm: respx.MockRouter) -> None:
    meeting = threading.Barrier(4, timeout=10)  # breaks unless four requests meet

    def answer(request: httpx.Request) -> httpx.Response:
        meeting.wait()
        return vectors(request)

    llm.post("/embeddings").mock(side_effect=answer)
    texts = TEXTS[:128]
    assert RemoteEmbeddings(SPEC).embed_documents(texts) == ROWS[:128]


def test_only_what_may_pass_is_to_be_tried_later(llm: respx.MockRouter) -> None:
    llm.post("/embeddings").mock(side_effect=taking(0))
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
