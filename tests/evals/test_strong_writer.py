"""What a strong writer drafts reaches the reader: its true sentences stand, its planted lies fall."""

import asyncio

import pytest

from evals.strong_writer import DraftOutcome, drafts, replayed
from service.wiring import World

SURVIVE = 0.95
STREAMED = 3


@pytest.fixture(scope="module")
def outcomes(world_offline: World) -> list[DraftOutcome]:
    """Every draft as the first reply, nothing repaired in the second turn."""
    return [asyncio.run(replayed(world_offline, draft, stream=False)) for draft in drafts()]


def test_the_true_sentences_survive_at_the_first_turn(outcomes: list[DraftOutcome]) -> None:
    told = [(each, one) for each in outcomes for one in each.draft.sentences if not one.lie]
    cut = [one.text for each, one in told if not each.survived(one)]
    assert len(told) >= 90
    assert len(cut) <= len(told) * (1 - SURVIVE), cut


def test_no_planted_lie_reaches_the_reader(outcomes: list[DraftOutcome]) -> None:
    lies = [(each, one) for each in outcomes for one in each.draft.sentences if one.lie]
    assert len(lies) >= 15
    assert [one.text for each, one in lies if each.survived(one)] == []


def test_streamed_the_same_sentences_stand(
    world_offline: World, outcomes: list[DraftOutcome]
) -> None:
    for whole in outcomes[:STREAMED]:
        streamed = asyncio.run(replayed(world_offline, whole.draft, stream=True))
        assert streamed.shown == whole.shown


def test_a_good_draft_is_not_degraded(outcomes: list[DraftOutcome]) -> None:
    assert [each.draft.question for each in outcomes if each.made.degraded] == []
