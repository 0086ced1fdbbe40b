"""The asked thing first, whole, and nothing beside it: a report's own names, halves asked apart, prices
that do not grow, targets that moved, what is counted, who else is asked about."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

EARLIER = """地区生产总值增长6%，财政收入118.3亿元。
二、2023年主要任务
主要预期目标是：地区生产总值增长7%以上，固定资产投资增长9%以上，社会消费品零售总额增长9%，粮食产量230万吨。
"""
LATER = """地区生产总值一季度受疫情“急刹车”影响下降8.5%，二季度逐季回升，预计全年增长4%左右。财政收入128.5亿元。固定资产投资前三季度增长9.7%。
圆满完成“十三五”规划确定的各项任务。聚力打好攻坚战，全面完成约束性指标，优良天数比例提高8个百分点。城镇新增就业超额完成年度计划。
改造咖啡园8万亩，生豆精品率由10%提升至15.9%。新增限上企业19户，服务业增速始终保持全省第1位，营利性服务业收入增长25.6%。完成保交楼268套。
研究与试验发展经费投入强度1.02%，首次突破1%。引进内资700亿元，增长22.8%；利用外商直接投资2.4亿美元，增长26.4%。全口径向上争取资金突破430亿元。
二、2024年主要任务
主要预期目标是：地区生产总值增长6.5%，固定资产投资增长8%，社会消费品零售总额增长9%，居民消费价格涨幅控制在3%左右，粮食产量230万吨。
（一）着力推进节能减排，加强生态建设。坚持生态立市，走可持续发展的路。
强力抓好节能减排。实施节能技改项目100项，淘汰落后产能3万吨。
加强生态修复。治理矿山12处，造林2万亩。
（二）壮大工业。新上技改项目40个。推进“2+4”产业。
（三）办好民生。改造老旧小区21个。办好3件实事。（1）建学校2所。（2）修道路5条。（3）开通公交3路。
"""
OTHER = """地区生产总值增长5%。37个保交楼项目交付入住。“专精特新”企业达到1037户。
二、2024年主要任务
地区生产总值增长5%左右。
"""
Case = tuple[str, str, list[str]]
CASES: list[Case] = [
    (
        "衡阳C++(有哪三个",
        "not_found",
        ["报告未提及C++。", "已查衡阳市2024年政府工作报告全文。"],
    ),
    (
        "衡阳23年财政收入多少 比上年多多少",
        "answered",
        [
            "2023年衡阳市财政收入为128.5亿元[1]。",
            "2022年衡阳市财政收入为118.3亿元[2]。",
            "衡阳市财政收入2023年比2022年多10.2亿元（128.5亿元−118.3亿元）[1][2]。",
        ],
    ),
    (
        "衡阳23年招商引资，内资外资各多少",
        "answered",
        [
            "2023年衡阳市引进国内到位资金为700亿元，增长22.8%[1]。",
            "2023年衡阳市实际利用外资为2.4亿美元，增长26.4%[1]。",
        ],
    ),
    ("衡阳24年物价目标", "answered", ["2024年衡阳市居民消费价格的目标：涨幅控制在3%左右[1]。"]),
    (
        "衡阳24年的目标跟23年比，哪几个调低了",
        "answered",
        [
            "按所给的数算，衡阳市地区生产总值2024年的目标增速比2023年的目标低0.5个百分点（7%以上−6.5%）[1][2]。",
            "按所给的数算，衡阳市固定资产投资2024年的目标增速比2023年的目标低1个百分点（9%以上−8%）[3][4]。",
            "对比的是两年计划都给出同一种数的目标：地区生产总值、固定资产投资、社会消费品零售总额、粮食产量。",
        ],
    ),
    (
        "衡阳24年3件实事是哪些",
        "answered",
        [
            "衡阳市（2024年计划）：“办好3件实事。（1）建学校2所。（2）修道路5条。（3）开通公交3路。”[1]"
        ],
    ),
    (
        "衡阳说的2+4产业是指啥",
        "not_found",
        ["报告没有专门解释这个词，用到它的地方是：", "衡阳市（2024年计划）：“推进“2+4”产业。”[1]"],
    ),
    ("衡阳2023年GDP增速多少", "answered", ["2023年衡阳市地区生产总值预计增长4%左右[1]。"]),
    (
        "衡阳23年固投增速",
        "partial",
        [
            "2023年1—9月衡阳市固定资产投资增长9.7%[1]。",
            "报告没有给出2023年衡阳市固定资产投资的全年数。",
        ],
    ),
    (
        "衡阳23年城镇新增就业目标完成没",
        "answered",
        [
            "衡阳市：“城镇新增就业超额完成年度计划”[1]。",
        ],
    ),
    (
        "衡阳23年服务业增速在全省排第几",
        "answered",
        ["2023年衡阳市：“服务业增速始终保持全省第1位”[1]。"],
    ),
    ("衡阳23年研发投入强度多少", "answered", ["2023年衡阳市研发投入强度为1.02%[1]。"]),
    (
        "衡阳23年向上争取资金多少",
        "answered",
        ["2023年衡阳市：“全口径向上争取资金突破430亿元”[1]。"],
    ),
    (
        "有几份报告提到保交楼",
        "answered",
        [
            "岳阳市：“37个保交楼项目交付入住。”[1]",
            "衡阳市：“完成保交楼268套。”[2]",
            "已查3份报告，2份提到：岳阳市2024年、衡阳市2024年。",
        ],
    ),
    (
        "23年GDP增速，衡阳、岳阳排个名",
        "answered",
        [
            "2023年地区生产总值增速岳阳市更高：岳阳市增长5%[1]，衡阳市预计增长4%左右[2]，按所给的数算岳阳市快1个百分点（5%−4%左右）。",
            "两地同为2023年的数，其中衡阳市是预计数，其余是完成数，可比。",
            "已查2份报告，2个地区都有。",
        ],
    ),
    (
        "衡阳24年粮食目标多少，岳阳呢",
        "partial",
        [
            "2024年衡阳市粮食产量的目标为230万吨[1]。",
            "报告未提及2024年岳阳市粮食产量的目标。",
            "已查岳阳市2024年政府工作报告全文。",
        ],
    ),
    (
        "衡阳地铁建设情况",
        "not_found",
        ["报告未提及地铁建设。", "已查衡阳市2024年政府工作报告全文。"],
    ),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two reports of a city, one of another."""
    held = [("衡阳市", 2023, EARLIER), ("衡阳市", 2024, LATER), ("岳阳市", 2024, OTHER)]
    return world_of(tmp_path_factory, held)


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_the_answer_is_clean(world: World, case: Case) -> None:
    question, status, lines = case
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")) == (status, lines)


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("海拉尔2020年医院盖了几个", "公立医院财政拨款比例提高至80%"),
        ("满洲里2020年新开了几家企业", "累计减免税费4.6亿元"),
        ("回民区2021年花了多少钱搞教育", "民生投入占一般公共预算支出保持在75%左右"),
    ],
)
def test_a_sentence_without_the_number_asked_for_is_no_answer(
    world_offline: World, question: str, nearest: str
) -> None:
    """A share is no number of hospitals, taxes are no number of firms, a share is no money."""
    found = ask(world_offline, question)
    assert found.status == "partial"
    assert found.answer.startswith("报告没有直接写明所问的数，最相近的原文是：\n")
    assert nearest in found.answer


@pytest.mark.parametrize(
    "question", ["乌海市2024年房价多少", "东昌区有多少老人", "东昌区2020年绿化率多少"]
)
def test_a_word_of_wider_meaning_answers_nothing(world_offline: World, question: str) -> None:
    """Consumer prices are no prices of houses, pensions no number of the old, 饮水安全覆盖率 no 绿化率."""
    assert ask(world_offline, question).status == "not_found"
