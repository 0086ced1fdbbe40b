"""The table of equals: what proves what, tried on pairs written without looking at it."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from service.entailment.lexicon import equals, load
from tests.service.entailment.proving import quote, verdicts

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))


def of(name: str) -> list[tuple[str, str]]:
    """The pairs of a list: the word of the quote and the draft's."""
    return [(held, said) for held, said in (pair.split("/") for pair in PAIRS[name].split())]


def test_a_word_proves_its_equals() -> None:
    missed = [(held, said) for held, said in of("equal") if held not in load().proving(said)]
    assert missed == []


def test_a_word_never_proves_another_stage_degree_scope_or_kind() -> None:
    passed = [(held, said) for held, said in of("not_equal") if held in load().proving(said)]
    assert passed == []


def test_every_class_of_groups_has_an_instance_and_no_group_a_word_twice() -> None:
    sections = yaml.safe_load((files("service.entailment") / "equals.yaml").read_text("utf-8"))
    assert [each["name"] for each in sections if not each["as"]] == []
    faulty = [
        (held, said)
        for held, said in equals()
        if len(set(held)) != len(held) or len(set(said)) != len(said) or not held or not said
    ]
    assert faulty == []
    assert [words for words, said in equals() if words == said and len(words) < 2] == []


@pytest.mark.parametrize(
    ("held", "said", "verdict"),
    [
        ("整车生产销售超34万辆。", "甲市整车产销超34万辆。[1]", "proven"),
        ("扩大新能源电池产能。", "甲市扩产能。[1]", "proven"),
        ("改革教育评价制度。", "甲市推进教改。[1]", "not_found"),
        ("建设学校，促成企业上市。", "甲市建成学校。[1]", "not_found"),
    ],
)
def test_short_forms_stand_by_their_letters_but_never_make_a_deed(
    held: str, said: str, verdict: str
) -> None:
    assert verdicts(said, quote(1, held)) == [verdict]
