"""No number slips through by its dress: a small sample of evals.benchmarks.dress."""

import asyncio
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.benchmarks.dress import draft_of, shown
from evals.dress import DRESSES, LIES, PLACES, TRUTHS, drafts, hostile, shown_lie
from service.tasks.answer.desk import Draft
from vectorstore.library import Library


@pytest.fixture(scope="module")
def offered(seed_library: Library) -> Draft:
    return draft_of(seed_library)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    truth=st.sampled_from(TRUTHS),
    lie=st.sampled_from(LIES),
    dress=st.sampled_from(tuple(DRESSES)),
    place=st.sampled_from(tuple(PLACES)),
    seed=st.integers(0, 99),
    stream=st.booleans(),
)
def test_no_lie_is_shown_in_any_dress_at_any_place(
    offered: Draft, truth: str, lie: str, dress: str, place: str, seed: int, stream: bool
) -> None:
    draft = hostile(truth, lie, dress, place, Random(seed))
    lines = asyncio.run(shown(offered, draft.text, stream=stream))
    assert shown_lie(draft, lines) is None


@pytest.mark.parametrize("truth", TRUTHS)
def test_the_truth_alone_stands_in_any_dress_that_hides_nothing(offered: Draft, truth: str) -> None:
    for name in ("bare", "traditional", "wide", "hidden", "variants", "spaced", "link", "entities"):
        reply = f"{DRESSES[name](truth, Random(1))}[1]。"
        assert asyncio.run(shown(offered, reply, stream=False)) == (f"{truth}[1]。",), name


def test_every_dress_comes_to_every_place() -> None:
    made = list(drafts(len(DRESSES) * len(PLACES)))
    assert len({(draft.dress, draft.place) for draft in made}) == len(DRESSES) * len(PLACES)
    assert made == list(drafts(len(made)))
