"""`POST /v1/check`: a text of one's own, proven sentence by sentence."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.given import CheckRequest, TheTasks, TheWorld
from service.api.keeping import TheKeeping
from service.api.leaving import while_connected
from service.tasks.check.given import distinct
from service.tasks.check.shapes import Check

router = APIRouter(tags=["核对"])


@router.post("/v1/check", response_model=Check, summary="核对稿子")
async def check(
    asked: CheckRequest,
    request: Request,
    world: TheWorld,
    tasks: TheTasks,
    keeping: TheKeeping,
    response: Response,
) -> Check:
    """Each sentence with its verdict; against `evidence` alone where it is given."""
    evidence = None if asked.evidence is None else distinct(asked.evidence)
    keep = keeping.of(asked)
    made = await while_connected(
        request,
        run_in_threadpool(
            tasks.check,
            world,
            asked.text,
            regions=asked.regions,
            years=asked.years,
            evidence=evidence,
        ),
    )
    await keep.made(made)
    keep.located(response)
    return made
