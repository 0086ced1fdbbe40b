"""Questions about a report as a whole: its main figures, its headings, its speaker, its words."""

import asyncio

import pytest

from service.facts.model import Fact
from service.shapes import Answer
from service.tasks.answer import answer
from service.tasks.answer.agenda_lines import agenda, annexed, bare
from service.tasks.answer.headline_lines import main_figures
from service.wiring import World
from vectorstore.documents import Part, Section


def ask(world: World, question: str) -> Answer:
    return asyncio.run(answer(world, question))


def section(heading: str, part: Part, start: int, end: int, *above: str) -> Section:
    return Section(path=(*above, heading), heading=heading, part=part, start=start, end=end)


PLAN = "二、2024年工作安排"
OUTLINE = (
    section("一、2023年工作回顾", "review", 0, 100),
    section(PLAN, "plan", 100, 900),
    section("一是强化信心", "plan", 110, 120, PLAN),
    section("二是强化担当", "plan", 120, 130, PLAN),
    section("三是强化落实", "plan", 130, 140, PLAN),
    section("（一）主攻工业", "plan", 140, 400, PLAN),
    section("做强链条", "plan", 150, 300, PLAN, "（一）主攻工业"),
    section("（二）扩大内需", "plan", 400, 600, PLAN),
    section("（三）改善民生", "plan", 600, 900, PLAN),
    section("附件", "boilerplate", 900, 920),
    section("2024年十件民生实事", "boilerplate", 910, 920, "附件"),
    section("一、方便出行", "plan", 920, 940),
    section("二、促进就业", "plan", 940, 960),
    section("名词解释", "glossary", 960, 990),
)


def test_the_agenda_is_the_series_of_headings_that_holds_most_of_the_plan() -> None:
    found = agenda(OUTLINE, frozenset(("plan",)))
    assert [s.heading for s in found] == ["（一）主攻工业", "（二）扩大内需", "（三）改善民生"]


def test_a_part_without_three_headings_has_no_agenda() -> None:
    assert agenda(OUTLINE, frozenset(("review",))) == []


def test_an_annexed_list_stands_behind_a_title_that_names_it() -> None:
    assert [s.heading for s in annexed(OUTLINE, ["民生实事"])] == ["一、方便出行", "二、促进就业"]
    assert annexed(OUTLINE, ["营商环境"]) == []
    assert annexed(OUTLINE, []) == []


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("（一）大抓产业、主攻工业", "大抓产业、主攻工业"),
        ("三是着力改善民生。", "着力改善民生"),
        ("一年来，我们坚定不移稳增长", "坚定不移稳增长"),
        ("——城乡面貌日益改善", "城乡面貌日益改善"),
    ],
)
def test_a_heading_is_quoted_without_its_number(heading: str, words: str) -> None:
    assert bare(heading) == words


TEXT = "地区生产总值增长6%，固定资产投资增长7%，社会消费品零售总额增长8%，口岸过货量增长9%。\n新建泊位2个。"


def fact(indicator: str, growth: str, *, period: str = "2024") -> Fact:
    start = TEXT.find(indicator)
    end = TEXT.find(growth, start) + len(growth)
    return Fact(
        id=indicator + period, report="甲市-2024", region="甲市", year=2024, indicator=indicator,
        known=True, indicator_text=indicator, period=period, period_text=None, kind="target",
        basis="annual", value=None, unit=None, growth=growth, quote=TEXT[start:end], start=start,
        end=end,
    )  # fmt: skip


def test_main_figures_are_the_core_of_one_year_with_their_sentence() -> None:
    facts = [
        fact("固定资产投资", "7%"),
        fact("地区生产总值", "6%"),
        fact("社会消费品零售总额", "8%"),
        fact("口岸过货量", "9%"),
        fact("地区生产总值", "6%", period="2025"),
    ]
    [group] = main_figures(facts, TEXT, ("target",), "2024", 12)
    assert [one.growth for one in group] == ["6%", "7%", "8%", "9%"]
    assert main_figures(facts[3:4], TEXT, ("target",), "2024", 12) == []


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("满洲里2021年主要预期目标有哪些?", "answered",
         "2021年满洲里市主要目标：地区生产总值增长3%，固定资产投资增长6%，口岸过货量增长11%"),
        ("东昌区2020年主要经济指标", "answered", "社会消费品零售总额下降16.8%"),
        ("乌海2024年主要经济指标", "answered", "已收录的报告没有给出2024年乌海市的完成数，给的是目标。"),
        ("各地主要目标", "answered", "2022年回民区主要目标：地区生产总值增长7%左右"),
        ("回民区去年干了什么?", "answered", "回民区2021年主要工作：“坚定不移稳增长,动能转换取得明显进展”[1]"),
        ("海拉尔区2021年打算干点啥?", "answered", "“扎实做好生态环境建设”"),
        ("满洲里市长是谁?", "answered", "作满洲里市2021年政府工作报告的是市长包野[1]。"),
        ("乌海市市长是谁?", "not_found", "乌海市2024年政府工作报告没有写明由谁作报告。"),
        ("满洲里的报告有没有提到数字经济?", "not_found", "报告没有提到数字经济。"),
        ("东昌区的报告有没有提到夜经济?", "answered", "提到了夜经济。"),
    ],
)  # fmt: skip
def test_the_report_as_a_whole_is_told_in_its_own_order_and_words(
    world_offline: World, question: str, status: str, said: str
) -> None:
    reply = ask(world_offline, question)
    assert reply.status == status
    assert said in reply.answer
    assert reply.proof.removed == ()
