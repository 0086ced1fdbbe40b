"""Ten tasks of an office, done on the page by somebody who has read no manual."""

from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory
from typing import TypeAlias

from playwright.sync_api import Page

DRAFT = "满洲里市2020年地区生产总值完成151.5亿元。海拉尔区2020年城镇登记失业率2.9%。"
LONGEST = 60_000


class Hands:
    """What a user does, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.keys = 0

    def click(self, place: str) -> None:
        """One click."""
        self.page.locator(place).first.click()
        self.clicks += 1

    def tick(self, place: str) -> None:
        """One tick; the box itself lies under its label."""
        self.page.locator(place).first.check(force=True)
        self.clicks += 1

    def type(self, place: str, text: str) -> None:
        """Words into a field, which takes a click."""
        self.click(place)
        self.page.locator(place).first.fill(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def sees(self, place: str) -> None:
        """Until it stands there."""
        self.page.locator(place).first.wait_for(timeout=LONGEST)

    def saves(self, place: str) -> None:
        """A click that brings a file."""
        with self.page.expect_download(timeout=LONGEST) as download, TemporaryDirectory() as folder:
            self.click(place)
            download.value.save_as(f"{folder}/file")


def _figure_and_source(hands: Hands) -> None:
    hands.type("#question", "满洲里市2020年地区生产总值是多少？")
    hands.press("Enter")
    hands.sees(".card[aria-busy=false] .answer:has-text('141.5')")
    hands.click(".card .cite")
    hands.sees("#reader-text mark:has-text('141.5')")


def _follow_up(hands: Hands) -> None:
    hands.type("#question", "海拉尔区2020年地区生产总值是多少？")
    hands.press("Enter")
    hands.sees(".card[aria-busy=false] .answer")
    hands.type("#question", "那满洲里市呢？")
    hands.press("Enter")
    hands.sees(".card[aria-busy=false] .answer:has-text('141.5')")


def _send_an_answer(hands: Hands) -> None:
    hands.type("#question", "乌海市2023年地区生产总值增长多少？")
    hands.press("Enter")
    hands.sees(".card[aria-busy=false] .answer")
    hands.click(".card-actions >> text=复制链接")
    link = str(hands.page.evaluate("navigator.clipboard.readText()"))
    hands.page.goto("about:blank")
    hands.page.goto(link)
    hands.sees(".card .answer")


def _compare(hands: Hands) -> None:
    hands.click("nav >> text=对比")
    hands.type("#indicators", "地区生产总值、固定资产投资")
    hands.click("#compare-form >> text=对比")
    hands.sees("table.compare")
    hands.click("[data-tool=joined]")
    hands.click("[aria-label^=按地区生产总值结果排序]")
    hands.sees("table.compare:has-text('目标')")


def _table_for_excel(hands: Hands) -> None:
    hands.click("nav >> text=对比")
    hands.click("#compare-form >> text=对比")
    hands.sees("table.compare")
    hands.saves("text=下载Excel表格")


def _briefing(hands: Hands) -> None:
    hands.click("nav >> text=简报")
    hands.tick("#brief-form input[name=region][value=满洲里市]")
    hands.type("#brief-unit", "满洲里市政府办")
    hands.click("#brief-form >> text=写简报")
    hands.sees(".sheet")
    hands.saves("text=下载Word文档")


def _briefing_put_together(hands: Hands) -> None:
    hands.type("#question", "海拉尔区2020年地区生产总值是多少？")
    hands.press("Enter")
    hands.sees(".card[aria-busy=false] .answer")
    hands.click(".card >> text=摘入简报")
    hands.click("nav >> text=简报")
    hands.tick("#brief-form input[name=region][value=满洲里市]")
    hands.click("#brief-form >> text=写简报")
    hands.sees(".sheet")
    hands.click(".paper summary")
    hands.click(".paper-block button:has-text('放入')")
    hands.sees(".sheet:has-text('174.46亿元')")


def _check_a_draft(hands: Hands) -> None:
    hands.click("nav >> text=核稿")
    hands.type("#draft", DRAFT)
    hands.click("#check-form >> text=核对")
    hands.click(".said.contradicted")
    hands.click("text=改为141.5亿元")
    hands.sees(".said.fixed")
    hands.saves("text=下载带批注的Word")


def _find_a_report(hands: Hands) -> None:
    hands.click("nav >> text=资料库")
    hands.type("#library-search", "吉林")
    hands.click("[aria-label=东昌区2021年报告的详情]")
    hands.sees("#detail-body details")
    hands.saves("#detail >> text=原件下载")


def _find_old_work(hands: Hands) -> None:
    hands.click("nav >> text=记录")
    hands.type("#history-search", "满洲里")
    hands.click(".record a:has-text('满洲里')")
    hands.sees("[data-view]:not([hidden]) .result, .card .answer")


Doing: TypeAlias = Callable[[Hands], None]
TASKS: Mapping[str, Doing] = {
    "1 a figure and its place in the report": _figure_and_source,
    "2 the same for another region": _follow_up,
    "3 an answer sent to a colleague": _send_an_answer,
    "4 two indicators over five regions, sorted, target beside result": _compare,
    "5 the table for Excel": _table_for_excel,
    "6 a signed one-page briefing as Word": _briefing,
    "7 a sentence of another answer in it": _briefing_put_together,
    "8 a draft checked, put right, back with comments": _check_a_draft,
    "9 a report found, its repairs and original": _find_a_report,
    "10 yesterday's work found again": _find_old_work,
}
