"""Open questions as staff types them: how, why, what a term means, who, which region; whole answers."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, states, world_of

FIRST = """进出口总额下降2.3%，受外需不足影响，未达到预期目标。实施“四个一”工程，即建设一个园区、引进一批企业、培育一支队伍、设立一只基金。改造口袋公园36个。推动“五心”服务走深走实。
二、2024年主要任务
（一）大力发展文旅产业。建设洞庭湖文旅走廊，打造10个精品民宿集群。举办龙舟文化节。
（二）推进污水治理。新建污水管网120公里，完成35个入河排污口整治。
（三）推动“3个100”行动。新建100个口袋公园。改造100个老旧小区。培育100个电商村。
"""
SECOND = """地区生产总值增长5.9%。
（一）文旅融合提质增效。洞庭湖文旅走廊建成开放，精品民宿集群达到12个。
（二）治理能力持续增强。城镇污水处理率达到98%。
二、2025年主要任务
主要预期目标是：地区生产总值增长6%。
（一）持续发展文旅产业。建设君山岛景区二期，培育200家乡村民宿。
名词解释
1.两山贷：以生态产品经营收益权为质押的贷款。
"""
NEIGHBOUR = """前三季度，地区生产总值增长4.3%。上半年城镇新增就业2.1万人。
二、2025年主要任务
主要预期目标是：地区生产总值增长5%。
"""
DONE = (
    "岳阳市2024年工作：“（一）文旅融合提质增效。洞庭湖文旅走廊建成开放，精品民宿集群达到12个。”[{}]"
)
PLAN = "岳阳市（2025年计划）：“（一）持续发展文旅产业。建设君山岛景区二期，培育200家乡村民宿。”[{}]"
UNMET = "岳阳市：“进出口总额下降2.3%，受外需不足影响，未达到预期目标。”[1]"
ONES = "岳阳市：“实施“四个一”工程，即建设一个园区、引进一批企业、培育一支队伍、设立一只基金。”[1]"
LOAN = "岳阳市报告的名词解释（两山贷）：“以生态产品经营收益权为质押的贷款。”[1]"
USED = "报告没有专门解释这个词，用到它的地方是："
MAYOR = ["作岳阳市2025年政府工作报告的是市长周八方[1]。", "报告写明的日期是“2025年1月8日”[2]。"]
HELD = "的政府工作报告，不能回答。已收录：岳阳市、郴州市。请核对地名，或先加入该地的报告再问。"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two years of one city, and a neighbour."""
    reports = [("岳阳市", 2024, FIRST), ("岳阳市", 2025, SECOND), ("郴州市", 2025, NEIGHBOUR)]
    return world_of(tmp_path_factory, reports)


