"""The comparison as a working table: what is shown and in which order, its charts, its print."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.api.tasks import Tasks
from service.tasks.events import Event
from service.wiring import World
from tests.service.web.conftest import served
from tests.service.web.made import NAMES, of_regions, over_years, streaming

pytestmark = pytest.mark.chromium
HEADS = "table.compare thead th"


def compared(page: Page, address: str, indicators: str = "") -> None:
    page.goto(f"{address}/#/compare")
    page.fill("#indicators", indicators)
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("table.compare")


def _heads(page: Page) -> list[str]:
    return [text.split("\n")[0] for text in page.locator(HEADS).all_inner_texts()]


def test_the_form_folds_and_the_result_stands_in_sight(page: Page, address: str) -> None:
    compared(page, address, "固定资产投资")
    expect(page.locator("#compare-form")).to_be_hidden()
    expect(page.locator("#compare-fold .folded")).to_contain_text("满洲里市 · 固定资产投资")
    expect(page.locator("#compare-result h2").first).to_be_in_viewport()
    page.click("#compare-fold summary")
    expect(page.locator("#compare-form")).to_be_visible()


def test_rows_are_hidden_joined_and_sorted_and_the_focus_stays(page: Page, address: str) -> None:
    compared(page, address, "地区生产总值、旅游总人数、固定资产投资")
    rows = page.locator("table.compare tbody tr")
    before = rows.count()
    page.click("[data-tool=filled]")
    assert 0 < rows.count() < before
    page.click("[data-tool=comparable]")
    expect(page.locator("table.compare .part.apart .fact")).to_have_count(0)
    expect(page.locator("[data-tool=comparable]")).to_be_focused()
    page.click("[data-tool=comparable]")
    page.click("[data-tool=joined]")
    expect(page.locator("table.compare")).to_contain_text("目标增速比2023年完成增速低")
    page.click("[data-tool=comparable]")
    apart = page.locator("table.compare td.joined:has(.part:has-text('不可比'))")
    expect(apart.first).to_be_visible()
    expect(apart.locator(".gap")).to_have_count(0)
    page.click("[data-tool=comparable]")
    page.click("[aria-label^=按地区生产总值结果排序]")
    assert _heads(page)[1:3] == ["海拉尔区", "满洲里市"]
    expect(page.locator("[aria-label^=按地区生产总值结果排序]")).to_be_focused()


def test_what_is_chosen_ordered_and_turned_round_goes_with_the_link(
    page: Page, address: str
) -> None:
    compared(page, address, "地区生产总值、固定资产投资")
    page.click("[data-tool=order]")
    page.click("[aria-label=满洲里市上移]")
    page.uncheck(".order li:has-text('东昌区') input")
    assert _heads(page) == ["指标", "乌海市", "回民区", "满洲里市", "海拉尔区"]
    page.click("[data-tool=transposed]")
    page.click("[data-tool=filled]")
    page.click("[aria-label^=按地区生产总值结果排序]")
    assert _heads(page)[0] == "地区"
    first = page.locator("table.compare tbody th").first
    expect(first).to_contain_text("海拉尔区")
    sent = page.url
    page.goto("about:blank")
    page.goto(sent)
    expect(first).to_contain_text("海拉尔区")
    assert _heads(page)[0] == "地区"
    expect(page.locator("table.compare tbody tr")).to_have_count(4)
    expect(page.locator("[data-tool=filled]")).to_have_attribute("aria-pressed", "true")
    page.goto("about:blank")
    page.goto(f"{sent.split('?')[0]}?c=-无|满洲里市-2021|满洲里市-2021&s=x|y|d&v=z")
    expect(page.locator(HEADS)).to_have_count(6)
    page.goto("about:blank")
    page.goto(sent)
    page.click("table.compare .fact >> nth=0")
    page.keyboard.press("Escape")
    expect(page).to_have_url(sent)
    page.click("nav a:has-text('记录')")
    page.click("nav a:has-text('对比')")
    expect(page).to_have_url(sent)


def test_the_nearest_indicators_are_offered_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    page.locator("#indicators").press_sequentially("固定资产投资、财政收")
    page.click("#indicator-near .chip:has-text('一般公共预算收入')")
    expect(page.locator("#indicators")).to_have_value("固定资产投资、一般公共预算收入")
    page.fill("#indicators", "龘龘")
    expect(page.locator("#indicator-near")).to_contain_text("没有与“龘龘”相近的指标")


def test_charts_draw_ranges_and_mark_what_is_missing_or_doubtful(
    page: Page, world_offline: World
) -> None:
    tasks = Tasks(stream_compare=streaming(of_regions(6)))
    with served(world_offline, tasks) as base:
        compared(page, base)
        expect(page.locator("table.compare .part.doubtful").first).to_have_text("口径待核［原文］")
        expect(page.locator("table.compare")).not_to_contain_text("undefined")
        chart = page.locator(".chart")
        expect(chart.locator(".bar.range")).to_have_count(1)
        expect(chart.locator(".missing")).to_have_count(2)
        expect(chart.locator(".missing.doubtful")).to_have_count(1)
        page.select_option("#chart-row", "1")
        expect(chart.locator(".title")).to_have_text("固定资产投资增速（结果）")
        page.click("[data-tool=comparable]")
        expect(chart.locator(".title")).to_have_text("固定资产投资增速（结果）")


def test_the_chart_draws_what_the_table_compares(page: Page, address: str) -> None:
    compared(page, address, "地区生产总值、固定资产投资")
    chart, apart = page.locator(".chart"), page.locator(".chart .bar.apart")
    before = apart.count()
    assert before > 0
    page.click("[data-tool=comparable]")
    expect(apart).to_have_count(0)
    expect(chart.locator(".missing + text:text-is('不可比')")).to_have_count(before)
    page.click("[data-tool=comparable]")
    expect(apart).to_have_count(before)


def test_one_region_over_years_is_drawn_as_columns(page: Page, world_offline: World) -> None:
    with served(world_offline, Tasks(stream_compare=streaming(over_years()))) as base:
        compared(page, base)
        expect(page.locator(".chart .title")).to_have_text("甲县地区生产总值增速（结果）")
        years = page.locator(".chart .middle").all_text_contents()
        assert [text for text in years if text.endswith("年")] == [
            f"{year}年" for year in range(2015, 2021)
        ]
        expect(page.locator(".chart .bar:not(.range)")).to_have_count(3)
        expect(page.locator(".chart .missing")).to_have_count(3)
        expect(page.locator(".chart")).to_contain_text("未收录该报告")
        expect(page).to_have_title(
            "甲县 · 地区生产总值、固定资产投资、社会消费品零售总额等6项 · 工报"
        )


def _printed(page: Page, path: Path) -> tuple[str, float, float]:
    """The text of the printed comparison, and how wide and high its pages are."""
    page.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)  # fmt: skip
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
    width, _, height = info.stdout.split("Page size:")[1].split()[:3]
    return text.stdout, float(width), float(height)


def test_a_comparison_prints_landscape_with_every_column(
    page: Page, world_offline: World, tmp_path: Path
) -> None:
    counts = (3, 5, 8, 12)
    made = iter(counts)

    def stream(*_: object, **__: object) -> AsyncIterator[Event]:
        return streaming(of_regions(next(made)))()

    with served(world_offline, Tasks(stream_compare=stream)) as base:
        for count in counts:
            compared(page, base)
            expect(page.locator("table.compare thead th")).to_have_count(count + 1)
            said, width, height = _printed(page, tmp_path / f"{count}.pdf")
            assert width > height
            assert [name for name in NAMES[:count] if name not in said.split("图示")[0]] == []
            assert said.index("年份不同") > said.index("旅游收入")
            page.goto("about:blank")


def test_regions_are_saved_as_a_group_and_ticked_by_one_click(page: Page, address: str) -> None:
    page.goto(f"{address}/#/compare")
    for name in ("满洲里市", "海拉尔区"):
        page.check(f"#compare-form input[name=region][value={name}]", force=True)
    page.fill(".group-name", "我市对标")
    page.keyboard.press("Enter")
    chip = page.locator(".group .chip:has-text('我市对标')")
    expect(chip).to_be_focused()
    page.reload()
    page.click(".group .chip:has-text('我市对标')")
    ticked = page.locator("#compare-form input[name=region]:checked")
    expect(ticked).to_have_count(2)
    page.check("#compare-form input[name=region][value=乌海市]", force=True)
    for _ in range(2):
        page.click("text=存为分组")
    expect(page.locator("#compare-groups .error")).to_have_text(["请给分组起个名称。"])
    page.fill(".group-name", "我市对标")
    page.click("text=存为分组")
    expect(page.locator("#confirm")).to_contain_text("已有分组“我市对标”（2个地区）。")
    page.click("#confirm button[value=no]")
    chip.click()
    expect(ticked).to_have_count(2)
    page.focus("[aria-label=删除分组我市对标]")
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".group")).to_have_count(0)
    expect(page.locator(".group-name")).to_be_focused()
