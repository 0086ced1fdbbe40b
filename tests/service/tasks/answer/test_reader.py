"""A model reads the question where code's reading came to nothing; code proves each field."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from prompts import Message
from service.llm.scripted import Scripted
from service.shapes import Answer
from service.tasks.answer import answer
from service.tasks.answer.reader import Proposed, validated
from service.understand import Understood
from service.wiring import World
from tests.service.tasks.answer.worlds import world_of

BODY = (
    "青江市2024年政府工作报告\n一、2023年工作回顾\n地区生产总值完成820亿元，增长5.6%。\n"
    "（一）民生福祉持续增进。新建口袋公园12个，栽植行道树3万株，居民推窗见绿。\n"
    "二、2024年主要任务\n（一）推进城市更新。改造老旧小区30个。\n"
)
ASKED = "青江2023年市民遛弯儿的地方弄得咋样"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One report."""
    return world_of(tmp_path_factory, [("青江市", 2024, BODY)])


def asked(world: World, said: dict[str, object]) -> tuple[Answer, list[tuple[Message, ...]]]:
    """The answer where a model reads the question so, and writes nothing."""

    def write(messages: Sequence[Message]) -> str:
        reads = "帮忙读懂" in messages[0].content
        return json.dumps(said if reads else {"sentences": []}, ensure_ascii=False)

    backend = Scripted(write)
    made = asyncio.run(answer(replace(world, backend=backend), ASKED))
    return made, backend.calls


def test_words_of_the_report_find_what_the_asker_s_words_did_not(world: World) -> None:
    offline = asyncio.run(answer(world, ASKED))
    made, calls = asked(world, {"task": "done", "phrases": ["口袋公园", "行道树"]})
    assert (offline.status, made.status) == ("not_found", "answered")
    assert "新建口袋公园12个" in made.answer
    assert "口袋公园" in calls[0][1].content
    assert made.usage.calls == len(calls)


def test_words_that_no_report_prints_change_nothing(world: World) -> None:
    made, _ = asked(world, {"regions": ["北山市"], "phrases": ["天文馆", "水上乐园"]})
    assert made.status == "not_found"


READ = Understood(task="lookup", regions=("青江市",), reports=("青江市-2024",), spoken="遛弯")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Proposed(phrases=["口袋公园"]), ("口袋公园", ("青江市",), ())),
        (Proposed(phrases=["口袋公园", "天文馆"], regions=["北山市"]), ("口袋公园", ("青江市",), ())),
        (Proposed(indicators=["地区生产总值", "不知何物"]), ("遛弯", ("青江市",), ("地区生产总值",))),
        (Proposed(phrases=["天文馆"]), None),
        (Proposed(), None),
    ],
)  # fmt: skip
def test_each_field_is_proven_and_code_wins(
    world: World, said: Proposed, expected: tuple[object, ...] | None
) -> None:
    made = validated(world.library(), READ, said)
    assert (made and (made.spoken, made.regions, made.indicators)) == expected
