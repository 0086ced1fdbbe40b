"""核稿: a draft is marked in its place, put right by a click, and comes back with comments."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.chromium
DRAFT = "汇报\n2020年满洲里市地区生产总值完成141.5亿元。海拉尔区2020年地区生产总值200亿元。\n乌海市建成三座机场。"


def test_a_pasted_draft_is_marked_put_right_and_opens_again(page: Page, address: str) -> None:
    page.goto(f"{address}/#/check")
    page.fill("#draft", DRAFT)
    page.click("#check-form button[type=submit]")
    page.wait_for_selector(".check-text")
    expect(page.locator(".said.proven")).to_have_text("2020年满洲里市地区生产总值完成141.5亿元。")
    expect(page.locator(".said.not_found")).to_have_text("乌海市建成三座机场。")
    page.focus(".said.contradicted")
    page.keyboard.press("Enter")
    expect(page.locator(".check-side")).to_contain_text("原文是174.46亿元，不是200亿元")
    with page.expect_response("**/desk"):
        page.click("text=改为174.46亿元")
    expect(page.locator(".said.fixed")).to_have_text("海拉尔区2020年地区生产总值174.46亿元。")
    expect(page.locator(".said.fixed")).to_be_focused()
    page.click(".check-side .source")
    expect(page.locator("#reader-text mark").first).to_contain_text("174.46亿元")
    page.keyboard.press("Escape")
    expect(page.locator(".verdicts")).to_have_text(
        "有据 1句与报告不符 0句未找到依据 1句无需核对 1句已改 1句"
    )
    page.reload()
    expect(page.locator(".said.fixed")).to_have_text("海拉尔区2020年地区生产总值174.46亿元。")
    expect(page.locator(".verdicts")).to_contain_text("已改 1句")
    page.click(".said.fixed")
    with page.expect_response("**/desk"):
        page.click("text=改回200亿元")
    expect(page.locator(".said.contradicted")).to_have_text("海拉尔区2020年地区生产总值200亿元。")
    page.reload()
    expect(page.locator(".said.contradicted")).to_have_count(1)


def test_every_wrong_figure_of_a_sentence_is_put_right_by_itself(page: Page, address: str) -> None:
    page.goto(f"{address}/#/check")
    page.fill("#draft", "回民区2021年社会消费品零售总额预计327亿元，增长8%。")
    page.click("#check-form button[type=submit]")
    page.click(".said.contradicted")
    page.click("text=改为7%")
    expect(page.locator(".said.contradicted")).to_contain_text("327亿元，增长7%")
    expect(page.locator(".verdicts")).to_contain_text("与报告不符 1句")
    page.click("text=改为317亿元")
    fixed = "回民区2021年社会消费品零售总额预计317亿元，增长7%。"
    expect(page.locator(".said.fixed")).to_have_text(fixed)
    page.click("text=按改后的稿子再核一遍")
    expect(page.locator(".said.proven")).to_have_text(fixed)


def test_a_whole_draft_is_put_right_at_once_and_its_word_file_shows_it(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{address}/#/check")
    page.fill(
        "#draft", "海拉尔区2019年地区生产总值完成174.46亿元。回民区2021年地区生产总值完成309亿元。"
    )
    page.click("#check-form button[type=submit]")
    page.click(".said.contradicted >> nth=0")
    expect(page.locator("text=改为2020年")).to_be_in_viewport()
    with page.expect_response("**/desk"):
        page.click("text=改正全部2处")
    expect(page.locator(".check-text")).to_have_text(
        "海拉尔区2020年地区生产总值完成174.46亿元。回民区2021年地区生产总值预计完成309亿元。"
    )
    expect(page.locator(".verdicts")).to_be_focused()
    with page.expect_download() as download:
        page.click("text=下载带批注的Word")
    back: Any = docx.Document(BytesIO(download.value.path().read_bytes()))
    put = [one.text for one in back.element.xpath(".//w:ins//w:t")]
    assert put == ["2020年", "预计完成309亿元"]
    page.click("text=按改后的稿子再核一遍")
    expect(page.locator(".verdicts")).to_contain_text("有据 2句")


def test_what_is_typed_and_not_sent_is_there_after_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}/#/check")
    page.fill("#draft", "还没有写完的稿子")
    page.goto(f"{address}/#/ask")
    page.fill("#question", "满洲里市2020年")
    page.reload()
    expect(page.locator("#question")).to_have_value("满洲里市2020年")
    page.goto(f"{address}/#/check")
    expect(page.locator("#draft")).to_have_value("还没有写完的稿子")
    page.click("#check-form button[type=submit]")
    page.wait_for_selector(".check-text")
    page.goto(f"{address}/#/ask")
    page.reload()
    page.goto(f"{address}/#/check")
    expect(page.locator("#draft")).to_have_value("")


def test_a_word_file_comes_back_with_comments(page: Page, address: str, tmp_path: Path) -> None:
    draft = docx.Document()
    for line in DRAFT.split("\n"):
        draft.add_paragraph(line)
    draft.save(str(tmp_path / "汇报.docx"))
    page.goto(f"{address}/#/check")
    page.set_input_files("#draft-file", tmp_path / "汇报.docx")
    page.click("#check-form button[type=submit]")
    page.wait_for_selector(".check-text")
    with page.expect_download() as download:
        page.click("text=下载带批注的Word")
    assert download.value.suggested_filename == "汇报（核稿）.docx"
    back = docx.Document(BytesIO(download.value.path().read_bytes()))
    assert [comment.text[:5] for comment in back.comments] == [
        "有据。\n满",
        "与报告不符",
        "未找到依据",
    ]
    page.click("text=按改后的稿子再核一遍")
    expect(page.locator(".verdicts")).to_contain_text("有据 1句")


def test_an_empty_draft_is_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}/#/check")
    page.click("#check-form button[type=submit]")
    expect(page.locator("#check-result .line.error")).to_contain_text("请先粘贴稿子")
