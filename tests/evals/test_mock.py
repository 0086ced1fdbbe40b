"""The endpoint inside the process stands below the real openai client."""

import openai
import pytest
from respx.models import AllMockedAssertionError

from evals.mock import BASE_URL, chat_reply, chat_stream, endpoint, messages_of, writer

ASKED = [{"role": "user", "content": "多少?"}]


def client() -> openai.OpenAI:
    """The real client, synchronous."""
    return openai.OpenAI(api_key="k", base_url=BASE_URL, max_retries=0)


def ask(streamed: bool = False) -> str:
    """The text of one reply."""
    if not streamed:
        reply = client().chat.completions.create(model="m", messages=ASKED)  # pyright: ignore
        return reply.choices[0].message.content or ""
    stream = client().chat.completions.create(model="m", messages=ASKED, stream=True)  # pyright: ignore
    return "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)


def test_the_real_client_gets_what_the_router_says() -> None:
    with endpoint() as router:
        route = router.post("/chat/completions").mock(return_value=chat_reply("好"))
        assert ask() == "好"
    assert messages_of(route.calls.last.request) == ASKED


@pytest.mark.parametrize("streamed", [False, True])
def test_a_writer_answers_whole_or_streamed(streamed: bool) -> None:
    with endpoint() as router:
        say = writer(lambda messages: f"问的是：{messages[-1]['content']}")
        router.post("/chat/completions").mock(side_effect=say)
        assert ask(streamed) == "问的是：多少?"


def test_what_no_route_answers_never_reaches_the_network() -> None:
    with endpoint(), pytest.raises(AllMockedAssertionError):
        ask()


def test_a_broken_off_stream_has_no_end() -> None:
    body = chat_stream(["半句"], None)
    assert b"[DONE]" not in body.read()
