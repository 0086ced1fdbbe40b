"""Calls of the configured backend, and replies that an endpoint may give."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import httpx
import respx
from pydantic import BaseModel

from service.llm import Completion, Message
from service.llm.endpoint import from_settings
from service.settings import load_settings
from tests.llm_mock import BASE_URL

ASKED = [Message("system", "只用证据。"), Message("user", "多少?")]


class Draft(BaseModel):
    """What a model is asked to fill in."""

    sentences: list[str]
    note: str = ""


def backend(**settings: Any) -> Any:
    """The configured backend, quick to give up."""
    quick: dict[str, Any] = {
        "deadline": 5,
        "retries": 0,
        "openai_api_key": "k",
        "openai_base_url": BASE_URL,
    }
    return from_settings(load_settings(**{**quick, "openai_model": "mock-model", **settings}))


def run(work: Coroutine[Any, Any, Completion]) -> Completion:
    """The result of one call."""
    return asyncio.run(work)


def complete(schema: type[BaseModel] | None = None, **settings: Any) -> Completion:
    """One whole reply."""
    return run(backend(**settings).complete(ASKED, schema=schema, max_tokens=50))


def stream(sink: list[str] | None = None, **settings: Any) -> Completion:
    """One streamed reply; `sink` takes the pieces."""

    async def drain() -> Completion:
        pieces = backend(**settings).stream(ASKED, max_tokens=50)
        async for piece in pieces:
            if sink is not None:
                sink.append(piece)
        assert pieces.completion is not None
        return pieces.completion

    return run(drain())


def sent(router: respx.MockRouter, call: int = -1) -> dict[str, Any]:
    """The JSON body of a request."""
    return json.loads(router.calls[call].request.content)


def status(code: int, **headers: str) -> httpx.Response:
    """An error reply of the endpoint."""
    return httpx.Response(code, json={"error": {"message": "no"}}, headers=headers)


def text(body: str, kind: str) -> httpx.Response:
    """A reply of 200 that is no protocol."""
    return httpx.Response(200, text=body, headers={"content-type": kind})


def reject(message: str) -> httpx.Response:
    """A 400 with the endpoint's own words."""
    return httpx.Response(400, json={"error": {"message": message}})


def sse(*lines: str) -> httpx.Response:
    """A stream of these data lines."""
    body = "".join(f"data: {line}\n\n" for line in lines)
    return httpx.Response(200, text=body, headers={"content-type": "text/event-stream"})
