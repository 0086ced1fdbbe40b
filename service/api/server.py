"""Runs the application."""

import socket
from functools import partial

import uvicorn
from uvicorn.supervisors import Multiprocess

from service.api.app import create_app
from service.settings import Settings
from service.wiring import World, wire

_GRACE = 5  # seconds that open streams get at the end


def serve(settings: Settings) -> None:
    """Serve the world of these settings on their host and port, until interrupted."""
    server(wire(settings)).run()


def serve_many(settings: Settings, workers: int) -> None:
    """Serve with several processes on one socket; one that dies is replaced."""
    config = uvicorn.Config(
        "service.api.app:create_app",
        host=settings.host,
        port=settings.port,
        workers=workers,
        log_level="warning",
    )
    listening = config.bind_socket()
    try:
        Multiprocess(config, partial(_one, settings), [listening]).run()
    finally:
        listening.close()


def _one(settings: Settings, sockets: list[socket.socket]) -> None:
    """What each of the processes does."""
    server(wire(settings)).run(sockets)


def server(world: World) -> uvicorn.Server:
    """The server, not yet running."""
    config = uvicorn.Config(
        create_app(world),
        host=world.settings.host,
        port=world.settings.port,
        log_level="warning",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
    return uvicorn.Server(config)
