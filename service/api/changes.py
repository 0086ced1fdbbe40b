"""`POST /v1/changes`, `GET /v1/terms`, `GET /v1/targets`: wording over the years and the regions."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import MEDIA_TYPES, Writers, wanted, written
from service.api.given import Name, QueryNames, QueryYears, TheWorld, Year
from service.export.changes_docx import changes_docx
from service.export.changes_markdown import changes_markdown, targets_markdown, term_markdown
from service.tasks.changes.nation import target_use, term_use
from service.tasks.changes.shapes import Changes
from service.tasks.changes.shapes_nation import TargetUse, TermUse
from service.tasks.changes.task import changes as compared

router = APIRouter(tags=["提法变化"])
_WRITERS: Writers = {"md": changes_markdown, "docx": changes_docx}
NONE: list[str] = []
NO_YEARS: list[int] = []
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPES[name]: {} for name in _WRITERS}}
}


class ChangesRequest(BaseModel):
    """Which reports of a region: by default its newest two; with `each` every year between."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    region: Name
    first: Year | None = None
    last: Year | None = None
    each: bool = False


@router.post("/v1/changes", response_model=Changes, responses=_FORMATS, summary="提法变化")
async def changes(asked: ChangesRequest, request: Request, world: TheWorld) -> Response:
    """The changes as JSON, or by `?format=` or `Accept` as md or docx."""
    name = wanted(request, _WRITERS)
    given = asked.model_dump(exclude={"region"})
    made = await run_in_threadpool(compared, world, asked.region, **given)
    return await written(name, made, _WRITERS, f"{made.region}提法变化")


@router.get("/v1/terms", response_model=TermUse, summary="哪些地区提到一个提法")
async def terms(
    request: Request,
    world: TheWorld,
    term: Annotated[Name, Query()],
    region: QueryNames = NONE,
    year: QueryYears = NO_YEARS,
) -> Response:
    """The reports that say it, who said it first, with quotes."""
    writers: Writers = {"md": term_markdown}
    made = await run_in_threadpool(term_use, world.library(), term, region, year)
    return await written(wanted(request, writers), made, writers, "提法")


@router.get("/v1/targets", response_model=TargetUse, summary="各地一项目标定了多少")
async def targets(
    request: Request,
    world: TheWorld,
    indicator: Annotated[Name, Query()],
    region: QueryNames = NONE,
    year: QueryYears = NO_YEARS,
) -> Response:
    """The targets of an indicator, grouped by what they say, each with its list."""
    writers: Writers = {"md": targets_markdown}
    made = await run_in_threadpool(target_use, world.library(), indicator, region, year)
    return await written(wanted(request, writers), made, writers, "目标")
