"""`/v1/reports` and `/v1/jobs`: what is in the library, into it and out of it."""

import shutil
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from service.api.filings import FilingWork
from service.api.given import Name, TheCaller, TheJobs, TheRecorder, TheTasks, TheWorld, Year
from service.api.spool import Spool
from service.asked import REMOVE
from service.errors import BadRequest
from service.jobs import Job
from service.pending import Pending, Upload
from service.wiring import World
from vectorstore.documents import Report


class Waiting(BaseModel):
    """An upload that an admin is to approve."""

    pending: Upload


router = APIRouter(tags=["资料库"])
_AT_ONCE = 2.0


@router.get("/v1/reports", summary="列出报告")
def list_reports(world: TheWorld) -> dict[str, Any]:
    """All reports, by region and year."""
    found = world.library().reports()
    return {"reports": [report.model_dump(mode="json") for report in found]}


@router.post("/v1/reports", status_code=202, summary="加入报告")
async def add_reports(
    files: Annotated[list[UploadFile], File(max_length=100)],
    world: TheWorld,
    tasks: TheTasks,
    jobs: TheJobs,
    caller: TheCaller,
    recorder: TheRecorder,
    response: Response,
    region: Annotated[Name | None, Form()] = None,
    year: Annotated[Year | None, Form()] = None,
    replace: Annotated[bool, Form()] = False,
    insist: Annotated[bool, Form()] = False,
) -> Job | Waiting:
    """Starts an ingest of the files; ask the job how it goes. A region that neither the national
    table nor the report knows is refused (`UnlistedRegion`), unless one insists.

    Where uploads are approved, those of an editor wait for an admin: `pending` names them.
    """
    if not files:
        raise BadRequest("没有文件；请至少选择一个。")
    size = sum(file.size or 0 for file in files)
    waits = world.settings.approve_uploads and not caller.may("admin")
    (_pending(world) if waits else jobs).require_room(size)
    spool = Spool(world.data_dir)
    try:
        for file in files:
            await run_in_threadpool(_keep, file, spool)
    except OSError:
        spool.close()
        raise
    if waits:
        with spool:
            upload = _pending(world).add(spool.paths, caller.person, region, year, replace=replace)
        recorder.did("submit", upload=upload.id, files=list(upload.files))
        return Waiting(pending=upload)
    asked = {
        "region": region, "year": year, "replace": replace, "by": caller.person or None,
        "heard": not insist,
    }  # fmt: skip
    work = FilingWork.of(world, tasks, recorder).filing(spool, asked)
    job = await run_in_threadpool(jobs.file, spool, asked, work, size)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


def _pending(world: World) -> Pending:
    settings = world.settings
    return Pending(world.data_dir, settings.pending_at_once, settings.pending_bytes)


def _keep(file: UploadFile, spool: Spool) -> None:
    with spool.add(file.filename).open("wb") as kept:
        shutil.copyfileobj(file.file, kept)


@router.get("/v1/jobs", summary="还有多少任务")
def open_jobs(jobs: TheJobs) -> dict[str, int]:
    """How many changes of the library are not done, whoever asked for them; vectors that are still
    brought behind the answers are none."""
    behind = jobs.catching_up
    vectors = behind is not None and behind.status in ("queued", "running")
    return {"open": max(0, jobs.waiting - vectors)}


@router.get("/v1/jobs/{job_id}", summary="任务进展")
def read_job(job_id: str, jobs: TheJobs) -> Job:
    """How an ingest goes, or what came of it."""
    return jobs.job(job_id)


@router.get("/v1/reports/{report_id}", response_model=None, summary="读一份报告")
def read_report(
    report_id: str, world: TheWorld, raw: bool = False
) -> dict[str, Any] | PlainTextResponse:
    """The report with its clean text and outline; `?raw=true` is the text as received."""
    library = world.library()
    if raw:
        return PlainTextResponse(library.raw(report_id))
    sections = library.sections(report_id)
    return {
        "report": library.report(report_id).model_dump(mode="json"),
        "text": library.text(report_id),
        "sections": [section.model_dump(mode="json") for section in sections],
    }


@router.delete("/v1/reports/{report_id}", summary="删除报告", responses={202: {"model": Job}})
def remove_report(
    report_id: str,
    world: TheWorld,
    tasks: TheTasks,
    jobs: TheJobs,
    recorder: TheRecorder,
    response: Response,
) -> dict[str, Any]:
    """Removes every trace of the report; 202 with a job when that takes longer than two seconds."""
    world.library().report(report_id)
    work = FilingWork.of(world, tasks, recorder).removal(report_id)
    made = jobs.take_out(Spool(world.data_dir), {REMOVE: report_id}, work, _AT_ONCE)
    if isinstance(made, Report):
        return {"removed": made.model_dump(mode="json")}
    response.status_code = 202
    response.headers["Location"] = f"/v1/jobs/{made.id}"
    return made.model_dump(mode="json")
