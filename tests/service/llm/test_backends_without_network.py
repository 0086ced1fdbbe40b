"""The offline and the scripted backend, and what all backends share."""

import asyncio

import pytest
from pydantic import BaseModel

from service.errors import BackendBusy, BackendFailed, NoModel
from service.llm import Completion, Message, parse_reply
from service.llm.offline import Offline
from service.llm.scripted import Scripted
from service.llm.thoughts import Aloud, without_thoughts

ASKED = [Message("user", "多少?")]


class Draft(BaseModel):
    """A reply's shape."""

    text: str


def test_offline_has_no_words() -> None:
    async def ask() -> None:
        with pytest.raises(NoModel):
            await Offline().complete(ASKED, max_tokens=5)
        with pytest.raises(NoModel):
            await anext(Offline().stream(ASKED, max_tokens=5))

    asyncio.run(ask())


def test_scripted_answers_in_order_and_keeps_what_was_asked() -> None:
    backend = Scripted(["一", Completion("二"), BackendBusy("等等。")])

    async def ask() -> list[str]:
        texts = [(await backend.complete(ASKED, max_tokens=5)).text for _ in range(2)]
        with pytest.raises(BackendBusy):
            await backend.complete(ASKED, max_tokens=5)
        with pytest.raises(BackendFailed):
            await backend.complete(ASKED, max_tokens=5)
        return texts

    assert asyncio.run(ask()) == ["一", "二"]
    assert backend.calls == [tuple(ASKED)] * 4


def test_scripted_can_answer_by_what_it_is_asked_and_fill_a_schema() -> None:
    backend = Scripted(lambda messages: f'{{"text": "{messages[-1].content}"}}')
    reply = asyncio.run(backend.complete(ASKED, schema=Draft, max_tokens=5))
    assert reply.parsed == Draft(text="多少?")


def test_scripted_streams_the_same_text_in_pieces() -> None:
    async def ask() -> tuple[list[str], Completion | None]:
        stream = Scripted(["地区生产总值完成141.5亿元。"]).stream(ASKED, max_tokens=5)
        return [piece async for piece in stream], stream.completion

    pieces, completion = asyncio.run(ask())
    assert len(pieces) > 1
    assert completion is not None
    assert "".join(pieces) == completion.text == "地区生产总值完成141.5亿元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"text": "一"}', Draft(text="一")),
        ('```json\n{"text": "一"}\n```', Draft(text="一")),
        ('好的: {"text": "一"} 完。', Draft(text="一")),
        ('{"text": 1}', None),
        ('{"text"', None),
        ("}{", None),
        ("一", None),
        ("", None),
    ],
)
def test_a_reply_is_parsed_where_it_holds_an_instance(text: str, expected: Draft | None) -> None:
    assert parse_reply(text, Draft) == expected


def test_without_a_schema_nothing_is_parsed() -> None:
    assert parse_reply('{"text": "一"}', None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("答。", "答。"),
        ("<think>99</think>答。", "答。"),
        (" \n<think>\n99\n</think>\n\n答。 ", "答。"),
        ("<think>99", ""),
        ("<thin", "<thin"),
        ("a<b, <think>", "a<b, <think>"),
    ],
)
def test_thoughts_are_cut_whole_and_in_a_stream_alike(text: str, expected: str) -> None:
    assert without_thoughts(text) == expected
    for size in (1, 3, 50):
        aloud = Aloud()
        shown = "".join(aloud.add(text[at : at + size]) for at in range(0, len(text), size))
        assert shown.strip() in (expected, "" if expected == "<thin" else expected)
