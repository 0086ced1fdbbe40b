"""`gongbao mcp`."""

import typer

from service.cli.arguments.serving import Mcp
from service.cli.world import settings_of
from service.mcp.server import ReportServer
from service.wiring import wire


def mcp(context: typer.Context, given: Mcp) -> None:
    """Speak the protocol on standard input and output until the client closes it."""
    settings = settings_of(context, given.data_dir, given.backend)
    ReportServer(wire(settings)).run("stdio")
