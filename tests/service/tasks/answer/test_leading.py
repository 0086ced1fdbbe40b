"""Of more regions than are looked at one by one, those that lead are told as all would be."""

import asyncio
import re

import pytest

from service.ledger import FactQuery, Ledger
from service.tasks.answer import answer, desk, leading
from service.tasks.answer.phrases import ENOUGH_NAME, Likely, covered, pieces
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


@pytest.mark.parametrize(
    "question",
    ["各地2020年新能源汽车产量是多少？", "各地2020年外贸进出口是多少？", "哪里的游客最多？"],
)
def test_what_is_read_ahead_for_many_regions_is_what_each_would_be_asked_for(
    world_offline: World, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    ahead = asyncio.run(answer(world_offline, question))
    monkeypatch.setattr(desk.Desk, "look_ahead", lambda *_: None)
    monkeypatch.setattr(desk.Desk, "look_for", lambda *_: None)
    one_by_one = asyncio.run(answer(world_offline, question))
    different = {"elapsed_ms": 0, "conversation": None}
    assert ahead.model_copy(update=different) == one_by_one.model_copy(update=different)


def test_of_some_pieces_a_name_holds_one_if_it_covers_enough_of_the_words() -> None:
    words = "新能源汽车产量"
    likely = Likely(said=(words,))
    for name in ("新能源汽车", "能源汽车年产量", "汽车产量", "新能源产业产值"):
        assert likely.is_name(name) is (covered(words, name) >= ENOUGH_NAME)
    assert len(pieces(words, ENOUGH_NAME)) == 3
    assert pieces("一", ENOUGH_NAME) == ()


def test_a_fact_may_be_meant_by_a_whole_name_or_by_most_of_its_quote() -> None:
    likely = Likely(names=("农民人均纯收入",), quoted="新建改建农村公路")
    assert likely.is_name("全市农民人均纯收入")
    assert not likely.is_name("农民收入")
    assert likely.is_quote("新建改建农村公路30公里")
    assert not likely.is_quote("新建农村公路30公里")
