"""Topics as staff name them: what speaks of them and what only shares a character."""

import re

import pytest

from service.language.indicators import find
from service.tasks.theme.topic import core, relevance
from service.tasks.theme.topics import find_topic, load_topics


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("优化营商环境", "营商环境"),
        ("化债", "化债"),
        ("文化旅游", "文旅"),
        ("放管服改革", "营商环境"),
    ],
)
def test_a_topic_is_found_by_its_name_and_by_its_words(asked: str, topic: str) -> None:
    found = find_topic(asked)
    assert found is not None
    assert found.topic == topic


def test_a_topic_nobody_listed_is_looked_for_by_its_own_characters() -> None:
    assert find_topic("数字经济") is None
    assert relevance("大力发展数字经济", "数字经济") == 3.0
    assert relevance("完成造林2500亩", "数字经济") == 0.0


def test_bonds_are_no_debt_relief() -> None:
    assert relevance("争取地方政府专项债券1.3亿元", "化债") == 0.0
    assert relevance("化解政府隐性债务11.35亿元", "化债") == 2.0


def test_verbs_around_a_topic_are_left_aside() -> None:
    assert core("优化营商环境") == "营商环境"


def test_every_word_is_a_pattern_and_every_indicator_is_known() -> None:
    for topic in load_topics():
        assert all(re.compile(word) for word in topic.words)
        assert [name for name in topic.indicators if find(name) is None] == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("做实家庭医生签约服务", "招商引资"),
        ("农村劳动力转移就业295万人", "乡村振兴"),
    ],
)
def test_a_word_of_another_matter_is_not_the_topics(text: str, topic: str) -> None:
    assert relevance(text, topic) == 0.0
    assert relevance("新签约项目20个，建设农村公路", topic) == 2.0
