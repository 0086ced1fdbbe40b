"""`POST /v1/chat/completions`, `GET /v1/models`: gongbao as a model of any chat program."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.api.chat_reply import DONE, ChatReply, data_frame
from service.api.chat_request import MODEL, ChatRequest, UnknownModel
from service.api.given import TheTasks, TheWorld
from service.api.leaving import while_connected
from service.api.problems import openai_error
from service.api.sse import frames, streamed, well_ended
from service.export.answer_markdown import page_links
from service.tasks.events import Event

router = APIRouter(tags=["聊天接口（OpenAI）"])
_MODEL = {"id": MODEL, "object": "model", "created": 1767225600, "owned_by": "gongbao"}
_ERROR = {
    "type": "object",
    "required": ["message", "type", "param", "code"],
    "properties": {"message": {"type": "string"}, "type": {"type": "string"}},
}
_ERRORS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "没有结果时的问题说明，按OpenAI的写法",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": _ERROR},
                }
            }
        },
    }
}
_STREAM: dict[int | str, dict[str, Any]] = _ERRORS | {
    200: {
        "description": "答案；stream为true时为事件流，最后一行是data: [DONE]",
        "content": {"text/event-stream": {}},
    }
}


@router.get("/v1/models", responses=_ERRORS, summary="列出模型")
async def models() -> dict[str, Any]:
    """The one model there is."""
    return {"object": "list", "data": [_MODEL]}


@router.get("/v1/models/{name}", responses=_ERRORS, summary="看一个模型")
async def model(name: str) -> dict[str, Any]:
    """That one, by its name."""
    if name != MODEL:
        raise UnknownModel(f"没有模型“{name[:60]}”，请用{MODEL}。")
    return _MODEL


@router.post("/v1/chat/completions", responses=_STREAM, summary="对话")
async def chat(asked: ChatRequest, request: Request, world: TheWorld, tasks: TheTasks) -> Response:
    """The proven answer to the last user message, the earlier ones being the conversation."""
    asked.require_supported()
    *earlier, question = asked.questions()
    reply = ChatReply(page_links(str(request.base_url)))
    given: dict[str, Any] = {"regions": asked.regions, "years": asked.years, "earlier": earlier}
    if asked.stream:
        events = aiter(tasks.stream_answer(world, question, **given))
        first = await anext(events)  # what cannot be answered at all is told by the status
        wanted = asked.stream_options is not None and asked.stream_options.include_usage
        pieces = reply.pieces(_resumed(first, events), with_usage=wanted)
        return streamed(frames(well_ended(pieces, DONE, openai_error), data_frame))
    made = await while_connected(request, tasks.answer(world, question, **given))
    return JSONResponse(reply.whole(made))


async def _resumed(first: Event, events: AsyncIterator[Event]) -> AsyncGenerator[Event]:
    try:
        yield first
        async for event in events:
            yield event
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()
