"""核稿 against the five reports: every wrong figure is named with what its own region's report says."""

import pytest

from service.tasks.check import check
from service.tasks.check.shapes import Check
from service.wiring import World


def _told(made: Check) -> list[tuple[str, str | None, list[str]]]:
    """Of each sentence its verdict, what is said instead, and the text once every fix is taken."""
    told: list[tuple[str, str | None, list[str]]] = []
    for one in made.sentences:
        assert all(made.text[fix.start : fix.end] == fix.wrong for fix in one.fixes)
        told.append((one.verdict, one.instead, [f"{f.wrong}→{f.right}" for f in one.fixes]))
    return told


WRONG = {
    # a headline whose report also has an average, an aim and a doubling
    "满洲里市2020年地区生产总值145.1亿元。": ("原文是141.5亿元，不是145.1亿元", ["145.1亿元→141.5亿元"]),
    "满洲里市地区生产总值142.5亿元。": ("原文是141.5亿元，不是142.5亿元", ["142.5亿元→141.5亿元"]),
    "满洲里市2021年地区生产总值目标增长5%。": ("原文是3%，不是5%", ["5%→3%"]),
    # every wrong figure of a sentence, each by its own region
    "回民区2021年社会消费品零售总额预计317亿元，增长8%。": ("原文是7%，不是8%", ["8%→7%"]),
    "回民区2021年社会消费品零售总额317亿元，增长8%。": (
        "317亿元是2021年预计数，不是完成数；原文是7%，不是8%",
        ["317亿元→预计317亿元", "8%→7%"],
    ),
    # right numbers told of another year, or as what they are not: one word may put several right
    "海拉尔区2019年地区生产总值完成174.46亿元，社会消费品零售总额完成85.26亿元。": (
        "174.46亿元是2020年数，不是2019年；85.26亿元是2020年数，不是2019年",
        ["2019年→2020年"],
    ),
    "回民区2021年地区生产总值完成309亿元，增长8%。": (
        "309亿元是2021年预计数，不是完成数；8%是2021年预计数，不是完成数",
        ["完成309亿元→预计完成309亿元"],
    ),
    "回民区2021年完成地区生产总值309亿元。": (
        "309亿元是2021年预计数，不是完成数",
        ["完成地区生产总值309亿元→预计完成地区生产总值309亿元"],
    ),
    "满洲里市2020年地区生产总值预计达到141.5亿元。": (
        "141.5亿元是2020年数，不是预计数",
        ["预计达到141.5亿元→达到141.5亿元"],
    ),
    "回民区2022年地区生产总值增长7%左右。": (
        "7%左右是2022年目标，不是结果",
        ["增长7%左右→预期增长7%左右"],
    ),
    # another year, in which another figure of the sentence is not
    "海拉尔区2019年地区生产总值完成174.46亿元，社会消费品零售总额完成99亿元。": (
        "174.46亿元是2020年数，不是2019年",
        [],
    ),
    "2020年，满洲里市地区生产总值145.1亿元，海拉尔区地区生产总值147.46亿元。": (
        "原文是141.5亿元，不是145.1亿元；原文是174.46亿元，不是147.46亿元",
        ["145.1亿元→141.5亿元", "147.46亿元→174.46亿元"],
    ),
    # the other way
    "东昌区2020年社会消费品零售总额预计增长16.8%。": (
        "原文是下降16.8%，不是增长16.8%",
        ["增长16.8%→下降16.8%"],
    ),
    # computed from two reports
    "满洲里市2020年一般公共预算收入比海拉尔区多2.01亿元。": (
        "相差1.01亿元，不是2.01亿元（9.8亿元与8.79亿元）",
        ["2.01亿元→1.01亿元"],
    ),
    "满洲里市2020年一般公共预算收入比海拉尔区少1.01亿元。": ("应是多1.01亿元（9.8亿元与8.79亿元）", []),
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_figure_is_named_with_the_right_one(world_offline: World, text: str) -> None:
    assert _told(check(world_offline, text)) == [("contradicted", *WRONG[text])]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("满洲里市2020年一般公共预算收入9.8亿元，比海拉尔区多1.01亿元。", "proven"),
        ("海拉尔区地区生产总值比满洲里市多32.96亿元。", "proven"),
        ("回民区地区生产总值比满洲里市多167.5亿元。", "not_found"),  # of two years
        ("回民区2021年常住人口增长8%。", "not_found"),  # 8% is another's
        ("各项工作取得明显成效。", "no_claim"),
        ("各位领导，现将有关情况汇报如下。", "no_claim"),
    ],
)
def test_what_is_not_wrong_is_not_called_so(world_offline: World, text: str, verdict: str) -> None:
    assert _told(check(world_offline, text)) == [(verdict, None, [])]


def test_a_fix_stands_where_its_number_does(world_offline: World) -> None:
    text = "2020年满洲里市地区生产总值18%，8%。\n指标 | 2020年满洲里市\n地区生产总值 | 145.1亿元"
    (cell,) = [one for one in check(world_offline, text).sentences if one.fixes]
    assert (cell.text, text[cell.fixes[0].start :]) == ("145.1亿元", "145.1亿元")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("指标 | 2020年 | 地区", "地区生产总值 | 174.46亿元 | 海拉尔区"),
        ("地区 | 指标 | 2020年 | 备注", "海拉尔区 | 地区生产总值 | 174.46亿元 | 区级"),
        ("地区 | 年份 | 地区生产总值", "海拉尔区 | 2020年 | 174.46亿元"),
    ],
)
def test_a_number_of_a_table_is_of_its_row_wherever_the_region_stands(
    world_offline: World, head: str, row: str
) -> None:
    text = f"满洲里市2020年地区生产总值141.5亿元。\n{head}\n{row}"
    assert [(one.text, one.verdict) for one in check(world_offline, text).sentences[1:]] == [
        ("174.46亿元", "proven")
    ]


def test_a_source_is_given_for_every_figure_that_is_wrong(world_offline: World) -> None:
    made = check(world_offline, "满洲里市2020年地区生产总值145.1亿元。")
    (source,) = made.citations
    assert (source.report, made.sentences[0].citations) == ("满洲里市-2021", (1,))
    assert "地区生产总值完成141.5亿元" in source.quote
