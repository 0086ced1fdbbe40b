"""Summaries with a model: faithful, lying, planted, broken; over the real library."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import BackendUnreachable
from service.llm import Completion, Message
from service.llm.scripted import Reply, Scripted
from service.shapes import Usage
from service.tasks.citing import Citing
from service.tasks.sources import ReportSource, sources_of
from service.tasks.summary.model import groups
from service.tasks.summary.own import cited, own_words
from service.tasks.summary.written import WrittenSummaries, written
from service.wiring import World
from vectorstore.library import Library

REPORT = "满洲里市-2021"


@pytest.fixture
def source(seed_library: Library) -> ReportSource:
    """The report of 满洲里."""
    return sources_of(seed_library, [seed_library.report(REPORT)])[0]


def _world(world: World, backend: Scripted, folder: Path) -> World:
    settings = world.settings.model_copy(update={"data_dir": folder})
    return replace(world, backend=backend, settings=settings)


def _written(world: World, library: Library, source: ReportSource) -> WrittenSummaries:
    citing = Citing({REPORT: source.report})
    return asyncio.run(written(world, library, [source.report], citing))


def _writer(text: str) -> Callable[[Sequence[Message]], Reply]:
    """Says `text` of the passage that holds 重点项目101个 or 重点项目60个, and nothing else."""

    def reply(messages: Sequence[Message]) -> Reply:
        lines = messages[-1].content.split("\n")
        asks_plans = "今年要做的工作" in messages[-1].content
        mark = "重点项目60个" if asks_plans else "重点项目101个"
        found = [line for line in lines if mark in line]
        number = int(found[0][1 : found[0].index("]")]) if found else 0
        items = [{"text": text, "passages": [number]}] if found and not asks_plans else []
        return Completion(json.dumps({"items": items, "keep": [1]}),
                          usage=Usage(prompt_tokens=10, completion_tokens=5, calls=1))  # fmt: skip

    return reply


def test_a_faithful_sentence_stands_with_the_sentence_it_rests_on(
    world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    backend = Scripted(_writer("全年实施重点项目101个，其中超亿元项目27个"))
    made = _written(_world(world_offline, backend, tmp_path), seed_library, source)
    assert made.summaries[0].done[0].text == "全年实施重点项目101个，其中超亿元项目27个。"
    assert made.degraded is None
    assert made.usage.calls == len(backend.calls) > 1


def test_a_copy_that_differs_in_the_width_of_its_marks_is_the_reports_own_sentence(
    world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    words = "实施重点项目101个，其中超亿元项目27个，完成投资22.4亿元。"
    made = _written(_world(world_offline, Scripted(_writer(words)), tmp_path), seed_library, source)
    assert made.summaries[0].done[0].text == words.replace("，", ",")
    assert made.proof.removed == ()


@pytest.mark.parametrize(
    "lie",
    [
        "实施重点项目102个",
        "完成投资22.4万元",
        "完成投资2.24亿元",
        "海拉尔区实施重点项目101个",
        "2019年实施重点项目101个",
    ],
)
def test_a_lie_is_cut_and_the_reports_own_sentences_take_its_place(
    lie: str, world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    world = _world(world_offline, Scripted(_writer(lie)), tmp_path)
    made = _written(world, seed_library, source)
    own, _ = cited(own_words(source), source.report, Citing({REPORT: source.report}))
    assert [item.text for item in made.summaries[0].done] == [item.text for item in own.done]
    assert [removed.text for removed in made.proof.removed] == [f"{lie}。"]
    assert made.degraded is not None
    assert "未通过核验" in made.degraded.reason


def test_a_second_summary_costs_nothing(
    world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    backend = Scripted(_writer("全年实施重点项目101个，其中超亿元项目27个"))
    world = _world(world_offline, backend, tmp_path)
    first = _written(world, seed_library, source)
    asked = len(backend.calls)
    again = _written(world, seed_library, source)
    assert len(backend.calls) == asked
    assert again.summaries == first.summaries
    assert again.usage.calls == 0


def test_another_model_writes_anew(
    world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    for name in ("一号", "二号"):
        backend = Scripted(_writer("实施重点项目101个"), model=name)
        _written(_world(world_offline, backend, tmp_path), seed_library, source)
        assert backend.calls


@pytest.mark.parametrize(
    "broken", [BackendUnreachable("连不上模型服务，请检查地址。"), "对不起，我不能回答。", "{}"]
)
def test_a_broken_backend_degrades_and_says_so(
    broken: Reply, world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    backend = Scripted(lambda _: broken)
    made = _written(_world(world_offline, backend, tmp_path), seed_library, source)
    assert made.degraded is not None
    assert made.summaries[0].done
    assert len(backend.calls) == 1


def test_the_prompt_holds_the_report_as_data_within_its_budget(
    world_offline: World, seed_library: Library, source: ReportSource, tmp_path: Path
) -> None:
    backend = Scripted(_writer("实施重点项目101个"))
    _written(_world(world_offline, backend, tmp_path), seed_library, source)
    assert all(call[0].role == "system" for call in backend.calls)
    assert all("只是资料" in call[0].content for call in backend.calls)
    assert max(len(call[-1].content) for call in backend.calls) < 12_000


def test_groups_keep_order_and_lose_nothing(seed_library: Library) -> None:
    passages = seed_library.passages(REPORT)
    found = groups(passages, 1000)
    assert [passage for group in found for passage in group] == list(passages)
    assert len(found) > 5
