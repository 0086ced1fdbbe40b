"""Runs the application, and ends it well.

Each of uvicorn's defaults that matters is decided here: h11 (the strict parser), no word of a proxy
believed unless it is named, keep-alive longer than the 60 seconds of nginx upstreams, heads within
`head_seconds`, no access log of its own, no `Server` header.
"""

import asyncio
import signal
import sys
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from service.api.app import create_app
from service.api.heads import room, within
from service.api.observed import log_to_stderr
from service.api.patience import Ending
from service.api.supervisor import Supervisor
from service.settings import Settings
from service.wiring import World, wire

# Seconds that a computing thread keeps the others waiting, the loop of the doors among them: with
# Python's own 0.005 and five times more askers than can be answered, `/healthz` took up to 0.1 s.
_TURN = 0.001
_GRACE = 5  # seconds that open requests get at the end
_KEEP_ALIVE = 75  # seconds; a proxy must be the one who closes
_SILENT = (
    120  # seconds after which a process of several is taken for dead: a busy machine starts slowly
)


class Server(uvicorn.Server):
    """Told to stop, it says so at `/readyz` for a moment before it closes its door.

    A second signal closes it at once.
    """

    def __init__(self, config: uvicorn.Config, ending: Ending, drain: float) -> None:
        super().__init__(config)
        self._ending = ending
        self._drain = drain

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        first = not self._ending.begun
        if loop is not None:
            self._ending.begin()
            if first and sig != signal.SIGINT:
                loop.call_later(self._drain, super().handle_exit, sig, frame)
                return
        super().handle_exit(sig, frame)


def serve(settings: Settings) -> None:
    """Serve the world of these settings on their host and port, until interrupted."""
    server(wire(settings)).run()


def server(world: World) -> Server:
    """The server, not yet running."""
    app = _created(world)
    config = uvicorn.Config(app, **_options(world.settings))
    return Server(config, app.state.ending, world.settings.drain_seconds)


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
        Supervisor(config, [listening]).run()
    finally:
        listening.close()


def _app(settings: Settings) -> FastAPI:
    return _created(wire(settings))


def _created(world: World) -> FastAPI:
    sys.setswitchinterval(_TURN)
    return create_app(world)


def _options(settings: Settings) -> dict[str, Any]:
    if settings.log_requests:
        log_to_stderr()
    return {
        "host": settings.host,
        "port": settings.port,
        "http": within(settings.head_seconds, room()),
        "loop": "asyncio",
        "ws": "none",
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": list(settings.proxies),
        "timeout_keep_alive": _KEEP_ALIVE,
        "timeout_graceful_shutdown": _GRACE,
        "backlog": 512,
    }
