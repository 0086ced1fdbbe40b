"""`/v1/kept`: the work of a person, and what was sent to him, opened again by its address."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import Writers, wanted, written
from service.api.given import TheWorld
from service.api.person import ThePerson
from service.errors import BadRequest
from service.export.answer_docx import answer_docx
from service.export.check_docx import check_docx
from service.export.docx import brief_docx
from service.export.html import brief_html, comparison_html
from service.export.markdown import brief_markdown, comparison_markdown
from service.export.xlsx import comparison_xlsx
from service.kept.paper import Paper
from service.kept.since import since
from service.kept.works import ListedWork, Work, WorkKind, Works
from service.shapes import Answer, Brief, Comparison
from service.tasks.check.shapes import Check
from service.tasks.compare.arranged import View, arranged

router = APIRouter(tags=["记录"])
_WRITERS: dict[WorkKind, tuple[type[BaseModel], Writers]] = {
    "ask": (Answer, {"docx": answer_docx}),
    "compare": (
        Comparison,
        {"md": comparison_markdown, "html": comparison_html, "xlsx": comparison_xlsx},
    ),
    "brief": (Brief, {"md": brief_markdown, "html": brief_html, "docx": brief_docx}),
    "check": (Check, {"docx": check_docx}),
}
TITLE = 200


class Renaming(BaseModel):
    """Another title."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: Annotated[str, Field(min_length=1, max_length=TITLE)]


class DeskState(BaseModel):
    """What a person has made of kept work: of a check the offsets of the fixes that he took, of a
    briefing the paper as he has put it together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fixed: Annotated[tuple[int, ...], Field(max_length=10_000)] = ()
    paper: Paper | None = None


@router.get("/v1/kept", summary="列出记录")
def list_kept(
    world: TheWorld, person: ThePerson, q: Annotated[str, Query(max_length=100)] = ""
) -> dict[str, list[ListedWork]]:
    """One's own work and what one was sent, the newest first."""
    return {"kept": Works(world.data_dir).listed(person, q.strip())}


@router.delete("/v1/kept", summary="清空记录")
def clear_kept(world: TheWorld, person: ThePerson) -> dict[str, int]:
    """Removes all of one's own work."""
    return {"removed": Works(world.data_dir).clear(person)}


@router.get("/v1/kept/{work_id}", summary="打开一条记录")
def read_kept(work_id: str, world: TheWorld, person: ThePerson) -> dict[str, Any]:
    """The work as it was proven then, what was asked with it, and what has changed since."""
    works = Works(world.data_dir)
    work = works.open(person, work_id)
    library = world.library()

    def shown(one: Work) -> dict[str, Any]:
        told = one.model_dump(mode="json", exclude={"basis"})
        return told | {"since": since(one, library).model_dump(mode="json")}

    thread = [shown(one) for one in works.thread(work)]
    return shown(work) | {"thread": thread, "desk": works.desk(work_id)}


@router.put("/v1/kept/{work_id}/desk", summary="记下对一条记录的改动")
def lay_desk(work_id: str, given: DeskState, world: TheWorld, person: ThePerson) -> dict[str, str]:
    """What its owner has made of it since, to be found again when it is opened."""
    Works(world.data_dir).lay(person, work_id, given.model_dump(mode="json"))
    return {"kept": work_id}


@router.patch("/v1/kept/{work_id}", summary="给记录改名")
def rename_kept(work_id: str, given: Renaming, world: TheWorld, person: ThePerson) -> ListedWork:
    """Another title for one's own work."""
    return Works(world.data_dir).rename(person, work_id, given.title)


@router.delete("/v1/kept/{work_id}", summary="删除一条记录")
def remove_kept(work_id: str, world: TheWorld, person: ThePerson) -> dict[str, str]:
    """Removes one's own work for all, another's from one's own list."""
    Works(world.data_dir).drop(person, work_id)
    return {"removed": work_id}


@router.post("/v1/kept/{work_id}/file", summary="按所看的样子下载一次对比")
async def download_arranged(
    work_id: str, view: View, request: Request, world: TheWorld, person: ThePerson
) -> Response:
    """A kept comparison by `?format=`, with the regions and rows that are shown, in their order."""
    work = await run_in_threadpool(Works(world.data_dir).open, person, work_id)
    if work.kind != "compare":
        raise BadRequest("只有对比可以这样下载。")
    made = arranged(Comparison.model_validate(work.result), view)
    writers = _WRITERS["compare"][1]
    return await written(wanted(request, writers), made, writers, work.title)


@router.get("/v1/kept/{work_id}/file", summary="下载一条记录")
async def download_kept(
    work_id: str, request: Request, world: TheWorld, person: ThePerson
) -> Response:
    """The work as it was proven then, by `?format=` as docx, xlsx, html or md; a checked draft with
    what its owner has put right in it."""
    works = Works(world.data_dir)
    work = await run_in_threadpool(works.open, person, work_id)
    shape, writers = _WRITERS[work.kind]
    made = shape.model_validate(work.result)
    if work.kind == "check":
        laid = await run_in_threadpool(works.desk, work_id)
        fixed = DeskState.model_validate(laid or {}).fixed
        writers = {"docx": partial(check_docx, fixed=fixed)}
    return await written(wanted(request, writers), made, writers, work.title)
