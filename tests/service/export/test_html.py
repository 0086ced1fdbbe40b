from pathlib import Path

import pytest

from service.export.html import brief_html, comparison_html
from service.tasks.compare.bars import with_bars
from tests.service.export.made import RATE, brief, comparison
from tests.service.export.printing import html_pages


def test_a_comparison_is_one_page_without_scripts_or_outside_files() -> None:
    page = comparison_html(comparison())
    assert "<script" not in page
    assert "src=" not in page
    assert "&lt;script&gt;" in page


def test_cells_carry_their_quote_and_their_reason() -> None:
    page = comparison_html(comparison())
    assert 'title="地区生产总值完成141.5亿元"' in page
    assert page.count("未收录该报告") >= 4


def test_the_chart_draws_bars_and_marks_what_is_missing() -> None:
    page = comparison_html(comparison())
    assert "<svg" in page
    assert "stroke-dasharray" in page


def test_one_bar_alone_is_no_chart() -> None:
    made = comparison()
    rate = RATE.model_copy(update={"indicator": "地区生产总值"})
    row = made.rows[0]
    cells = (row.cells[0], row.cells[1].model_copy(update={"fact": rate}), row.cells[2])
    emptied = row.model_copy(update={"cells": cells, "bars": ()})
    alone = made.model_copy(update={"rows": (with_bars(emptied),)})
    assert "<svg" not in comparison_html(alone)


def test_a_brief_is_escaped_and_marks_sources_only_when_listed() -> None:
    assert "<script" not in brief_html(brief())
    assert "[1]" not in brief_html(brief())
    assert "[1]" in brief_html(brief(sources=True))


@pytest.mark.chromium
def test_a_brief_prints_to_one_page_and_its_sources_to_a_second(tmp_path: Path) -> None:
    assert html_pages(brief_html(brief()), tmp_path) == 1
    assert html_pages(brief_html(brief(sources=True)), tmp_path) == 2
