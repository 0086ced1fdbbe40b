"""Questions in staff wording on made-up reports: two years of one city, and two neighbours."""

import asyncio

import pytest

from service.shapes import Answer
from service.tasks.answer import answer
from service.wiring import World
from tests.service.tasks.answer.worlds import world_of

CITY_2024 = """实现地区生产总值500亿元，增长3.1%、高于全省平均水平0.5个百分点。实现进出口总额95.3亿元，其中对俄进出口总额17.9亿元，增长78.8%。生产新能源汽车的两个项目建成投产。汽车产量83万辆、增长61.7%，其中新能源汽车31.6万辆。
二、2024年主要任务
主要预期目标是：地区生产总值增长6%。
"""
CITY_2025 = """实现地区生产总值540亿元、增长4.3%，占全省36.5%。城镇、农村居民人均可支配收入分别达到36000元和18000元。居民健康素养水平达32%，人均预期寿命达80.7岁。社会消费品零售总额增长6.3%。新能源汽车产量增长98%。城镇新增就业2万人。
二、2025年主要任务
主要预期目标是：地区生产总值增长5.5%，社会消费品零售总额增长5.5%。开工建设配售型保障性住房2000套。固定资产投资完成800亿元。“十四五”末城镇化率达到65%。发展人工智能产业。
"""
NEIGHBOUR = """前三季度，地区生产总值增长3.3%；规模以上工业增加值增长4.5%。一般公共预算收入增长5%。全年城镇居民人均可支配收入增长6%。人工智能研究院挂牌。
二、2025年主要任务
主要预期目标是：地区生产总值增长5%。城镇新增就业1万人。“三区一县”公交同网。
名词解释
1.三区一县：东区、西区、南区、北县。
"""
THIRD = """地区生产总值增长5.1%。规模以上工业增加值增长9%。城镇居民人均可支配收入增长7%。累计化解债务13亿元。
二、2025年主要任务
主要预期目标是：地区生产总值增长6%。
"""
REPORTS = (
    ("哈尔滨市", 2024, CITY_2024),
    ("哈尔滨市", 2025, CITY_2025),
    ("绵阳市", 2025, NEIGHBOUR),
    ("镇江市", 2025, THIRD),
)
SPEAKERS = ("张三丰", "李四光", "王五一", "赵六平")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A library of four short reports."""
    return world_of(tmp_path_factory, REPORTS, SPEAKERS)


def ask(world: World, question: str) -> Answer:
    return asyncio.run(answer(world, question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哈尔滨2023年和2024年GDP增速哪年高", ["2024年增速比2023年高1.2个百分点（4.3%−3.1%）"]),
        ("哈尔滨2024年GDP比2023年多了多少", ["多40亿元（540亿元−500亿元）"]),
        ("2023年哈尔滨对俄进出口多少亿", ["17.9亿元"]),
        ("哈尔滨城乡收入比是多少", ["2倍（36000元÷18000元）"]),
        ("哈尔滨人均预期寿命", ["80.7岁"]),
        ("哈尔滨2025年固定资产投资要完成多少", ["目标为800亿元"]),
        ("哈尔滨十四五末城镇化率目标", ["2025年", "65%"]),
        ("哈尔滨2025年要建多少保障房", ["2000套"]),
        ("哈尔滨2025年社零目标比2024年实际高还是低", ["2025年计划增速比2024年低0.8个百分点（6.3%−5.5%）"]),
        ("哈尔滨新能源汽车2023年产了多少辆", ["31.6万辆"]),
        ("哈尔滨2024年GDP下降的原因", ["增长4.3%", "没有说2024年哈尔滨市地区生产总值下降"]),
        ("哈尔滨GDP占全省多少", ["占全省36.5%"]),
        ("哈尔滨2023年GDP增速跟全省比怎么样", ["高于全省平均水平0.5个百分点"]),
        ("哈尔滨2024和2025年的政府工作报告分别是谁作的", ["张三丰", "李四光"]),
        ("三区一县是哪几个", ["东区、西区、南区、北县"]),
        ("哪几个市提到了人工智能", ["哈尔滨市", "绵阳市", "未提及的：镇江市"]),
    ],
)  # fmt: skip
def test_staff_wording_finds_what_the_reports_say(
    world: World, question: str, said: list[str]
) -> None:
    reply = ask(world, question)
    assert [words for words in said if words not in reply.answer] == []
    assert reply.proof.removed == ()
    assert reply.status in ("answered", "partial")


def test_a_scope_asked_for_without_its_preposition_is_no_gap(world: World) -> None:
    reply = ask(world, "2023年哈尔滨对俄进出口多少亿")
    assert "没有给出全口径数" not in reply.answer
    assert "95.3亿元" not in reply.answer


def test_what_is_said_of_the_nation_is_quoted_or_said_to_be_missing(world: World) -> None:
    reply = ask(world, "哈尔滨2023年GDP增速跟全国全省比怎么样")
    assert reply.status == "partial"
    assert "没有给出全国的地区生产总值" in reply.answer


def test_the_figures_of_the_nation_are_not_those_of_its_cities(world: World) -> None:
    reply = ask(world, "全国GDP增速是多少")
    assert (reply.status, reply.reason) == ("not_found", "not_in_library")


def test_growth_is_compared_only_once_it_is_said_that_no_level_is_given(world: World) -> None:
    reply = ask(world, "绵阳和镇江谁的城镇居民收入高")
    assert "没有给出城镇居民人均可支配收入的数额，只能按增速比较" in reply.answer
    assert "镇江市更高" in reply.answer


def test_three_quarters_stand_apart_from_years(world: World) -> None:
    reply = ask(world, "绵阳、镇江2024年规上工业增加值增速谁最高")
    assert "不是全年数，不并列" in reply.answer
    assert "最高" not in reply.answer
    assert "未提及" not in reply.answer


def test_a_near_kin_is_told_where_no_region_gives_the_figure(world: World) -> None:
    """Not 未提及, and no figure of the towns for one of the land."""
    found = ask(world, "各地2024年农民人均纯收入是多少")
    assert [each.state for each in found.asked] == ["no_number"]
    assert found.answer == (
        "各地报告都没有给出2024年农民人均纯收入。\n"
        "2024年哈尔滨市农村居民人均可支配收入为18000元[1]，口径不同，不并列。\n"
        "已查3份报告，未提及的：绵阳市、镇江市。"
    )
