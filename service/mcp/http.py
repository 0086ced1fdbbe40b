"""`/mcp`: the protocol's streamable HTTP, started at its first request."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.wiring import World

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpSessions:
    """The sessions of one application; importing and starting them costs a service nothing before
    somebody comes.

    No session is kept between requests, so that any of several processes may answer the next.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._manager: StreamableHTTPSessionManager | None = None
        self._running: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()

    async def response(self) -> Response:
        """What answers one request: the protocol itself reads it and writes the reply."""
        async with self._starting:
            if self._manager is None:
                self._manager = await self._start()
        return _Handed(self._manager)

    async def close(self) -> None:
        """End what runs."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _start(self) -> "StreamableHTTPSessionManager":
        made = await asyncio.to_thread(_made, self._world)
        started = asyncio.Event()
        self._running = asyncio.create_task(_run(made, started))
        await started.wait()
        return made


def _made(world: World) -> "StreamableHTTPSessionManager":
    from mcp.server.transport_security import TransportSecuritySettings  # the SDK costs 0.7 s

    from service.mcp.server import ReportServer

    server = ReportServer(world)
    # Host names and origins are the guard's business, before anything comes here.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(stateless_http=True, transport_security=security)
    return server.session_manager


async def _run(manager: "StreamableHTTPSessionManager", started: asyncio.Event) -> None:
    async with manager.run():
        started.set()
        await asyncio.Event().wait()


class _Handed(Response):
    """A response that the protocol writes itself."""

    def __init__(self, manager: "StreamableHTTPSessionManager") -> None:
        super().__init__()
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._manager.handle_request(scope, receive, send)
