"""The mocked tier: the product's answers stay right whatever the model does."""

import asyncio

import httpx
import pytest

from evals.dataset import Case, load
from evals.mock import BASE_URL
from evals.score import Scored
from evals.tiers import mocked
from evals.tiers.failures import FAILURES
from evals.tiers.mocked import EACH, Endpoint, plan, settings_for
from evals.tiers.replays import Missing, Replays, line
from evals.tiers.writers import HONEST, LIARS
from service.settings import load_settings
from service.wiring import World, wire

NONE = Replays({}, "answer.v1")


@pytest.fixture(scope="module")
def world(seed_data_dir) -> World:
    return wire(settings_for(load_settings(data_dir=seed_data_dir)))


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {case.id: case for case in load()}


def run(world: World, *cases: Case) -> dict[str, Scored]:
    """All variants of these cases by name."""

    async def gather() -> list[Scored]:
        return [each async for each in mocked.run(world, cases, whole=False)]

    return {each.outcome.variant: each for each in asyncio.run(gather())}


@pytest.fixture(scope="module")
def everything(world, cases) -> dict[str, Scored]:
    return run(world, cases["more-062"])


def test_the_settings_lead_the_real_client_to_the_endpoint_inside(world) -> None:
    assert (world.backend.name, world.settings.openai_base_url) == ("openai", BASE_URL)


def test_every_failure_and_every_lie_leaves_the_answer_right(everything) -> None:
    assert [name for name, each in everything.items() if not each.right] == []


def test_every_variant_asked_the_endpoint(everything) -> None:
    assert [name for name, each in everything.items() if each.outcome.calls == 0] == []
    assert {*HONEST, *LIARS, *FAILURES} <= set(everything)


def test_every_failure_is_said(everything) -> None:
    silent = [
        name
        for name, each in everything.items()
        if name in FAILURES and each.outcome.answer and each.outcome.answer.degraded is None
    ]
    assert silent == []


def test_every_liar_found_something_to_lie_about(everything) -> None:
    told = {name for name, each in everything.items() if each.outcome.lies}
    assert {"lie digit", "lie region", "lie qualifier", "lie kind", "lie source"} <= told


def test_the_faithful_writers_own_sentences_stand(everything) -> None:
    answer = everything["faithful"].outcome.answer
    assert answer is not None
    assert (answer.degraded, answer.proof.removed, answer.usage.calls) == (None, (), 1)


def test_variants_are_dealt_out_in_turn_so_that_each_comes_up(cases) -> None:
    dealt = list(plan(list(cases.values()), NONE, every=False))
    asked = {case.id for case, _ in dealt}
    assert len(dealt) == len(asked) * (1 + EACH)
    assert {*HONEST, *LIARS, *FAILURES} <= {variant for _, variant in dealt}


def test_a_recorded_reply_is_replayed_and_a_miss_is_an_error(world, cases) -> None:
    held = Replays({("known-001", "answer.v1"): ('{"sentences":[]}',)}, "answer.v1")
    assert held.has("known-001")
    endpoint = Endpoint("replay", held, "known-001")
    request = httpx.Request("POST", BASE_URL, json={"messages": []})
    assert endpoint(request).status_code == 200
    assert endpoint.missed == ""
    assert endpoint(request).status_code == 500
    assert "第2次" in endpoint.missed


def test_a_recording_of_another_prompt_is_a_miss(tmp_path) -> None:
    path = tmp_path / "replays.jsonl"
    path.write_text(line("known-001", "answer.v0", ["x"], "m"), "utf-8")
    held = Replays.load(path)
    assert held.has("known-001")
    with pytest.raises(Missing, match="known-001"):
        held.text("known-001", 1)
