"""Replies written beforehand: for tests and replays."""

from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from pydantic import BaseModel

from service.errors import BackendError, BackendFailed
from service.llm import Completion, Message, TextStream, parse_reply
from service.shapes import Usage

Reply: TypeAlias = str | Completion | BackendError
_PIECE = 7


class Scripted:
    """Answers from a list in its order, or by a function of the messages.

    An error among the replies is raised. `calls` keeps what was asked.
    """

    name = "scripted"

    def __init__(
        self,
        replies: Iterable[Reply] | Callable[[Sequence[Message]], Reply],
        model: str | None = "scripted",
    ) -> None:
        self.model = model
        self.calls: list[tuple[Message, ...]] = []
        self._reply = replies if callable(replies) else _in_order(replies)

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """The next reply, whole."""
        self.calls.append(tuple(messages))
        reply = self._reply(messages)
        if isinstance(reply, BackendError):
            raise reply
        if isinstance(reply, str):
            reply = Completion(reply, usage=Usage(calls=1))
        return replace(reply, parsed=reply.parsed or parse_reply(reply.text, schema))

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """The next reply in pieces of a few characters."""
        return TextStream(self._pieces(messages, max_tokens))

    async def _pieces(
        self, messages: Sequence[Message], max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        whole = await self.complete(messages, max_tokens=max_tokens)
        for start in range(0, len(whole.text), _PIECE):
            yield whole.text[start : start + _PIECE]
        yield whole


def _in_order(replies: Iterable[Reply]) -> Callable[[Sequence[Message]], Reply]:
    left = iter(replies)

    def following(_: Sequence[Message]) -> Reply:
        return next(left, BackendFailed("剧本里没有更多的回复。"))

    return following
