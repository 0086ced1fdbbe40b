"""`POST /v1/brief`: a one-page briefing."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import MEDIA_TYPES, Writers, wanted, written
from service.api.given import BriefRequest, TheTasks, TheWorld
from service.api.keeping import TheKeeping
from service.api.leaving import while_connected
from service.api.sse import event_stream
from service.export.docx import brief_docx
from service.export.html import brief_html
from service.export.markdown import brief_markdown
from service.shapes import Brief

router = APIRouter(tags=["简报"])
_WRITERS: Writers = {
    "md": brief_markdown,
    "html": brief_html,
    "docx": brief_docx,
}
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "结果；Accept为text/event-stream时为事件流：若干progress、brief，"
        "最后恰好一个done或error",
        "content": {MEDIA_TYPES[name]: {} for name in _WRITERS} | {"text/event-stream": {}},
    }
}


@router.post("/v1/brief", response_model=Brief, responses=_FORMATS, summary="写简报")
async def brief(
    asked: BriefRequest, request: Request, world: TheWorld, tasks: TheTasks, keeping: TheKeeping
) -> Response:
    """The briefing as JSON, or by `?format=` or `Accept` as md, html, docx.

    By `Accept: text/event-stream` with its progress.
    """
    given, keep = asked.wanted(), keeping.of(asked)
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(keep.events(tasks.stream_brief(world, **given)))
    name = wanted(request, _WRITERS)
    made = await keep.made(await while_connected(request, tasks.brief(world, **given)))
    return keep.located(await written(name, made, _WRITERS, made.title))
