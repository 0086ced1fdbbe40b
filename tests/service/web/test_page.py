"""What a person does with the page: ask, read the quote in its report, copy, compare, upload."""

import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from service.api.tasks import Tasks
from service.build import BuildProgress, IngestResult
from service.errors import BackendUnreachable
from service.settings import load_settings
from service.shapes import Answer, Degraded, ProofCount, Removed, Searched
from service.tasks.events import Event
from service.wiring import World, wire
from tests.service.web.conftest import served

pytestmark = pytest.mark.chromium
GDP = "满洲里市2020年地区生产总值是多少？"
QUOTE = "地区生产总值完成141.5亿元"


def ask(page: Page, question: str) -> None:
    before = page.locator(".card").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".card[aria-busy=false]")).to_have_count(before + 1, timeout=15_000)


def test_a_question_on_offer_is_answered_with_its_sources_and_its_proof(
    page: Page, address: str
) -> None:
    page.goto(address)
    expect(page).to_have_title("工报 · 政府工作报告问答")
    page.click("#examples .chip >> nth=0")
    page.wait_for_selector(".card[aria-busy=false] .answer")
    expect(page.locator("#examples")).to_be_hidden()
    ask(page, GDP)
    card = page.locator(".card").first
    expect(card.locator(".answer")).to_contain_text("141.5亿元")
    expect(card.locator(".sources")).to_contain_text(QUOTE)
    expect(card.locator(".line.proof")).to_contain_text("全部核对到原文")
    expect(card.locator(".line.proof")).to_contain_text("离线作答")


def test_a_mark_opens_the_report_at_its_quote_and_the_focus_comes_back(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, GDP)
    page.focus(".card .cite >> nth=0")
    page.keyboard.press("Enter")
    mark = page.locator("#reader-text mark").first
    expect(mark).to_contain_text("141.5亿元")
    expect(mark).to_be_in_viewport()
    expect(page.locator("#reader-title")).to_have_text("满洲里市2021年政府工作报告")
    expect(page).to_have_title("满洲里市2021年政府工作报告 · 工报")
    expect(page.locator("#reader-outline li")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".card .cite").first).to_be_focused()
    expect(page).to_have_title(f"{GDP} · 工报")
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Enter")
    expect(mark).to_be_in_viewport()
    box = page.locator("#reader").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    page.click("#reader-close")
    expect(page.locator("#reader")).to_be_hidden()


def test_what_is_missing_is_said_to_be_missing(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "满洲里市2020年常住人口是多少？")
    expect(page.locator(".badge").first).to_have_text("报告未提及")
    ask(page, "赤峰市2020年地区生产总值是多少？")
    expect(page.locator(".badge").first).to_have_text("未收录")
    expect(page.locator(".card").first.locator("text=摘入简报")).to_have_count(0)
    ask(page, "东县2020年GDP")
    page.click(".card .chip:has-text('东昌区2020年GDP')")
    expect(page.locator(".card .answer").first).to_contain_text("东昌区")
    page.goto(f"{address}/#/report/%E6%97%A0-2020")
    expect(page.locator("#reader-text .line.error")).to_contain_text("资料库里没有这份报告")


def test_an_answer_is_copied_with_its_sources(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, GDP)
    page.click("text=复制答案和出处")
    page.wait_for_selector("text=已复制")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "141.5亿元" in copied.splitlines()[0]
    assert any(line.startswith("[1] 满洲里市2021年政府工作报告") for line in copied.splitlines())


def test_the_scope_that_is_ticked_goes_with_the_question(page: Page, address: str) -> None:
    page.goto(address)
    page.click("#ask-scope summary")
    page.check("#ask-scope input[name=region][value=海拉尔区]", force=True)
    expect(page.locator(".scope-count")).to_have_text("：海拉尔区")
    with page.expect_request("**/v1/ask") as sent:
        ask(page, "2020年地区生产总值是多少？")
    assert sent.value.post_data_json == {
        "question": "2020年地区生产总值是多少？",
        "regions": ["海拉尔区"],
        "years": [],
        "keep": True,
    }


def test_offsets_are_code_points_where_the_page_counts_otherwise(page: Page, address: str) -> None:
    page.goto(address)
    cut = "import('/words.js').then(({Points}) => new Points('𠮷林🏭投产12家').slice(4, 7))"
    assert page.evaluate(cut) == "产12"


