"""What can be seen of and put right in a report that is filed: its repairs, its original, its
region and year."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.responses import FileResponse, Response

from service.api.filings import FilingWork
from service.api.given import Name, TheCaller, TheJobs, TheRecorder, TheTasks, TheWorld, Year
from service.api.spool import Spool
from service.errors import NotAllowed, ServiceError
from service.jobs import Job
from service.originals import Originals
from service.tasks.repairs import document, doubt, kind_words, summary
from vectorstore.errors import IdentityTaken

router = APIRouter(tags=["资料库"])
MOST = 300
_ANY_FILE = "application/octet-stream"


class NoOriginal(ServiceError):
    """The file of this report is not kept."""

    problem = "no-original"
    status = 404
    title = "没有原件"


class FiledIdentity(BaseModel):
    """Whose report it is, and the year whose work it plans; `insist`: also on a region that
    neither the national table nor the report knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    region: Name
    year: Year
    insist: bool = False


@router.get("/v1/reports/{report_id}/repairs", summary="修复了什么")
def read_repairs(report_id: str, world: TheWorld) -> dict[str, Any]:
    """What was changed between the file and the clean text; of very many the first ones."""
    clean, original = world.library().clean_text(report_id), Originals(world.data_dir).of(report_id)
    shown = [
        document(clean, one) | {"said": kind_words(one.kind), "doubt": doubt(one)}
        for one in clean.repairs[:MOST]
    ]
    return {
        "summary": summary(clean),
        "total": len(clean.repairs),
        "repairs": shown,
        "original": original.name if original else None,
    }


@router.get("/v1/reports/{report_id}/original", response_class=FileResponse, summary="下载原件")
def read_original(report_id: str, world: TheWorld) -> FileResponse:
    """The file as it was received, byte for byte, under the name that it came with."""
    world.library().report(report_id)
    originals = Originals(world.data_dir)
    original = originals.of(report_id)
    if original is None:
        raise NoOriginal("没有留下这份报告的原件；可以下载收录时的文字。")
    return FileResponse(
        originals.path(original.sha256), filename=original.name, media_type=_ANY_FILE
    )


@router.post("/v1/reports/{report_id}/identity", status_code=202, summary="更正地区和年份")
def correct(
    report_id: str,
    given: FiledIdentity,
    world: TheWorld,
    tasks: TheTasks,
    jobs: TheJobs,
    caller: TheCaller,
    recorder: TheRecorder,
    response: Response,
) -> Job:
    """Files the report anew under another region or year, all its figures read and proven again,
    then takes the old one out; where the new one is refused, the old one stays. Where uploads are approved, this takes an
    admin: it would bring in under another name what nobody has approved."""
    if world.settings.approve_uploads and not caller.may("admin"):
        raise NotAllowed("报告要审批才能入库，更正地区和年份也要由管理员来做。")
    library, original = world.library(), Originals(world.data_dir).of(report_id)
    held = {(each.region, each.year): each.id for each in library.reports()}
    if held.get((given.region, given.year), report_id) != report_id:
        raise IdentityTaken(f"{given.region}{given.year}年的报告已在库中，请先删除那一份。")
    report, raw = library.report(report_id), library.raw(report_id)
    spool = Spool(world.data_dir)
    try:
        if original is not None and original.reports == (report_id,):
            held_at = Originals(world.data_dir).path(original.sha256)
            spool.add(original.name).write_bytes(held_at.read_bytes())
        else:  # none is kept, or it holds other reports as well
            spool.add(f"{report.title}.txt").write_text(raw, "utf-8")
    except OSError:
        spool.close()
        raise
    asked = {
        "region": given.region, "year": given.year, "replace": True, "by": report.uploader,
        "instead_of": report_id, "heard": not given.insist,
    }  # fmt: skip
    job = jobs.file(spool, asked, FilingWork.of(world, tasks, recorder).filing(spool, asked))
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job
