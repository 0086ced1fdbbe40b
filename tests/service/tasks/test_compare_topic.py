"""A topic across the five reports, for real; and what a model may say on it."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.llm import Message
from service.llm.scripted import Reply, Scripted
from service.shapes import Comparison, Item, Topic
from service.tasks.compare.task import compare
from service.wiring import World
from vectorstore.library import Library

TOPICS = ["优化营商环境", "化债"]
ABSENT = "海水淡化"
DEBT = "海拉尔区2020年化解政府隐性债务11.35亿元。"


def compared(world: World, topic: str, **asked: Any) -> Comparison:
    return asyncio.run(compare(world, topic=topic, indicators=["GDP"], **asked))


@pytest.fixture(scope="module")
def themes(world_offline: World) -> dict[str, Comparison]:
    """The five reports on each topic."""
    return {topic: compared(world_offline, topic) for topic in (*TOPICS, ABSENT)}


def topic_of(made: Comparison) -> Topic:
    assert made.topic is not None
    return made.topic


def items_of(topic: Topic) -> list[Item]:
    groups = [*topic.regions, *topic.only]
    return [*(i for group in groups for i in group.items), *topic.common, *topic.emphasis]


@pytest.mark.parametrize("name", TOPICS)
def test_every_quote_is_in_its_report_and_every_sentence_is_cited(
    themes: dict[str, Comparison], name: str, seed_library: Library
) -> None:
    made = themes[name]
    known = {citation.n: citation for citation in made.citations}
    for item in items_of(topic_of(made)):
        assert item.citations
        for number in item.citations:
            cited = known[number]
            assert seed_library.text(cited.report)[cited.start : cited.end] == cited.quote
    assert made.proof.removed == ()
    assert made.proof.numbers == made.proof.proven


@pytest.mark.parametrize("name", TOPICS)
def test_each_report_has_its_measures_from_itself_alone(
    themes: dict[str, Comparison], name: str
) -> None:
    made = themes[name]
    held = {citation.n: citation.report for citation in made.citations}
    topic = topic_of(made)
    assert topic.name == name
    assert [group.report for group in topic.regions] == [report.id for report in made.columns]
    for group in topic.regions:
        assert group.items
        assert {held[n] for item in group.items for n in item.citations} == {group.report}


@pytest.mark.parametrize("name", TOPICS)
def test_figures_of_the_measures_are_those_of_their_quotes(
    themes: dict[str, Comparison], name: str
) -> None:
    quotes = {citation.n: citation.quote for citation in themes[name].citations}
    for group in topic_of(themes[name]).regions:
        for item in group.items:
            said = re.sub(r"^\D{2,6}\d{4}年计划：", "", item.text)
            printed = "".join(quotes[n] for n in item.citations)
            assert set(re.findall(r"\d[\d.,]*", said)) <= set(re.findall(r"\d[\d.,]*", printed))


def test_debt_relief_is_told_with_its_figures_and_its_gap(themes: dict[str, Comparison]) -> None:
    topic = topic_of(themes["化债"])
    told = {group.report: "".join(item.text for item in group.items) for group in topic.regions}
    assert "11.35亿元" in told["海拉尔区-2021"]
    assert "8.6亿元" in told["满洲里市-2021"]
    assert "13.49亿元" in told["回民区-2022"]
    assert "乌海市2024年计划：" in told["乌海市-2024"]
    assert "2.75亿元" in topic.emphasis[0].text


@pytest.mark.parametrize("name", TOPICS)
def test_what_is_common_cites_each_region_it_names(
    themes: dict[str, Comparison], name: str
) -> None:
    made = themes[name]
    held = {citation.n: citation for citation in made.citations}
    assert topic_of(made).common
    for item in topic_of(made).common:
        regions, _, term = item.text.removesuffix("”。").partition("都提到“")
        cited = [held[number] for number in item.citations]
        assert [citation.region for citation in cited] == regions.split("、")
        assert all(term in citation.quote for citation in cited)


@pytest.mark.parametrize("name", TOPICS)
def test_what_only_one_says_stands_in_no_other_report(
    themes: dict[str, Comparison], name: str, seed_library: Library
) -> None:
    made = themes[name]
    assert topic_of(made).only
    for group in topic_of(made).only:
        for item in group.items:
            term = item.text.split("“")[1].split("”")[0]
            texts = {report.id: seed_library.text(report.id) for report in made.columns}
            assert [report for report, text in texts.items() if term in text] == [group.report]


def test_a_report_that_says_nothing_is_said_to_with_what_was_read(
    themes: dict[str, Comparison],
) -> None:
    topic = topic_of(themes[ABSENT])
    assert [[item.text for item in group.items] for group in topic.regions] == [
        [f"报告未提及“{ABSENT}”。已查{report.region}{report.year}年政府工作报告全文。"]
        for report in themes[ABSENT].columns
    ]
    assert (topic.common, topic.only, topic.emphasis) == ((), (), ())


def test_a_topic_named_anywhere_in_a_report_is_never_said_to_be_missing(
    world_offline: World, seed_library: Library
) -> None:
    for name in ("地摊经济", "人民代表大会", "资金周转"):
        made = compared(world_offline, name)
        for group in topic_of(made).regions:
            silent = group.items[0].text.startswith("报告未提及")
            assert silent == (name not in seed_library.text(group.report))


def test_a_region_that_is_not_held_is_no_silent_report(world_offline: World) -> None:
    made = compared(world_offline, "化债", regions=["满洲里", "赤峰"])
    absent = topic_of(made).regions[-1]
    assert (absent.report, [item.text for item in absent.items]) == ("赤峰市", ["未收录该报告。"])


def test_without_a_topic_there_is_none(world_offline: World) -> None:
    made = asyncio.run(compare(world_offline, indicators=["GDP"], regions=["满洲里"]))
    assert made.topic is None


def modelled(world: World, folder: Path, sentences: Sequence[str]) -> Comparison:
    """On 化债, by a model that says these, each on the quotes of the regions it names."""

    def reply(messages: Sequence[Message]) -> Reply:
        asked = messages[-1].content
        if "专题：" not in asked:
            return json.dumps({"items": [], "keep": []})
        quotes = re.findall(r"^\[(\d+)\] (\D+)\d{4}年报告（(.+?)）：(.*)$", asked, re.M)
        said = [
            {
                "text": text,
                "sources": [
                    int(n) for n, region, part, quote in quotes
                    if region in text and part == "已做" and "债务" in quote and "多措" not in quote
                ],
            }
            for text in sentences
        ]  # fmt: skip
        return json.dumps({"sentences": said}, ensure_ascii=False)

    settings = world.settings.model_copy(update={"data_dir": folder})
    return compared(replace(world, backend=Scripted(reply), settings=settings), "化债")


def test_a_model_s_sentences_stand_in_front_where_they_belong(
    world_offline: World, tmp_path: Path
) -> None:
    common = "海拉尔区、满洲里市都化解隐性债务。"
    topic = topic_of(modelled(world_offline, tmp_path, [common, DEBT]))
    assert topic.common[0].text == common
    assert topic.emphasis[0].text == DEBT
    assert all(item.citations for item in items_of(topic))


@pytest.mark.parametrize(
    "lie",
    [
        DEBT.replace("11.35", "11.53"),
        DEBT.replace("海拉尔区", "满洲里市"),
        "只有海拉尔区化解政府隐性债务11.35亿元。",
    ],
)
def test_no_lie_of_a_model_reaches_the_topic(
    world_offline: World, tmp_path: Path, lie: str
) -> None:
    made = modelled(world_offline, tmp_path, [lie])
    assert lie not in [item.text for item in items_of(topic_of(made))]
    assert made.proof.removed
    offline = topic_of(compared(world_offline, "化债"))
    assert [item.text for item in items_of(topic_of(made))] == [
        item.text for item in items_of(offline)
    ]