OK, NO = "answered", "not_mentioned"
Case = tuple[str, str, list[str], list[str]]
OPEN: list[Case] = [
    ("岳阳24年文旅咋弄的", OK, [DONE.format(1)], [OK]),
    ("岳阳文旅打算咋整", OK, [PLAN.format(1)], [OK]),
    ("岳阳2024年文旅干了啥 2025年打算咋弄", OK, [DONE.format(1), PLAN.format(2)], [OK, OK]),
    ("岳阳文旅咋弄的", OK, [DONE.format(1), PLAN.format(2)], [OK]),
    ("岳阳2024年养老咋弄的", "not_found",
     ["报告未提及养老。", "已查岳阳市2025年政府工作报告全文。"], [NO]),
]  # fmt: skip
WHY: list[Case] = [
    ("岳阳2023年为啥没完成目标", OK, [UNMET], [OK]),
    ("岳阳23年哪些指标没达标", OK, [UNMET], [OK]),
    ("岳阳2023年有啥没达到预期", OK, [UNMET], [OK]),
    ("岳阳2023年进出口为啥没达标", OK, [UNMET], [OK]),
    ("岳阳2024年为啥没完成目标", "not_found",
     ["报告没有说哪项目标没有完成。", "已查岳阳市2025年政府工作报告全文。"], [NO]),
]  # fmt: skip
TERMS: list[Case] = [
    ("岳阳2023年四个一是啥意思", OK, [ONES], [OK]),
    ("四个一是啥意思", OK, [ONES], [OK]),
    ("两山贷是啥", OK, [LOAN], [OK]),
    ("岳阳2024年报告里的3个100是啥意思", OK,
     ["岳阳市（2024年计划）：“新建100个口袋公园。”[1]“改造100个老旧小区。”[2]“培育100个电商村。”[3]"], [OK]),
    ("岳阳2023年五心服务是什么意思", "not_found",
     [USED, "岳阳市：“推动“五心”服务走深走实。”[1]"], [NO]),
    ("龙舟文化节是什么意思", "not_found", [USED, "岳阳市（2024年计划）：“举办龙舟文化节。”[1]"], [NO]),
    ("九个九是什么意思", "not_found",
     ["报告未提及九个九。", "已查2份报告，未提及的：岳阳市、郴州市。"], [NO]),
    ("岳阳7个700是啥", "not_found",
     ["报告未提及所问的内容。", "已查岳阳市2025年政府工作报告全文。"], [NO]),
]  # fmt: skip
STRANGE: list[Case] = [
    ("株洲GDP多少", "not_found", [f"未收录株洲市{HELD}"], ["not_in_library"]),
    ("湖南GDP多少", "not_found", [f"未收录湖南省{HELD}"], ["not_in_library"]),
    ("岳阳楼区GDP多少", "not_found",
     [f"未收录岳阳楼区{HELD.replace('。', '。名称相近的有岳阳市。', 1)}"], ["not_in_library"]),
    ("岳阳市君山区GDP多少", "not_found", [f"未收录君山区{HELD}"], ["not_in_library"]),
    ("岳阳和株洲2024年GDP各增长多少", "partial",
     ["2024年岳阳市地区生产总值增长5.9%[1]。", "未收录株洲市的报告。"], ["not_in_library", OK]),
    ("岳阳、郴州2023年进出口各增长多少", "partial",
     ["2023年岳阳市进出口总额下降2.3%[1]。", "未收录郴州市2023年、2024年的政府工作报告。"],
     [OK, "not_in_library"]),
    ("岳阳市长是谁", OK, MAYOR, [OK]),
    ("岳阳市委书记是谁", "not_found", ["报告没有写明书记是谁。", *MAYOR], [NO]),
    ("岳阳副市长叫啥", "not_found", ["报告没有写明副市长是谁。", *MAYOR], [NO]),
]  # fmt: skip
PARTS: list[Case] = [
    ("郴州2024年GDP多少", "partial",
     ["2024年1—9月郴州市地区生产总值增长4.3%[1]。", "报告没有给出2024年郴州市地区生产总值的全年数。"],
     ["no_number"]),
    ("郴州2024年新增就业多少", "partial",
     ["2024年上半年郴州市城镇新增就业为2.1万人[1]。",
      "报告没有给出2024年郴州市城镇新增就业的全年数，也没有给出增速。"], ["no_number"]),
]  # fmt: skip
CASES = [*OPEN, *WHY, *TERMS, *STRANGE, *PARTS]


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_an_open_question_is_answered_in_the_report_s_own_words(world: World, case: Case) -> None:
    question, status, lines, asked = case
    reply = ask(world, question)
    assert reply.answer.split("\n") == lines
    assert (reply.status, [state for _, state in states(reply)]) == (status, asked)


def test_what_is_said_of_an_unknown_region_is_the_sentence_of_its_slot(world: World) -> None:
    reply = ask(world, "株洲GDP多少")
    assert [(each.about, each.sentences) for each in reply.asked] == [("地区生产总值", (0,))]


def test_who_wrote_a_sentence_is_told(world: World) -> None:
    assert [each.by for each in ask(world, "岳阳24年文旅咋弄的").sentences] == ["report"]
    assert [each.by for each in ask(world, "岳阳2024年GDP增长多少").sentences] == ["ledger"]
    assert [each.by for each in ask(world, "株洲GDP多少").sentences] == ["ledger"]


def test_why_something_fell_is_told_by_the_sentence_that_names_the_cause(world: World) -> None:
    reply = ask(world, "岳阳2023年进出口为啥下降")
    assert reply.status == "answered"
    assert UNMET.removeprefix("岳阳市：") in reply.answer
