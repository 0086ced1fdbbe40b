"""Hundreds of sentences written by hand: no lie stands, hardly a truth falls."""

from collections import Counter

import pytest

from evals import by_hand
from evals.benchmarks.proof import Trial, hand_written
from evals.lies import embroidered, swapped
from service.ledger import FactQuery, Ledger
from tests.service.verify.evidence import FACTS, HAILAR, MANZHOULI
from vectorstore.library import Library

MOST_CUT = 5  # of 116


@pytest.fixture(scope="module")
def tried(seed_library: Library) -> list[Trial]:
    """Every sentence before the five reports, in the order of their files, and all they say."""
    facts = Ledger(seed_library).facts(FactQuery())
    reports = sorted(seed_library.reports(), key=lambda report: report.source)
    return list(hand_written(reports, facts))


def test_no_lie_written_by_hand_stands(tried: list[Trial]) -> None:
    stood = [each.text for each in tried if each.false and each.wrong]
    assert stood == []


def test_what_a_good_model_may_write_survives(tried: list[Trial]) -> None:
    cut = [(each.text, each.reasons) for each in tried if each.reasons and not each.false]
    assert len(cut) <= MOST_CUT, cut


def test_every_class_of_lies_has_its_sentences() -> None:
    classes = Counter(each.kind for each in by_hand.lies())
    assert len(classes) >= 15
    assert min(classes.values()) >= 8
    assert len(by_hand.truths()) >= 60


def test_a_list_is_told_rightly_and_crosswise() -> None:
    one = next(f for f in FACTS if f.region == HAILAR and f.value == "174.46")
    other = next(f for f in FACTS if f.region == MANZHOULI and f.value == "141.5")
    right, wrong = swapped(one, other) or ("", None)
    assert right == "2020年海拉尔区、满洲里市地区生产总值分别为174.46亿元和141.5亿元。"
    assert wrong is not None
    assert wrong.text == "2020年海拉尔区、满洲里市地区生产总值分别为141.5亿元和174.46亿元。"


def test_a_true_sentence_is_embroidered_in_every_way() -> None:
    fact = next(f for f in FACTS if f.value == "141.5")
    told = {lie.kind: lie.text for lie in embroidered(fact, HAILAR)}
    assert told["comparison"] == "2020年满洲里市地区生产总值为141.5亿元，远高于海拉尔区。"
    assert {"denial", "rate", "turn", "rank", "achievement", "ratio", "rough", "cause"} <= set(told)
