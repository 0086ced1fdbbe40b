"""Writers read the prompt as it is: the faithful one uses its tokens, the liars falsify it."""

import json

import pytest

from evals.tiers import writers
from evals.tiers.writers import LIARS, Message, faithful, plain
from prompts import load


def prompt(figures: list[tuple[str, str, str, int]], quotes: bool = True) -> list[Message]:
    """The messages of the real prompt with these figures (token, says, words, source)."""
    held = [
        {
            "n": 1,
            "region": "甲市",
            "year": 2021,
            "part": "正文",
            "section": "一、2020年工作回顾",
            "quote": "完成。",
        },
        {
            "n": 2,
            "region": "乙市",
            "year": 2021,
            "part": "正文",
            "section": "二、2021年工作安排",
            "quote": "推进。",
        },
    ]
    messages = load("answer").render(
        question="?",
        figures=[
            {"token": token, "says": f"{says}（此记号是数额{words}）", "source": n}
            for token, says, words, n in figures
        ],
        quotes=held if quotes else [],
    )
    return [{"role": message.role, "content": message.content} for message in messages]


GDP = ("⟦F1⟧", "2020年甲市地区生产总值为141.5亿元", "141.5亿元", 1)
GOAL = ("⟦F2g⟧", "2021年甲市地区生产总值的目标：增长6%左右", "6%左右", 1)


def texts(reply: str) -> list[str]:
    return [sentence["text"] for sentence in json.loads(reply)["sentences"]]


def test_the_faithful_writer_uses_the_tokens() -> None:
    made = faithful(prompt([GDP, GOAL]))
    assert texts(made.text) == [
        "2020年甲市地区生产总值为⟦F1⟧。",
        "2021年甲市地区生产总值的目标：增长⟦F2g⟧。",
    ]
    assert made.lies == ()


def test_two_tokens_of_one_fact_make_one_sentence() -> None:
    says = "2021年甲市收入为309亿元，增长8%"
    both = [("⟦F1⟧", says, "309亿元", 1), ("⟦F1g⟧", says, "8%", 1)]
    assert texts(faithful(prompt(both)).text) == ["2021年甲市收入为⟦F1⟧，增长⟦F1g⟧。"]


def test_without_figures_a_quote_is_given_and_a_plan_as_a_plan() -> None:
    assert texts(faithful(prompt([])).text) == ["甲市：“完成”。"]


def test_the_plain_writer_types_the_digits() -> None:
    assert plain(prompt([GDP])).text == "2020年甲市地区生产总值为141.5亿元[1]。"


@pytest.mark.parametrize(
    ("name", "figure", "lie"),
    [
        ("lie digit", GDP, "2020年甲市地区生产总值为141.6亿元"),
        ("lie scale", GDP, "2020年甲市地区生产总值为141.5万元"),
        ("lie points", GOAL, "2021年甲市地区生产总值的目标：增长6个百分点左右"),
        ("lie qualifier", GOAL, "2021年甲市地区生产总值的目标：增长6%"),
        ("lie kind", GOAL, "2021年甲市地区生产总值完成增长6%左右"),
        ("lie kind", GDP, "2020年甲市地区生产总值为的目标是141.5亿元"),
        ("lie region", GDP, "2020年乙市地区生产总值为141.5亿元"),
        ("lie year", GDP, "2019年甲市地区生产总值为141.5亿元"),
        ("lie direction", GOAL, "2021年甲市地区生产总值的目标：下降6%左右"),
    ],
)
def test_a_liar_changes_one_thing(name: str, figure: tuple[str, str, str, int], lie: str) -> None:
    made = LIARS[name](prompt([figure]))
    assert made.lies == (lie,)
    assert texts(made.text) == [f"{lie}。"]


def test_a_liar_that_finds_nothing_to_falsify_is_faithful() -> None:
    made = LIARS["lie qualifier"](prompt([GDP]))
    assert (made.lies, texts(made.text)) == ((), ["2020年甲市地区生产总值为⟦F1⟧。"])


def test_made_up_sources_and_obeyed_orders_are_lies() -> None:
    for name in ("lie source", "lie planted"):
        made = LIARS[name](prompt([GDP]))
        assert made.lies
        assert all(lie in made.text.replace("\\", "") for lie in made.lies)


def test_the_prompt_in_force_is_the_one_the_writers_read() -> None:
    assert len(writers.offered(prompt([GDP, GOAL]))) == 2
    assert writers.regions(prompt([GDP])) == ("甲市", "乙市")
