"""A backend of which only so many calls are made at once, and whose tokens are counted."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from pydantic import BaseModel

from prompts import Message
from service.errors import BackendBusy
from service.llm import Backend, Completion, TextStream, Usage

Spend = Callable[[Usage, float], Awaitable[None]]


class Bounded:
    """`spend` is told of each call: its usage and the seconds it took."""

    def __init__(
        self,
        backend: Backend,
        most: int,
        patience: float,
        spend: Spend,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._backend = backend
        self._free = asyncio.Semaphore(most)
        self._most = most
        self._patience = patience
        self._spend = spend
        self._clock = clock

    @property
    def name(self) -> str:
        """Of the backend behind."""
        return self._backend.name

    @property
    def model(self) -> str | None:
        """Of the backend behind."""
        return self._backend.model

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """The whole reply; BackendBusy when no call may be made in time."""
        async with self._taken():
            began = self._clock()
            made = await self._backend.complete(messages, schema=schema, max_tokens=max_tokens)
            await self._spend(made.usage, self._clock() - began)
            return made

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """The reply as it is written; the place is held until it ends."""
        return TextStream(self._streamed(messages, max_tokens))

    async def _streamed(
        self, messages: Sequence[Message], max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        async with self._taken():
            began = self._clock()
            text = self._backend.stream(messages, max_tokens=max_tokens)
            try:
                async for piece in text:
                    yield piece
            finally:
                await text.aclose()
            if text.completion is not None:
                await self._spend(text.completion.usage, self._clock() - began)
                yield text.completion

    @asynccontextmanager
    async def _taken(self) -> AsyncGenerator[None]:
        try:
            await asyncio.wait_for(self._free.acquire(), self._patience)
        except TimeoutError:
            raise BackendBusy(
                f"同时进行的模型调用已到上限（{self._most}个），这次没有用模型。", self._patience
            ) from None
        try:
            yield
        finally:
            self._free.release()
