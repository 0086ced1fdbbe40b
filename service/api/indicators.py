"""`GET /v1/indicators`: which indicators the reports give, and which are near what is typed."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from service.api.given import TheWorld
from service.tasks.compare.offer import offered
from service.tasks.compare.suggest import suggested

router = APIRouter(tags=["台账"])


@router.get("/v1/indicators", summary="可选的指标")
async def indicators(
    world: TheWorld, like: Annotated[str | None, Query(min_length=1, max_length=50)] = None
) -> dict[str, list[dict[str, str | int]]]:
    """The headline indicators that the reports give, and how many give each; with `like` those
    whose names lie nearest to it."""
    library = world.library()
    work = (lambda: suggested(library, like)) if like else (lambda: offered(library))
    found = await run_in_threadpool(work)
    return {"indicators": [{"indicator": name, "reports": count} for name, count in found]}
