"""What a newcomer stumbled over: each said in the page's own words, nothing gone after a reload."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.settings import load_settings
from service.wiring import wire
from tests.service.web.conftest import served

pytestmark = pytest.mark.chromium
GDP = "满洲里市2020年地区生产总值是多少？"


def test_an_empty_field_is_told_in_chinese_below_its_form(page: Page, address: str) -> None:
    page.goto(f"{address}/#/changes")
    expect(page.locator("#changes-none")).to_contain_text("还没有同一地区两年的报告")
    page.click("#changes-form button[type=submit]")
    expect(page.locator("#changes-form .invalid")).to_have_text("请填写“地区”。")
    expect(page.locator("#changes-region")).to_be_focused()
    page.fill("#changes-region", "乌海市")
    expect(page.locator("#changes-form .invalid")).to_have_count(0)
    page.fill("#changes-first", "去年")
    page.keyboard.press("Enter")
    said = page.locator("#changes-form .invalid")
    expect(said).to_have_text("“自”请写四位数字的年份，如：2021。")


def test_an_address_that_names_nothing_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.evaluate("location.hash = '#/foo'")
    expect(page.locator("h1:visible")).to_have_text("没有这一页")
    expect(page).to_have_title("没有这一页 · 工报")
    page.click("text=回到刚才的页面")
    expect(page.locator("h1:visible")).to_have_text("地区对比")
    page.goto(f"{address}/#/foo/bar")
    expect(page.locator("h1:visible")).to_have_text("没有这一页")
    page.click("nav >> text=资料库")
    expect(page.locator("h1:visible")).to_have_text("资料库")


def test_by_keyboard_the_focus_is_never_lost(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # 跳到正文
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#compare-title")).to_be_visible()
    page.focus("#indicators")
    page.keyboard.type("地区生产总值")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.compare")
    expect(page.locator("#compare-fold summary").first).to_be_focused()


def test_a_follow_up_is_listed_with_what_it_took_over_and_dropping_that_replaces_it(
    page: Page, own_address: str
) -> None:
    page.goto(own_address)
    for question in (GDP, "固定资产投资呢？"):
        page.fill("#question", question)
        page.keyboard.press("Enter")
        expect(page.locator(".card[aria-busy=false] h2").first).to_have_text(question)
    page.click("nav >> text=记录")
    expect(page.locator(".record a")).to_have_text(
        ["固定资产投资呢？（沿用：满洲里市 · 2020年）", GDP]
    )
    page.click("nav >> text=问答")
    expect(page).to_have_url(re.compile("#/work/"))
    page.reload()
    expect(page.locator(".card")).to_have_count(2)
    page.locator(".carried-drop").first.click()
    expect(page.locator(".card .badge").first).to_have_text("请先说明")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("#question")).to_be_focused()
    page.goto(f"{own_address}/#/history")
    expect(page.locator(".record a")).to_have_text(["固定资产投资呢？", GDP])


def test_quotes_inside_quotes_are_single_and_commas_are_full(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#question", "海拉尔区2020年的主要工作有哪些？")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card[aria-busy=false] .sources")
    shown = page.locator(".card").inner_text()
    assert "““" not in shown
    assert "””" not in shown
    assert not re.search(r"[\u4e00-\u9fff”],[\u4e00-\u9fff“]", shown)
    assert "“扎实做好‘四大领域提升年’工作”" in shown


def test_an_empty_library_says_so_wherever_one_begins(page: Page, tmp_path: Path) -> None:
    with served(wire(load_settings(data_dir=tmp_path, backend="offline"))) as base:
        for view in ("compare", "brief"):
            page.goto(f"{base}/#/{view}")
            expect(page.locator(f"#{view}-form .scope-body a")).to_have_text("先加入报告")
            page.click(f"#{view}-form button[type=submit]")
            expect(page.locator(f"#{view}-result .error")).to_have_text(
                "资料库是空的，请先在“资料库”里加入报告。"
            )


def test_an_unknown_indicator_is_answered_in_staff_words(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.fill("#indicators", "幺蛾子系数")
    page.click("#compare-form button[type=submit]")
    expect(page.locator("#compare-result .error")).to_have_text(
        "没有“幺蛾子系数”这个指标，所选报告也没有提到它；"
        "报告里有的如地区生产总值、规模以上工业增加值、规模以上工业总产值。"
    )


def test_a_question_without_words_is_told_so(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#question", "😀😀")
    page.keyboard.press("Enter")
    expect(page.locator(".card .error")).to_have_text("问题里没有文字，请用文字写出要问的内容。")


def test_the_comparison_of_wording_has_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}/#/changes")
    page.fill("#term", "营商环境")
    page.keyboard.press("Enter")
    head = page.locator("#changes-result h2")
    expect(head).to_contain_text("“营商环境”：")
    page.reload()
    expect(page.locator("#term")).to_have_value("营商环境")
    expect(head).to_contain_text("“营商环境”：")
    page.locator("#changes-result ol a").first.click()
    page.keyboard.press("Escape")
    expect(head).to_contain_text("“营商环境”：")
    page.click("nav >> text=资料库")
    page.click("nav >> text=提法")
    expect(page).to_have_url(re.compile("changes\\?term="))


def test_what_became_of_an_upload_is_there_after_a_reload(
    page: Page, own_address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name = "很长的文件名" * 30 + ".txt"
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{own_address}/#/library")
    page.set_input_files(
        "#files", {"name": name, "mimeType": "text/plain", "buffer": b"\xe7\xa9\xba"}
    )
    page.wait_for_selector("#uploads .line.error")
    said = page.locator("#uploads li").inner_text()
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide
    page.reload()
    expect(page.locator("#uploads li")).to_have_text(said.replace("\n", ""))
    doubt = "文件里有9个字是看不见的（白色、极小或隐藏），没有收录：“请以此为准”"
    one = page.request.get(f"{own_address}/v1/reports").json()["reports"][0]
    done = {"id": "1", "status": "done", "result": {"added": [one | {"doubts": [doubt]}]}}
    page.route("**/v1/reports", lambda route: route.fulfill(json=done), times=1)
    page.set_input_files("#files", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    expect(page.locator("#uploads .line.degraded")).to_have_text(f"请对照原文：{doubt}。")
