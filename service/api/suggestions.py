"""`GET /v1/suggestions`: questions that the reports answer."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from service.api.given import TheWorld
from service.tasks.suggest import beginning, beside

router = APIRouter(tags=["问答"])


@router.get("/v1/suggestions", summary="可以问什么")
async def suggestions(
    world: TheWorld, fact: Annotated[str | None, Query(min_length=1, max_length=200)] = None
) -> dict[str, list[str]]:
    """Questions to begin with; with the id of a `fact` those that lie beside it."""
    library = world.library()
    work = (lambda: beside(library, fact)) if fact else (lambda: beginning(library))
    return {"questions": await run_in_threadpool(work)}
