"""The live tier: it stops before the budget is passed, and takes up where it stopped."""

import asyncio
import json
from pathlib import Path

import pytest

from evals.dataset import Case, load
from evals.score import Scored
from evals.tiers.budget import Budget
from evals.tiers.live import Live, shuffled
from service.errors import BackendTimeout, BadSettings
from service.llm import Completion
from service.llm.scripted import Scripted
from service.settings import load_settings
from service.shapes import Usage
from service.wiring import World, wire

REPLY = Completion(
    '{"sentences":[]}', usage=Usage(prompt_tokens=900, completion_tokens=100, calls=1)
)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    wanted = ("known-001", "known-002", "known-003", "known-010")
    return tuple(case for case in load() if case.id in wanted)


def live(world: World, folder: Path, tokens: int = 100_000, calls: int = 100) -> Live:
    return Live(world, Budget(tokens, calls, 60.0, most_tokens=2000), folder)


def scripted(seed_data_dir: Path, *errors: BackendTimeout) -> tuple[World, Scripted]:
    """A world whose model fails so often, and then says nothing of use."""
    left = list(errors)
    model = Scripted(lambda _: left.pop() if left else REPLY)
    return wire(load_settings(data_dir=seed_data_dir, backend="offline"), model), model


def run(of: Live, cases: tuple[Case, ...]) -> list[Scored]:
    async def gather() -> list[Scored]:
        return [each async for each in of.run(cases, whole=True)]

    return asyncio.run(gather())


def test_the_order_is_always_the_same_and_not_that_of_the_file(cases) -> None:
    assert shuffled(cases) == shuffled(tuple(reversed(cases)))
    assert len(shuffled(load())) > 200


def test_a_run_stops_before_its_tokens_are_passed(seed_data_dir, tmp_path, cases) -> None:
    world, model = scripted(seed_data_dir)
    first = live(world, tmp_path, tokens=5000)
    done = run(first, cases)
    assert 0 < len(done) < len(cases)
    assert len(done) + len(first.skipped) == len(cases)
    assert 1000 * len(model.calls) <= 5000


def test_a_run_stops_before_its_calls_are_passed(seed_data_dir, tmp_path, cases) -> None:
    world, model = scripted(seed_data_dir)
    run(live(world, tmp_path, calls=3), cases)
    assert len(model.calls) <= 3


def test_what_was_answered_is_not_asked_again(seed_data_dir, tmp_path, cases) -> None:
    world, _ = scripted(seed_data_dir)
    before = run(live(world, tmp_path, tokens=5000), cases)
    world, model = scripted(seed_data_dir)
    second = live(world, tmp_path)
    after = run(second, cases)
    assert (len(after), second.skipped) == (len(cases), [])
    assert [each.outcome.answer for each in after[: len(before)]] == [
        each.outcome.answer for each in before
    ]
    assert len(model.calls) == 2 * (len(cases) - len(before))


def test_a_question_the_endpoint_failed_on_is_asked_again(seed_data_dir, tmp_path, cases) -> None:
    world, _ = scripted(seed_data_dir, BackendTimeout("太慢"))
    run(live(world, tmp_path), cases[:1])
    world, model = scripted(seed_data_dir)
    run(live(world, tmp_path), cases[:1])
    assert len(model.calls) == 2


def test_a_changed_case_is_asked_again(seed_data_dir, tmp_path, cases) -> None:
    world, _ = scripted(seed_data_dir)
    run(live(world, tmp_path), cases[:1])
    edited = cases[0].model_copy(update={"tags": ("edited",)})
    world, model = scripted(seed_data_dir)
    run(live(world, tmp_path), (edited,))
    assert model.calls


def test_replies_are_recorded_by_case_and_prompt(seed_data_dir, tmp_path, cases) -> None:
    world, _ = scripted(seed_data_dir)
    recording = live(world, tmp_path)
    path = recording.record = tmp_path / "replays.jsonl"
    run(recording, cases[:1])
    entry = json.loads(path.read_text("utf-8"))
    assert (entry["case"], entry["texts"]) == ("known-001", ['{"sentences":[]}'] * 2)


def test_without_a_model_there_is_no_live_run(world_offline, tmp_path) -> None:
    with pytest.raises(BadSettings, match="OPENAI_API_KEY"):
        live(world_offline, tmp_path)


def test_time_that_is_up_ends_the_run(seed_data_dir, tmp_path, cases) -> None:
    world, model = scripted(seed_data_dir)
    late = Live(world, Budget(10_000, 10, 0.0, most_tokens=1), tmp_path)
    assert run(late, cases) == []
    assert (len(late.skipped), model.calls) == (len(cases), [])
