"""`/v1/approvals`: uploads of editors that wait for an admin, where the setting says so."""

from fastapi import APIRouter
from starlette.responses import Response

from service.api.filings import APPROVE, FilingWork
from service.api.given import TheJobs, TheRecorder, TheTasks, TheWorld
from service.api.spool import Spool
from service.jobs import Job
from service.pending import Pending, Upload

router = APIRouter(tags=["审批"])


@router.get("/v1/approvals", summary="列出待审的报告")
def list_pending(world: TheWorld) -> dict[str, list[Upload]]:
    """What waits, the oldest first; nothing of it is in the library."""
    return {"pending": Pending(world.data_dir).all()}


@router.post("/v1/approvals/{upload_id}", status_code=202, summary="批准入库")
def approve(
    upload_id: str,
    world: TheWorld,
    tasks: TheTasks,
    jobs: TheJobs,
    recorder: TheRecorder,
    response: Response,
) -> Job:
    """Starts the ingest of what waited, under the name of who brought it; what fails of it goes on
    waiting. Who comes while it is taken in is told so."""
    upload, release = Pending(world.data_dir).claim(upload_id)
    spool = Spool(world.data_dir)
    spool.holds(release)
    work = FilingWork.of(world, tasks, recorder).approval(upload)
    job = jobs.change(spool, {APPROVE: upload.id}, work)
    recorder.did("approve", upload=upload.id, by=upload.by, files=list(upload.files))
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.delete("/v1/approvals/{upload_id}", summary="退回")
def refuse(upload_id: str, world: TheWorld, recorder: TheRecorder) -> dict[str, Upload]:
    """Nothing of it is kept."""
    pending = Pending(world.data_dir)
    upload, release = pending.claim(upload_id)
    pending.drop(upload)
    release()
    recorder.did("decline", upload=upload.id, by=upload.by, files=list(upload.files))
    return {"refused": upload}
