"""Runs the application."""

import uvicorn

from service.api.app import create_app
from service.settings import Settings
from service.wiring import World, wire

_GRACE = 5  # seconds that open streams get at the end


def serve(settings: Settings) -> None:
    """Serve the world of these settings on their host and port, until interrupted."""
    server(wire(settings)).run()


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
