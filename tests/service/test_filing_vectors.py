"""Vectors follow what was filed: at once, in portions, or at a later ingest."""

from collections.abc import Callable, Sequence
from pathlib import Path

from service.build import IngestResult
from tests.service.bench import Bench, bench, ids
from vectorstore.embed import WrappedEmbeddings
from vectorstore.errors import EmbeddingsFailed
from vectorstore.vectors import Matrix

__all__ = ["bench"]
WriteReport = Callable[..., Path]


def test_progress_counts_files_then_passages(bench: Bench, write_report: WriteReport) -> None:
    bench.ingest(write_report(), write_report("乌海市"))
    read = [step for step in bench.steps if step.stage == "read"]

    assert [(step.done, step.total) for step in read] == [(0, 2), (1, 2), (2, 2)]
    assert read[0].name == "海拉尔区2021.txt"
    assert [step.stage for step in bench.steps][-1] == "commit"
    assert {step.total for step in bench.steps if step.stage == "embed"} == {6}


def test_a_large_ingest_serves_ledger_and_keywords_before_its_vectors(
    bench: Bench, write_report: WriteReport
) -> None:
    seen: list[tuple[int, int]] = []

    class Watching(WrappedEmbeddings):
        def embed_matrix(self, texts: Sequence[str]) -> Matrix:
            library = bench.library()
            seen.append((len(library.reports()), library.vectors_pending()))
            return super().embed_matrix(texts)

    quiet, bench.embeddings = bench.embeddings, Watching(bench.embeddings, bench.embeddings.name)
    result = bench.ingest(write_report(), write_report("乌海市"), embed_at_once=2)

    assert seen == [(2, 6)]
    assert result.vectors_pending == 0
    bench.embeddings = quiet
    assert (bench.library().vectors_pending(), bench.library().check()) == (0, [])


def test_vectors_that_could_not_be_had_follow_at_the_next_ingest(
    bench: Bench, write_report: WriteReport
) -> None:
    class Down(WrappedEmbeddings):
        def embed_matrix(self, texts: Sequence[str]) -> Matrix:
            raise EmbeddingsFailed("连不上", passing=True)

    path = write_report()
    working, bench.embeddings = bench.embeddings, Down(bench.embeddings, bench.embeddings.name)
    first = bench.ingest(path)
    assert (ids(first.added), first.vectors_pending) == (["海拉尔区-2021"], 3)
    assert first.notice == (
        "向量没有算完（连不上），现在只能按关键词查找；请稍后再运行一次 ingest。"
    )

    bench.embeddings = working
    second = bench.ingest(path)
    assert (ids(second.unchanged), second.vectors_pending) == (["海拉尔区-2021"], 0)
    assert bench.library().check() == []


def test_another_try_is_only_advised_where_it_may_help(
    bench: Bench, write_report: WriteReport
) -> None:
    class Refused(WrappedEmbeddings):
        def embed_matrix(self, texts: Sequence[str]) -> Matrix:
            raise EmbeddingsFailed("没有这个模型；请检查设置")

    bench.embeddings = Refused(bench.embeddings, bench.embeddings.name)
    result = bench.ingest(write_report())
    assert (result.vectors_pending, result.notice) == (
        3,
        "向量没有算完（没有这个模型；请检查设置），现在只能按关键词查找。",
    )


def test_a_long_embedding_tells_how_long_it_still_takes(
    bench: Bench, write_report: WriteReport
) -> None:
    bench.embeddings = WrappedEmbeddings(bench.embeddings, bench.embeddings.name, at_once=1)
    bench.ingest(write_report(), write_report("乌海市"), embed_at_once=2)
    steps = [step for step in bench.steps if step.stage == "embed"]

    assert [(step.done, step.total) for step in steps] == [(n, 6) for n in range(7)]
    assert [step.left is None for step in steps] == [True] * 2 + [False] * 4 + [True]


def test_the_vectors_of_another_model_follow_without_any_file(
    bench: Bench, write_report: WriteReport
) -> None:
    bench.ingest(write_report())
    bench.embeddings = WrappedEmbeddings(bench.embeddings, "test/other")
    assert bench.library().vectors_pending() == 3

    assert bench.ingest() == IngestResult()
    assert (bench.library().vectors_pending(), bench.library().check()) == (0, [])
    assert bench.library().embedded_by == "test/other"
