"""`POST /v1/compare`: regions beside each other."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import MEDIA_TYPES, Writers, wanted, written
from service.api.given import CompareRequest, TheTasks, TheWorld
from service.api.keeping import TheKeeping
from service.api.leaving import while_connected
from service.api.sse import event_stream
from service.export.html import comparison_html
from service.export.markdown import comparison_markdown
from service.export.xlsx import comparison_xlsx
from service.shapes import Comparison

router = APIRouter(tags=["对比"])
_WRITERS: Writers = {
    "md": comparison_markdown,
    "html": comparison_html,
    "xlsx": comparison_xlsx,
}
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "结果；Accept为text/event-stream时为事件流：若干progress、comparison，"
        "最后恰好一个done或error",
        "content": {MEDIA_TYPES[name]: {} for name in _WRITERS} | {"text/event-stream": {}},
    }
}


@router.post("/v1/compare", response_model=Comparison, responses=_FORMATS, summary="对比")
async def compare(
    asked: CompareRequest, request: Request, world: TheWorld, tasks: TheTasks, keeping: TheKeeping
) -> Response:
    """The comparison as JSON, or by `?format=` or `Accept` as md, html, xlsx.

    By `Accept: text/event-stream` with its progress.
    """
    given, keep = asked.wanted(), keeping.of(asked)
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(keep.events(tasks.stream_compare(world, **given)))
    name = wanted(request, _WRITERS)
    made = await keep.made(await while_connected(request, tasks.compare(world, **given)))
    return keep.located(await written(name, made, _WRITERS, "地区对比"))
