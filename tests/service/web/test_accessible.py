"""axe-core finds nothing in any state of the page, light and dark, and none is wider than its
screen."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.service.web.test_page import GDP, ask

pytestmark = pytest.mark.chromium


def _asked(page: Page) -> None:
    ask(page, GDP)
    page.click(".complaint summary")
    page.wait_for_selector(".next .chip")


def _absent(page: Page) -> None:
    ask(page, "满洲里市2020年常住人口是多少？")
    page.click("#ask-scope summary")


def _asked_back(page: Page) -> None:
    ask(page, "东县2020年地区生产总值是多少？")
    page.click("nav a:has-text('对比')")
    page.click("text=存为分组")
    page.fill("#indicators", "财政收")
    page.wait_for_selector("#indicator-near .chip")


def _lost(page: Page) -> None:
    page.evaluate("location.hash = '#/nowhere'")
    page.wait_for_selector("#lost-title:focus")


def _read(page: Page) -> None:
    ask(page, GDP)
    page.click(".card .cite >> nth=0")
    page.wait_for_selector("#reader-text mark")


def _compared(page: Page) -> None:
    page.click("nav a:has-text('对比')")
    page.fill("#indicators", "地区生产总值、固定资产投资")
    page.click("#compare-form button[type=submit]")
    page.click("[data-tool=joined]")
    page.click("[data-tool=order]")


def _briefed(page: Page) -> None:
    page.click("nav a:has-text('简报')")
    page.check("#brief-form input[name=region][value=满洲里市]", force=True)
    page.click("#brief-form button[type=submit]")
    page.click(".paper summary")


def _checked(page: Page) -> None:
    page.click("nav a:has-text('核稿')")
    page.fill("#draft", "海拉尔区2020年地区生产总值200亿元。乌海市建成三座机场。")
    page.click("#check-form button[type=submit]")
    page.click(".said.contradicted")


def _listed(page: Page) -> None:
    ask(page, GDP)
    page.click("nav a:has-text('记录')")
    page.click("[data-do=rename] >> nth=0")


def _filed(page: Page) -> None:
    page.click("nav a:has-text('资料库')")
    page.click("[aria-label=东昌区2021年报告的详情]")
    page.wait_for_selector("#detail-body details")


STATES = (
    _asked,
    _absent,
    _asked_back,
    _lost,
    _read,
    _compared,
    _briefed,
    _checked,
    _listed,
    _filed,
)


WIDTHS = (1440, 1024, 390)


def _found(page: Page) -> list[str]:
    """What axe finds: the rule and the first place."""
    violations: list[Any] = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in violations]


@pytest.mark.parametrize("go", STATES, ids=lambda go: go.__name__.strip("_"))
def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(
    browser: Browser, address: str, go: Callable[[Page], None]
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#examples .chip")
    go(page)
    found = _found(page)
    page.emulate_media(color_scheme="dark")
    widths: list[int] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    dark = _found(page)
    context.close()
    assert (found, dark, tuple(widths)) == ([], [], WIDTHS)