def test_the_library_tells_how_far_missing_vectors_have_come(page: Page, outdated: Path) -> None:
    let = threading.Event()

    def ingest(*_: Any, progress: Callable[[BuildProgress], None], **__: Any) -> IngestResult:
        progress(BuildProgress("embed", 32, 437, left=100))
        let.wait(60)
        return IngestResult()

    world = wire(load_settings(data_dir=outdated, backend="offline"))
    with served(world, replace(Tasks(), ingest=ingest)) as base:
        page.goto(f"{base}/#/library")
        expect(page.locator("#backlog")).to_have_text(
            "向量模型已由other/model换成multilingual-e5-small/int8.2，437个段落的向量要重算："
            "正在生成向量（32/437，约剩2分钟）……"
        )
        let.set()


HOSTILE = Answer(
    question="",
    understood={},
    status="answered",
    answer="<img src=x onerror=alert(1)><b>增长8%</b>",
    proof=ProofCount(
        numbers=2, proven=1, removed=(Removed(text="增长99.9%。", reason="原文没有这个数字"),)
    ),
    searched=Searched(reports=1, regions=()),
    backend="openai",
    model="qwen",
    degraded=Degraded.model_validate({"from": "openai", "reason": "模型未能作答"}),
)


CLARIFY = HOSTILE.model_copy(
    update={
        "status": "clarify",
        "answer": "请说明是哪个地区。",
        "options": (GDP, "海拉尔区2020年地区生产总值是多少？"),
    }
)


async def unsure(_: World, question: str, **__: object) -> AsyncIterator[Event]:
    yield Event("answer", CLARIFY if question == "去年GDP？" else HOSTILE)


def test_the_readings_of_an_unclear_question_are_asked_by_a_click(
    page: Page, world_offline: World
) -> None:
    with served(world_offline, replace(Tasks(), stream_answer=unsure)) as base:
        page.goto(base)
        ask(page, "去年GDP？")
        page.click(f".card .chip:has-text('{GDP}')")
        expect(page.locator(".card")).to_have_count(2)
        expect(page.locator(".card h2").first).to_have_text(GDP)


def test_the_indicators_on_offer_are_the_librarys_own(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.wait_for_selector("#indicator-hint .chip")
    page.click("#indicator-hint .chip:has-text('老旧小区改造')")
    expect(page.locator("#indicators")).to_have_value("老旧小区改造")
    page.click("#compare-form button[type=submit]")
    expect(page.locator("table.compare tbody tr")).to_have_count(2)


async def hostile(*_: object, **__: object) -> AsyncIterator[Event]:
    yield Event("answer", HOSTILE)


async def unreachable(*_: object, **__: object) -> AsyncIterator[Event]:
    raise BackendUnreachable("连不上模型服务，请检查OPENAI_BASE_URL。")
    yield Event("answer", HOSTILE)


def test_answers_are_text_and_what_was_cut_is_told_without_its_number(
    page: Page, world_offline: World
) -> None:
    with served(world_offline, Tasks(stream_answer=hostile)) as base:
        page.goto(base)
        ask(page, GDP)
        expect(page.locator(".answer")).to_have_text(HOSTILE.answer)
        assert page.locator(".answer img, .answer b").count() == 0
        page.click(".removed summary")
        expect(page.locator(".removed li")).to_have_text("原文没有这个数字")
        expect(page.locator(".line.degraded")).to_have_text("模型未能作答。")
        expect(page.locator(".line.proof")).to_contain_text("台账作答")
        assert "99.9" not in page.inner_text("body")


def test_a_failure_is_one_chinese_line(page: Page, world_offline: World) -> None:
    with served(world_offline, Tasks(stream_answer=unreachable)) as base:
        page.goto(base)
        ask(page, GDP)
        expect(page.locator(".card .line.error")).to_have_text(
            "模型暂时用不了，请稍后再试；仍不行，请联系管理员。"
        )


def test_a_service_with_a_token_refuses_a_wrong_one_and_asks_for_the_right_one_once(
    page: Page, world_offline: World
) -> None:
    settings = world_offline.settings.model_copy(update={"token": SecretStr("right-token")})
    with served(replace(world_offline, settings=settings)) as base:
        page.goto(base)
        page.fill("#token", "错的令牌")
        page.keyboard.press("Enter")
        expect(page.locator("#examples .line.error")).to_contain_text("令牌")
        page.reload()
        page.fill("#token", "right-token")
        page.click("#token-dialog button[value=yes]")
        page.wait_for_selector("#examples .chip")
        ask(page, GDP)
        expect(page.locator(".answer")).to_contain_text("141.5亿元")
