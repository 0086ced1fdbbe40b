"""The page at `/` and the few files it consists of."""

from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

router = APIRouter(include_in_schema=False)
_FILES = StaticFiles(directory=Path(__file__).parent.parent / "web")


# Routes, not a mount: a mount at the root would answer 404 where 405 is right.
@router.get("/")
async def index(request: Request) -> Response:
    """The page."""
    return await _FILES.get_response("index.html", request.scope)


@router.get("/{name}")
async def file(name: str, request: Request) -> Response:
    """A script, style or picture of the page."""
    return await _FILES.get_response(name, request.scope)
