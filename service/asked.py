"""What a job of files was asked to do, done: the same in the server's process and in a worker's."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from service.build import IngestResult, Progress, bare, ingest, remove
from service.settings import EmbeddingsSpec
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport
from vectorstore.places import Places


def file_asked(
    places: Places,
    paths: Sequence[Path],
    asked: Mapping[str, Any],
    spec: EmbeddingsSpec,
    listen: Callable[[Progress], None],
    *,
    ingest: Callable[..., IngestResult] = ingest,
    remove: Callable[..., Report] = remove,
) -> IngestResult:
    """File the files as was asked; the report that they stand `instead_of` goes once they are in.

    Done again after a kill, it does what is left: the new is in, the old goes.
    """
    made = ingest(
        places, paths, embeddings_spec=spec, progress=listen,
        region=asked.get("region"), year=asked.get("year"), replace=bool(asked.get("replace")),
        by=asked.get("by"),
    )  # fmt: skip
    old = asked.get("instead_of")
    if old and any(new.id != old for new in (*made.added, *made.unchanged)):
        with suppress(UnknownReport):  # who was killed took it out already
            remove(places, old, embeddings_spec=spec)
    return bare(made)
