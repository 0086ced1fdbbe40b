"""What stands beside the thing asked about, and is likely to be told in its place."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of

CITY = """财政一般预算收入90亿元，增长9.4%，其中地方财政一般预算收入增长9.6%。全市金融机构存贷款余额分别达2035亿元和1563亿元，在副省级城市中分别排名第7位、第8位。地区生产总值800亿元，总量在副省级城市中排名第9位。规模以上工业企业完成增加值增长8.6%，实现净盈利17.7亿元。工业用电量50亿千瓦时，增长3.4%。月最低生活费保障标准由282元提高到300元。100个重点项目完成投资60亿元。累计为甘肃舟曲灾区募集款物折合人民币1.7亿元。在北京奥运会上，运动员王小虎夺取男子跳高银牌。空气质量优良天数314天、较上年增加20天。全年减免企业税费106亿元。
二、2025年主要任务
完善居民最低生活保障制度，确保所有符合条件的城镇居民都能纳入保障范围。粮食产量达到90亿斤以上。
"""
OTHERS = (("绵阳市", 2023, 7), ("镇江市", 2022, 5), ("河池市", 2022, 6), ("云浮市", 2020, 4))
REPORTS = (
    ("哈尔滨市", 2025, CITY),
    *((name, year, f"地区生产总值增长{rate}%。\n") for name, year, rate in OTHERS),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A library of one report with much in it, and four of other years with one figure each."""
    return world_of(tmp_path_factory, REPORTS)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("哈尔滨24年财政收入多少，涨了多少", "90亿元，增长9.4%", "9.6%"),
        ("哈尔滨24年存款、贷款各多少，副省级城市里排第几", "第7位、第8位", "第9位"),
        ("哈尔滨24年规上工业赚了多少钱", "净盈利17.7亿元", "未提及"),
        ("哈尔滨24年厂里用了多少电", "50亿千瓦时", "未提及"),
        ("哈尔滨25年那份报告里，低保一个月提到多少钱了", "提高到300元", "计划"),
        ("哈尔滨24年给舟曲捐了多少", "1.7亿元", "未收录"),
        ("北京奥运会哈尔滨谁拿了奖牌，啥项目", "王小虎", "项目完成"),
        ("哈尔滨24年规上工业营收多少", "未提及", "8.6%"),
        ("哈尔滨24年好天气比23年多几天", "较上年增加20天", "算不出"),
        ("哈尔滨24年给企业减了多少税费", "106亿元", "未提及"),
        ("哈尔滨25年打算产多少粮", "90亿斤以上", "未提及"),
        ("这几份报告里gdp涨得最快的是哪", "年份不同，不能直接比较高低", "更高"),
    ],
)
def test_the_thing_itself_is_told(world: World, question: str, said: str, unsaid: str) -> None:
    told = ask(world, question).answer
    assert said in told
    assert unsaid not in told
