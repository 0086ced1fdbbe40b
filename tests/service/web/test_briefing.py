"""简报: what is put together stands on the sheet at once, after a reload, and is counted rightly."""

import re

import pytest
from playwright.sync_api import Page, expect

from service.verify.numbers import quantities
from tests.service.web.test_page import ask

pytestmark = pytest.mark.chromium
OWN = "全市新增投资999亿元。"


def test_ones_own_sentence_stands_at_once_stays_and_is_not_counted_as_proven(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/#/brief")
    page.check("#brief-form input[name=region][value=满洲里市]", force=True)
    page.click("#brief-form button[type=submit]")
    page.wait_for_selector(".sheet")
    receipt = page.locator("#brief-result .proof")
    sentences = page.locator(".sheet p:not(.sheet-date, .sheet-note, .sheet-to), .sheet td")
    shown = len([n for text in sentences.all_inner_texts() for n in quantities(text)])
    expect(receipt).to_contain_text(f"✓ {shown}个数字，全部核对到原文 ·")
    first = page.locator(".sheet p:not(.sheet-date)").first.inner_text()
    page.click("text=编排：取舍")
    page.locator(".paper-block >> text=自己写一句").last.click()
    expect(page.locator("textarea[aria-label=自拟的一句]")).to_be_focused()
    page.keyboard.type(OWN)  # no blur
    expect(page.locator(".sheet .own")).to_have_text(OWN)
    expect(receipt).to_contain_text(
        f"{shown}个数字，全部核对到原文；自拟的1句（含1个数字）未经核对"
    )
    expect(page.locator("textarea[aria-label=自拟的一句]")).to_be_focused()
    page.locator(".paper-block input[type=checkbox]").first.uncheck()
    expect(page.locator(".sheet")).not_to_contain_text(re.sub(r"\[\d+\]", "", first)[:12])
    page.reload()
    expect(page.locator(".sheet .own")).to_have_text(OWN)
    page.click("text=编排：取舍")
    expect(page.locator(".paper-block input[type=checkbox]").first).not_to_be_checked()
    page.locator(".paper-block input[type=checkbox]").first.check()
    expect(page.locator(".sheet p:not(.sheet-date)").first).to_have_text(first)
    page.reload()
    page.click("text=恢复原样")
    expect(page.locator(".sheet .own")).to_have_count(0)
    expect(receipt).to_contain_text(f"✓ {shown}个数字，全部核对到原文 ·")


def test_by_keyboard_the_focus_goes_with_what_is_moved_and_taken_in(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate("localStorage.clear()")
    ask(page, "满洲里市2020年地区生产总值和一般公共预算收入是多少？")
    page.click(".card >> text=摘入简报")
    page.goto(f"{address}/#/brief")
    page.check("#brief-form input[name=region][value=满洲里市]", force=True)
    page.click("#brief-form button[type=submit]")
    page.click("text=编排：取舍")
    taken = page.locator(".paper-block button:has-text('放入')")
    count = taken.count()
    assert count > 1
    for left in range(count - 1, 0, -1):
        taken.first.press("Enter")
        expect(taken).to_have_count(left)
        expect(taken.first).to_be_focused()
    taken.first.press("Enter")
    last = page.locator("fieldset.paper-block").last.locator("li").last
    expect(last.locator("input")).to_be_focused()
    last.locator("[aria-label=上移]").press("Enter")
    page.keyboard.press("Enter")
    moved = page.locator("fieldset.paper-block").last.locator("li").nth(-3)
    expect(moved.locator("[aria-label=上移]")).to_be_focused()


def test_the_form_says_after_a_reload_what_was_typed_and_what_was_asked(
    page: Page, address: str
) -> None:
    asked = {"#topic": "营商环境", "#brief-unit": "某市政府办", "#brief-addressee": "市长"}
    page.goto(f"{address}/#/brief")
    for field, text in asked.items():
        page.fill(field, text)
    page.reload()
    assert {field: page.input_value(field) for field in asked} == asked
    page.check("#brief-form input[name=region][value=乌海市]", force=True)
    page.click("#brief-form button[type=submit]")
    page.wait_for_selector(".sheet")
    link = page.url
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    page.click("#brief-fold summary")
    assert {field: page.input_value(field) for field in asked} == asked
    expect(page.locator("#brief-form input[name=region]:checked")).to_have_value("乌海市")


def test_what_is_typed_in_the_last_moment_is_not_lost(page: Page, address: str) -> None:
    page.goto(f"{address}/#/brief")
    page.check("#brief-form input[name=region][value=乌海市]", force=True)
    page.click("#brief-form button[type=submit]")
    page.wait_for_selector(".sheet")
    page.click("text=编排：取舍")
    page.fill("#paper-today", "2026-13-1")
    expect(page.locator("#paper-today-said")).to_have_text("日期请写成“2026年11月28日”这样。")
    page.fill("#paper-today", "2026.3.9")
    expect(page.locator(".sheet-date")).to_have_text("2026年3月9日")
    page.locator(".paper-block label").first.click()
    expect(page.locator(".paper-block input[type=checkbox]").first).not_to_be_checked()
    page.fill("#paper-title", "送审稿")
    page.reload()
    expect(page.locator(".sheet h2")).to_have_text("送审稿")
