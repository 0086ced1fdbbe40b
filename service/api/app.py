"""The application: routes, errors, the guard before them and the page beside them."""

from collections.abc import AsyncGenerator, Callable
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api import (
    approvals,
    ask,
    brief,
    changes,
    chat,
    check,
    compare,
    docs,
    figures,
    health,
    mcp,
    page,
    problems,
    reports,
)
from service.api.admission import Admission, Quotas, Tokens
from service.api.audited import Recorder, audited
from service.api.callers import current
from service.api.doors import Doors
from service.api.filings import take_up
from service.api.guard import Guard, Rules
from service.api.jobs import Board, Jobs
from service.api.leaving import ClientLeft
from service.api.metrics import Metrics
from service.api.observed import Observed
from service.api.office import ROUTERS as OFFICE
from service.api.patience import Ending, Patience
from service.api.tasks import Tasks
from service.audit import Audit
from service.errors import BadSettings, ServiceError
from service.llm import Backend, Usage
from service.llm.bounded import Bounded
from service.mcp.http import McpSessions
from service.rereading.task import reread
from service.settings import Settings, is_loopback
from service.wiring import World, choose
from vectorstore.errors import VectorstoreError

_ROUTERS = (
    ask, chat, figures, compare, brief, changes, check, reports, *OFFICE, approvals, health, docs,
    mcp, page,
)  # fmt: skip
_CLIENT_CLOSED_REQUEST = 499


def create_app(world: World, *, tasks: Tasks | None = None) -> FastAPI:
    """The service of a world, for the host of its settings.

    Raises BadSettings when others could reach it and no token is set.
    """
    app = FastAPI(
        title="工报 gongbao",
        version=_version(),
        description="政府工作报告问答、对比与简报；每一个数字都核对到原文。",
        docs_url=None,
        openapi_url=None,  # `docs` shows each caller what it may use
        redoc_url=None,
        lifespan=_lifespan,
        responses={
            "default": {
                "model": problems.Problem,
                "description": "没有结果时的问题说明",
                "content": {problems.MEDIA_TYPE: {}},
            }
        },
    )
    settings, tokens = world.settings, Tokens(world.settings.tokens_per_day)
    jobs = _jobs(world)
    metrics = Metrics(lambda: jobs.waiting)
    world = replace(world, backend=_bounded(world, tokens, metrics))
    app.state.world = world
    app.state.jobs, app.state.metrics = jobs, metrics
    app.state.recorder = _recorder(settings, metrics)
    app.state.tasks = audited(tasks or Tasks(), app.state.recorder)
    app.state.ending = Ending()
    app.state.mcp = McpSessions(world)
    problems.install(app)
    app.add_exception_handler(ClientLeft, _gone)
    # The last added is the first to see a request.
    app.add_middleware(Patience, seconds=settings.request_seconds, ending=app.state.ending)
    app.add_middleware(Admission, quotas=Quotas.of(settings), tokens=tokens)
    app.add_middleware(Guard, rules=_rules(settings), ending=app.state.ending)
    app.add_middleware(Observed, metrics=metrics, log=settings.log_requests)
    for module in _ROUTERS:
        app.include_router(module.router)
    return app


def _jobs(world: World) -> Board:
    """The jobs of this process, or those that all processes share."""
    url = world.places.database_url
    if url is None:
        settings = world.settings
        after = None if world.backend.name == "offline" else partial(_read_doubtful, world)
        return Jobs(settings.uploads_at_once, settings.uploads_bytes, afterwards=after)
    from service.queue.broker import opened  # brings the queue
    from service.queue.jobs import QueuedJobs
    from service.queue.records import Records, shared

    records = Records(shared(url))
    return QueuedJobs(records, opened(records.engine, url))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    jobs: Board = app.state.jobs
    await run_in_threadpool(take_up, app)
    await run_in_threadpool(_catch_up, app.state.world, app.state.tasks, jobs)
    yield
    await app.state.mcp.close()
    await run_in_threadpool(jobs.close)


def _catch_up(world: World, tasks: Tasks, jobs: Board) -> None:
    """Bring the vectors that are missing, those of another model too, behind the answers."""
    with suppress(VectorstoreError):  # `/readyz` says what is wrong with the library
        if world.library().vectors_pending():
            jobs.catch_up(
                lambda listen: tasks.ingest(
                    world.places, [], embeddings_spec=world.embeddings_spec, progress=listen
                )
            )
    jobs.go_on()


def _read_doubtful(world: World, closing: Callable[[], bool]) -> None:
    """Have the model read what is in doubt, until the server closes. It is another client than
    the one that answers: that one belongs to the loop of the server."""

    def tell(done: int, total: int, name: str) -> None:
        if closing():
            raise CancelledError

    with suppress(VectorstoreError, ServiceError, CancelledError):
        reread(replace(world, backend=choose(world.settings)), tell)


def _recorder(settings: Settings, metrics: Metrics) -> Recorder:
    audit = Audit(settings.data_dir, settings.audit_bytes) if settings.audit else None
    return Recorder(audit, metrics, questions=settings.audit_questions)


def _bounded(world: World, tokens: Tokens, metrics: Metrics) -> Backend:
    """The backend with its calls at once limited, its tokens counted for the key that asks."""
    if world.backend.name == "offline":
        return world.backend

    async def spend(usage: Usage, seconds: float) -> None:
        metrics.called(usage, seconds)
        await tokens.spend(current.get().key, usage.prompt_tokens + usage.completion_tokens)

    settings = world.settings
    return Bounded(world.backend, settings.models_at_once, settings.waiting_seconds, spend)


def _rules(settings: Settings) -> Rules:
    doors, local = Doors.of(settings, settings.data_dir), is_loopback(settings.host)
    if not local and not doors.is_locked:
        raise BadSettings(
            f"在{settings.host}上监听时别的机器也能访问，请先设置GONGBAO_TOKEN（8个以上字符），"
            "或用 gongbao key add 发放密钥。"
        )
    if (settings.hosts or settings.proxies) and not doors.is_locked:
        raise BadSettings(
            "设了GONGBAO_ALLOWED_HOSTS或GONGBAO_TRUSTED_PROXIES，别的机器能经代理访问，"
            "请先设置GONGBAO_TOKEN，或用 gongbao key add 发放密钥。"
        )
    return Rules(
        local=local,
        doors=doors,
        upload_bytes=settings.upload_bytes,
        hosts=settings.hosts,
        body_seconds=settings.body_seconds,
    )


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=_CLIENT_CLOSED_REQUEST)


def _version() -> str:
    try:
        return version("gongbao")
    except PackageNotFoundError:
        return "0"
