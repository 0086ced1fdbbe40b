"""Which passages a report is read by."""

import pytest

from service.tasks.answer.retrieve import retrieved
from service.understand import understand
from service.wiring import World


def texts(world: World, question: str, report: str, most: int) -> list[str]:
    library = world.library()
    understood = understand(question, library.reports())
    return [each.text for each in retrieved(library, understood, report, most=most)]


@pytest.mark.parametrize(
    ("question", "report", "quote"),
    [
        ("满洲里市2020年GDP多少", "满洲里市-2021", "全年地区生产总值完成141.5亿元"),
        ("东昌区今年社零目标", "东昌区-2021", "社会消费品零售总额增长8%以上"),
        ("海拉尔的“一分两率”是什么", "海拉尔区-2021", "平均分、优秀率、及格率"),
        ("满洲里2020年开行中欧班列多少列", "满洲里市-2021", "开行中欧班列3054列"),
    ],
)
def test_the_passage_of_the_fact_or_term_asked_for_stands_first(
    world_offline: World, question: str, report: str, quote: str
) -> None:
    (first,) = texts(world_offline, question, report, 1)
    assert quote in first


def test_each_part_of_a_question_has_its_passage(world_offline: World) -> None:
    found = texts(
        world_offline, "乌海去年固投增速是多少今年社会消费品零售总额目标多少", "乌海市-2024", 5
    )
    assert any("固定资产投资增长18.3%" in text for text in found)
    assert any("社会消费品零售总额增长4.6%" in text for text in found)


def test_no_passage_comes_twice_and_none_beyond_the_number_asked_for(world_offline: World) -> None:
    found = texts(world_offline, "满洲里市2020年GDP多少", "满洲里市-2021", 5)
    assert len(found) == len(set(found)) == 5
