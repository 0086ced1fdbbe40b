"""What turns a prompt into text: one small protocol, one file a backend."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel, ValidationError

from prompts import Message, Role
from service.shapes import Usage

__all__ = [
    "Backend",
    "Completion",
    "Message",
    "Role",
    "TextStream",
    "before_request",
    "parse_reply",
]

before_request: ContextVar[Callable[[], None]] = ContextVar("before_request")
"""Told of every HTTP request before it is sent; what it raises keeps the request back."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole reply; `parsed` is an instance of the schema asked for, None if the text is none."""

    text: str
    parsed: BaseModel | None = None
    usage: Usage = field(default_factory=Usage)
    finish: str = "stop"


class TextStream:
    """Text as it comes, piece by piece; `completion` is known once the stream ended well.

    A stream that is cut, late or filtered raises a BackendError instead of ending.
    Close it (`aclose`) when leaving early.
    """

    def __init__(self, source: AsyncGenerator[str | Completion, None]) -> None:
        self._source = source
        self.completion: Completion | None = None

    def __aiter__(self) -> "TextStream":
        return self

    async def __anext__(self) -> str:
        async for piece in self._source:
            if isinstance(piece, str):
                return piece
            self.completion = piece
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self._source.aclose()


class Backend(Protocol):
    """Both calls raise the BackendError family, or NoModel, and nothing else."""

    @property
    def name(self) -> str:
        """`openai` or another provider's name, `offline` or `scripted`."""
        ...

    @property
    def model(self) -> str | None:
        """The model's own name, None without one."""
        ...

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """The whole reply; with `schema`, constrained to it where the endpoint can."""
        ...

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """The reply as it is written."""
        ...


def parse_reply(text: str, schema: type[BaseModel] | None) -> BaseModel | None:
    """The schema's instance in a reply, bare or fenced or amid prose; None if there is none."""
    if schema is None:
        return None
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        return schema.model_validate_json(text[start : end + 1])
    except ValidationError:
        return None
