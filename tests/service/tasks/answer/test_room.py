"""What a model is given to read: whole sections, half of them where its endpoint takes no more."""

import asyncio
import json
import re
from dataclasses import replace

import httpx
import pytest
import respx

from service.llm.room import LEAST, room_of, smaller_room
from service.shapes import Answer
from service.tasks.answer import answer, stream_answer
from service.tasks.answer.compose import compose
from service.understand import understand
from service.wiring import World
from tests.llm_mock import chat_reply, chat_stream, llm, messages_of
from tests.service.llm.calling import backend
from tests.service.tasks.answer.worlds import assert_whole, world_of

__all__ = ["llm"]

PARK = "青岚公园占地{n}亩，铺设步道{n}公里，栽植乔木{n}棵，设置座椅{n}处，安装路灯{n}盏。"
BODY = (
    "地区生产总值完成1820亿元，增长5.6%。\n（一）公园建设成效明显。"
    + "".join(PARK.format(n=n) for n in range(11, 21))
    + "\n（二）民生福祉持续增进。城镇新增就业4.1万人。\n"
    + "二、2024年主要任务\n主要预期目标是：地区生产总值增长6%。\n（一）推进公园建设。"
    + "".join(PARK.format(n=n) for n in range(31, 41))
    + "\n"
)
ASKED = "益阳2023年公园建设做了什么"
TRUE = "益阳市：“青岚公园占地12亩，铺设步道12公里”[n]。"
TOO_LONG = {"error": {"message": "maximum context", "code": "context_length_exceeded"}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One report with long sections."""
    return world_of(tmp_path_factory, [("益阳市", 2024, BODY)])


@pytest.fixture
def named(request: pytest.FixtureRequest) -> str:
    """A model of the test's own: what is learnt of its endpoint is learnt for the process."""
    return f"mock-{request.node.name}"


def reading(world: World, name: str) -> World:
    """The same library with a model."""
    return replace(world, backend=backend(openai_model=name))


class Endpoint:
    """An endpoint that takes prompts up to some characters and writes what it is told, citing
    the source that speaks of the park with 12亩."""

    def __init__(self, limit: int, text: str) -> None:
        self.limit, self.text = limit, text
        self.sizes: list[int] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        asked = "".join(each["content"] for each in messages_of(request))
        self.sizes.append(len(asked))
        if self.sizes[-1] > self.limit:
            return httpx.Response(400, json=TOO_LONG)
        number = re.findall(r"^\[(\d+)\].*青岚公园占地", asked, re.M)[0]
        text = self.text.replace("[n]", f"[{number}]")
        if body.get("stream"):
            return chat_stream([text])
        said = {"sentences": [{"text": text, "citations": []}]}
        return chat_reply(json.dumps(said, ensure_ascii=False))


async def _streamed(world: World) -> Answer:
    events = [event async for event in stream_answer(world, ASKED)]
    made = events[-1].data
    assert isinstance(made, Answer)
    return made


def put(world: World, stream: bool) -> Answer:
    reply = asyncio.run(_streamed(world) if stream else answer(world, ASKED))
    assert_whole(world, reply, cut=True)
    return reply


def test_half_of_what_was_refused_is_remembered_down_to_a_least(named: str) -> None:
    model = backend(openai_model=named)
    other = backend(openai_model=f"{named}-other")
    assert room_of(model, 6000) == 6000
    assert smaller_room(model, 6000) == 3000
    assert room_of(model, 6000) == 3000
    assert room_of(model, 2000) == 2000
    assert room_of(other, 6000) == 6000
    assert smaller_room(model, 2 * LEAST - 1) is None
    assert room_of(model, 6000) == 3000


@pytest.mark.parametrize("stream", [False, True])
def test_an_endpoint_that_takes_less_is_offered_half_until_it_takes_it(
    world: World, llm: respx.MockRouter, named: str, stream: bool
) -> None:
    told = Endpoint(10**6, TRUE)
    llm.post("/chat/completions").mock(side_effect=told)
    put(reading(world, f"{named}-wide"), stream)
    whole = told.sizes[0]
    told = Endpoint(whole - 1, TRUE)
    llm.post("/chat/completions").mock(side_effect=told)
    reply = put(reading(world, named), stream)
    assert told.sizes[0] == whole
    assert len(told.sizes) == 2  # what was refused is not sent again
    assert reply.degraded is None
    assert reply.usage.calls == 1
    assert [each.by for each in reply.sentences] == ["model"]
    put(reading(world, named), stream)
    assert told.sizes[2:] == told.sizes[1:2]  # learnt: nothing is refused again


@pytest.mark.parametrize("stream", [False, True])
def test_an_endpoint_that_takes_nothing_leaves_the_quotations(
    world: World, llm: respx.MockRouter, named: str, stream: bool
) -> None:
    told = Endpoint(0, "")
    llm.post("/chat/completions").mock(side_effect=told)
    reply = put(reading(world, named), stream)
    own = asyncio.run(answer(world, ASKED))
    assert reply.degraded is not None
    assert reply.degraded.from_ == "openai"
    assert "上下文长度" in reply.degraded.reason
    assert own.answer
    assert [(each.text, each.by) for each in reply.sentences] == [
        (each.text, each.by) for each in own.sentences
    ]
    assert room_of(backend(openai_model=named), 10**6) >= LEAST


def test_a_model_reads_whole_sections_that_nothing_of_the_offline_draft_rests_on(
    world: World,
) -> None:
    library = world.library()
    read = understand(ASKED, library.reports())
    narrow, wide = compose(library, read), compose(library, read, wide=True)
    assert narrow.lines == wide.lines
    few = {(c.start, c.end) for c in narrow.evidence.citations}
    many = {(c.start, c.end) for c in wide.evidence.citations}
    assert few < many
    text = library.text("益阳市-2024")
    section = next(
        each for each in library.sections("益阳市-2024") if "公园建设成效" in each.heading
    )
    held = text[section.start : section.end].strip()
    assert held in {each.quote for each in wide.evidence.citations}


@pytest.mark.parametrize("stream", [False, True])
def test_cut_sentences_alone_are_no_degradation(
    world: World, llm: respx.MockRouter, named: str, stream: bool
) -> None:
    told = Endpoint(10**6, f"{TRUE}青岚公园占地999亩[n]。")
    llm.post("/chat/completions").mock(side_effect=told)
    reply = put(reading(world, named), stream)
    assert reply.degraded is None
    assert "999" not in reply.answer
    assert [each.text[:-4] for each in reply.proof.removed] == ["青岚公园占地999亩"]
    assert reply.sentences[0].by == "model"
    assert reply.proof.drafted == 2


@pytest.mark.parametrize("stream", [False, True])
def test_a_draft_of_which_nothing_stands_is_degraded(
    world: World, llm: respx.MockRouter, named: str, stream: bool
) -> None:
    told = Endpoint(10**6, "青岚公园占地999亩[n]。")
    llm.post("/chat/completions").mock(side_effect=told)
    reply = put(reading(world, named), stream)
    assert reply.degraded is not None
    assert "都未通过核验" in reply.degraded.reason
    assert all(each.by != "model" for each in reply.sentences)
