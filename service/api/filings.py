"""Changes of the library as they were asked of a job; also of the jobs that an ended server left."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from starlette.applications import Starlette

from service.api.audited import Recorder
from service.api.callers import Caller, current
from service.api.jobs import Board, Filing, Work
from service.api.spool import Spool
from service.api.tasks import Tasks
from service.asked import REMOVE, Recorded, file_asked
from service.build import BuildProgress, IngestResult, bare
from service.errors import UnknownUpload
from service.pending import Pending, Upload
from service.wiring import World
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport

APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class FilingWork:
    """The work of a job by what was asked of it."""

    world: World
    record: Recorded

    @classmethod
    def of(cls, world: World, tasks: Tasks, recorder: Recorder) -> "FilingWork":
        """Each recorded when it is done."""
        return cls(world, Recorded(tasks.ingest, tasks.remove, recorder.did))

    def filing(self, spool: Spool, asked: Mapping[str, Any]) -> Filing:
        """Files in."""

        def work(listen: Callable[[BuildProgress], None]) -> IngestResult:
            spec = self.world.embeddings_spec
            return file_asked(self.world.places, spool.paths, asked, spec, listen, self.record)

        return work

    def removal(self, report_id: str) -> Callable[[Callable[[BuildProgress], None]], Report]:
        """A report out."""

        def work(listen: Callable[[BuildProgress], None]) -> Report:
            spec = self.world.embeddings_spec
            return self.record.remove(
                self.world.places, report_id, embeddings_spec=spec, progress=listen
            )

        return work

    def approval(self, upload: Upload) -> Filing:
        """What waited in, under the name of who brought it; what fails of it goes on waiting."""
        pending = Pending(self.world.data_dir)

        def work(listen: Callable[[BuildProgress], None]) -> IngestResult:
            made = self.record.ingest(
                self.world.places, pending.files(upload),
                embeddings_spec=self.world.embeddings_spec, region=upload.region,
                year=upload.year, replace=upload.replace, by=upload.by, progress=listen,
            )  # fmt: skip
            if not made.failed:
                pending.drop(upload)
            return bare(made)

        return work

    def left(self, spool: Spool, asked: Mapping[str, Any]) -> Work | None:
        """A change without files that an ended server left; None where it was done already."""
        with suppress(UnknownReport, UnknownUpload):
            if REMOVE in asked:
                self.world.library().report(str(asked[REMOVE]))
                return self.removal(str(asked[REMOVE]))
            upload, release = Pending(self.world.data_dir).claim(str(asked[APPROVE]))
            spool.holds(release)
            return self.approval(upload)
        return None


def take_up(app: Starlette) -> None:
    """Queue again what an ended server had accepted, each job under its number and its key."""
    state: Any = app.state
    jobs = cast(Board, state.jobs)
    changes = FilingWork.of(state.world, state.tasks, state.recorder)
    for note, spool in Spool.left(state.world.data_dir):
        before = current.set(Caller(note.key, None))
        if not note.asked.keys() & {REMOVE, APPROVE}:
            jobs.file(spool, note.asked, changes.filing(spool, note.asked), again=note)
        elif work := changes.left(spool, note.asked):
            jobs.change(spool, note.asked, work, again=note)
        else:
            spool.close()
        current.reset(before)
