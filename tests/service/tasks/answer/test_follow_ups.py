"""Conversations: what a follow-up takes over and says so, and a fresh question takes nothing."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

FIRST = """地区生产总值完成1820亿元，增长5.6%，居全省第6位，占全省的4.2%。固定资产投资增长9.1%、居全省第3位。三次产业结构为11.2:41.3:47.5。粮食总产量212.6万吨。莲藕产量8.3万吨。
二、2024年主要任务
主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，社会消费品零售总额增长5.5%。
"""
SECOND = """地区生产总值完成1936亿元，增长5.9%，居全省第5位。固定资产投资增长8%。社会消费品零售总额达到801亿元，增长5%。粮食总产量215万吨。
（一）文旅融合提质增效。洞庭湖文旅走廊建成开放，精品民宿集群达到12个。
二、2025年主要任务
主要预期目标是：地区生产总值增长6%左右。
（一）持续发展文旅产业。建设君山岛景区二期，培育200家乡村民宿。
"""
NEIGHBOUR = """地区生产总值完成1688亿元，增长4.3%。
二、2025年主要任务
主要预期目标是：地区生产总值增长5%。
"""
HERE = ("岳阳市",)
GDP23 = "2023年岳阳市地区生产总值为1820亿元，增长5.6%[1]。"
GDP24 = "2024年岳阳市地区生产总值为1936亿元，增长5.9%[1]。"
RANK24 = "岳阳市：“地区生产总值完成1936亿元，增长5.9%，居全省第5位”[1]。"
DONE = (
    "岳阳市2024年工作：“（一）文旅融合提质增效。洞庭湖文旅走廊建成开放，精品民宿集群达到12个。”[1]"
)
PLAN = "岳阳市（2025年计划）：“（一）持续发展文旅产业。建设君山岛景区二期，培育200家乡村民宿。”[{}]"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two years of one city, and a neighbour."""
    reports = [("岳阳市", 2024, FIRST), ("岳阳市", 2025, SECOND), ("郴州市", 2025, NEIGHBOUR)]
    return world_of(tmp_path_factory, reports)


