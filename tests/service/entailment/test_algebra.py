"""Numbers that follow from quotes which the draft leaves half unsaid: true ones stand, others fall."""

import pytest

from service.entailment.premise import Quote
from tests.service.entailment.proving import plan, quote, verdicts

DONE = quote(
    1,
    "高新企业达到142家，比“十二五”末增加93家。财政收入增长9%，工业投资和商贸投资分别增长4%、25%。"
    "贫困发生率由2018年的11.2%下降到2022年的4.8%。签约项目200个，已有96个项目开工。"
    "进出口总额125亿元。培训人员11.3万人，其中女工296人、青年194人。",
)
AIM = plan(2, "财政收入增长12%以上，进出口总额增长10%以上，高新企业达到150家。")

STAND = [
    "甲市高新企业由“十二五”末的49家增至142家。",
    "2022年甲市财政收入增长9%，2023年的目标为12%以上，比上年实际增速至少高3个百分点。",
    "2022年甲市商贸投资增长25%，比工业投资增速高21个百分点。",
    "甲市高新企业2022年达到142家，2023年计划再增加8家。",
    "2022年甲市签约项目200个，其中近一半已开工。",
    "2022年甲市进出口总额为125亿元，若完成2023年增长10%以上的目标，将不低于137.5亿元。",
    "2022年甲市培训人员11.3万人，其中女工和青年共490人。",
]
FALL = [
    "甲市高新企业由“十二五”末的142家增至49家。",
    "甲市高新企业由“十二五”末的48家增至142家。",
    "2022年甲市财政收入增长9%，2023年的目标为12%以上，比上年实际增速至少低3个百分点。",
    "2022年甲市商贸投资增长25%，比工业投资增速低21个百分点。",
    "2022年甲市商贸投资增长25%，比财政收入增速高21个百分点。",
    "甲市高新企业2022年达到142家，2024年计划再增加8家。",
    "甲市高新企业2022年达到142家，2023年计划首次增加8家。",
    "2022年甲市签约项目200个，其中约六成已开工。",
    "2022年甲市进出口总额为125亿元，若完成2023年增长10%以上的目标，将不低于147.5亿元。",
    "2022年甲市培训人员11.3万人，其中女工和青年共480人。",
    "2022年甲市培训人员11.3万人、达到2人。",
    "2022年甲市女工296人、青年194人，两项合计194人。",
    "甲市高新企业2022年达到142家，2023年已再增加8家。",
]


@pytest.mark.parametrize("told", STAND)
def test_what_follows_stands(told: str) -> None:
    assert verdicts(told, DONE, AIM) == ["proven"]


@pytest.mark.parametrize("told", FALL)
def test_what_does_not_follow_falls(told: str) -> None:
    assert verdicts(told, DONE, AIM)[0] in ("not_found", "contradicted")


PLACES = quote(
    1,
    "东湖示范区建设加快，引进企业18家。营业收入增长18%以上。两县实现村村通邮，新建站点11所。"
    "788艘渔船、1429名渔民退捕工作全面完成。乙酒厂一期车间、甲酒厂二期基地建成投用。"
    "物流集团营业收入和利润分别增长11%、25%。克服疫情影响，财政收入跨过百亿元。",
)
TOLD_OF: list[tuple[str, bool]] = [
    ("2022年甲市全市营业收入增长18%以上。", False),
    ("2022年甲市全市实现村村通邮。", False),
    ("2022年甲市788艘渔船、1429名渔民的退捕工作尚未完成。", False),
    ("2022年甲酒厂一期车间和乙酒厂二期基地建成投用。", False),
    ("2022年乙酒厂一期车间和甲酒厂二期基地建成投用。", True),
    ("2022年甲市物流集团利润增长25%。", True),
    ("2022年甲市物流集团利润增长11%。", False),
    ("2022年甲市顶住疫情影响。", True),
    ("2022年甲市财政收入因此跨过百亿元。", False),
    ("2022年甲市放弃疫情影响。", False),
]


@pytest.mark.parametrize(("told", "stands"), TOLD_OF, ids=[each[0] for each in TOLD_OF])
def test_a_part_is_not_told_as_the_whole_and_manner_claims_nothing(told: str, stands: bool) -> None:
    assert (verdicts(told, PLACES) == ["proven"]) == stands


YEARS: list[tuple[str, bool]] = [
    ("到2035年，甲市全面建成公园城市。", True),
    ("到2030年，甲市全面建成公园城市。", False),
]
LATER: Quote = plan(1, "到2035年，创新能力明显提升。人民生活更加美好，全面建成公园城市。")


@pytest.mark.parametrize(("told", "stands"), YEARS, ids=[each[0] for each in YEARS])
def test_the_years_that_a_sentence_opens_with_go_on(told: str, stands: bool) -> None:
    assert (verdicts(told, LATER) == ["proven"]) == stands
