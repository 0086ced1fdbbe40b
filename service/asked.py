"""What a job was asked to do to the library, done: the same in the server's process and in a
worker's, with the same lines of the audit."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.build import BuildProgress, IngestResult, bare
from service.settings import EmbeddingsSpec
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport
from vectorstore.places import Places

REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Ingest and removal, each told to `did` when it is done: who records it knows for whom."""

    ingests: Callable[..., IngestResult]
    removes: Callable[..., Report]
    did: Callable[..., None]

    def ingest(self, places: Places, paths: Any, **given: Any) -> IngestResult:
        """What was added, replaced and refused."""
        made = self.ingests(places, paths, **given)
        for did, reports in (("add", made.added), ("replace", made.replaced)):
            for report in reports:
                self.did(did, reports=[report.id], sha256=report.sha256)
        for failure in made.failed:
            self.did("refuse", file=Path(failure.path).name, reason=failure.error)
        return made

    def remove(self, places: Places, report_id: str, **given: Any) -> Report:
        """The report that is no more."""
        made = self.removes(places, report_id, **given)
        self.did("remove", reports=[made.id], sha256=made.sha256)
        return made


def done_asked(
    places: Places,
    paths: Sequence[Path],
    asked: Mapping[str, Any],
    spec: EmbeddingsSpec,
    listen: Callable[[BuildProgress], None],
    record: Recorded,
) -> IngestResult | Report | None:
    """A report out, or files in; None where who was killed took the report out already."""
    if REMOVE not in asked:
        return file_asked(places, paths, asked, spec, listen, record)
    with suppress(UnknownReport):
        return record.remove(places, asked[REMOVE], embeddings_spec=spec, progress=listen)
    return None


def file_asked(
    places: Places,
    paths: Sequence[Path],
    asked: Mapping[str, Any],
    spec: EmbeddingsSpec,
    listen: Callable[[BuildProgress], None],
    record: Recorded,
) -> IngestResult:
    """File the files as was asked; the report that they stand `instead_of` goes once they are in,
    and the new one is told with what it was before.

    Done again after a kill, it does what is left: the new is in, the old goes.
    """
    made = record.ingest(
        places, paths, embeddings_spec=spec, progress=listen,
        region=asked.get("region"), year=asked.get("year"), replace=bool(asked.get("replace")),
        by=asked.get("by"), heard=bool(asked.get("heard")),
    )  # fmt: skip
    old = asked.get("instead_of")
    if old and any(new.id != old for new in (*made.added, *made.unchanged)):
        with suppress(UnknownReport):  # who was killed took it out already
            record.remove(places, old, embeddings_spec=spec)
    for new in (*made.added, *made.replaced) if old else ():
        record.did("correct", reports=[old, new.id], by=asked.get("by"))
    return bare(made)
