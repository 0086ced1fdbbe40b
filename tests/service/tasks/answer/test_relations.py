"""Two figures of one region against each other, on the seeds and on made-up reports."""

import asyncio
from decimal import Decimal

import pytest

from service.facts.model import Fact
from service.language.measure import Measure
from service.shapes import Answer
from service.tasks.answer import answer
from service.tasks.answer.met_lines import fulfilled_lines
from service.tasks.answer.pick import Picked
from service.tasks.answer.sources import Sources
from service.wiring import World


def ask(world: World, question: str) -> Answer:
    return asyncio.run(answer(world, question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("海拉尔区2021年市级重点项目有多少个,总投资多少?", ["16个", "93.5亿元"]),
        ("满洲里“十三五”投入民生资金多少,是十二五的几倍?", ["115.7亿元", "“十二五”时期的2倍"]),
        ("海拉尔五年来新增市场主体多少户?年均增长多少?", ["2.55万户", "年均增长14.44%"]),
        ("海拉尔区今年空气质量优良天数目标?", ["目标为100%"]),
        ("海拉尔市级重点项目总投资占全部重点项目总投资的比重?",
         ["78.6%（93.5亿元÷118.9亿元）", "计划"]),
        ("满洲里重点项目去年实施101个 今年计划少了几个", ["少41个（101个−60个）"]),
        ("海拉尔2021年计划新增城镇就业比2020年完成的少多少人",
         ["5000人以上", "5325人", "按所给的数算", "少325人（5325人−5000人以上）"]),
        ("满洲里过去五年GDP和口岸过货量年均增速谁更快", ["快3.4个百分点（5.6%−2.2%）"]),
        ("海拉尔2020年城镇居民收入比农村增长快多少", ["农村居民人均可支配收入更快", "2.7个百分点"]),
        ("乌海民生支出占财力支出的比重是多少", ["76.9%", "占全部财力支出"]),
        ("满洲里十三五期间旅游总人数和总收入分别多少", ["3410万人次", "570亿元"]),
        ("乌海老旧小区去年改了多少个 今年准备改多少个", ["60个", "目标为63个"]),
    ],
)  # fmt: skip
def test_two_figures_are_both_said_and_what_they_make_is_proven(
    world_offline: World, question: str, said: list[str]
) -> None:
    reply = ask(world_offline, question)
    assert reply.status == "answered"
    assert [words for words in said if words not in reply.answer] == []
    assert reply.proof.removed == ()


def test_people_are_counted_by_the_sentence_that_counts_people(world_offline: World) -> None:
    reply = ask(world_offline, "各地脱贫攻坚一共脱贫了多少人?")
    assert [n for n in ("403人", "118人", "985名") if n not in reply.answer] == []


def test_a_number_beside_the_word_asked_for_is_no_answer(world_offline: World) -> None:
    assert ask(world_offline, "东昌区区长的工资是多少").status == "not_found"


def test_a_scope_that_was_asked_for_is_not_called_a_gap(world_offline: World) -> None:
    reply = ask(world_offline, "海拉尔区2021年市级重点项目有多少个")
    assert "没有给出全口径数" not in reply.answer


def fact(kind: str, growth: str, qualifier: str | None, indicator: str = "地区生产总值") -> Fact:
    figure = Measure(
        text=growth, start=0, end=4, number=growth.rstrip("%"), unit="%",
        value=Decimal(growth.rstrip("%")), plain_unit="%", direction="up",
    )  # fmt: skip
    return Fact.model_validate(
        {
            "id": f"{kind}{growth}", "report": "海拉尔区-2021", "region": "海拉尔区", "year": 2021,
            "indicator": indicator, "known": True, "indicator_text": indicator, "period": "2020",
            "period_text": None, "kind": kind, "basis": "annual", "value": None, "unit": None,
            "growth": growth, "growth_qualifier": qualifier, "quote": "海拉尔区", "start": 0,
            "end": 4, "figures": (figure,),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("target", "qualifier", "result", "said"),
    [
        ("6%", "以上", "7%", "达到了目标"),
        ("6%", "以上", "5.9%", "没有达到目标"),
        ("6%", None, "6%", "达到了目标"),
        ("6%", "左右", "6.1%", "达到了目标，比目标高0.1个百分点"),
        ("6%", "左右", "5.8%", "略低于目标，比目标低0.2个百分点，目标写的是“6%左右”"),
    ],
)
def test_whether_a_target_was_met_respects_its_qualifier(
    world_offline: World, target: str, qualifier: str | None, result: str, said: str
) -> None:
    sources = Sources(world_offline.library())
    wanted, done = fact("target", target, qualifier), fact("actual", result, None)
    picked = [Picked("海拉尔区", "地区生产总值", (each,), (), ()) for each in (wanted, done)]
    lines, _ = fulfilled_lines(picked[0], picked[1], sources)
    assert [said in each.text for each in lines] == [True]


def test_a_price_target_is_met_from_below(world_offline: World) -> None:
    sources = Sources(world_offline.library())
    picked = [
        Picked("海拉尔区", "居民消费价格", (each,), (), ())
        for each in (
            fact("target", "3%", "以内", "居民消费价格"),
            fact("actual", "2.1%", None, "居民消费价格"),
        )
    ]
    assert "达到了目标" in fulfilled_lines(picked[0], picked[1], sources)[0][0].text
