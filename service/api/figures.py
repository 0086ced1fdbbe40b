"""`GET /v1/figures`: the ledger."""

from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import MEDIA_TYPES, Writers, wanted, written
from service.api.given import QueryNames, QueryYears, TheWorld
from service.export.csv import facts_csv
from service.export.xlsx import facts_xlsx
from service.facts.model import Fact
from service.ledger import FactQuery
from service.tasks.figures import figures as of_ledger

router = APIRouter(tags=["台账"])
FigureKind: TypeAlias = Literal["actual", "expected", "target", "cumulative", "average", "result"]
_WRITERS: Writers = {"csv": facts_csv, "xlsx": facts_xlsx}
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPES[name]: {} for name in _WRITERS}}
}


@router.get("/v1/figures", responses=_FORMATS, summary="查数据")
async def figures(
    request: Request,
    world: TheWorld,
    region: QueryNames = [],  # noqa: B006  (FastAPI copies it)
    year: QueryYears = [],  # noqa: B006
    period: QueryNames = [],  # noqa: B006
    indicator: QueryNames = [],  # noqa: B006
    kind: Annotated[FigureKind | None, Query()] = None,
    conflicts: bool = False,
    doubtful: bool = False,
) -> Response:
    """The facts that fit; by `?format=` or `Accept` as csv or xlsx."""
    name = wanted(request, _WRITERS)
    query = FactQuery(
        indicators=tuple(indicator),
        periods=tuple(period),
        kinds=(kind,) if kind else (),
        standing="doubtful" if doubtful else "sure",
    )
    facts = await run_in_threadpool(
        of_ledger, world.library(), query, region, year, conflicts=conflicts
    )
    if name == "json":
        return await written(name, {"facts": [_json(fact) for fact in facts]}, {}, "")
    return await written(name, facts, _WRITERS, "数据")


def _json(fact: Fact) -> dict[str, Any]:
    return fact.model_dump(mode="json")
