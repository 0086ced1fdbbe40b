"""The library as a LangChain retriever, for chains that people build themselves."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.documents import Report
from vectorstore.library import Shelf
from vectorstore.search import Hit, search


class ReportRetriever(BaseRetriever):
    """Passages as Documents whose metadata lead back to the span: report, start, end.

    `reports` restricts the search; each report is searched by itself (`per_report`), and `k`
    Documents are returned in all.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    shelf: Shelf
    reports: tuple[str, ...] | None = None
    per_report: int = 5
    k: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        library = self.shelf.current()
        hits = search(
            library, query, reports=self.reports, per_report=self.per_report, limit=self.k
        )
        return [_document(hit, library.report(hit.passage.report)) for hit in hits]


def _document(hit: Hit, report: Report) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "report": report.id,
            "region": report.region,
            "year": report.year,
            "section": list(passage.section),
            "part": passage.part,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )
