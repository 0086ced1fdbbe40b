"""Of more regions than are looked at one by one, those that lead are told as all would be."""

import asyncio
import re

import pytest

from service.ledger import FactQuery, Ledger
from service.tasks.answer import answer, desk, leading
from service.wiring import World

CITED = re.compile(r"\[\d+\]")
RANK = "谁的一般公共预算收入最高？"


def _told(world: World, question: str) -> str:
    return asyncio.run(answer(world, question)).answer


def test_the_columns_say_what_the_facts_say(world_offline: World) -> None:
    ledger = Ledger(world_offline.library())
    query = FactQuery(indicators=("地区生产总值",), kinds=("result",))
    facts = [fact for fact in ledger.facts(query) if fact.scope is None]
    told = [(f.region, f.period, f.value, f.unit, f.growth) for f in facts]
    figures = [(f.region, f.period, f.value, f.unit, f.growth) for f in ledger.figures(query)]
    assert sorted(figures, key=str) == sorted(told, key=str)


@pytest.mark.parametrize("question", [RANK, "各地2020年地区生产总值是多少？"])
def test_regions_that_lead_are_told_as_all_are(
    world_offline: World, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    whole = _told(world_offline, question)
    monkeypatch.setattr(leading, "MOST", 1)
    monkeypatch.setattr(desk, "MOST", 1)
    first = _told(world_offline, question).splitlines()[0]
    assert CITED.sub("", first) in CITED.sub("", whole).splitlines()


def test_what_is_not_told_of_the_others_is_said(
    world_offline: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "MOST", 1)
    monkeypatch.setattr(leading, "LISTED", 1)
    assert "只列其中最高的1个；要看其他地区，请写出地区。" in _told(world_offline, RANK)
