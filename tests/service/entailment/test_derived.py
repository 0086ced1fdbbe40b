"""Numbers, words and lists that a draft derives or arranges: the true ones stand, the others fall."""

import pytest

from service.entailment.premise import Quote
from tests.service.entailment.proving import plan, quote, verdicts

HOMES = quote(1, "建成棚改房2000套、公租房3000套，改造老旧小区61个。主城区绿化覆盖率达到40%。")
AIMS = plan(2, "改造老旧小区31个，新建公租房900套。")
RATES = quote(
    1, "财政收入增长16.1%，工业投资增长9%，农业投资增长5%。13条河流旅游旺季稳定达到Ⅲ类水质。"
)
NEXT = plan(2, "财政收入增长15%，工业投资增长10%。")
CASES = quote(
    1, "39个问题完成整改37个。全县生产原煤240万吨。工业园区入园项目达443个。实现产值350亿元。"
)
COAL = plan(2, "生产原煤480万吨，停止丙矿开采。")
TWINS = quote(1, "我市与丙市和丁市、乙县与戊县缔结友好城市，甲镇、乙镇分别入选文明镇、卫生镇。")
AWARD = quote(
    1, "东方厂、建新厂获评小巨人，精心承办博览会主题活动。新增工作站5个，高新技术企业达67家。"
)

STAND = [
    ("2022年甲市建成棚改房和公租房共5000套。", HOMES, AIMS),
    ("2022年甲市建成棚改房2000套、公租房3000套，合计5000套，其中60%属于公租房。", HOMES, AIMS),
    ("2022年甲市改造老旧小区61个，2023年计划再改造31个，减少30个。", HOMES, AIMS),
    ("2022年甲市财政收入增长16.1%，2023年的目标为15%，低了1.1个百分点。", RATES, NEXT),
    ("2022年甲市财政收入增速比工业投资高7.1个百分点。", RATES, NEXT),
    ("甲市39个问题2022年已完成整改37个，尚余2个。", CASES, COAL),
    ("甲市2022年生产原煤240万吨，2023年计划生产480万吨，相当于翻一番。", CASES, COAL),
    ("2022年东方厂和建新厂两家获评小巨人。", AWARD, AWARD),
]
FALL = [
    ("2022年甲市建成棚改房和公租房共5001套。", HOMES, AIMS),
    ("2022年甲市建成棚改房2000套、公租房3000套，合计5000套，其中60%属于棚改房。", HOMES, AIMS),
    ("2022年甲市改造老旧小区61个，2023年计划再改造31个，增加30个。", HOMES, AIMS),
    ("2022年甲市财政收入增长16.1%，2023年的目标为15%，高了1.1个百分点。", RATES, NEXT),
    ("2022年甲市财政收入增长16.1%，工业投资增长9%，农业投资增长5%，农业投资低7.1个百分点。", RATES, NEXT),
    ("甲市39个问题2022年已完成整改37个，尚余3个。", CASES, COAL),
    ("甲市2022年生产原煤240万吨，2023年计划生产480万吨，有所下降。", CASES, COAL),
    ("2022年东方厂和建新厂三家获评小巨人。", AWARD, AWARD),
    ("2022年甲市全市绿化覆盖率达到40%。", HOMES, AIMS),
    ("2022年甲市13条河流全年稳定达到Ⅲ类水质。", RATES, NEXT),
    ("2022年甲市全市实现产值350亿元。", CASES, COAL),
    ("2023年甲市将推进丙矿开采。", CASES, COAL),
    ("2022年乙县与丁市缔结友好城市。", TWINS, TWINS),
    ("2022年乙镇入选文明镇。", TWINS, TWINS),
    ("2022年甲市承办了博览会。", AWARD, AWARD),
    ("2022年甲市新增工作站5个、高新技术企业67家。", AWARD, AWARD),
]  # fmt: skip


@pytest.mark.parametrize(("told", "one", "other"), STAND, ids=[each[0] for each in STAND])
def test_what_its_numbers_bear_out_stands(told: str, one: Quote, other: Quote) -> None:
    assert verdicts(told, one, other) == ["proven"]


@pytest.mark.parametrize(("told", "one", "other"), FALL, ids=[each[0] for each in FALL])
def test_what_they_do_not_bear_out_falls(told: str, one: Quote, other: Quote) -> None:
    assert verdicts(told, one, other)[0] in ("not_found", "contradicted")
