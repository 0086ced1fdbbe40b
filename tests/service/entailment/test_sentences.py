"""Sentences of a writer on quotes of public reports: lies fall, truths stand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from service.entailment.premise import Quote
from tests.service.entailment.proving import verdicts

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yaml").read_text("utf-8")
)
STANDS = ("proven", "no_claim")


def quotes_of(group: dict[str, Any]) -> list[Quote]:
    """The quotes of a group, numbered from 1."""
    return [
        Quote(n, f"{region}-{year}", region, year, tuple(headings.split("｜")), words)
        for n, (region, year, headings, words) in enumerate(group["quotes"], 1)
    ]


@pytest.mark.parametrize("group", GROUPS, ids=range(len(GROUPS)))
def test_no_lie_stands(group: dict[str, Any]) -> None:
    quotes = quotes_of(group)
    assert [lie for lie in group["lies"] if verdicts(lie, *quotes)[0] in STANDS] == []


@pytest.mark.parametrize("group", GROUPS, ids=range(len(GROUPS)))
def test_every_truth_stands(group: dict[str, Any]) -> None:
    quotes = quotes_of(group)
    assert [told for told in group["truths"] if verdicts(told, *quotes) != ["proven"]] == []


@pytest.mark.parametrize("group", GROUPS, ids=range(len(GROUPS)))
def test_what_says_more_than_its_quotes_falls(group: dict[str, Any]) -> None:
    quotes = quotes_of(group)
    assert [told for told in group["unproven"] if verdicts(told, *quotes)[0] in STANDS] == []


def test_the_lies_are_of_many_kinds_and_the_truths_as_many() -> None:
    told = {name: sum(len(group[name]) for group in GROUPS) for name in ("lies", "truths")}
    assert (told["lies"] >= 90, told["truths"] >= 110) == (True, True)
