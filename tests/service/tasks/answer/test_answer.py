"""Real questions on the five reports, answered without a model."""

import asyncio

import pytest

from service.errors import BadRequest, EmptyLibrary
from service.llm.scripted import Scripted
from service.settings import load_settings
from service.shapes import Answer
from service.tasks.answer import answer, stream_answer
from service.tasks.events import Event
from service.wiring import World, wire


def ask(world: World, question: str, **given: object) -> Answer:
    return asyncio.run(answer(world, question, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("满洲里市2020年地区生产总值是多少?", "answered", ["2020年满洲里市地区生产总值为141.5亿元[1]"]),
        ("乌海市2023年地区生产总值增长多少?", "answered", ["增长0.1%[1]"]),
        ("海拉尔区2020年地区生产总值是多少?", "answered", ["174.46亿元"]),
        ("回民区2022年社会消费品零售总额增长目标是多少?", "answered", ["目标", "6%左右"]),
        ("东昌区2020年社会消费品零售总额情况?", "answered", ["预计下降16.8%"]),
        ("乌海市2023年地区生产总值是多少亿元?", "partial", ["没有给出", "数额", "增长0.1%"]),
        ("满洲里市2020年地区生产总值是多少?增速呢?", "partial",
         ["141.5亿元", "没有给出2020年满洲里市地区生产总值的增速", "年均增长2.2%", "不是当年增速"]),
        ("海拉尔和满洲里2020年GDP谁高,高多少?", "answered",
         ["海拉尔区更高", "32.96亿元（174.46亿元−141.5亿元）", "可比"]),
        ("海拉尔区2020年固定资产投资完成多少?", "answered", ["区本级", "42.44亿元"]),
        ("海拉尔“十三五”期间民生支出累计多少?", "answered", ["累计", "109.98亿元"]),
        ("乌海市2023年改造完成老旧小区多少个?2024年计划呢?", "answered", ["60个", "目标为63个"]),
    ],
)  # fmt: skip
def test_a_figure_is_said_with_its_period_and_kind(
    world_offline: World, question: str, status: str, said: list[str]
) -> None:
    reply = ask(world_offline, question)
    assert reply.status == status
    assert [words for words in said if words not in reply.answer] == []
    assert reply.proof.removed == ()
    assert reply.proof.numbers == reply.proof.proven > 0


def test_what_is_told_of_other_years_is_said_to_be_no_answer(world_offline: World) -> None:
    reply = ask(world_offline, "满洲里市十四五GDP年均增长目标")
    assert (reply.status, reply.answer.split("\n")) == (
        "not_found",
        [
            "报告未提及2021—2025年满洲里市地区生产总值的年均数。",
            "2016—2020年满洲里市：“地区生产总值年均增长2.2%,经济增长质量和效益明显提升”[1]。",
        ],
    )


def test_what_is_named_without_a_number_is_not_said_to_be_unmentioned(world_offline: World) -> None:
    reply = ask(world_offline, "东昌区2021年城乡居民收入目标")
    assert (reply.status, reply.answer) == (
        "partial",
        "东昌区2021年计划只说“城乡居民可支配收入与经济发展同步增长”[1]，没有给出数字。",
    )


def test_every_quote_is_a_span_of_the_clean_text(world_offline: World) -> None:
    library = world_offline.library()
    for question in ("各地的GDP增长目标?", "海拉尔区2021年怎样优化营商环境?"):
        reply = ask(world_offline, question)
        assert reply.citations
        for cited in reply.citations:
            assert library.text(cited.report)[cited.start : cited.end] == cited.quote


def test_citations_are_numbered_in_the_order_in_which_the_answer_names_them(
    world_offline: World,
) -> None:
    reply = ask(world_offline, "各地的GDP增长目标?")
    assert [cited.n for cited in reply.citations] == list(range(1, len(reply.citations) + 1))
    assert reply.answer.index("[1]") < reply.answer.index("[2]")


def test_what_is_not_in_the_report_is_said_to_be_absent_and_where_was_looked(
    world_offline: World,
) -> None:
    reply = ask(world_offline, "满洲里市2020年常住人口是多少?")
    assert (reply.status, reply.reason) == ("not_found", "not_mentioned")
    assert "未提及" in reply.answer
    assert "已查满洲里市2021年政府工作报告全文" in reply.answer
    assert (reply.searched.reports, reply.searched.regions) == (1, ("满洲里市",))


def test_a_region_outside_the_library_is_never_answered_with_its_child(
    world_offline: World,
) -> None:
    reply = ask(world_offline, "呼伦贝尔市2020年地区生产总值是多少?")
    assert (reply.status, reply.reason) == ("not_found", "not_in_library")
    assert "未收录呼伦贝尔市" in reply.answer
    assert reply.facts == ()


