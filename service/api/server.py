"""Runs the application."""

from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from service.api.app import create_app
from service.settings import Settings
from service.wiring import World, wire

_GRACE = 5  # seconds that open streams get at the end
_SILENT = (
    120  # seconds after which a process of several is taken for dead: a busy machine starts slowly
)


def serve(settings: Settings) -> None:
    """Serve the world of these settings on their host and port, until interrupted."""
    server(wire(settings)).run()


def server(world: World) -> uvicorn.Server:
    """The server, not yet running."""
    return uvicorn.Server(uvicorn.Config(create_app(world), **_options(world.settings)))


def serve_many(settings: Settings, workers: int) -> None:
    """Serve with several processes on one socket; one that dies is replaced."""
    app = partial(_app, settings)
    config = uvicorn.Config(
        app,
        factory=True,
        workers=workers,
        timeout_worker_healthcheck=_SILENT,
        **_options(settings),
    )
    listening = config.bind_socket()
    try:
        Multiprocess(config, [listening]).run()
    finally:
        listening.close()


def _app(settings: Settings) -> FastAPI:
    return create_app(wire(settings))


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "log_level": "warning",
        "server_header": False,
        "ws": "none",
        "timeout_graceful_shutdown": _GRACE,
    }
