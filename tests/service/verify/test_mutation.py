"""The proof's own proof: of proven lines with one thing changed none may stand."""

from collections import Counter
from random import Random

import pytest

from service.verify import DraftEvidence, DraftLine, prove
from tests.service.verify.ledger_lines import answered, questions, retold
from tests.service.verify.mutants import CHANGES, Mutant, mutants
from vectorstore.library import Library

SEED = 20210105
CLASSES = sorted(change.__name__ for change in CHANGES)


@pytest.fixture(scope="module")
def proven(seed_library: Library) -> list[tuple[DraftLine, DraftEvidence]]:
    """Lines of answers and of the ledger, as the product says them."""
    lines = [*answered(seed_library, questions(seed_library, every=4)), *retold(seed_library)]
    return list({line.text: (line, evidence) for line, evidence in lines}.values())


@pytest.fixture(scope="module")
def tried(proven: list[tuple[DraftLine, DraftEvidence]]) -> list[tuple[Mutant, bool]]:
    """Every mutant and whether the proof let it pass."""
    random = Random(SEED)
    return [
        (mutant, bool(prove([mutant.line], evidence).kept))
        for line, evidence in proven
        for mutant in mutants(line, evidence, random)
    ]


def test_proven_lines_left_untouched_are_not_cut(
    proven: list[tuple[DraftLine, DraftEvidence]],
) -> None:
    cut = [
        (line.text, verdict.reasons)
        for line, evidence in proven
        for verdict in prove([line], evidence).verdicts
        if not verdict.proven
    ]
    assert len(cut) <= len(proven) // 100, cut


def test_of_a_thousand_lies_one_in_a_hundred_may_pass(tried: list[tuple[Mutant, bool]]) -> None:
    missed = [(m.kind, m.line.text, m.origin) for m, passed in tried if passed]
    assert len(tried) >= 1000
    assert len(missed) <= len(tried) // 100, missed


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_of_lies_is_caught(tried: list[tuple[Mutant, bool]], name: str) -> None:
    passed = [each for mutant, each in tried if mutant.kind == name]
    lies = [m.line.text for m, each in tried if m.kind == name and each]
    assert len(passed) >= 5
    assert len(lies) <= len(passed) * 0.03, lies


def test_the_same_seed_makes_the_same_lies(proven: list[tuple[DraftLine, DraftEvidence]]) -> None:
    made = [
        [mutant for line, evidence in proven[:20] for mutant in mutants(line, evidence, Random(7))]
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert set(Counter(mutant.kind for mutant in made[0])) >= {"digit", "year", "region"}
