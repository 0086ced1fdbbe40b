"""A number answers only of what was asked: another thing's is shown as the nearest, or not at all."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

REPORT = """2024年全市地区生产总值增速高于上年1.2个百分点，增长6.5%。推动煤炭选矿税率从2%提高至5%。脱贫户人口人均纯收入达到1.3万元。孵化小微企业70家。落实人才政策，新增“两院”院士3名、总数达到30名。港口吞吐量575万吨，比2020年增加110万吨。3个县、12个贫困村、5.2万人脱贫，脱贫人口5.2万人。“七人普”常住人口增加2.4万人。
二、2025年主要任务
地区生产总值增长6%。
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(tmp_path_factory, [("岳阳市", 2025, REPORT)])


@pytest.mark.parametrize(
    ("question", "status", "lines"),
    [
        ("岳阳2024年挖了多少煤，比上年多几成", "not_found",
         ["报告未提及所问的内容。", "已查岳阳市2025年政府工作报告全文。"]),
        ("岳阳现在有几个院士，24年新增了几个", "answered",
         ["岳阳市：“落实人才政策，新增“两院”院士3名、总数达到30名”[1]。"]),
        ("岳阳24年港口吞吐量比20年多多少", "answered",
         ["岳阳市：“港口吞吐量575万吨，比2020年增加110万吨”[1]。"]),
        ("岳阳脱贫了几个县", "answered",
         ["岳阳市：“3个县、12个贫困村、5.2万人脱贫，脱贫人口5.2万人”[1]。"]),
        ("岳阳24年常住人口多少", "partial",
         ["报告没有直接写明所问的数，最相近的原文是：", "2024年岳阳市：““七人普”常住人口增加2.4万人”[1]。"]),
        ("岳阳24年GDP比上一年快了几个点", "partial",
         ["2024年岳阳市地区生产总值增长6.5%[1]。", "岳阳市：“地区生产总值增速高于上年1.2个百分点”[2]。"]),
    ],
)  # fmt: skip
def test_only_a_number_of_what_was_asked_answers(
    world: World, question: str, status: str, lines: list[str]
) -> None:
    answer = ask(world, question)
    assert (answer.status, answer.answer.splitlines()) == (status, lines)
