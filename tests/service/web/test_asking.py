"""A question on its way: the ledger's answer first, stopped, put otherwise, complained of."""

import asyncio
from collections.abc import AsyncIterator, Generator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from service.api.tasks import Tasks
from service.kept.feedback import Complaints
from service.shapes import Answer, Asked, Degraded, Searched, Sentence
from service.tasks.events import Event
from service.wiring import World
from tests.service.web.conftest import served
from tests.service.web.test_page import GDP, ask

pytestmark = pytest.mark.chromium
LEDGER = Answer(
    question=GDP,
    understood={},
    status="answered",
    answer="台账：141.5亿元。",
    searched=Searched(reports=1, regions=()),
    backend="offline",
)
DOUBT = Sentence(text="报告原文：“约142亿元”，口径待核。", by="report")
MODEL = LEDGER.model_copy(
    update={
        "answer": f"模型：完成141.5亿元。\n\n{DOUBT.text}",
        "sentences": (Sentence(text="模型：完成141.5亿元。", by="model"), DOUBT),
        "asked": (
            Asked(region=None, about="某", period=None, measure="amount", state="doubtful",
                  sentences=(1,)),
        ),
        "backend": "openai",
        "model": "qwen",
        "degraded": Degraded.model_validate({"from": "openai", "reason": "部分文字未采用"}),
    }
)  # fmt: skip


class Slow:
    """A model that writes when it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()

    async def stream(self, _: World, question: str, **__: object) -> AsyncIterator[Event]:
        yield Event("ledger", LEDGER)
        while not self.let.is_set():
            await asyncio.sleep(0.02)
        yield Event("answer", MODEL)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def slow_address(world_offline: World, slow: Slow) -> Generator[str]:
    with served(world_offline, replace(Tasks(), stream_answer=slow.stream)) as base:
        yield base
        slow.let.set()


def test_the_ledgers_answer_stands_until_the_models_is_proven(
    page: Page, slow_address: str, slow: Slow
) -> None:
    page.goto(slow_address)
    page.fill("#question", GDP)
    page.keyboard.press("Enter")
    answer = page.locator(".card .answer")
    expect(answer).to_have_text("台账：141.5亿元。")
    expect(page.locator(".seconds")).to_contain_text("已用1秒")
    slow.let.set()
    expect(answer).to_contain_text("模型：完成141.5亿元。")
    expect(page.locator(".answer p.doubtful")).to_have_text(DOUBT.text)
    expect(page.locator(".badge")).to_have_text("口径待核")


def test_who_stops_the_model_keeps_the_ledgers_answer_and_the_question(
    page: Page, slow_address: str, slow: Slow
) -> None:
    page.goto(slow_address)
    page.fill("#question", GDP)
    page.keyboard.press("Enter")
    page.wait_for_selector(".card .answer")
    page.press(".card-tools button:has-text('停止')", "Enter")
    expect(page.locator(".card-tools button:has-text('重试')")).to_be_focused()
    answer = page.locator(".card .answer")
    expect(answer).to_have_text("台账：141.5亿元。")
    expect(page.locator(".card .line.degraded")).to_have_text(
        "已停止：模型的文字没有写完，以下是台账的回答。"
    )
    expect(page.locator(".card .line.error")).to_have_count(0)
    expect(page.locator(".card-actions >> text=复制链接")).to_be_visible()
    page.reload()
    expect(answer).to_have_text("台账：141.5亿元。")
    expect(page.locator(".card .line.degraded")).to_have_text(
        "模型的文字没有写完，以下是台账的回答。"
    )
    page.click(".card-tools button:has-text('修改问题')")
    expect(page.locator("#question")).to_have_value(GDP)
    slow.let.set()
    page.click(".card-tools button:has-text('重试')")
    expect(answer.first).to_contain_text("模型：完成141.5亿元。")
    expect(page.locator(".card h2")).to_have_text([GDP, GDP])


LOST = """(ledger) => { const send = window.fetch; window.fetch = (path, options) => path !== 'v1/ask' ? send(path, options)
  : Promise.resolve(new Response(new ReadableStream({
      start(stream) { if (ledger) stream.enqueue(new TextEncoder().encode(`event: ledger\\ndata: ${ledger}\\n\\n`)); },
      pull(stream) { setTimeout(() => stream.error(new TypeError('network error')), 100); } }))); }"""


def test_a_connection_lost_on_the_way_is_told_in_chinese_below_what_stood(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate(LOST, LEDGER.model_dump_json())
    ask(page, GDP)
    expect(page.locator(".card .answer")).to_have_text("台账：141.5亿元。")
    expect(page.locator(".card .line.degraded")).to_have_text(
        "模型的文字没有写完，以下是台账的回答。连接断了，请看看网络再重试。"
    )
    page.evaluate(LOST, "")
    ask(page, GDP)
    expect(page.locator(".card .line.error")).to_have_text("连接断了，请看看网络再重试。")


def test_what_is_wrong_with_an_answer_is_kept_with_it(
    page: Page, address: str, world_offline: World
) -> None:
    page.goto(address)
    ask(page, GDP)
    gone = f"{address}/v1/kept/{page.url.split('/')[-1]}"
    page.request.delete(gone)
    page.click(".complaint summary")
    page.fill(".complaint textarea", "单位不对")
    page.click(".complaint button")
    expect(page.locator(".complaint .error")).to_contain_text("这条记录已经删除")
    expect(page.locator(".complaint textarea")).to_have_value("单位不对")
    page.click("text=重试")
    expect(page.locator(".card")).to_have_count(2)
    page.locator(".card").nth(1).evaluate("(card) => card.remove()")
    page.wait_for_selector(".card[aria-busy=false] .complaint")
    page.click(".complaint summary")
    page.fill(".complaint textarea", "应为142亿元")
    page.click(".complaint button")
    expect(page.locator(".complaint .line.done")).to_be_focused()
    (held,) = Complaints(world_offline.data_dir).all()
    assert (held.question, held.note) == (GDP, "应为142亿元")


def test_a_question_beside_the_answer_is_asked_by_a_click_and_the_answer_leaves_as_word(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, GDP)
    page.click(".next .chip:has-text('海拉尔区2020年地区生产总值是多少？')")
    expect(page.locator(".card .answer").first).to_contain_text("174.46亿元")
    with page.expect_download() as download:
        page.click("text=下载Word文档 >> nth=0")
    assert download.value.path().read_bytes()[:2] == b"PK"
