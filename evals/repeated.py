"""A library of any size for benchmarks: real texts, repeated under names that are no region's."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from service.document import Prepared, prepare
from service.errors import ServiceError
from service.recipe import recipe
from service.sources import Given
from vectorstore.errors import VectorstoreError
from vectorstore.library import Shelf
from vectorstore.new_state import NewState

PORTION = 300
SIGNS, LETTERS = "霁霖霓霏霞雯黛璇玑瑶琳珺瑾瑜璐琪", 3


def read(paths: Sequence[Path]) -> list[Prepared]:
    """Each file's first report; what cannot be read is left out."""
    found: list[Prepared] = []
    for path in paths:
        with suppress(VectorstoreError, ServiceError):
            found.append(prepare(path.read_bytes(), path.name, Given())[0])
    return found


def file(shelf: Shelf, texts: Sequence[Prepared], numbers: range) -> None:
    """These reports to the ledger, in portions of an ingest each."""
    for first in numbers[::PORTION]:
        with shelf.begin() as state:
            for number in range(first, min(numbers.stop, first + PORTION)):
                add(state, renamed(texts[number % len(texts)], number))
            state.commit()


def embed(shelf: Shelf) -> None:
    """The vectors that are missing."""
    with shelf.begin() as state:
        shelf.embeddings.embed_matrix(state.unembedded())
        state.commit()


def add(state: NewState, one: Prepared) -> None:
    """One report to a state, as an ingest adds it."""
    state.add(one.document, recipe(), one.into)


def region_of(number: int) -> str:
    """A name that is no region's and holds no figure: 霁霖霓县."""
    marks = (SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LETTERS))
    return f"{''.join(marks)}县"


def renamed(one: Prepared, number: int) -> Prepared:
    """The same text as the report of a place that is none."""
    region = region_of(number)
    name = f"{region}-{one.report.year}"
    report = one.report.model_copy(
        update={"id": name, "region": region, "sha256": f"{number:064d}", "level": "county"}
    )
    passages = tuple(
        each.model_copy(update={"id": f"{name}#{each.number}", "report": name})
        for each in one.document.passages
    )
    facts = tuple(
        fact.model_copy(update={"id": f"{name}#f{at}", "report": name, "region": region})
        for at, fact in enumerate(one.facts)
    )
    return replace(
        one, document=replace(one.document, report=report, passages=passages), facts=facts
    )
