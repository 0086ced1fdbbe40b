"""Any LangChain chat model as a Backend, OpenAI-compatible endpoints before all."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from contextvars import ContextVar
from typing import Any, cast

import openai
from langchain_core.exceptions import ModelInvalidRequestError
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, convert_to_messages
from pydantic import BaseModel

from service.errors import BackendTooLong
from service.llm import Completion, Message, Role, TextStream
from service.llm.adapted import Adapted
from service.llm.gathered import Gathered
from service.llm.heard import Heard
from service.llm.thoughts import Aloud
from service.llm.upstream import backend_error, upstream_errors

_REJECTED = (
    openai.BadRequestError,
    openai.UnprocessableEntityError,
    openai.InternalServerError,  # some servers fail on what they do not know
    ModelInvalidRequestError,
)
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
        self.adapted = Adapted(set() if schemas else {"response_format"})
        self.heard = Heard()

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """The whole reply within the deadline; see the protocol."""
        asked = convert_to_messages(list(messages))
        ends = asyncio.get_running_loop().time() + self._deadline
        call_ends.set(ends)
        with self.heard.call(), upstream_errors(self._failures):
            async with asyncio.timeout_at(ends):
                whole = await self._whole(asked, schema, max_tokens)
            return whole.completion(schema)

    async def _whole(
        self, asked: list[BaseMessage], schema: type[BaseModel] | None, max_tokens: int
    ) -> Gathered:
        whole = Gathered(_text_of(asked))
        if not self.adapted.has("whole"):
            reply = await self._invoke(asked, schema, max_tokens)
            if reply is not None:
                whole.add(reply)
                return whole
        async for chunk in self._chunks(asked, max_tokens, schema):
            whole.add(chunk)
        return whole

    async def _invoke(
        self, asked: list[BaseMessage], schema: type[BaseModel] | None, max_tokens: int
    ) -> AIMessage | None:
        """The whole reply; None where the endpoint but streams. What it turned down counts as
        given up once it has replied without it."""
        trying = Adapted(set(self.adapted.given_up))
        while True:
            options = trying.options(self._options(schema, max_tokens), streams=False)
            try:
                reply = await self._chat.ainvoke(trying.messages(asked), **options)
            except _REJECTED as error:
                trying.given_up.add(_blamed(error, trying, options, streams=False))
                if trying.has("whole"):
                    self.adapted.given_up.add("whole")
                    return None
            else:
                self.adapted.given_up |= trying.given_up
                return reply

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """The reply as it is written, the whole of it within the deadline."""
        return TextStream(self._pieces(convert_to_messages(list(messages)), max_tokens))

    async def _pieces(
        self, asked: list[BaseMessage], max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        if self.adapted.has("stream"):
            made = await self.complete(_as_given(asked), max_tokens=max_tokens)
            yield made.text
            yield made
            return
        ends = asyncio.get_running_loop().time() + self._deadline
        call_ends.set(ends)
        whole, shown = Gathered(_text_of(asked)), Aloud()
        chunks = self._chunks(asked, max_tokens)
        with self.heard.call():
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
        self, asked: list[BaseMessage], max_tokens: int, schema: type[BaseModel] | None = None
    ) -> AsyncGenerator[AIMessage, None]:
        """The pieces of a stream; of an endpoint that answers with a whole reply, that."""
        trying = Adapted(set(self.adapted.given_up))
        came = False
        while True:
            options = trying.options(self._options(schema, max_tokens), streams=True)
            try:
                async for chunk in self._chat.astream(trying.messages(asked), **options):
                    self.adapted.given_up |= trying.given_up
                    came = True
                    yield chunk
            except _REJECTED as error:
                trying.given_up.add(_blamed(error, trying, options, streams=True))
            except ValueError:
                reply = None if came else await self._instead(asked, schema, max_tokens)
                if reply is None:
                    raise
                yield reply
                return
            else:
                return

    async def _instead(
        self, asked: list[BaseMessage], schema: type[BaseModel] | None, max_tokens: int
    ) -> AIMessage | None:
        """The whole reply of an endpoint that streamed nothing: some answer a stream in JSON."""
        if self.adapted.has("whole"):
            return None
        reply = await self._invoke(asked, schema, max_tokens)
        if reply is not None and reply.text:
            self.adapted.given_up.add("stream")
            return reply
        return None

    def _options(self, schema: type[BaseModel] | None, max_tokens: int) -> dict[str, Any]:
        options = self._limit(max_tokens)
        if self._temperature is not None:
            options["temperature"] = self._temperature
        if schema is not None:
            options["response_format"] = _response_format(schema)
        return options


def _as_given(asked: list[BaseMessage]) -> list[Message]:
    roles: dict[str, Role] = {"system": "system", "human": "user", "ai": "assistant"}
    return [Message(roles[each.type], str(each.text)) for each in asked]


def _blamed(error: Exception, trying: Adapted, options: dict[str, Any], *, streams: bool) -> str:
    """What a rejection may be about; re-raises it when that is nothing."""
    if isinstance(backend_error(error), BackendTooLong):
        raise error
    blamed = trying.blamed(str(error), options, streams=streams)
    if blamed is None and not isinstance(error, openai.InternalServerError):
        blamed = "response_format" if "response_format" in options else None
    if blamed is None:
        raise error
    return blamed


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
