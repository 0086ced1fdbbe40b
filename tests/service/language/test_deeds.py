"""Deeds that answer for each other, and units that a question asks for."""

import pytest

from service.language.asked_units import is_of, number_in
from service.language.deeds import answering, deeds_in


@pytest.mark.parametrize(
    ("asked", "told", "answers"),
    [
        ("新建了多少公里农村公路", "新改建农村公路406公里", True),
        ("违建拆了多少", "腾退土地3000亩", True),
        ("拆除了几家上市企业", "新增上市企业5家", False),
        ("几个项目开工", "29个重点项目开工建设", True),
        ("几个项目开工", "解决历史遗留项目120个", False),
        ("几个项目竣工", "完成项目120个", False),
        ("改造了多少户", "完成农村改厕8万户", True),
    ],
)
def test_a_deed_is_told_by_its_family_alone(asked: str, told: str, answers: bool) -> None:
    assert bool(answering(asked) & {*deeds_in(told)}) == answers


@pytest.mark.parametrize("asked", ["GDP多少", "常住人口有多少", "开工率是多少"])
def test_who_asks_for_no_deed_gets_none(asked: str) -> None:
    assert answering(asked) == frozenset()


def test_a_number_is_found_in_the_unit_asked_for() -> None:
    assert number_in("人").search("培训2万名")
    assert not number_in("元").search("增长12%")
    assert number_in("个").search("医院12所")
    assert not number_in("个").search("占80%")
    assert is_of("measured", "公里")
    assert is_of("counted", "家")
