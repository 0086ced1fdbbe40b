"""Each class of lies by name: the change, and the reason that is told."""

import pytest

from service.verify import DraftLine, prove
from service.verify.evidence import DraftEvidence
from tests.service.verify.evidence import FACTS, HAILAR, MANZHOULI, cited, evidence, fact, report

PLAN = fact(
    HAILAR, "推进重点项目", "推进重点项目70个,总投资118.9亿元", 900, value="70", unit="个",
    known=False, kind="target", period="2021", section=("三、2021年重点工作安排",),
)  # fmt: skip
CLEANED = fact(
    HAILAR, "改造卫生厕所", "改造卫生厕所1,273户", 950, value="1273", unit="户", known=False,
    section=("一、2020年工作回顾",),
)  # fmt: skip
LIVING = "标准由702元提高到744元"
WAS = fact(
    MANZHOULI, "最低生活保障标准", LIVING, 980, value="702", unit="元", period=None, known=False
)
NOW = fact(MANZHOULI, "最低生活保障标准", LIVING, 980, value="744", unit="元", known=False)
RAISED = (
    WAS.model_copy(update={"figures": WAS.figures[:1]}),
    NOW.model_copy(update={"figures": NOW.figures[1:]}),
)
ALL = (*FACTS, PLAN, CLEANED, *RAISED)
GIVEN = DraftEvidence((report(MANZHOULI), report(HAILAR)), ALL, cited(ALL))
PLAN_N, DONE_N = len(FACTS) + 1, len(FACTS) + 2


def reasons(text: str, given: DraftEvidence = GIVEN) -> str:
    """Why a line does not stand; nothing where it does."""
    return "；".join(prove([DraftLine(text)], given).verdicts[0].reasons)


TRUE = [
    f"海拉尔区（2021年计划）：“推进重点项目70个”[{PLAN_N}]",
    f"2020年海拉尔区：“改造卫生厕所1,273户”[{DONE_N}]",
    f"海拉尔区报告指出，2020年“改造卫生厕所1,273户”[{DONE_N}]。",
    f"海拉尔区2021年计划：推进重点项目70个，总投资118.9亿元[{PLAN_N}]。",
    "2020年满洲里市GDP141.5亿元[1]。",
    "2020年满洲里市地区生产总值为1415000万元[1]。",
    "2020年满洲里市地区生产总值为0.01415万亿元[1]。",
    "2020年满洲里市最低生活保障标准由702元提高到744元。",
    "满洲里市2021年地区生产总值目标为增长3%，2020年实际完成141.5亿元。",
]

LIES = {
    "a year beside a quotation": (
        f"2018年海拉尔区：“改造卫生厕所1,273户”[{DONE_N}]", "时期不符"),
    "a plan quoted as if it were done": (
        f"海拉尔区完成：“推进重点项目70个”[{PLAN_N}]", "原文是计划"),
    "a plan quoted without saying so": (
        f"海拉尔区：“推进重点项目70个”[{PLAN_N}]", "原文是计划"),
    "a plan quoted under the wrong year": (
        f"海拉尔区（2020年计划）：“推进重点项目70个”[{PLAN_N}]", "2021年的报告"),
    "a result quoted as a plan": (
        f"海拉尔区的目标：“改造卫生厕所1,273户”[{DONE_N}]", "原文是结果"),
    "a quotation given to another region": (
        f"满洲里市：“改造卫生厕所1,273户”[{DONE_N}]", "海拉尔区的报告"),
    "a quotation cut inside a number": (
        f"2020年海拉尔区：“改造卫生厕所1,27”[{DONE_N}]", "不是原文"),
    "a quotation that loses its qualifier": (
        "满洲里市2021年计划：“城镇登记失业率控制在4.5%”[10]", "不是原文"),
    "a quotation from a source that is not cited": (
        f"2020年海拉尔区：“改造卫生厕所1,273户”[{PLAN_N}]", "不是原文"),
    "a source that holds another number": (
        "2020年满洲里市地区生产总值为141.5亿元[4]。", "里没有这个数"),
    "an acronym that hides a number": ("2020年满洲里市GDP999亿元[1]。", "没有任何依据"),
    "a number in hanzi": ("2020年满洲里市地区生产总值增长一八点三七%[1]。", "没有任何依据"),
    "digits in hanzi": ("2020年海拉尔区改造卫生厕所九七三户。", "读不出"),
    "a rank in words": ("2020年满洲里市地区生产总值位居全国第一[1]。", "名次"),
    "the state before a change": ("2020年满洲里市最低生活保障标准为702元。", "变化之前"),
    "a rise in superscript": ("2020年满洲里市地区生产总值增长²·²%[1]。", "读不出"),
    "two regions told to be even": ("2020年满洲里市和海拉尔区地区生产总值相当。", "与两地的数不符"),
    "a target told as raised": (
        "满洲里市2021年地区生产总值目标上调至3%。", "没有说调到"),
    "how far one lies ahead": ("2020年海拉尔区地区生产总值远高于满洲里市。", "没有依据"),
    "another source": (
        "据国家统计局数据，2020年满洲里市地区生产总值为141.5亿元[1]。", "统计局"),
    "a level told as a rise": ("2020年满洲里市最低生活保障标准提高了744元。", "不是增速"),
    "an expected sum": ("“十三五”时期海拉尔区民生支出累计预计为109.98亿元。", "不是预计数"),
    "an average without saying so": ("2016—2020年满洲里市地区生产总值增长2.2%。", "年均"),
    "no region where there are two": ("2020年地区生产总值为141.5亿元[1]。", "没有说明地区"),
    "no year where it is not the report's own": ("海拉尔区民生支出为109.98亿元。", "没有说明时期"),
    "a rise that no source tells": (
        "2020年，满洲里市地区生产总值达到141.5亿元，比2019年有所增长[1]。", "“增长”"),
    "a degree that the report does not tell": (
        "2021年满洲里市地区生产总值目标是小幅增长3%。", "“小幅”"),
    "a pace that the report does not tell": (
        "乌海市2023年地区生产总值快速增长0.1%。", "“快速”"),
    "a course of years made of one": (
        "乌海市2023年地区生产总值持续增长0.1%。", "“持续”"),
    "an indicator that cannot take the unit": ("2020年海拉尔区民生支出占比为22.21亿元。", "的数"),
}  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_the_truth_put_otherwise_stands(text: str) -> None:
    assert reasons(text) == ""


