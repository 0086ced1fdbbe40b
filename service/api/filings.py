"""Files into the library, as was asked of a job; also of the jobs that an ended server left."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from starlette.applications import Starlette

from service.api.audited import Recorder
from service.api.callers import Caller, current
from service.api.jobs import Board, Filing
from service.api.spool import Spool
from service.api.tasks import Tasks
from service.asked import file_asked
from service.build import IngestResult, Progress
from service.wiring import World


def filing(
    world: World, tasks: Tasks, recorder: Recorder, spool: Spool, asked: Mapping[str, Any]
) -> Filing:
    """The work of a job of files; a report that is filed anew is told with what it was before."""

    def work(listen: Callable[[Progress], None]) -> IngestResult:
        made = file_asked(
            world.places, spool.paths, asked, world.embeddings_spec, listen,
            ingest=tasks.ingest, remove=tasks.remove,
        )  # fmt: skip
        if old := asked.get("instead_of"):
            for new in (*made.added, *made.replaced):
                recorder.did("correct", reports=[old, new.id], by=asked.get("by"))
        return made

    return work


def take_up(app: Starlette) -> None:
    """Queue again what an ended server had accepted, each job under its number and its key."""
    state: Any = app.state
    jobs = cast(Board, state.jobs)
    for note, spool in Spool.left(state.world.data_dir):
        before = current.set(Caller(note.key, None))
        work = filing(state.world, state.tasks, state.recorder, spool, note.asked)
        jobs.file(spool, note.asked, work, again=note)
        current.reset(before)
