"""Passages as LangChain documents that say where they stand and how sure their figures are."""

from collections.abc import Callable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from service.toolbox.passages import found_passages
from service.toolbox.results import FoundPassage
from service.wiring import World


class StandingRetriever(BaseRetriever):
    """Documents whose metadata lead back to the span (`report`, `start`, `end`).

    `standing` is doubtful where a figure in the passage is, with the reasons in `doubts`; None
    where it holds no figure.
    """

    find: Callable[[str], tuple[FoundPassage, ...]]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(each) for each in self.find(query)]


def retriever(
    world: World, regions: Sequence[str] = (), years: Sequence[int] = (), k: int = 8
) -> StandingRetriever:
    """The library as a retriever; `regions` and `years` (of reports) narrow the search."""

    def find(query: str) -> tuple[FoundPassage, ...]:
        return found_passages(world.library(), query, regions, years, k)

    return StandingRetriever(find=find)


def _document(passage: FoundPassage) -> Document:
    known = passage.model_dump(mode="json", exclude={"text"})
    place = f"{passage.report}/{passage.start}-{passage.end}"
    return Document(id=place, page_content=passage.text, metadata=known)
