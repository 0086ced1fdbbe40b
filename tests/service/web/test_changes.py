"""The view of changes in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.service.tasks.answer.worlds import world_of
from tests.service.tasks.changes.pair import REPORTS
from tests.service.web.conftest import served

pytestmark = pytest.mark.chromium


def test_both_quotes_of_a_change_open_their_report(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with served(world_of(tmp_path_factory, REPORTS)) as base:
        page.goto(f"{base}/#/changes")
        expect(page.locator("#changes-regions option")).to_have_count(1)
        expect(page.locator("#changes-none")).to_be_empty()
        page.fill("#changes-region", "清苑区")
        page.click("#changes-form button")
        result = page.locator("#changes-result")
        expect(result.locator("summary").first).to_have_text("先看这几项")
        row = result.locator("tr", has_text="6%左右 → 5.5%以上，数字降低").first
        row.get_by_role("link", name="“地区生产总值增长6%左右”").click()
        expect(page.locator("#reader mark")).to_have_text("地区生产总值增长6%左右")
        page.keyboard.press("Escape")

        page.goto(f"{base}/#/changes")
        page.fill("#term", "新质生产力")
        page.click("#term-form button")
        expect(result.locator("h2")).to_have_text("“新质生产力”：1个地区、1份报告提到")
        expect(result.locator("li")).to_contain_text("清苑区2024年首次（1处）")
