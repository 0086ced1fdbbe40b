from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embed import NamedEmbeddings
from vectorstore.errors import EmbeddingsFailed, UnknownReport
from vectorstore.library import Library, Shelf
from vectorstore.places import Places
from vectorstore.search import search
from vectorstore.vectors import Matrix

TEXTS = {
    "甲市": ("地区生产总值完成141.5亿元。", "城镇登记失业率3.4%。", "新建公园三座。", "粮食产量20万吨。"),
    "乙市": ("地区生产总值增长0.1%。", "生产总值目标6%左右。", "地区生产总值再创新高。", "生产总值居全省第一。"),
    "丙市": ("改造老旧小区十二个。", "旅游人次突破百万。", "企业开办压减至1天。", "森林覆盖率提高。"),
}  # fmt: skip


class Unreachable(NamedEmbeddings):
    """A model that answered when the library was built and is gone since."""

    name = "test/hash"

    def embed_query(self, text: str) -> list[float]:
        raise EmbeddingsFailed("连不上")

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        raise EmbeddingsFailed("连不上")


@pytest.fixture
def shelf(places: Places, hash_embeddings: NamedEmbeddings, make_document: Callable) -> Shelf:
    shelf = Shelf(places, hash_embeddings)
    with shelf.begin() as state:
        for region, lines in TEXTS.items():
            state.add(make_document(region, 2021, *lines), "recipe")
        for text in state.unembedded():
            shelf.embeddings.embed_matrix([text])
        state.commit()
    return shelf


def regions(hits: list) -> list[str]:
    return [hit.passage.report.partition("-")[0] for hit in hits]


def test_every_report_gives_its_best_passages_so_none_starves(shelf: Shelf) -> None:
    hits = search(shelf.current(), "地区生产总值是多少", per_report=2)

    assert sorted(regions(hits)) == ["丙市", "丙市", "乙市", "乙市", "甲市", "甲市"]


def test_a_limit_takes_the_best_of_every_report_first(shelf: Shelf) -> None:
    hits = search(shelf.current(), "地区生产总值是多少", per_report=3, limit=4)

    assert len(hits) == 4
    assert set(regions(hits)[:3]) == {"甲市", "乙市", "丙市"}


def test_named_reports_are_the_only_ones_searched(shelf: Shelf) -> None:
    hits = search(shelf.current(), "地区生产总值是多少", reports=["甲市-2021"])

    assert set(regions(hits)) == {"甲市"}
    assert hits[0].passage.text == "地区生产总值完成141.5亿元。"
    assert (hits[0].vector_rank, hits[0].keyword_rank) == (1, 1)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_report_named_finds_nothing_and_an_unknown_one_is_an_error(shelf: Shelf) -> None:
    assert search(shelf.current(), "总值", reports=[]) == []
    with pytest.raises(UnknownReport, match="丁市-2021"):
        search(shelf.current(), "总值", reports=["丁市-2021"])


def test_a_passage_that_no_word_meets_has_no_keyword_rank(shelf: Shelf) -> None:
    hits = search(shelf.current(), "失业率", reports=["甲市-2021"], per_report=4)
    by_text = {hit.passage.text: hit for hit in hits}

    assert by_text["城镇登记失业率3.4%。"].keyword_rank == 1
    assert by_text["新建公园三座。"].keyword_rank is None
    assert sorted(hit.vector_rank or 0 for hit in hits) == [1, 2, 3, 4]


def test_keywords_answer_alone_when_the_model_cannot_be_asked(shelf: Shelf) -> None:
    hits = search(Shelf(shelf.places, Unreachable()).current(), "失业率", per_report=4)

    assert [hit.passage.text for hit in hits] == ["城镇登记失业率3.4%。"]
    assert hits[0].vector_rank is None
    assert hits[0].similarity is None


def test_vectors_of_another_model_are_not_used(shelf: Shelf) -> None:
    class Other(Unreachable):
        name = "test/other"

    library = Shelf(shelf.places, Other()).current()

    assert [hit.passage.text for hit in search(library, "失业率")] == ["城镇登记失业率3.4%。"]
    assert library.vectors_pending() == 12


@pytest.mark.parametrize(
    "query",
    ['"地区" AND (总值* OR', "NEAR(总值 地区)", "body:总值", "总值^2 -地区", "😀", "'; DROP TABLE", "a" * 9000,
     "总值\0", "\ud800总值", "“十三五”〔2021〕①％"],
)  # fmt: skip
def test_odd_characters_never_break_a_search(shelf: Shelf, query: str) -> None:
    assert len(search(shelf.current(), query, per_report=1)) == 3


@pytest.mark.parametrize("query", ["", "  \n", "　"])
def test_an_empty_question_finds_nothing(shelf: Shelf, query: str) -> None:
    assert search(shelf.current(), query) == []


def test_an_empty_library_finds_nothing(tmp_path: Path, hash_embeddings: NamedEmbeddings) -> None:
    assert search(Shelf(tmp_path, hash_embeddings).current(), "总值") == []


def test_ranks_agree_with_a_plain_computation(shelf: Shelf) -> None:
    library = shelf.current()
    query = np.asarray(library.embeddings.embed_query("居全省第一"), np.float32)
    hits = search(library, "居全省第一", reports=["乙市-2021"], per_report=4)
    filing = library.filing("乙市-2021")
    ids = [f"{filing}#{n}" for n in range(4)]
    cosines = library.vectors.read(library.segments[filing], ids) @ query

    for hit in hits:
        better = int((cosines > cosines[hit.passage.number]).sum())
        assert hit.vector_rank == better + 1
        assert hit.similarity == pytest.approx(float(cosines[hit.passage.number]))


def test_a_question_in_staff_words_finds_the_passage_in_a_real_report(
    seed_library: Library,
) -> None:
    hits = search(seed_library, "财政收入是多少", reports=["乌海市-2024"], per_report=5)

    assert any("一般公共预算收入" in hit.passage.text for hit in hits)
