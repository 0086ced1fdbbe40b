"""`/mcp`: the tools and reports for agents, by the Model Context Protocol."""

from typing import cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.mcp.http import McpSessions

router = APIRouter(include_in_schema=False)


@router.api_route("/mcp", methods=["GET", "POST", "DELETE"])
async def mcp(request: Request) -> Response:
    """Whatever the protocol asks."""
    return await cast(McpSessions, request.app.state.mcp).response()
