import asyncio
from pathlib import Path

from langchain_core.retrievers import BaseRetriever

from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Shelf
from vectorstore.retriever import ReportRetriever


def test_documents_lead_back_to_their_span(
    seed_data_dir: Path, local_embeddings: LocalEmbeddings
) -> None:
    shelf = Shelf(seed_data_dir, local_embeddings)
    retriever = ReportRetriever(shelf=shelf, reports=("乌海市-2024",), k=3)
    documents = retriever.invoke("一般公共预算收入")

    assert isinstance(retriever, BaseRetriever)
    assert len(documents) == 3
    for document in documents:
        metadata = document.metadata
        text = shelf.current().text(metadata["report"])
        assert text[metadata["start"] : metadata["end"]] == document.page_content
        assert (metadata["region"], metadata["year"]) == ("乌海市", 2024)
        assert metadata["section"]


def test_it_is_asked_without_blocking_too(
    seed_data_dir: Path, local_embeddings: LocalEmbeddings
) -> None:
    retriever = ReportRetriever(shelf=Shelf(seed_data_dir, local_embeddings), k=5)

    regions = {document.metadata["region"] for document in asyncio.run(retriever.ainvoke("失业率"))}

    assert len(regions) == 5
