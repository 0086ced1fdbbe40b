"""What a person does with a comparison and a briefing on the page."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from service.tasks.brief.typeset import typeset

pytestmark = pytest.mark.chromium


def test_a_comparison_cell_opens_its_quote(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.click("#indicator-hint .chip >> nth=0")
    expect(page.locator("#indicator-hint .chip").first).to_have_attribute("aria-pressed", "true")
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("table.compare")
    expect(page.locator("table.compare thead th")).to_have_count(6)
    page.click("table.compare .fact:has-text('141.5亿元')")
    expect(page.locator("#reader-text mark").first).to_contain_text("141.5亿元")


def test_a_topic_is_told_below_the_table_and_its_marks_open_the_quote(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/#/compare")
    page.fill("#indicators", "固定资产投资")
    page.fill("#compare-topic", "化债")
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("#compare-result h2:has-text('专题：化债')")
    told = page.locator(
        "#compare-result li:has-text('8.6亿元，完成'), #compare-result li:has-text('8.6亿元,完成')"
    )
    told.first.locator("a").first.click()
    expect(page.locator("#reader-text mark").first).to_contain_text("8.6亿元")


def test_a_comparison_is_downloaded_as_a_workbook(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.fill("#indicators", "地区生产总值")
    page.reload()
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("table.compare")
    receipt = page.locator("#compare-result .proof")
    expect(receipt).not_to_contain_text("没有显示的另有")
    page.click("[aria-label^=按地区生产总值结果排序]")
    page.click("[data-tool=comparable]")
    expect(receipt).to_contain_text("没有显示的另有")
    page.click("[data-tool=order]")
    page.uncheck(".order li:has-text('东昌区') input")
    heads = page.locator("table.compare thead th").all_inner_texts()
    with page.expect_download() as download:
        page.click("text=下载Excel表格")
    assert download.value.suggested_filename.endswith(" · 地区生产总值.xlsx")
    sheet = load_workbook(BytesIO(download.value.path().read_bytes()))["对照"]
    names = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert [head.split("\n")[0] for head in heads[1:]] == names
    told = {str(cell.value) for row in sheet.iter_rows(min_row=2, min_col=3) for cell in row}
    assert "不可比" in told
    page.reload()
    page.click("#compare-fold summary")
    expect(page.locator("#indicators")).to_have_value("地区生产总值")


def test_a_brief_is_shown_and_downloaded(page: Page, address: str) -> None:
    page.goto(f"{address}/#/brief")
    page.wait_for_selector("#brief-form input[name=region]", state="attached")
    page.check("#brief-form input[name=region][value=满洲里市]", force=True)
    page.click("#brief-form button[type=submit]")
    expect(page.locator(".sheet h2")).to_contain_text("满洲里市")
    headings = ["一、主要工作", "二、存在问题", "三、2021年举措"]
    expect(page.locator(".sheet h3")).to_have_text(headings)
    with page.expect_download() as download:
        page.click("text=下载Word文档")
    assert download.value.path().read_bytes()[:2] == b"PK"


def test_the_sheet_is_set_as_the_word_file_is(page: Page, address: str) -> None:
    said = [
        "增长3%,降幅收窄;稳中(含县级)有进:好!",
        "“应‘清’尽清”",
        "“甲“乙”丙”",
        "1,000户,其中2家",
        "a,b",
    ]
    page.goto(address)
    shown = page.evaluate("(all) => import('/typeset.js').then((m) => all.map(m.typeset))", said)
    assert shown == [typeset(text) for text in said]


def test_a_blank_cell_says_which_blank_it_is_and_an_estimate_says_so_once(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/#/compare")
    page.fill("#indicators", "地区生产总值、旅游收入、城镇新增就业、减税降费、棚户区改造")
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("table.compare")
    told = page.locator("table.compare td.no_number", has=page.locator(".note"))
    expect(told.first).to_contain_text("未给同口径数字")
    expect(page.locator("table.compare")).not_to_contain_text("预计数")
    expect(page.locator("table.compare td.value .when:has-text('预计')").first).to_be_visible()


def test_a_brief_is_signed_put_together_and_leaves_as_it_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#question", "海拉尔区2020年地区生产总值是多少？")
    page.keyboard.press("Enter")
    page.click(".card >> text=摘入简报")
    page.goto(f"{address}/#/brief")
    page.check("#brief-form input[name=region][value=满洲里市]", force=True)
    page.fill("#brief-unit", "满洲里市政府办")
    page.fill("#brief-addressee", "市政府领导")
    page.click("#brief-form button[type=submit]")
    expect(page.locator(".sheet-to")).to_have_text("市政府领导：")
    page.click(".paper summary")
    page.click(".paper-block button:has-text('放入')")
    expect(page.locator(".sheet")).to_contain_text("2020年海拉尔区地区生产总值为174.46亿元。")
    page.uncheck(".paper-block li:has-text('升级老旧小区') input")
    expect(page.locator(".sheet")).not_to_contain_text("升级老旧小区")
    page.click(".paper-block >> nth=0 >> text=自己写一句")
    page.fill(".paper-block textarea", "请审阅。")
    page.keyboard.press("Tab")
    expect(page.locator(".sheet .own")).to_have_text("请审阅。")
    expect(page.locator(".sheet")).to_contain_text("楷体字为编写者自拟，未经核对。")
    page.click("text=存为新记录")
    expect(page.locator("#brief-result")).not_to_contain_text("升级老旧小区13个")
    page.reload()
    expect(page.locator(".sheet")).to_contain_text("174.46亿元")
