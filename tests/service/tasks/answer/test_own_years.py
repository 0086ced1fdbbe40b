"""Regions whose reports tell each its own year: put in order with the years named; of one of them
what moved over its years, and all that is asked for."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

BODY = """地区生产总值{amount}亿元，增长{grown}%。{more}
二、{year}年主要任务
主要预期目标是：地区生产总值增长{aim}%，接待游客增长12%，旅游总收入增长15%。
"""
MORE = "接待游客120万人次，旅游总收入8亿元。五年来，城镇化率由2008年的41.2%提高到46.8%。"
NET = "农民人均纯收入{}元。"
REPORTS = (
    (
        "衡阳市",
        2014,
        BODY.format(year=2014, amount=900, grown=9.1, aim=11, more=NET.format(8000) + MORE),
    ),
    (
        "绵阳市",
        2019,
        BODY.format(year=2019, amount=2300, grown=7.9, aim=8.5, more=NET.format(9500)),
    ),
    ("镇江市", 2023, BODY.format(year=2023, amount=5000, grown=3.2, aim=6, more="")),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Three reports of three years."""
    return world_of(tmp_path_factory, REPORTS)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "这些报告里，当年GDP增长目标定得最高的是哪儿？",
            [
                "按各自年份的数，地区生产总值增长目标从高到低：衡阳市2014年目标增长11%[1]，绵阳市2019年目标增长8.5%[2]，镇江市2023年目标增长6%[3]。",
                "地区生产总值增长目标衡阳市（2014年）最高；年份不同，只供参考[1]。",
            ],
        ),
        (
            "这几份报告里GDP涨得最慢的是哪儿",
            [
                "按各自年份的数，地区生产总值增速从低到高：镇江市2022年增长3.2%[1]，绵阳市2018年增长7.9%[2]，衡阳市2013年增长9.1%[3]。",
                "地区生产总值增速镇江市（2022年）最低；年份不同，只供参考[1]。",
            ],
        ),
        (
            "衡阳13年跟绵阳18年，农民人均收入差多少",
            [
                "2018年绵阳市农民人均纯收入为9500元[1]。",
                "2013年衡阳市农民人均纯收入为8000元[2]。",
                "按各自年份的数算，绵阳市2018年的农民人均纯收入比衡阳市2013年的多1500元（9500元−8000元）；年份不同，只供参考[1][2]。",
            ],
        ),
    ],
)
def test_the_first_is_named_with_its_year(world: World, question: str, lines: list[str]) -> None:
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")[:-1]) == ("answered", lines)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "衡阳城镇化率五年涨了几个点",
            ["衡阳市城镇化率从41.2%提高到46.8%，提高5.6个百分点（46.8%−41.2%）[1]。"],
        ),
        (
            "衡阳14年旅游想涨多少",
            [
                "2014年衡阳市旅游人次的目标：增长12%[1]。",
                "2014年衡阳市旅游收入的目标：增长15%[1]。",
            ],
        ),
        (
            "衡阳13年来了多少游客，旅游收入多少，14年还想涨多少",
            [
                "2013年衡阳市旅游人次为120万人次[1]。",
                "2013年衡阳市旅游收入为8亿元[1]。",
                "2014年衡阳市旅游人次的目标：增长12%[2]。",
                "2014年衡阳市旅游收入的目标：增长15%[2]。",
            ],
        ),
    ],
)
def test_nothing_asked_of_one_region_is_left_out(
    world: World, question: str, lines: list[str]
) -> None:
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")) == ("answered", lines)
