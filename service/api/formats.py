"""In which format an answer leaves: `?format=` first, then the Accept header, else JSON."""

from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import quote

from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.errors import BadRequest

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Writers: TypeAlias = Mapping[str, Callable[..., bytes | str]]
# Exported pages carry their own style and pictures, and nothing that runs.
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def wanted(request: Request, known: Writers) -> str:
    """The format asked for, among `json` and those known."""
    named = request.query_params.get("format")
    if named is not None:
        if named != "json" and named not in known:
            raise BadRequest(f"没有“{named}”这种格式，可选：{'、'.join(['json', *known])}。")
        return named
    accepted = request.headers.get("accept", "")
    ranges = [part.split(";")[0].strip() for part in accepted.split(",")]
    for media in ranges:
        for name in ("json", *known):
            if media == MEDIA_TYPES[name].split(";")[0]:
                return name
    return "json"


async def written(name: str, made: object, writers: Writers, stem: str) -> Response:
    """The response in that format; files are offered under a name."""
    if name == "json":
        body = made.model_dump(mode="json") if isinstance(made, BaseModel) else made
        return JSONResponse(body)
    content = await run_in_threadpool(writers[name], made)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stem)}.{name}"}
    if name == "html":
        headers["Content-Security-Policy"] = _PAGE_POLICY
    return Response(content, media_type=MEDIA_TYPES[name], headers=headers)
