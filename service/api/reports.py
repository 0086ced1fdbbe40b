"""`/v1/reports` and `/v1/jobs`: what is in the library, into it and out of it."""

import shutil
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from service.api.given import Name, TheJobs, TheTasks, TheWorld, Year
from service.api.spool import Spool
from service.build import IngestResult, Progress, bare
from service.errors import BadRequest
from service.jobs import Job

router = APIRouter(tags=["资料库"])


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
    response: Response,
    region: Annotated[Name | None, Form()] = None,
    year: Annotated[Year | None, Form()] = None,
    replace: Annotated[bool, Form()] = False,
) -> Job:
    """Starts an ingest of the files; ask the job how it goes."""
    if not files:
        raise BadRequest("没有文件；请至少选择一个。")
    spool = Spool()
    for file in files:
        await run_in_threadpool(_keep, file, spool)

    asked = {"region": region, "year": year, "replace": replace}

    def work(listen: Callable[[Progress], None]) -> IngestResult:
        spec = world.embeddings_spec
        made = tasks.ingest(
            world.places, spool.paths, embeddings_spec=spec, progress=listen, **asked
        )
        return bare(made)

    job = await run_in_threadpool(jobs.file, spool, asked, work)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


def _keep(file: UploadFile, spool: Spool) -> None:
    with spool.add(file.filename).open("wb") as kept:
        shutil.copyfileobj(file.file, kept)


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


@router.delete("/v1/reports/{report_id}", summary="删除报告")
def remove_report(report_id: str, world: TheWorld, tasks: TheTasks) -> dict[str, Any]:
    """Removes every trace of the report."""
    removed = tasks.remove(world.places, report_id, embeddings_spec=world.embeddings_spec)
    return {"removed": removed.model_dump(mode="json")}
