"""Embeddings of an endpoint over a real socket, which takes less than it is offered."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import BackendBusy, BackendRefused
from service.filing import Filing
from service.llm.remote_embeddings import RemoteEmbeddings
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
from tests.conftest import SEEDS
from tests.service.llm.embeddings_server import Endpoint, listening

TEXTS = ["字" * (1 + n % 7) for n in range(130)]
ROWS = [[float(len(text)), 1.0] for text in TEXTS]
SEED = SEEDS / "texts" / "000_88c61ffc526bf1b1.txt"


def spec(endpoint: Endpoint) -> EmbeddingsSpec:
    return EmbeddingsSpec("openai", "m", endpoint.url, "k", timeout=5)


@pytest.mark.parametrize(
    ("endpoint", "most_refused"),
    [
        (Endpoint(most=10), 8),
        (Endpoint(most=10, status=413), 8),
        (Endpoint(letters=60, status=422), 8),
        (Endpoint(most=5, letters=20, status=500), 16),
    ],
)
def test_batches_become_what_the_endpoint_takes_and_stay_so(
    endpoint: Endpoint, most_refused: int
) -> None:
    with listening(endpoint):
        embeddings = RemoteEmbeddings(spec(endpoint))
        assert embeddings.embed_documents(TEXTS) == ROWS
        assert endpoint.refused <= most_refused
        learnt = endpoint.refused
        assert embeddings.embed_documents(TEXTS) == ROWS
        assert endpoint.refused == learnt


def test_long_texts_do_not_make_all_batches_small() -> None:
    with listening(Endpoint(letters=400)) as endpoint:
        embeddings = RemoteEmbeddings(spec(endpoint))
        embeddings.embed_documents(["短"] * 32)
        mixed = ["长" * 150] * 4 + ["短"] * 64
        assert [row[0] for row in embeddings.embed_documents(mixed)] == [150.0] * 4 + [1.0] * 64
        endpoint.asked.clear()
        embeddings.embed_documents(["短"] * 64)
        assert [len(texts) for texts in endpoint.asked] == [32, 32]


def test_requests_are_made_together() -> None:
    with listening(Endpoint(meet=threading.Barrier(4, timeout=20))) as endpoint:
        assert RemoteEmbeddings(spec(endpoint)).embed_documents(TEXTS[:128]) == ROWS[:128]
    assert endpoint.at_once == 4


def test_an_endpoint_that_is_busy_is_given_time_and_fewer_requests() -> None:
    waits: list[float] = []
    with listening(Endpoint(busy=3, seconds=0.02)) as endpoint:
        embeddings = RemoteEmbeddings(spec(endpoint), waits.append)
        assert embeddings.embed_documents(TEXTS) == ROWS
        assert (endpoint.turned_away, len(waits)) == (3, 3)
        assert set(waits) <= {2.0, 4.0, 8.0}
        endpoint.at_once = 0
        assert embeddings.embed_documents(TEXTS) == ROWS
    assert endpoint.at_once == 1


def test_one_in_a_hurry_hears_at_once_that_it_is_busy() -> None:
    waits: list[float] = []
    with listening(Endpoint(busy=10**6)) as endpoint:
        embeddings = RemoteEmbeddings(replace(spec(endpoint), patient=False), waits.append)
        with pytest.raises(BackendBusy):
            embeddings.embed_documents(["一"])
    assert (endpoint.turned_away, waits) == (1, [])


def test_an_empty_account_is_said_at_once_and_no_later_try_is_advised(tmp_path: Path) -> None:
    waits: list[float] = []
    with listening(Endpoint(busy=10**6, code="insufficient_quota")) as endpoint:
        with pytest.raises(BackendRefused, match="额度已用尽"):
            RemoteEmbeddings(spec(endpoint), waits.append).embed_documents(["一"])
        assert waits == []
        filing = Filing(tmp_path, embeddings_from(spec(endpoint)), lambda _: None)
        assert filing.ingest([SEED]).notice == (
            "向量没有算完（向量服务的额度已用尽；请充值或换一个密钥），现在只能按关键词查找。"
        )


def test_an_endpoint_that_dies_midway_is_asked_for_the_rest_alone(tmp_path: Path) -> None:
    with listening(Endpoint(dies_after=60)) as endpoint:
        embeddings = embeddings_from(spec(endpoint))
        embeddings.at_once = embeddings.at_first = 20
        first = Filing(tmp_path, embeddings, lambda _: None).ingest([SEED])
        assert (first.added[0].passages, first.vectors_pending) == (70, 70)
        assert first.notice is not None
        assert first.notice.endswith("请稍后再运行一次 ingest。")
        had = [text for texts in endpoint.asked for text in texts]
        endpoint.dies_after, endpoint.asked = 10**9, []
        second = Filing(tmp_path, embeddings_from(spec(endpoint)), lambda _: None).ingest([SEED])
    rest = [text for texts in endpoint.asked for text in texts]
    assert (second.vectors_pending, second.notice) == (0, None)
    assert (len(had), len(rest), set(had) & set(rest)) == (60, 10, set())
