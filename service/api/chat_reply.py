"""An answer in the shapes of OpenAI's chat completions: whole, and piece by piece."""

import json
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from service.api.chat_request import MODEL
from service.export.answer_markdown import (
    Link,
    answer_lines,
    answer_markdown,
    sources_markdown,
)
from service.shapes import Answer, Evidence, Item, Usage
from service.tasks.answer.arriving import Arriving
from service.tasks.events import Event

Piece: TypeAlias = dict[str, Any]
DONE: Piece = {}
"""The end of a stream, which is no JSON: `data: [DONE]`."""


@dataclass(frozen=True, slots=True)
class ChatReply:
    """One reply; `link` leads from a source into our page."""

    link: Link
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: Answer) -> Piece:
        """The answer as one completion; `gongbao` holds it with its proof, as `/v1/ask` gives it."""
        message = {"role": "assistant", "content": answer_markdown(answer, self.link)}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {
            **self._head("chat.completion"),
            "choices": [choice],
            "usage": usage_of(answer.usage),
            "gongbao": answer.model_dump(mode="json"),
        }

    async def pieces(
        self, events: AsyncIterator[Event], *, with_usage: bool
    ) -> AsyncGenerator[Piece]:
        """The answer sentence by sentence, each proven before it is sent."""
        arriving, links, spent = Arriving(), dict[int, str](), Usage()
        yield self._piece({"role": "assistant", "content": ""})
        async for event in events:
            data = event.data
            if isinstance(data, Evidence):
                links = {c.n: self.link(c) for c in data.citations}
            elif isinstance(data, Item):
                said = arriving.sentence(data)
                own = {arriving.order[n]: to for n, to in links.items() if n in arriving.order}
                yield self._piece({"content": answer_lines([said], own)})
            elif isinstance(data, Answer) and event.kind == "answer":
                spent = data.usage
                own = {c.n: self.link(c) for c in data.citations}
                rest = answer_lines(arriving.rest(data), own) + sources_markdown(data, self.link)
                yield self._piece({"content": rest})
                yield self._piece({}, finish="stop") | {"gongbao": data.model_dump(mode="json")}
        if with_usage:
            yield self._head("chat.completion.chunk") | {"choices": [], "usage": usage_of(spent)}

    def _piece(self, delta: Piece, finish: str | None = None) -> Piece:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return self._head("chat.completion.chunk") | {"choices": [choice]}

    def _head(self, kind: str) -> Piece:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}


def usage_of(usage: Usage) -> Piece:
    """What the configured model was paid for; 0 where the ledger answered alone."""
    total = usage.prompt_tokens + usage.completion_tokens
    return {
        **usage.model_dump(include={"prompt_tokens", "completion_tokens"}),
        "total_tokens": total,
    }


def data_frame(piece: Piece) -> bytes:
    """One unnamed server-sent event, as OpenAI's clients read it."""
    shown = json.dumps(piece, ensure_ascii=False) if piece else "[DONE]"
    return f"data: {shown}\n\n".encode()
