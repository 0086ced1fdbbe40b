"""What is asked in other words than the report's, and what no words of it cover."""

import pytest

from service.language.alike import alike, known_in
from service.tasks.answer.coverage import covered_by, coverings, named_in, wanted_of
from service.tasks.answer.page import page_of
from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

BODY = """城镇居民人均可支配收入预计56200元，地区生产总值预计增长5%左右。承诺的31件民生实事全部兑现。全年拆除各类违法建筑31.5万平方米，新增绿地8万平方米；新改建农村公路406公里、国省干线维修72公里。
交通事故起数、死亡人数分别下降12.1%、9.4%。全市网络零售额达到2.6亿元，增长18%；白鹅饲养量突破40万只。
江南新区等17个重点项目建成投用。老城水厂等52个重点项目加快推进。北岸物流园等29个重点项目开工建设。
新增规上工业企业14家，规模以上工业增加值增长7%。东山县原油产量达到36万吨，预计生产原油104万吨、增长3.5%。
新增清洁能源发电装机容量6万千瓦，全市电力总装机容量达190万千瓦。
我们也清醒地看到，面临不少困难和问题：一是消费恢复不快。实体商业客流减少，夜间消费不足。二是财政收支矛盾突出。
二、2025年主要任务
主要预期目标是：地区生产总值增长6%。办好24件民生实事。新增规上工业企业20家以上。新建停车位3000个。确保龙门过江通道10月底前建成通车。
"""


PROVINCE = """城镇居民人均可支配收入达到54000元以上，地区生产总值增长4.2%。
二、2025年主要任务
主要预期目标是：地区生产总值增长5%。
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The short reports of a city and of its province."""
    reports = [("镇江市", 2025, BODY), ("江苏省", 2025, PROVINCE)]
    return world_of(tmp_path_factory, reports)


SAID = {
    "镇江24年违建拆了多少": [
        "2024年镇江市：“全年拆除各类违法建筑31.5万平方米，新增绿地8万平方米”[1]。"
    ],
    "镇江24年乡下的路修了多少公里": [
        "2024年镇江市：“新改建农村公路406公里、国省干线维修72公里”[1]。"
    ],
    "镇江24年交通事故死的人少了多少": ["镇江市：“交通事故起数、死亡人数分别下降12.1%、9.4%”[1]。"],
    "镇江24年网上卖货卖了多少": ["2024年镇江市：“全市网络零售额达到2.6亿元，增长18%”[1]。"],
    "镇江24年养了多少大鹅": ["2024年镇江市：“白鹅饲养量突破40万只”[1]。"],
    "镇江24年重点项目建成几个，推进几个，新开几个": [
        "2024年镇江市：“江南新区等17个重点项目建成投用”[1]。",
        "2024年镇江市：“老城水厂等52个重点项目加快推进”[2]。",
        "2024年镇江市：“北岸物流园等29个重点项目开工建设”[3]。",
    ],
    "镇江24年发电装机总共多少": [
        "2024年镇江市：“新增清洁能源发电装机容量6万千瓦，全市电力总装机容量达190万千瓦”[1]。"
    ],
    "镇江24年和25年民生实事各几件": [
        "镇江市：“承诺的31件民生实事全部兑现”[1]。",
        "镇江市（2025年计划）：“办好24件民生实事”[2]。",
    ],
    "24年城里人收入镇江比全省高多少": [
        "2024年城镇居民人均可支配收入：镇江市预计为56200元[1]，江苏省为54000元以上[2]。",
        "按所给的数算镇江市最多多2200元（56200元−54000元以上）[1][2]。",
        "已查2份报告，2个地区都有。",
    ],
    "24年镇江和江苏gdp增速差几个点": [
        "2024年地区生产总值增速镇江市更高：镇江市预计增长5%左右[1]，江苏省增长4.2%[2]，按所给的数算镇江市快0.8个百分点（5%左右−4.2%）。",
        "两地同为2024年的数，其中镇江市是预计数，其余是完成数，可比。",
        "已查2份报告，2个地区都有。",
    ],
    "镇江24年新增规上工业几家、25年打算增几家": [
        "2024年镇江市：“新增规上工业企业14家”[1]。",
        "镇江市（2025年计划）：“新增规上工业企业20家以上”[2]。",
    ],
    "镇江消费为啥上不去": ["镇江市：“一是消费恢复不快。实体商业客流减少，夜间消费不足。”[1]"],
    "镇江的过江通道啥时候通车": ["镇江市（2025年计划）：“确保龙门过江通道10月底前建成通车。”[1]"],
}


@pytest.mark.parametrize("question", SAID)
def test_what_is_called_otherwise_is_found(world: World, question: str) -> None:
    reply = ask(world, question)
    assert (reply.status, reply.answer.split("\n")) == ("answered", SAID[question])


@pytest.mark.parametrize(
    "question", ["镇江24年常住人口多少", "镇江24年种了多少茶叶", "镇江24年低空经济干了啥"]
)
def test_what_no_clause_covers_is_not_told(world: World, question: str) -> None:
    assert ask(world, question).status == "not_found"


def test_difficulties_are_problems(world: World) -> None:
    assert "财政收支矛盾突出" in ask(world, "镇江25年报告说眼下有哪些难处").answer


def test_the_words_of_a_question_are_weighed_by_how_rare_they_are(world: World) -> None:
    page = page_of(world.library(), "镇江市-2025")
    wanted = wanted_of("发电装机总共多少", [page])
    best = coverings(wanted, page.sentences)[0]
    assert page.text[slice(*best.span)].startswith("新增清洁能源发电装机容量6万千瓦")
    assert covered_by(wanted, "地区生产总值增长6%") == 0.0


def test_a_clause_of_another_place_comes_behind(world: World) -> None:
    reply = ask(world, "镇江24年原油产了多少吨")
    assert "预计生产原油104万吨" in reply.answer


def test_words_stand_for_what_reports_print() -> None:
    assert "违法建筑" in alike("违建")
    assert alike("地区生产总值") == ()
    assert [("死的人少了"[a:b]) for a, b in known_in("死的人少了")] == ["死的人", "少了"]
    assert named_in("重点项目建成几个") == "重点项目"


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("镇江24年关停了几家规上工业企业", "新增规上工业企业14家"),
        ("镇江24年拆除了多少公里农村公路", "新改建农村公路406公里"),
    ],
)
def test_a_number_of_another_deed_is_no_answer(world: World, question: str, nearest: str) -> None:
    reply = ask(world, question)
    assert reply.status == "partial"
    assert nearest in reply.answer
    assert reply.answer.startswith("报告没有直接写明所问的数，最相近的原文是：\n")
