"""Classes of questions that failed when unseen: whole answers on made-up reports."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

FIRST = """地区生产总值完成1820亿元，增长5.6%。森林覆盖率达到62.6%。港货物吞吐量达3.2亿吨，增长14.8%。
五年来，城镇化率从41.7%提高到47.1%，高速公路通车里程由200公里增加到585公里。十大生态产业增加值占地区生产总值比重达到47%，名列全省第一。
我们清醒地认识到，发展还存在不少矛盾和问题：一是产业基础不够牢。二是财政收支压力较大。
二、2024年主要任务
主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%以上，外贸进出口量增质升。
抢占算力产业制高点。建设3个数据中心，培育企业20家。引进龙头企业5家。
2024年要办好3件民生实事：1.改造老旧小区30个。2.新增公共停车位6000个。3.建设幼儿园4所。
"""
SECOND = """地区生产总值完成1936亿元，增长5.9%。固定资产投资增长6.5%。森林覆盖率达到61.5%。茶油、蔬菜产量分别增长4.7%和10.3%。接待游客850万人次。洞庭渔村成为网红打卡地。
受洪涝灾害和要素约束等影响，部分中小企业经营困难。
二、2025年主要任务
主要预期目标是：地区生产总值增长6%左右。
"""
NEIGHBOUR = """地区生产总值完成1688亿元，增长4.3%。外贸进出口增长3.1%。
二、2025年主要任务
主要预期目标是：地区生产总值增长5%。
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two years of one city, and a neighbour."""
    reports = [("岳阳市", 2024, FIRST), ("岳阳市", 2025, SECOND), ("郴州市", 2025, NEIGHBOUR)]
    return world_of(tmp_path_factory, reports)


CASES: list[tuple[str, str, list[str]]] = [
    (
        "岳阳城镇化率这五年提高了多少",
        "answered",
        [
            "岳阳市城镇化率从41.7%提高到47.1%，提高5.4个百分点（47.1%−41.7%）[1]。",
        ],
    ),
    (
        "岳阳高速公路里程五年增加了多少公里",
        "answered",
        [
            "岳阳市高速公路通车里程从200公里增加到585公里，增加385公里（585公里−200公里）[1]。",
        ],
    ),
    (
        "岳阳十大生态产业占gdp多少 省里第几",
        "answered",
        [
            "2023年岳阳市：“十大生态产业增加值占地区生产总值比重达到47%，名列全省第一”[1]。",
        ],
    ),
    (
        "岳阳2023年港口吞吐量多少",
        "answered",
        [
            "岳阳市：“港货物吞吐量达3.2亿吨，增长14.8%。”[1]",
        ],
    ),
    (
        "岳阳森林覆盖率从2024年报告到2025年报告是升了还是降了",
        "answered",
        [
            "2024年岳阳市森林覆盖率为61.5%[1]。",
            "2023年岳阳市森林覆盖率为62.6%[2]。",
            "岳阳市森林覆盖率2024年比2023年低1.1个百分点（62.6%−61.5%）[1][2]。",
        ],
    ),
    (
        "岳阳2024年固投达标了吗",
        "answered",
        [
            "2024年岳阳市固定资产投资的目标：增长8%以上[1]。",
            "2024年岳阳市固定资产投资增长6.5%[2]。",
            "2024年岳阳市固定资产投资没有达到目标，比目标低1.5个百分点[1][2]。",
        ],
    ),
    (
        "岳阳2024年gdp达标了没",
        "answered",
        [
            "2024年岳阳市地区生产总值的目标：增长6%左右[1]。",
            "2024年岳阳市地区生产总值为1936亿元，增长5.9%[2]。",
            "2024年岳阳市地区生产总值略低于目标，比目标低0.1个百分点，目标写的是“6%左右”[1][2]。",
        ],
    ),
    (
        "岳阳2024年茶油、蔬菜产量各多少",
        "partial",
        [
            "2024年岳阳市：“茶油、蔬菜产量分别增长4.7%和10.3%”[1]。",
            "报告没有给出岳阳市茶油产量的数额，只说了增速。",
            "报告没有给出岳阳市蔬菜产量的数额，只说了增速。",
        ],
    ),
    (
        "岳阳洞庭渔村2024年来了多少游客",
        "not_found",
        [
            "报告没有单独给出岳阳市洞庭渔村的旅游人次，给的是：",
            "2024年岳阳市旅游人次为850万人次[1]。",
        ],
    ),
    (
        "岳阳2024年算力产业打算怎么搞",
        "answered",
        [
            "岳阳市（2024年计划）：“抢占算力产业制高点。建设3个数据中心，培育企业20家。引进龙头企业5家。”[1]",
            "已查岳阳市2024、2025年政府工作报告全文。",
        ],
    ),
    (
        "岳阳2024年3件民生实事有哪些",
        "answered",
        [
            "岳阳市（2024年计划）：“2024年要办好3件民生实事：1.改造老旧小区30个。2.新增公共停车位6000个。3.建设幼儿园4所。”[1]",
        ],
    ),
    (
        "岳阳2024年报告里自己说有哪些问题",
        "answered",
        [
            "岳阳市（报告自己指出的问题）：“一是产业基础不够牢”[1]；“二是财政收支压力较大”[2]。",
        ],
    ),
    (
        "岳阳2024年企业为啥经营困难",
        "answered",
        [
            "岳阳市：“受洪涝灾害和要素约束等影响，部分中小企业经营困难。”[1]",
        ],
    ),
    (
        "岳阳2020年gdp多少",
        "not_found",
        [
            "未收录岳阳市2021年政府工作报告，已收录的报告未提及2020年岳阳市地区生产总值。",
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_the_whole_answer_and_its_status(world: World, case: tuple[str, str, list[str]]) -> None:
    question, status, lines = case
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")) == (status, lines)


def test_a_comparison_goes_on_with_another_indicator(world: World) -> None:
    first = ask(world, "岳阳和郴州2024年GDP谁高")
    reply = ask(world, "那增速呢", first.conversation)
    assert reply.understood["task"] == "compare"
    assert {each.state for each in reply.asked} == {"answered"}
    assert [each.measure for each in reply.asked] == ["growth", "growth", "compare"]


def test_a_target_then_whether_it_was_met(world: World) -> None:
    first = ask(world, "岳阳2024年固投目标是多少")
    reply = ask(world, "完成了吗", first.conversation)
    assert reply.answer.split("\n")[-1] == (
        "2024年岳阳市固定资产投资没有达到目标，比目标低1.5个百分点[1][2]。"
    )
