"""The nation's own reports, from 1954 on, and the day of a meeting beside the days of web pages."""

import pytest

from tests.vectorstore.reports import clean_text, made_up
from vectorstore.errors import NotAWorkReport
from vectorstore.identity import identify

PARTS = (
    "一、{last}年工作回顾\n国内生产总值增长5.2%。\n二、{year}年工作安排\n国内生产总值增长5%左右。\n"
    "各位代表！让我们团结奋斗。"
)
SUBMITTED = "各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。\n"
STATE = {
    "the speaker says it": ("2023年政府工作报告\n" + SUBMITTED, 2023, "None"),
    "a title in marks": ("2015年《政府工作报告》全文\n" + SUBMITTED, 2015, "None"),
    "the title says it": ("2008年国务院政府工作报告\n各位代表：\n", 2008, "None"),
    "of the fifties": (
        "政府工作报告\n（1957年6月26日）\n各位代表：\n我代表国务院作政府工作报告，请大会审议。\n",
        1957, "1957-06-26",
    ),
    "before the State Council": (
        "政府工作报告\n——1954年9月23日在第一届全国人民代表大会第一次会议上\n周恩来\n各位代表：\n"
        "现在，我代表中央人民政府，向大会作政府工作报告。\n",
        1954, "1954-09-23",
    ),
}  # fmt: skip


@pytest.mark.parametrize("head", STATE)
def test_the_nation_reports(head: str) -> None:
    printed, year, delivered = STATE[head]
    found = identify(clean_text(printed + PARTS.format(last=year - 1, year=year)))
    assert (found.region, found.year, str(found.delivered)) == ("全国", year, delivered)


def test_a_report_of_the_fifties_addresses_nobody() -> None:
    text = (
        "政府工作报告\n1954年9月23日在中华人民共和国第一届全国人民代表大会第一次会议上的报告\n周恩来\n"
        "第一届全国人民代表大会第一次会议开幕到今天，大家已经听了报告。\n一、经济建设\n"
        + "粮食增产，工业发展。"
        * 200
    )
    found = identify(clean_text(text))
    assert (found.region, found.year, str(found.delivered)) == ("全国", 1954, "1954-09-23")


PAGE = "在临江市第七届人民代表大会第二次会议上"
DAYS = {
    "发布时间：2023年2月15日\n——" + PAGE: "None",
    "2023年2月15日\n——" + PAGE: "None",
    "（发布日期：2023年2月15日）\n——" + PAGE: "None",
    "成文日期：2023年1月20日 发文机关：市政府\n——2023年1月6日" + PAGE: "2023-01-06",
    "2023年1月6日\n" + PAGE: "2023-01-06",
    "——2023.1.6" + PAGE: "2023-01-06",
    "——二〇二三年一月六日" + PAGE: "2023-01-06",
    "（2023年1月6日临江市第七届人民代表大会第二次会议通过）": "2023-01-06",
}


@pytest.mark.parametrize("printed", DAYS)
def test_the_day_is_that_of_the_meeting(printed: str) -> None:
    text = made_up(title="2023年临江市政府工作报告", meeting=printed, whom="市人民政府")
    assert str(identify(clean_text(text)).delivered) == DAYS[printed]


LONG = "一般公共预算收入完成8.88亿元，同比增长6.1%，支出完成30亿元。" * 8
REFUSED = {
    "英文": "Report on the Work of the Government\nFellow Deputies,\n" + "GDP grew steadily. " * 40,
    "日文": "令和5年度施政方針\n" + "市民の皆様のご理解を賜りますようお願い申し上げます。" * 20,
    "施政报告": "行政长官2022年施政报告\n主席：\n" + "特区政府会推动经济发展，增加土地供应100公顷。" * 20,
    "规划纲要": "临江市国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n" + LONG,
    "党代会或全会的报告": "坚定信心\n——在中共临江市委七届五次全会上的报告\n同志们：\n"
    "我代表市委常委会向全会报告工作。\n一、2022年工作回顾\n" + LONG + "\n二、2023年工作安排\n" + LONG,
    "部门工作报告": "临江市教育局2022年工作总结\n一、2022年工作回顾\n" + LONG + "\n二、2023年工作安排\n" + LONG,
    "解读": "图解：2023年临江市政府工作报告\n一、2022年工作回顾\n" + LONG,
    "新闻报道": "市长作政府工作报告：今年增长6%\n报告中指出，2022年" + LONG + "\n报告提出，2023年" + LONG,
    "没有文字层": "扫描件\n第1页\n第2页\n",
}  # fmt: skip


@pytest.mark.parametrize("cause", REFUSED)
def test_a_refusal_names_its_cause(cause: str) -> None:
    with pytest.raises(NotAWorkReport, match=cause) as refused:
        identify(clean_text(REFUSED[cause]))
    assert "\n" not in str(refused.value)
