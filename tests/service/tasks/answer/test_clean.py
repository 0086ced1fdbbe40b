"""The asked thing first, whole, and nothing beside it: a report's own names, halves asked apart, prices
that do not grow, targets that moved, what is counted, who else is asked about."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

EARLIER = """地区生产总值增长6%，财政收入118.3亿元。
二、2023年主要任务
主要预期目标是：地区生产总值增长7%以上，固定资产投资增长9%以上，社会消费品零售总额增长9%，粮食产量230万吨。
"""
LATER = """地区生产总值一季度受疫情“急刹车”影响下降8.5%，二季度逐季回升，预计全年增长4%左右。财政收入128.5亿元。固定资产投资前三季度增长9.7%。
圆满完成“十三五”规划确定的各项任务。聚力打好攻坚战，全面完成约束性指标，优良天数比例提高8个百分点。城镇新增就业超额完成年度计划。
改造咖啡园8万亩，生豆精品率由10%提升至15.9%。新增限上企业19户，服务业增速始终保持全省第1位，营利性服务业收入增长25.6%。完成保交楼268套。
研究与试验发展经费投入强度1.02%，首次突破1%。引进内资700亿元，增长22.8%；利用外商直接投资2.4亿美元，增长26.4%。全口径向上争取资金突破430亿元。
二、2024年主要任务
主要预期目标是：地区生产总值增长6.5%，固定资产投资增长8%，社会消费品零售总额增长9%，居民消费价格涨幅控制在3%左右，粮食产量230万吨。
（一）着力推进节能减排，加强生态建设。坚持生态立市，走可持续发展的路。
强力抓好节能减排。实施节能技改项目100项，淘汰落后产能3万吨。
加强生态修复。治理矿山12处，造林2万亩。
（二）壮大工业。新上技改项目40个。
（三）办好民生。改造老旧小区21个。
"""
OTHER = """地区生产总值增长5%。37个保交楼项目交付入住。“专精特新”企业达到1037户。
二、2024年主要任务
地区生产总值增长5%左右。
"""
Case = tuple[str, str, list[str]]
CASES: list[Case] = []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two reports of a city, one of another."""
    held = [("衡阳市", 2023, EARLIER), ("衡阳市", 2024, LATER), ("岳阳市", 2024, OTHER)]
    return world_of(tmp_path_factory, held)


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_the_answer_is_clean(world: World, case: Case) -> None:
    question, status, lines = case
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")) == (status, lines)
