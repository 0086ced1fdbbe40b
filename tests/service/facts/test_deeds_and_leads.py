"""What was done to what is counted, and what a lead over others is a lead of."""

import pytest

from tests.service.facts.conftest import FactsOf

NAMES = [
    # A beginning is no result, and is dealt out to what is built next.
    ("启动建设养老服务中心38个、托育机构4所。", ["启动建设养老服务中心", "启动建设托育机构"]),
    ("启动棚户区改造8600户。", ["启动棚户区改造"]),
    ("新开工棚户区改造900套、老旧小区20个。", ["新开工棚户区改造", "老旧小区改造"]),
    ("开工建设保障性住房900套、基本建成450套。", ["开工建设保障性住房", "保障性住房基本建成"]),
    ("启动实施搬迁411户、农房建设3万户。", ["启动实施搬迁", "启动实施农房建设"]),
    # All the deeds at the head of a list are done to what is listed.
    ("改造新建学校30所、幼儿园20所。", ["改造新建学校", "改造新建幼儿园"]),
    ("清理整治河道50公里、违法建设300处。", ["清理整治河道", "清理整治违法建设"]),
    ("主城区新增公厕43座、环卫车82辆。", ["主城区新增公厕", "新增环卫车"]),
    ("抢救性修复濒危古籍30册、字画20件。", ["抢救性修复濒危古籍", "修复字画"]),
    ("拆除危旧棚户区3万平方米。", ["拆除危旧棚户区"]),
    ("带动居民消费4亿元。", ["带动居民消费"]),
    ("带动成品油销售增长31.1%。", ["成品油销售"]),
    ("开工建设保障房和棚户区改造2万套。", ["开工建设保障房和棚户区改造"]),
    # A lead is that of what was just said, over each of the others.
    (
        "生产总值4912亿元，增长13.2%，分别高于全省、全国1.5个和4个百分点。",
        ["地区生产总值", "生产总值增速高于全省", "生产总值增速高于全国"],
    ),
    (
        "城乡居民收入分别增长8%和9%，分别高于全国0.5个、0.7个百分点。",
        [
            "城镇居民人均可支配收入",
            "农村居民人均可支配收入",
            "城镇居民收入增速高于全国",
            "农村居民收入增速高于全国",
        ],
    ),
    (
        "人均预期寿命80岁，比全国平均水平高2.7岁。",
        ["人均预期寿命", "人均预期寿命高于全国平均水平"],
    ),
    # A part by another bound, a share of another year, a whole that names its level.
    (
        "销售收入超200亿元的集聚区10个，其中超500亿元3个。",
        ["销售收入超200亿元的集聚区", "销售收入超500亿元的集聚区"],
    ),
    ("重工业比重由2010年的78%调整到2015年的76%。", ["重工业比重", "重工业比重"]),
    ("地方一般预算收入38亿元，完成年度预算的107%。", ["一般公共预算收入", "地方一般预算收入完成年度任务比例"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_says_what_was_done_and_of_what(
    facts_of: FactsOf, text: str, names: list[str]
) -> None:
    assert [fact.indicator for fact in facts_of(text)] == names


def test_a_part_has_the_level_of_its_whole(facts_of: FactsOf) -> None:
    facts = facts_of("市属及以下进出口总额完成153亿美元，其中出口94亿美元。")
    assert [(fact.indicator, fact.scope) for fact in facts] == [
        ("进出口总额", "市属及以下"),
        ("出口总额", "市属及以下"),
    ]


def test_a_bound_behind_two_numbers_is_that_of_both(facts_of: FactsOf) -> None:
    facts = facts_of("二氧化硫排放量和化学需氧量分别控制在10.18万吨和10.62万吨以下。")
    assert [fact.qualifier for fact in facts] == ["以下", "以下"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("六年来，累计新建学校60所。", "2015-2020"),
        ("由2004年的28位下滑到2006年的53位，7个县区尚未脱贫。", "2020"),
    ],
)
def test_a_time_holds_as_long_as_it_says(facts_of: FactsOf, text: str, period: str) -> None:
    assert facts_of(text)[-1].period == period


def test_a_plan_named_as_a_thing_times_nothing(facts_of: FactsOf) -> None:
    (fact,) = facts_of("争取列入“十五五”规划，力争吞吐量突破24万标箱。", part="plan")
    assert fact.period == "2021"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("举办活动700场。", "名称过泛"),
        ("安排专项补助资金1000万元。", "名称过泛"),
        ("减畜15万只，超载率下降至8.86%。", "名称不完整"),
        ("储备重点前期项目1700亿元。", "没有说是什么金额"),
        ("低保标准达到城镇收入的20%和农村居民人均纯收入的25%。", "没有说是什么的比例"),
    ],
)
def test_what_a_name_lacks_is_doubted(facts_of: FactsOf, text: str, doubt: str) -> None:
    assert doubt in facts_of(text)[-1].doubts


def test_what_a_plan_leans_on_is_no_target(facts_of: FactsOf) -> None:
    (fact,) = facts_of("依托30个重点企业，建设创新平台。", part="plan")
    assert "像是已有的事物" in fact.doubts
