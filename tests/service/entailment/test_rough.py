"""Numbers as writers say them roughly, and the structures that bind numbers to their things."""

import pytest

from service.entailment.numbers import numbers
from tests.service.entailment.proving import plan, quote, verdicts

ROUGH = [
    ("超过四分之三", 77, True), ("近三分之一", 32, True), ("四成有余", 42, True), ("四成出头", 42, True),
    ("差不多四成", 38, True), ("约占四成", 42, True), ("几乎一半", 47, True), ("半壁江山", 50, True),
    ("四成有余", 38, False), ("近三分之一", 35, False), ("不到四成", 42, False), ("超过四分之三", 73, False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "share", "true"), ROUGH)
def test_a_rough_share_is_true_of_an_interval(said: str, share: int, true: bool) -> None:
    (number,) = numbers(f"它{said}。")
    assert number.rough is not None
    low, high = number.rough
    assert (low < share < high or share == number.value) is true


def test_a_change_tells_two_numbers_and_a_denied_bound_is_a_bound() -> None:
    assert [n.text for n in numbers("存款由3000亿元到8000亿元")] == ["3000亿元", "8000亿元"]
    assert [n.qualifier for n in numbers("没有超过3%")] == ["不超过"]


DONE = quote(
    1,
    "对失业人员、残疾人等群体，提供岗位援助。财政收入增长9%，分别高出全国、全省2个、1.5个百分点。"
    "减排水、气污染物3万吨和5万吨。新增规上企业12家，新三板企业3家。综合排名上升2位至第7位。"
    "高速公路新增里程18公里、总里程达到300公里。完成投资849.4亿元，27家企业晋升国家级小巨人。",
)
AIM = plan(2, "启动15个园区建设，改造管网40项。居民收入增长9%以上，农民收入增长10%以上。")
TOLD: list[tuple[str, bool]] = [
    ("2022年甲市对残疾人等群体提供岗位援助。", True),
    ("2022年甲市财政收入增速比全省高1.5个百分点。", True),
    ("2022年甲市财政收入增速比全省高2个百分点。", False),
    ("2022年甲市减排气污染物5万吨。", True),
    ("2022年甲市减排气污染物3万吨。", False),
    ("2022年甲市新增规上企业12家，新三板企业3家。", True),
    ("2022年甲市综合排名由第9位升到第7位。", True),
    ("2022年甲市综合排名由第8位升到第7位。", False),
    ("2022年甲市高速公路新增里程18公里，总里程达到300公里，原有里程282公里。", True),
    ("2022年甲市高速公路新增里程18公里，总里程达到300公里，原有里程290公里。", False),
    ("2022年甲市完成投资849.4亿元，距千亿元还差150.6亿元。", True),
    ("2022年甲市完成投资849.4亿元，距千亿元还差160.6亿元。", False),
    ("2022年甲市27家企业晋升为国家级小巨人。", True),
    ("甲市2023年将启动15个园区建设。", True),
    ("甲市2023年将改造管网40个。", True),
    ("2023年甲市计划农民收入增长10%以上，比居民收入的目标高1个百分点。", True),
    ("2023年甲市计划农民收入增长10%以上，比居民收入的目标低1个百分点。", False),
]


@pytest.mark.parametrize(("told", "stands"), TOLD, ids=[each[0] for each in TOLD])
def test_a_number_stands_with_its_own_thing_alone(told: str, stands: bool) -> None:
    assert (verdicts(told, DONE, AIM) == ["proven"]) == stands