@pytest.mark.parametrize("name", LIES)
def test_a_lie_falls_by_its_own_reason(name: str) -> None:
    text, reason = LIES[name]
    assert reason in reasons(text)


def test_a_rank_stands_where_the_source_claims_it_of_the_same_thing() -> None:
    told = fact(HAILAR, "案件办结率", "案件办结率98%,位居全国前列", 10, value="98", unit="%")
    given = DraftEvidence((report(HAILAR),), (told,), cited((told,)))
    assert reasons("2020年海拉尔区案件办结率为98%[1]。", given) == ""
    assert "名次" in reasons("2020年海拉尔区财政收入居全国前列[1]。", given)


class TestFromLineToLine:
    """What a line leaves unsaid is what the last line that stands has said."""

    def kept(self, *texts: str) -> list[bool]:
        return [
            verdict.proven for verdict in prove([DraftLine(text) for text in texts], GIVEN).verdicts
        ]

    def test_region_and_year_are_carried(self) -> None:
        said = ("2020年海拉尔区地区生产总值为174.46亿元。", "民生支出为22.21亿元。")
        assert self.kept(*said) == [True, True]
        assert self.kept(said[1]) == [False]

    def test_a_carried_region_is_the_one_that_counts(self) -> None:
        first = "2020年满洲里市地区生产总值为141.5亿元。"
        assert self.kept(first, "民生支出为22.21亿元。") == [True, False]

    def test_behind_a_line_that_was_cut_nothing_is_carried(self) -> None:
        first = "2020年满洲里市地区生产总值为141.5亿元。"
        cut = "海拉尔区地区生产总值为999亿元。"
        assert self.kept(first, cut, "民生支出为22.21亿元。") == [True, False, False]

    def test_a_draft_proven_piece_by_piece_reads_as_one(self) -> None:
        first = prove([DraftLine("2020年海拉尔区地区生产总值为174.46亿元。")], GIVEN)
        rest = [DraftLine("民生支出为22.21亿元。")]
        assert prove(rest, GIVEN, after=first.verdicts).kept == tuple(rest)

    def test_a_line_that_lists_regions_leaves_the_next_one_open(self) -> None:
        both = "2020年海拉尔区、满洲里市地区生产总值分别为174.46亿元、141.5亿元。"
        assert self.kept(both, "民生支出为22.21亿元。") == [True, False]


def test_the_year_a_growth_is_measured_from_must_be_the_one_before() -> None:
    said = "乌海市2023年地区生产总值比{}年增长0.1%[8]。"
    assert reasons(said.format(2022), evidence()) == ""
    assert "比较的年份" in reasons(said.format(2020), evidence())


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("报告没有给出2020年满洲里市地区生产总值的数额[1]。", False),
        ("报告未提及满洲里市地区生产总值[1]。", False),
        ("报告没有给出2020年满洲里市地区生产总值的增速[1]。", True),
        ("报告没有给出2018年满洲里市地区生产总值[1]。", True),
        ("2020年满洲里市地区生产总值为141.5亿元，报告没有给出增速[1]。", True),
        ("乌海市2023年地区生产总值增长0.1%，报告没有给出数额[8]。", True),
        ("乌海市2023年地区生产总值增长0.1%，报告没有给出增速[8]。", False),
    ],
)
def test_an_absence_is_no_excuse_where_the_figure_is_there(text: str, true: bool) -> None:
    assert ("依据里有" not in reasons(text, evidence())) is true


def test_with_one_report_its_region_goes_without_saying() -> None:
    facts = tuple(each for each in FACTS if each.region == HAILAR)
    assert reasons("2020年全区地区生产总值完成174.46亿元。", evidence(facts)) == ""


def test_a_degree_must_be_told_of_the_number_it_is_put_to() -> None:
    """城镇新增就业大幅增长 in one clause lends no 大幅 to the next."""
    quote = "城镇新增就业大幅增长12%，地区生产总值增长3%"
    jobs = fact(
        HAILAR, "城镇新增就业", "城镇新增就业大幅增长12%", 10, value=None, unit=None, growth="12%"
    )
    gdp = fact(HAILAR, "地区生产总值", "地区生产总值增长3%", 25, value=None, unit=None, growth="3%")
    one = cited((jobs,))[0].model_copy(update={"quote": quote, "start": 10, "end": 10 + len(quote)})
    given = DraftEvidence((report(HAILAR),), (jobs, gdp), (one,))
    assert reasons("2020年海拉尔区城镇新增就业大幅增长12%[1]。", given) == ""
    assert "“大幅”" in reasons("2020年海拉尔区地区生产总值大幅增长3%[1]。", given)
