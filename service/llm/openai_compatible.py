"""Any LangChain chat model as a Backend, OpenAI-compatible endpoints before all."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from contextvars import ContextVar
from typing import Any, cast

import openai
from langchain_core.exceptions import ModelInvalidRequestError
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, convert_to_messages
from pydantic import BaseModel

from service.errors import BackendTooLong
from service.llm import Completion, Message, TextStream
from service.llm.gathered import Gathered
from service.llm.thoughts import Aloud
from service.llm.upstream import backend_error, upstream_errors

_REJECTED = (
    openai.BadRequestError,
    openai.UnprocessableEntityError,
    openai.InternalServerError,  # some servers fail on what they do not know
    ModelInvalidRequestError,
)
_DISPENSABLE = ("temperature", "response_format")
call_ends: ContextVar[float] = ContextVar("call_ends")


class OpenAICompatible:
    """A LangChain chat model behind a deadline, with its failures told apart.

    What an endpoint turned down once (a JSON schema, a temperature) is not sent again; one
    without `schemas` is never sent any. `failures` are errors of its client beyond the known.
    """

    def __init__(
        self,
        chat: BaseChatModel,
        *,
        model: str | None,
        deadline: float,
        name: str = "openai",
        temperature: float | None = 0.0,
        limit: Callable[[int], dict[str, Any]] = lambda tokens: {"max_tokens": tokens},
        schemas: bool = True,
        failures: tuple[type[Exception], ...] = (),
    ) -> None:
        self.name = name
        self.model = model
        self._chat = chat
        self._deadline = deadline
        self._temperature = temperature
        self._limit = limit
        self._failures = failures
        self._turned_down = set[str]() if schemas else {"response_format"}

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """The whole reply within the deadline; see the protocol."""
        asked = convert_to_messages(list(messages))
        options = self._options(schema, max_tokens)
        with upstream_errors(self._failures):
            async with asyncio.timeout(self._deadline) as scope:
                call_ends.set(scope.when() or 0.0)
                reply = await self._invoke(asked, options)
        whole = Gathered(_text_of(asked))
        whole.add(reply)
        return whole.completion(schema)

    async def _invoke(self, asked: list[BaseMessage], options: dict[str, Any]) -> AIMessage:
        fewer = options
        while True:
            try:
                reply = await self._chat.ainvoke(asked, **fewer)
            except _REJECTED as error:
                fewer = _without_the_blamed(error, fewer)
            else:
                self._turned_down |= options.keys() - fewer.keys()
                return reply

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """The reply as it is written, the whole of it within the deadline."""
        return TextStream(self._pieces(convert_to_messages(list(messages)), max_tokens))

    async def _pieces(
        self, asked: list[BaseMessage], max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        ends = asyncio.get_running_loop().time() + self._deadline
        call_ends.set(ends)
        whole, shown = Gathered(_text_of(asked)), Aloud()
        chunks = self._chunks(asked, max_tokens)
        async with aclosing(chunks):
            while True:
                with upstream_errors(self._failures):
                    async with asyncio.timeout_at(ends):
                        chunk = await anext(chunks, None)
                    if chunk is None:
                        break
                    whole.add(chunk)
                    text = shown.add(str(chunk.text))
                if text:
                    yield text
        yield whole.completion(None)

    async def _chunks(
        self, asked: list[BaseMessage], max_tokens: int
    ) -> AsyncGenerator[AIMessageChunk, None]:
        options = fewer = self._options(None, max_tokens)
        while True:
            try:
                async for chunk in self._chat.astream(asked, **fewer):
                    self._turned_down |= options.keys() - fewer.keys()
                    yield chunk
            except _REJECTED as error:
                fewer = _without_the_blamed(error, fewer)
            else:
                return

    def _options(self, schema: type[BaseModel] | None, max_tokens: int) -> dict[str, Any]:
        options = self._limit(max_tokens)
        if self._temperature is not None:
            options["temperature"] = self._temperature
        if schema is not None:
            options["response_format"] = _response_format(schema)
        return {key: value for key, value in options.items() if key not in self._turned_down}


def _without_the_blamed(error: Exception, options: dict[str, Any]) -> dict[str, Any]:
    """The options less the one a rejection may be about; re-raises when there is none."""
    if isinstance(backend_error(error), BackendTooLong):
        raise error
    complaint = str(error)
    blamed = [option for option in _DISPENSABLE if option in options and option in complaint]
    if not blamed and not isinstance(error, openai.InternalServerError):
        blamed = [option for option in ("response_format",) if option in options]
    if not blamed:
        raise error
    return {key: value for key, value in options.items() if key != blamed[0]}


def _text_of(asked: list[BaseMessage]) -> str:
    return "\n".join(str(message.text) for message in asked)


def _response_format(schema: type[BaseModel]) -> dict[str, Any]:
    strict = openai.pydantic_function_tool(schema)["function"].get("parameters", {})
    described = {"name": schema.__name__, "schema": _without_defaults(strict), "strict": True}
    return {"type": "json_schema", "json_schema": described}


def _without_defaults(part: Any) -> Any:
    """Strict schemas require every field; OpenAI turns down those that name a default."""
    if isinstance(part, list):
        return [_without_defaults(item) for item in cast(list[Any], part)]
    if not isinstance(part, dict):
        return part
    kept = cast(dict[str, Any], part).items()
    return {key: _without_defaults(value) for key, value in kept if key != "default"}
