"""What stands before or behind a figure belongs to its name; sizes, classes and goals are none."""

import pytest

from tests.service.facts.conftest import FactsOf

NAMED = [
    ("新增城市绿地20公顷、公园22座。", ["新增城市绿地", "新增公园"]),
    ("新建农村供水池7座、管网50公里。", ["新建农村供水池", "新建管网"]),
    ("建成区绿地率38%、道路面积率12%。", ["建成区绿地率", "道路面积率"]),
    ("新增80辆新能源公交车。", ["新增新能源公交车"]),
    ("消除100个无电村。", ["消除无电村"]),
    ("出台促外贸20条政策。", ["出台促外贸政策"]),
    ("新开工污水处理设施61个、完工31个。", ["新开工污水处理设施", "污水处理设施完工"]),
    ("建成示范村（点）21个。", ["建成示范村（点）"]),
    ("四是新改建农村公路200公里。", ["新改建农村公路"]),
    ("10个乡镇成功创建“平安林区”。", ["乡镇创建“平安林区”"]),
    ("东湖水库等7个水源地稳定达到Ⅲ类。", ["水源地稳定达到Ⅲ类"]),
    ("3座跨河大桥、9条道路竣工通车。", ["跨河大桥竣工通车", "道路竣工通车"]),
    ("推动55个公路项目一季度竣工。", ["公路项目竣工"]),
    ("整治滨河路等31条城市道路、9条小街。", ["整治城市道路", "整治小街"]),
    ("建设新江东、三江岛等5个垃圾中转站。", ["建设垃圾中转站"]),
    ("培育5个“链式”转型案例。", ["培育“链式”转型案例"]),
    ("开工建设2000万元以上项目214个。", ["开工建设2000万元以上项目"]),
    ("经济林面积突破100万亩。", ["经济林面积"]),
    ("争取中央资金10亿元。", ["争取中央资金"]),
    ("发放临时补贴700万元，惠及群众6万人次。", ["发放临时补贴", "临时补贴惠及群众"]),
    ("加快总投资8亿元的富泉食品项目落地。", ["富泉食品项目总投资"]),
    ("园区营业收入、税收均增长20%。", ["园区营业收入", "园区税收"]),
    ("事故起数、死亡人数分别下降4%、3%。", ["事故起数", "事故死亡人数"]),
    ("贸易伙伴拓展到30个国家和地区。", ["贸易伙伴拓展国家和地区"]),
    (
        "农村户厕覆盖率、污水治理率分别提高13、25个百分点。",
        ["农村户厕覆盖率提高", "污水治理率提高"],
    ),
]
NOTHING = [
    "新增500亿级园区。",
    "推动食品工业加速向2000亿元产业迈进。",
    "办好2025郑州跨境电商大会。",
    "加快惠科8.6代面板生产线建设。",
    "建设裕光2×100万千瓦电厂。",
    "建成红原220千伏变电站。",
    "构建15分钟健身圈。",
    "完成30户以上自然村通硬化路建设。",
    "全面落实“六保”任务[^4]。",
]
DOUBTED = [
    "引导44.7万脱贫劳动力外出务工。",
    "生猪出栏量连续三年增长15%。",
    "按期办结率达到100%。",
    "市县干部带头，分管负责人联系30户以上。",
    "推进汇能20GWh电池、比克10GWh电池建设。",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_a_name_is_whole(facts_of: FactsOf, text: str, names: list[str]) -> None:
    facts = facts_of(text)
    assert [(fact.indicator, fact.standing) for fact in facts] == [(n, "sure") for n in names]


@pytest.mark.parametrize("text", NOTHING)
def test_a_size_a_class_a_goal_and_bare_digits_count_nothing(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == ()


@pytest.mark.parametrize("text", DOUBTED)
def test_a_name_that_was_cut_is_doubtful(facts_of: FactsOf, text: str) -> None:
    assert {fact.standing for fact in facts_of(text)} == {"doubtful"}
