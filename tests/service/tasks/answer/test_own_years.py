"""Regions whose reports tell each its own year: put in order with the years named."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

BODY = """地区生产总值{amount}亿元，增长{grown}%。
二、{year}年主要任务
主要预期目标是：地区生产总值增长{aim}%。
"""
REPORTS = (
    ("衡阳市", 2014, BODY.format(year=2014, amount=900, grown=9.1, aim=11)),
    ("绵阳市", 2019, BODY.format(year=2019, amount=2300, grown=7.9, aim=8.5)),
    ("镇江市", 2023, BODY.format(year=2023, amount=5000, grown=3.2, aim=6)),
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
    ],
)
def test_the_first_is_named_with_its_year(world: World, question: str, lines: list[str]) -> None:
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")[:-1]) == ("answered", lines)
