"""The model endpoint of the tests: respx under the real openai client."""

from collections.abc import Iterator

import pytest
import respx

from evals.mock import (
    BASE_URL,
    afresh,
    chat_body,
    chat_reply,
    chat_stream,
    endpoint,
    messages_of,
    writer,
)

__all__ = [
    "BASE_URL",
    "afresh",
    "chat_body",
    "chat_reply",
    "chat_stream",
    "endpoint",
    "llm",
    "messages_of",
    "writer",
]


@pytest.fixture
def llm() -> Iterator[respx.MockRouter]:
    """A router at BASE_URL; routes answer `POST /chat/completions` and the like."""
    with endpoint() as router:
        yield router
