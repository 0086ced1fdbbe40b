"""The offline tier: no model; the ledger and the reports' own sentences answer."""

from collections.abc import AsyncIterator, Sequence

from evals.dataset import Case
from evals.ledgers import ledgers
from evals.run import gold_of, outcome_of, texts_of
from evals.score import Scored, scored
from service.wiring import World


async def run(world: World, cases: Sequence[Case], *, whole: bool) -> AsyncIterator[Scored]:
    """Every case once, and where no case was left out the ledger of every report."""
    library = world.library()
    texts = texts_of(library)
    gold = gold_of(texts, cases)
    for case in cases:
        yield scored(await outcome_of(world, case, texts, gold))
    if whole:
        for each in ledgers(library, texts, cases):
            yield each