Turn = tuple[str, list[str], dict[str, tuple[str, ...]]]
CONVERSATIONS: dict[str, list[Turn]] = {
    "a year, a neighbour, then a fresh question": [
        ("岳阳2023年GDP多少", [GDP23], {}),
        ("2024年呢", [GDP24], {"regions": HERE, "about": ("地区生产总值",)}),
        ("郴州呢", ["2024年郴州市地区生产总值为1688亿元，增长4.3%[1]。"],
         {"years": ("2024",), "about": ("地区生产总值",)}),
        ("岳阳2023年粮食产量多少", ["2023年岳阳市粮食产量为212.6万吨[1]。"], {}),
    ],
    "places in the province": [
        ("岳阳23年gdp全省第几",
         ["岳阳市：“地区生产总值完成1820亿元，增长5.6%，居全省第6位”[1]。"], {}),
        ("固投呢", ["岳阳市：“固定资产投资增长9.1%、居全省第3位”[1]。"],
         {"regions": HERE, "years": ("2023",)}),
        ("社零呢", ["报告没有给出岳阳市社会消费品零售总额的位次。"],
         {"regions": HERE, "years": ("2023",)}),
    ],
    "a place, then a change": [
        ("岳阳2024年GDP是多少", [GDP24], {}),
        ("全省第几", [RANK24], {"regions": HERE, "years": ("2024",), "about": ("地区生产总值",)}),
        ("比上一年多多少",
         [GDP24, GDP23.replace("[1]", "[2]"),
          "岳阳市地区生产总值2024年比2023年多116亿元（1936亿元−1820亿元）[1][2]。"],
         {"regions": HERE, "about": ("地区生产总值",)}),
    ],
    "shares": [
        ("岳阳2023年三产占比多少",
         ["2023年岳阳市三次产业结构为11.2:41.3:47.5，第三产业占47.5%[1]。"], {}),
        ("二产呢", ["2023年岳阳市三次产业结构为11.2:41.3:47.5，第二产业占41.3%[1]。"],
         {"regions": HERE, "years": ("2023",)}),
        ("那一产呢", ["2023年岳阳市三次产业结构为11.2:41.3:47.5，第一产业占11.2%[1]。"],
         {"regions": HERE, "years": ("2023",)}),
    ],
    "a share of the province": [
        ("岳阳GDP2024年是多少", [GDP24], {}),
        ("占全省多少", ["报告没有给出2024年岳阳市地区生产总值占全省的比重。",
          "报告中最相近的是“地区生产总值完成1936亿元，增长5.9%，居全省第5位”[1]，没有直接写明所问的内容。"],
         {"regions": HERE, "years": ("2024",), "about": ("地区生产总值",)}),
        ("2023年呢", ["岳阳市：“地区生产总值完成1820亿元，增长5.6%，居全省第6位，占全省的4.2%”[1]。"],
         {"regions": HERE, "about": ("地区生产总值",)}),
    ],
    "targets met": [
        ("岳阳2024年固投达标了吗",
         ["2024年岳阳市固定资产投资的目标：增长8%[1]。", "2024年岳阳市固定资产投资增长8%[2]。",
          "2024年岳阳市固定资产投资达到了目标[1][2]。"], {}),
        ("那社零呢",
         ["2024年岳阳市社会消费品零售总额的目标：增长5.5%[1]。",
          "2024年岳阳市社会消费品零售总额为801亿元，增长5%[2]。",
          "2024年岳阳市社会消费品零售总额没有达到目标，比目标低0.5个百分点[1][2]。"],
         {"regions": HERE, "years": ("2024",)}),
    ],
    "things outside the lexicon": [
        ("岳阳2023年粮食产量多少", ["2023年岳阳市粮食产量为212.6万吨[1]。"], {}),
        ("莲藕产量呢", ["2023年岳阳市：“莲藕产量8.3万吨”[1]。"], {"regions": HERE, "years": ("2023",)}),
    ],
    "nothing named but a verb and a year": [
        ("岳阳2025年GDP目标是多少", ["2025年岳阳市地区生产总值的目标：增长6%左右[1]。"], {}),
        ("那前一年实际完成了多少", [GDP24], {"regions": HERE, "about": ("地区生产总值",)}),
        ("23年大概完成多少", [GDP23], {"regions": HERE, "about": ("地区生产总值",)}),
    ],
    "work done, then planned": [
        ("岳阳文旅咋弄的", [DONE, PLAN.format(2)], {}),
        ("打算呢", [PLAN.format(1)], {"regions": HERE, "about": ("文旅",)}),
    ],
    "a stranger among them": [
        ("岳阳2024年GDP多少", [GDP24], {}),
        ("株洲呢",
         ["未收录株洲市的政府工作报告，不能回答。已收录：岳阳市、郴州市。"
         "请核对地名，或先加入该地的报告再问。"],
         {"years": ("2024",), "about": ("地区生产总值",)}),
        ("岳阳楼区呢",
         ["未收录岳阳楼区的政府工作报告，不能回答。名称相近的有岳阳市。"
         "已收录：岳阳市、郴州市。请核对地名，或先加入该地的报告再问。"],
         {"years": ("2024",), "about": ("地区生产总值",)}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_on_from_what_was_asked_before(world: World, name: str) -> None:
    conversation: str | None = None
    for question, lines, carried in CONVERSATIONS[name]:
        reply = ask(world, question, conversation)
        assert (question, reply.answer.split("\n"), reply.carried) == (question, lines, carried)
        assert conversation in (None, reply.conversation)
        conversation = reply.conversation


def test_two_conversations_know_nothing_of_each_other(world: World) -> None:
    first = ask(world, "岳阳2023年GDP多少").conversation
    second = ask(world, "郴州2024年GDP多少").conversation
    assert first != second
    assert ask(world, "2024年呢", first).answer == GDP24
    assert "郴州市" in ask(world, "目标呢", second).answer


def test_a_follow_up_without_its_conversation_is_asked_back(world: World) -> None:
    reply = ask(world, "比上一年多多少", "unknown-conversation")
    assert reply.carried == {}
    assert reply.status == "clarify"
