"""Work has an address: it is listed, opened again, sent, renamed, removed; with keys, by each."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.keys import Keys
from service.settings import load_settings
from service.wiring import wire
from tests.service.web.conftest import served
from tests.service.web.test_page import GDP, ask

pytestmark = pytest.mark.chromium


def test_an_answer_opens_again_by_its_link_and_says_what_it_was_proven_against(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, GDP)
    expect(page).to_have_title(f"{GDP} · 工报")
    ask(page, "那增速呢？")
    expect(page.locator(".carried").first).to_contain_text("沿用：满洲里市")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card .answer").last).to_contain_text("141.5亿元")
    expect(page.locator(".card .line:has-text('核对于')")).to_have_count(2)
    page.click("#new-talk")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("#question")).to_be_focused()


def test_records_are_searched_renamed_and_removed_and_the_focus_stays_near(
    page: Page, address: str
) -> None:
    page.request.delete(f"{address}/v1/kept")
    page.goto(address)
    for question in (
        GDP,
        "海拉尔区2020年地区生产总值是多少？",
        "乌海市2023年地区生产总值增长多少？",
    ):
        ask(page, question)
    page.click("nav a:has-text('记录')")
    records = page.locator(".record")
    expect(records).to_have_count(3)
    page.fill("#history-search", "海拉尔")
    expect(records).to_have_count(1)
    page.click("[data-do=rename]")
    page.keyboard.type("海拉尔的总量")
    page.keyboard.press("Enter")
    expect(records.locator("a")).to_have_text("海拉尔的总量")
    expect(records.locator("a")).to_be_focused()
    page.fill("#history-search", "")
    expect(records).to_have_count(3)
    page.click("[data-do=drop] >> nth=0")
    page.click("#confirm button[value=yes]")
    expect(records).to_have_count(2)
    expect(records.first.locator("a")).to_be_focused()
    page.click("#history-clear")
    page.click("#confirm button[value=yes]")
    expect(page.locator("#history-list .empty")).to_contain_text("还没有记录")


def test_a_source_has_a_link_of_its_own(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, GDP)
    page.click(".source-line button >> nth=0")
    page.wait_for_selector("text=已复制")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    page.goto("about:blank")
    page.goto(copied)
    expect(page.locator("#reader-text mark").first).to_contain_text("141.5亿元")


def test_with_keys_basket_and_signature_go_with_the_person(
    browser: Browser, seed_copy: Path
) -> None:
    keys = Keys(seed_copy)
    secrets = {name: keys.add(name, "reader")[1] for name in ("甲", "乙")}
    with served(wire(load_settings(data_dir=seed_copy, backend="offline"))) as base:

        def come(name: str) -> Page:
            page = browser.new_context(locale="zh-CN").new_page()
            page.goto(f"{base}/#/brief")
            page.fill("#token", secrets[name])
            page.keyboard.press("Enter")
            page.check("#brief-form input[name=region][value=满洲里市]", force=True)
            return page

        first = come("甲")
        first.goto(f"{base}/#/ask")
        ask(first, GDP)
        first.click(".card >> text=摘入简报")
        first.goto(f"{base}/#/brief")
        first.fill("#brief-unit", "甲办")
        first.click("#brief-form button[type=submit]")
        first.wait_for_selector(".sheet")
        again, other = come("甲"), come("乙")
        expect(again.locator("#brief-unit")).to_have_value("甲办")
        expect(other.locator("#brief-unit")).to_have_value("")
        for page, held in ((again, 1), (other, 0)):
            page.click("#brief-form button[type=submit]")
            page.click(".paper summary")
            expect(page.locator(".paper-block button:has-text('放入')")).to_have_count(held)
            page.context.close()
        first.context.close()
