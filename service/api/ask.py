"""`POST /v1/ask`: one answer, whole or as it is proven."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service.api.given import AskRequest, TheTasks, TheWorld
from service.api.leaving import while_connected
from service.api.sse import event_stream
from service.shapes import Answer

router = APIRouter(tags=["问答"])
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "答案；Accept为text/event-stream时为事件流："
        "evidence、sentence、answer，最后恰好一个done或error",
        "content": {"text/event-stream": {}},
    }
}


@router.post("/v1/ask", response_model=Answer, responses=_STREAM, summary="提问")
async def ask(
    asked: AskRequest, request: Request, world: TheWorld, tasks: TheTasks
) -> Answer | Response:
    """The proven answer; by `Accept: text/event-stream` sentence by sentence."""
    given = asked.model_dump(exclude={"question"})
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(tasks.stream_answer(world, asked.question, **given))
    return await while_connected(request, tasks.answer(world, asked.question, **given))
