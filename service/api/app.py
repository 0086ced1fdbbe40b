"""The application: routes, errors, the guard before them and the page beside them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api import (
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
from service.api.guard import Guard, Rules
from service.api.jobs import Jobs
from service.api.leaving import ClientLeft
from service.api.office import ROUTERS as OFFICE
from service.api.tasks import Tasks
from service.errors import BadSettings
from service.mcp.http import Endpoint
from service.settings import Settings, is_loopback
from service.wiring import World
from vectorstore.errors import VectorstoreError

_ROUTERS = (
    ask, chat, figures, compare, brief, changes, check, reports, *OFFICE, health, docs, mcp, page
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
    app.state.world = world
    app.state.tasks = tasks or Tasks()
    app.state.jobs = Jobs()
    app.state.mcp = Endpoint(world)
    problems.install(app)
    app.add_exception_handler(ClientLeft, _gone)
    app.add_middleware(Guard, rules=_rules(world.settings))
    for module in _ROUTERS:
        app.include_router(module.router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    jobs: Jobs = app.state.jobs
    await run_in_threadpool(_catch_up, app.state.world, app.state.tasks, jobs)
    yield
    await app.state.mcp.close()
    await run_in_threadpool(jobs.close)


def _catch_up(world: World, tasks: Tasks, jobs: Jobs) -> None:
    """Bring the vectors that are missing, those of another model too, behind the answers."""
    with suppress(VectorstoreError):  # `/readyz` says what is wrong with the library
        if world.library().vectors_pending():
            jobs.catch_up(
                lambda listen: tasks.ingest(
                    world.data_dir, [], embeddings_spec=world.embeddings_spec, progress=listen
                )
            )


def _rules(settings: Settings) -> Rules:
    host, token = settings.host, settings.token
    if token is None and not is_loopback(host):
        raise BadSettings(
            f"在{host}上监听时别的机器也能访问，请先设置GONGBAO_TOKEN（8个以上字符）。"
        )
    return Rules(
        local=is_loopback(host),
        token=token.get_secret_value() if token else None,
        upload_bytes=settings.upload_bytes,
    )


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=_CLIENT_CLOSED_REQUEST)


def _version() -> str:
    try:
        return version("gongbao")
    except PackageNotFoundError:
        return "0"
