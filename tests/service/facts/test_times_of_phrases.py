"""Only what tells a time times a figure, and 预计（下同） holds for all that follows it."""

import pytest

from tests.service.facts.conftest import FactsOf

TIMED = [
    ("review", "学前三年毛入园率达90%。", [("2020", "actual")]),
    ("plan", "确保学前三年毛入园率达92%。", [("2021", "target")]),
    ("plan", "落实安全生产“十五条”，完成企业整合38家。", [("2021", "target")]),
    ("plan", "完成2000年前建成的小区改造92个。", [("2021", "target")]),
    (
        "review",
        "列入2021年省级重点项目15个。引进毕业生49名。",
        [("2021", None), ("2020", "actual")],
    ),
    ("review", "五年来，先进产能占比达到83.6%。", [("2020", "actual")]),
    (
        "review",
        "规划建设了9个产业集聚区。新入驻企业36户。",
        [("2020", "actual"), ("2020", "actual")],
    ),
    (
        "review",
        "与核实后的2019年统计数据相比，预计完成地区生产总值780亿元，下降1%，粮食产量20万吨。",
        [("2020", "expected"), ("2020", "expected")],
    ),
    ("review", "固定资产投资低于预期目标3个百分点。", [("2020", "actual")]),
    (
        "review",
        "预计（下同）地区生产总值1170亿元，增长2.1%。\n新建学校5所。",
        [("2020", "expected"), ("2020", "expected")],
    ),
]


@pytest.mark.parametrize(("part", "text", "told"), TIMED)
def test_what_tells_a_time(
    facts_of: FactsOf, part: str, text: str, told: list[tuple[str, str | None]]
) -> None:
    facts = facts_of(text, part=part)
    assert [fact.period for fact in facts] == [period for period, _ in told]
    kinds = [(fact.kind, kind) for fact, (_, kind) in zip(facts, told, strict=True) if kind]
    assert all(said == wanted for said, wanted in kinds)
