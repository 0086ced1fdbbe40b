"""Libraries of short made-up reports, questions put to them, and what holds of every answer."""

import asyncio
from collections.abc import Sequence

import pytest

from service.filing import Filing
from service.settings import EmbeddingsSpec, load_settings
from service.shapes import Answer
from service.tasks.answer import answer
from service.wiring import World, embeddings_from, wire

HEAD = """{region}政府工作报告
——{year}年1月8日在{region}第十六届人民代表大会第三次会议上
市长 {speaker}
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、{before}年工作回顾
"""


def world_of(
    factory: pytest.TempPathFactory,
    reports: Sequence[tuple[str, int, str]],
    speakers: Sequence[str] = (),
) -> World:
    """A library of reports, each a region, the year it plans, and what follows its head.

    It is made in this process: a build child costs three seconds, and has tests of its own.
    """
    folder = factory.mktemp("reports")
    for at, (region, year, body) in enumerate(reports):
        speaker = speakers[at] if speakers else "周八方"
        head = HEAD.format(region=region, year=year, before=year - 1, speaker=speaker)
        (folder / f"{region}{year}.txt").write_text(head + body, "utf-8")
    data_dir = factory.mktemp("data")
    filing = Filing(data_dir, embeddings_from(EmbeddingsSpec()), lambda _: None)
    result = filing.ingest([folder])
    assert len(result.added) == len(reports)
    return wire(load_settings(data_dir=data_dir, backend="offline"))


def ask(world: World, question: str, conversation: str | None = None) -> Answer:
    """The answer, which keeps what every answer must."""
    reply = asyncio.run(answer(world, question, conversation=conversation))
    assert_whole(world, reply)
    return reply


def assert_whole(world: World, reply: Answer, *, cut: bool = False) -> None:
    """Status, sentences and quotations of an answer agree with each other and with the reports;
    `cut` where a model may have written what does not stand."""
    states = {each.state for each in reply.asked}
    assert (reply.status == "answered") == (states == {"answered"})
    places = {at for each in reply.asked for at in each.sentences}
    assert places <= set(range(len(reply.sentences)))
    assert all(each.sentences for each in reply.asked if each.state == "answered")
    assert "\n".join(each.text for each in reply.sentences) == reply.answer
    numbers = {each.n for each in reply.citations}
    assert {n for each in reply.sentences for n in each.citations} == numbers
    for each in reply.citations:
        assert world.library().text(each.report)[each.start : each.end] == each.quote
    assert cut or reply.proof.removed == ()


def states(reply: Answer) -> list[tuple[str, str]]:
    """What was asked for and what became of it."""
    return [(each.about, each.state) for each in reply.asked]
