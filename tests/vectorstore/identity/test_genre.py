import pytest

from tests.vectorstore.reports import clean_text, made_up
from vectorstore.errors import NotAWorkReport
from vectorstore.identity import identify

PARTS = "一、2023年工作回顾\n收入增长。\n二、2024年工作安排\n今年要努力。\n各位代表！让我们奋斗！"
OTHERS = {
    "预算报告": "关于乌海市2023年预算执行情况和2024年预算草案的报告\n各位代表：\n"
    "受市人民政府委托，现将有关情况提请审议。\n" + PARTS,
    "计划报告": "关于2023年国民经济和社会发展计划执行情况的报告\n各位代表：\n" + PARTS,
    "统计公报": "乌海市2023年国民经济和社会发展统计公报\n一、综合\n全市生产总值增长。\n二、农业\n丰收。",
    "人大常委会": "乌海市人民代表大会常务委员会工作报告\n各位代表：\n受委托，向大会报告工作。\n" + PARTS,
    "法院": "乌海市中级人民法院工作报告\n各位代表：\n我代表法院向大会报告工作。\n" + PARTS,
    "检察院": "乌海市人民检察院工作报告\n各位代表：\n我代表检察院向大会报告工作。\n" + PARTS,
    "政协": "中国人民政治协商会议乌海市第八届委员会常务委员会工作报告\n各位委员：\n" + PARTS,
    "党代会": "工作报告\n同志们：\n我代表中共乌海市第七届委员会向大会作报告。\n同志们！\n" + PARTS,
    "部门": "乌海市教育局2023年工作报告\n一、2023年工作总结\n建校。\n二、2024年工作安排\n建校。",
    "解读": "一图读懂2024年乌海市政府工作报告\n" + PARTS,
    "文件": "关于2024年乌海市政府工作报告重点任务分工方案的通知\n各区人民政府：\n" + PARTS,
    "新闻": "乌海市政府工作报告发布\n本报讯 市长代表市政府向大会作政府工作报告。\n"
    "一、2023年工作回顾\n报告指出，增长0.1%。\n二、2024年工作安排\n增长6%。",
    "会议报道": "2024年乌海市政府工作报告\n乌海市第十届人民代表大会第三次会议隆重开幕\n"
    "本次大会应到代表280人，实到276人。\n市长李明代表市人民政府向大会作政府工作报告。\n"
    "一、2023年工作回顾\n增长0.1%。\n二、2024年工作安排\n增长6%。",
    "通讯": "2024年乌海市政府工作报告\n在2月5日召开的乌海市第十届人民代表大会第三次会议上，"
    "市长李明作政府工作报告。报告分为两个部分：\n一、2023年工作回顾\n二、2024年工作安排",
    "摘登": "李明在市十届人大三次会议上的政府工作报告（摘登）\n"
    + PARTS.replace("各位代表！", "") + "补充。" * 800,
    "提要": "标题：乌海市2024年政府工作报告\n发文单位：乌海市人民政府\n正文：\n"
    + PARTS.replace("各位代表！", ""),
    "没有": "第一回 甄士隐梦幻识通灵\n此开卷第一回也。作者自云：因曾历过一番梦幻之后。\n" * 20,
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_other_documents_are_refused_with_what_they_are(kind: str):
    said = {"会议报道": "新闻报道", "通讯": "新闻报道"}.get(kind, kind)
    with pytest.raises(NotAWorkReport, match=said) as refused:
        identify(clean_text(OTHERS[kind]), region="乌海市", year=2024)
    assert "\n" not in str(refused.value)


def test_a_navigation_that_names_other_documents_does_not_harm_a_report():
    front = "首页 > 统计公报\n预算报告\n法院工作报告"
    found = identify(clean_text(made_up(title="2023年乌海市政府工作报告"), front=front))
    assert found.year == 2023


def test_a_report_that_lost_its_head_is_still_a_report():
    text = made_up(title="", meeting="", speaker="")
    assert identify(clean_text(text), region="乌海市").region == "乌海市"


def test_a_report_that_also_submits_a_plan_is_a_report():
    whom = "市人民政府"
    text = made_up(whom=whom).replace(
        "请予审议", "连同《乌海市国民经济和社会发展第十四个五年规划纲要（草案）》一并审议"
    )
    assert identify(clean_text(text), region="乌海市").region == "乌海市"


def test_a_report_that_a_newspaper_printed_is_still_a_report():
    body = "市长李明在作政府工作报告时说，成绩来之不易。\n" + "坚持稳中求进，实施项目建设。" * 120
    printed = made_up(title="2023年乌海市政府工作报告", whom="", body=body)
    for words in ("各位代表：\n", "各位代表！"):
        printed = printed.replace(words, "")
    printed = "\n".join(line for line in printed.splitlines() if "我代表" not in line)
    assert identify(clean_text(printed)).region == "乌海市"