def test_a_vague_question_is_offered_its_readings(world_offline: World) -> None:
    reply = ask(world_offline, "海拉尔增长多少")
    assert reply.status == "clarify"
    assert "海拉尔区地区生产总值是多少？" in reply.options


def test_a_ranking_leaves_out_what_is_not_comparable(world_offline: World) -> None:
    reply = ask(world_offline, "五个地区谁的GDP最高")
    assert "年份不同" in reply.answer
    assert "回民区最高" not in reply.answer


def test_a_follow_up_keeps_region_and_year(world_offline: World) -> None:
    first = ask(world_offline, "满洲里市2020年GDP是多少")
    second = ask(world_offline, "那固定资产投资呢?", conversation=first.conversation)
    assert "23.9亿元" in second.answer
    assert second.conversation == first.conversation
    third = ask(world_offline, "那固定资产投资呢?", conversation="unknown")
    assert third.status == "clarify"  # nothing was remembered: it is asked of which region
    regions = "东昌区、乌海市、回民区、海拉尔区、满洲里市"
    assert third.answer == f"请说明要问哪个地区的固定资产投资。已收录：{regions}。"
    assert third.options[0] == "东昌区固定资产投资呢?"
    fourth = ask(world_offline, "满洲里的", conversation=third.conversation)
    assert "23.9亿元" in fourth.answer
    assert fourth.carried == {"about": ("固定资产投资",)}


def test_empty_and_endless_questions_are_refused(world_offline: World) -> None:
    for question in ("", "   ", "多" * 501):
        with pytest.raises(BadRequest):
            ask(world_offline, question)


def test_an_empty_library_says_what_to_do(tmp_path: object) -> None:
    world = wire(load_settings(data_dir=tmp_path, backend="offline"))
    with pytest.raises(EmptyLibrary, match="gongbao ingest"):
        ask(world, "满洲里市2020年GDP")


def scripted(world: World, *replies: str) -> World:
    return World(world.settings, world.shelf, Scripted(list(replies)))


def test_a_model_that_uses_the_tokens_is_taken_at_its_word(world_offline: World) -> None:
    said = '{"sentences":[{"text":"满洲里市2020年完成地区生产总值⟦F1⟧。","citations":[1]}]}'
    reply = ask(scripted(world_offline, said), "满洲里市2020年地区生产总值是多少?")
    assert reply.answer == "满洲里市2020年完成地区生产总值141.5亿元[1]。"
    assert reply.degraded is None


def test_a_wrong_number_never_leaves_and_the_right_one_does(world_offline: World) -> None:
    lie = '{"sentences":[{"text":"满洲里市2020年地区生产总值为174.46亿元。","citations":[1]}]}'
    reply = ask(scripted(world_offline, lie, lie), "满洲里市2020年地区生产总值是多少?")
    assert "174.46" not in reply.answer
    assert "141.5亿元[1]" in reply.answer
    assert reply.degraded is not None
    assert "未通过核验" in reply.degraded.reason
    assert reply.proof.removed[0].text.startswith("满洲里市2020年地区生产总值为174.46亿元")


def test_a_lie_is_mended_in_the_second_draft(world_offline: World) -> None:
    lie = '{"sentences":[{"text":"满洲里市2020年地区生产总值为999亿元。","citations":[1]}]}'
    truth = '{"sentences":[{"text":"满洲里市2020年地区生产总值⟦F1⟧。","citations":[1]}]}'
    reply = ask(scripted(world_offline, lie, truth), "满洲里市2020年地区生产总值是多少?")
    assert reply.answer == "满洲里市2020年地区生产总值141.5亿元[1]。"
    assert reply.degraded is None


async def _events(world: World, question: str) -> list[Event]:
    return [event async for event in stream_answer(world, question)]


@pytest.mark.parametrize(
    "written",
    [
        "满洲里市2020年地区生产总值为141.5亿元[1]。2020年满洲里市地区生产总值为999亿元[1]。",
        '{"sentences":[{"text":"满洲里市2020年地区生产总值⟦F1⟧。","citations":[1]},'
        '{"text":"2020年满洲里市地区生产总值为999亿元。","citations":[1]}]}',
    ],
)
def test_a_stream_shows_evidence_then_proven_sentences_then_the_answer(
    world_offline: World, written: str
) -> None:
    world = scripted(world_offline, written)
    events = asyncio.run(_events(world, "满洲里市2020年地区生产总值是多少?"))
    assert [event.kind for event in events] == ["evidence", "ledger", "sentence", "answer"]
    assert "141.5亿元" in str(events[1].data)
    assert not any("999亿元" in str(event.data) for event in events[:2])
    final = events[-1].data
    assert isinstance(final, Answer)
    assert "999" not in final.answer
