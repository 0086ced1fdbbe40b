"""`/healthz` and `/readyz`: the process lives; there is a library to answer from."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from service.api.given import TheWorld
from vectorstore.errors import VectorstoreError

router = APIRouter(tags=["状态"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What answers are made of; a backend that fails degrades answers and does not stop them.

    `notice` is a line on the data folder that stops no answer: its pointer is lost.
    """

    ready: bool
    reports: int = 0
    vectors_pending: int = 0
    notice: str | None = None
    backend: str
    model: str | None = None
    problem: str | None = None


@router.get("/healthz", summary="进程是否在")
def healthz() -> Health:
    """The process answers."""
    return Health()


@router.get("/readyz", summary="能否作答", responses={503: {"model": Readiness}})
def readyz(world: TheWorld, response: Response) -> Readiness:
    """Whether the library opens and holds a report, and who writes; 503 when it does not."""
    backend, model = world.backend.name, world.backend.model
    try:
        library = world.library()
        count, pending = len(library.reports()), library.vectors_pending()
        problem = None if count else "库中还没有报告，请先加入。"
    except VectorstoreError as error:
        count, pending, problem = 0, 0, str(error)
    if problem is not None:
        response.status_code = 503
    return Readiness(
        ready=problem is None,
        reports=count,
        vectors_pending=pending,
        notice=world.shelf.notice,
        backend=backend,
        model=model,
        problem=problem,
    )
