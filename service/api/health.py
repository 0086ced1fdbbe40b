"""`/healthz` and `/readyz`: the process lives; there is a library to answer from."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from service.api.given import TheCaller, TheEnding, TheJobs, TheMetrics, TheWorld
from service.api.jobs import Board
from service.backlog import REMEDY, backlog_line
from service.jobs import Job
from service.llm.heard import heard_of, notes_of
from service.wiring import World
from vectorstore.errors import VectorstoreError
from vectorstore.library import Library

router = APIRouter(tags=["状态"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What answers are made of; a backend that fails degrades answers and does not stop them.

    `vectors` says what is missing while passages are found by keywords alone, and how far
    it has come.
    `answered` tells how the last call of the model ended (null before any), `adapted` what its
    endpoint turned down and is no longer sent.
    """

    ready: bool
    reports: int = 0
    vectors_pending: int = 0
    vectors: str | None = None
    backend: str = ""
    model: str | None = None
    answered: bool | None = None
    answer_seconds: float | None = None
    adapted: tuple[str, ...] = ()
    backend_problem: str | None = None
    problem: str | None = None


@router.get("/healthz", summary="进程是否在")
async def healthz() -> Health:  # on the loop itself: the threads may all be at work
    """The process answers."""
    return Health()


@router.get("/readyz", summary="能否作答", responses={503: {"model": Readiness}})
def readyz(
    world: TheWorld, jobs: TheJobs, caller: TheCaller, ending: TheEnding, response: Response
) -> Readiness:
    """Whether the library opens and holds a report, and who writes; 503 when it does not.

    Who has no key is told no more than that.
    """
    if ending.begun:
        response.status_code = 503
        return Readiness(ready=False, problem="服务正在停止。")
    told = readiness(world, jobs)
    if not told.ready:
        response.status_code = 503
    return told if caller.may("reader") else Readiness(ready=told.ready)


@router.get("/v1/metrics", summary="运行指标（OpenTelemetry）")
def metrics(measured: TheMetrics) -> dict[str, Any]:
    """Times, tokens, cuts, refusals and the queue; for admins."""
    return measured.shown()


def readiness(world: World, jobs: Board) -> Readiness:
    """All that is to be said of the library and who writes."""
    heard = heard_of(world.backend)
    backend, model, missing = world.backend.name, world.backend.model, ""
    try:
        library = world.library()
        count, pending = len(library.reports()), library.vectors_pending()
        missing = _missing(library, jobs.catching_up)
        problem = None if count else "库中还没有报告，请先加入。"
    except VectorstoreError as error:
        count, pending, problem = 0, 0, str(error)
    return Readiness(
        ready=problem is None,
        reports=count,
        vectors_pending=pending,
        vectors=missing or None,
        backend=backend,
        model=model,
        answered=heard.answered,
        answer_seconds=round(heard.seconds, 1) if heard.answered is not None else None,
        adapted=notes_of(world.backend),
        backend_problem=heard.problem,
        problem=problem,
    )


def _missing(library: Library, job: Job | None) -> str:
    line = backlog_line(library)
    if not line or job is None:
        return line
    if job.status == "failed":
        return f"{line}：{job.error}"
    if job.result is not None:
        return f"{line}：{job.result.notice or REMEDY}"
    return f"{line}：{job.progress.message if job.progress else '正在准备……'}"
