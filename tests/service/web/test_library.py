"""The library for hundreds: searched, sorted, by province; a report in detail and put right."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.chromium
ROWS = "table.reports tbody:not(.space) tr"
SEEDS = Path(__file__).parents[3] / "seeds" / "texts"
SEED = next(path for path in sorted(SEEDS.iterdir()) if "乌海" in path.read_text("utf-8")[:3000])


def _names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th a").all_inner_texts()


def test_reports_are_found_by_province_by_words_and_in_order(page: Page, address: str) -> None:
    page.goto(f"{address}/#/library")
    expect(page.locator(ROWS)).to_have_count(5)
    page.click(".tree-node:has-text('内蒙古自治区')")
    page.click(".tree-node:has-text('呼伦贝尔市')")
    assert _names(page) == ["海拉尔区2021年", "满洲里市2021年"]
    expect(page.locator(".tree-node:has-text('呼伦贝尔市')")).to_be_focused()
    page.click(".tree-node:has-text('全部')")
    page.click("[data-by=year]")
    page.click("[data-by=year]")
    assert _names(page)[0] == "乌海市2024年"
    page.fill("#library-search", "吉林")
    assert _names(page) == ["东昌区2021年"]
    expect(page.locator("caption")).to_have_text("5份中的1份")
    expect(page.locator(".reports .flag")).to_have_attribute("title", "有51个字是推定的")


def test_a_thousand_reports_are_a_list_of_the_rows_in_sight(page: Page, address: str) -> None:
    one = page.request.get(f"{address}/v1/reports").json()["reports"][0]
    many = [one | {"id": f"甲{n}县-2021", "region": f"甲{n}县"} for n in range(1000)]
    page.route("**/v1/reports", lambda route: route.fulfill(json={"reports": many}))
    page.goto(f"{address}/#/library")
    expect(page.locator("caption")).to_have_text("共1000份报告")
    assert page.locator(ROWS).count() < 60
    page.evaluate("document.querySelector('.virtual').scrollTop = 64 * 990")
    expect(page.locator(f"{ROWS} th a").last).to_be_attached()
    expect(page.locator("table.reports")).to_have_attribute("aria-rowcount", "1001")
    expect(page.locator(f"{ROWS}[aria-rowindex='1001']")).to_be_visible()
    page.fill("#library-search", "甲777县")
    expect(page.locator(ROWS)).to_have_count(1)
    page.route("**/v1/jobs", lambda route: route.fulfill(json={"open": 3}))
    page.focus("#library-search")
    page.evaluate("import('/catalog.js').then(({ refresh }) => refresh())")  # a file has come in
    page.keyboard.type("乙")
    expect(page.locator("#library-search")).to_have_value("甲777县乙")
    expect(page.locator("#others")).to_contain_text("另有3项改动")
    page.click("nav >> text=对比")
    page.fill(
        "#compare-form .filter >> nth=0", "内蒙古" if "内蒙古自治区" in one["parents"] else "吉林省"
    )
    page.click("#compare-form >> text=全选这1000个")
    expect(page.locator("#compare-form .chosen").first).to_contain_text("已选1000个")


def test_a_library_changes_under_the_work_that_was_made_of_it(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    page.goto(f"{own_address}/#/compare")
    page.fill("#indicators", "固定资产投资")
    page.click("#compare-form button[type=submit]")
    page.wait_for_selector("table.compare")
    link = page.url

    page.goto(f"{own_address}/#/library")
    page.click("[aria-label=删除回民区2022年报告]")
    page.click("#confirm button[value=no]")
    expect(page.locator(ROWS)).to_have_count(5)
    page.click("[aria-label=删除回民区2022年报告]")
    page.click("#confirm button[value=yes]")
    expect(page.locator(ROWS)).to_have_count(4, timeout=60_000)
    expect(page.locator("#report-list th a:focus")).to_have_count(1)
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#compare-result .line.degraded")).to_contain_text(
        "回民区2022年的报告已不在资料库"
    )
    expect(page.locator("table.compare thead th")).to_have_count(6)

    page.goto(f"{own_address}/#/library")
    page.click("[aria-label=东昌区2021年报告的详情]")
    expect(page.locator("#detail-body")).to_contain_text("繁体转简体2565处")
    page.click("[aria-label=关闭详情]")
    expect(page.locator("[aria-label=东昌区2021年报告的详情]")).to_be_focused()
    page.click("[aria-label=乌海市2024年报告的详情]")
    page.fill("#right-region", "朝阳区")
    page.click("text=更正并重新核对")
    expect(page.locator("#detail .line.error")).to_have_text(
        "没有更正：“朝阳区”不止一个：北京市朝阳区、长春市朝阳区；请写地区全称，有同名的连同上级，如：吉林省通化市东昌区。",
        timeout=60_000,
    )
    page.fill("#right-region", "火星市")
    page.click("text=更正并重新核对")
    expect(page.locator("#detail .line.error")).to_have_text(
        "没有更正：全国行政区划里没有“火星市”，报告里也没有写到它；写错了请改正。", timeout=60_000
    )
    page.click("#detail >> text=没有写错，仍用“火星市”")
    expect(page.locator("#detail .line.done")).to_contain_text("已改为火星市2024年", timeout=60_000)
    expect(page.locator("#detail-body")).to_contain_text("“火星市”不在全国行政区划里")
    page.fill("#right-region", "乌海市")
    page.fill("#right-year", "2023")
    page.click("text=更正并重新核对")
    expect(page.locator("#detail .line.done")).to_contain_text("已改为乌海市2023年", timeout=60_000)
    expect(page.locator("#detail-title")).to_have_text("乌海市2023年政府工作报告")
    page.keyboard.press("Escape")
    expect(page.locator("#report-list a[href*='-2023']")).to_be_focused()
    assert "乌海市2023年" in _names(page)
    page.goto(link)
    said = page.locator("#compare-result .line.degraded").first
    expect(said).to_contain_text("乌海市2024年的报告已更正为乌海市2023年；回民区2022年的报告已不")
    expect(page.locator("#compare-result .line:has-text('核对于')")).not_to_contain_text("新加入")
    page.click("nav >> text=资料库")
    page.click("[aria-label=乌海市2023年报告的详情]")
    for button, name in (
        ("原件下载", SEED.name),
        ("下载原文（收录时的文字）", "乌海市2023年政府工作报告.txt"),
    ):
        with page.expect_download() as download:
            page.click(f"#detail >> text={button}")
        assert download.value.suggested_filename == name
    assert page.request.get(f"{own_address}/v1/reports/{quote('乌海市-2023')}/original").body() == (
        SEED.read_bytes()
    )
    page.keyboard.press("Escape")

    letter = tmp_path / "信.txt"
    letter.write_text("今天天气很好，我们去公园玩。", "utf-8")
    page.set_input_files("#files", [letter, *sorted(SEEDS.iterdir())[:2]])
    expect(page.locator("#queue")).to_contain_text("个等候")
    expect(page.locator("#uploads .line.done")).to_have_count(2, timeout=60_000)
    expect(page.locator("#uploads .line.error")).to_have_count(1, timeout=60_000)
    expect(page.locator("#queue")).to_be_empty(timeout=60_000)

    page.click("text=地区或年份认不出来时")
    page.fill("#upload-region", "火星市")
    page.check("[name=replace]")
    page.set_input_files("#files", SEED)
    page.click("#uploads >> text=没有写错，仍用“火星市”", timeout=60_000)
    expect(page.locator("#uploads .line.done").first).to_contain_text(
        "火星市2024年", timeout=60_000
    )


def test_no_line_for_staff_names_a_command_or_a_setting(page: Page, address: str) -> None:
    page.goto(address)
    lines = page.evaluate(
        """async () => {
          const { refusedLine, staffLine, degradedLine } = await import('/messages.js');
          return [
            staffLine('资料库是空的，请先用 gongbao ingest 收录报告。', 'urn:gongbao:problem:empty-library'),
            refusedLine('看不出年份；请用 --year 写明年份', 'UnknownYear'),
            staffLine('请检查OPENAI_BASE_URL。', 'urn:gongbao:problem:backend-unreachable'),
            staffLine('请换一个 --data-dir', ''),
            staffLine('没有这个字段', 'x'),
            staffLine('first不能小于1949。', 'urn:gongbao:problem:invalid-request'),
            degradedLine({ reason: '可加大GONGBAO_DEADLINE' }),
          ];
        }"""
    )
    assert [line for line in lines if "gongbao" in line.lower() or "--" in line] == []
    assert lines[4:6] == ["没有这个字段", "起始年份不能小于1949。"]
