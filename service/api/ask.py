"""`POST /v1/ask`: one answer, whole or as it is proven."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api.given import AskRequest, TheTasks, TheWorld
from service.api.keeping import TheKeeping
from service.api.leaving import while_connected
from service.api.sse import event_stream
from service.shapes import Answer

router = APIRouter(tags=["问答"])
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "答案；Accept为text/event-stream时为事件流："
        "evidence、ledger（有模型时台账自己的整篇答案）、sentence、answer，最后恰好一个done或error",
        "content": {"text/event-stream": {}},
    }
}


@router.post("/v1/ask", response_model=Answer, responses=_STREAM, summary="提问")
async def ask(
    asked: AskRequest,
    request: Request,
    world: TheWorld,
    tasks: TheTasks,
    keeping: TheKeeping,
    response: Response,
) -> Answer | Response:
    """The proven answer; by `Accept: text/event-stream` sentence by sentence."""
    given = asked.wanted()
    keep = keeping.of(asked)
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(keep.events(tasks.stream_answer(world, **given)))
    made = await keep.made(await while_connected(request, tasks.answer(world, **given)))
    keep.located(response)
    return made
