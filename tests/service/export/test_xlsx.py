from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from service.export.long_sheet import comparison_lines
from service.export.xlsx import comparison_xlsx, facts_xlsx
from service.shapes import Cell, Row
from tests.service.export.made import EVIL, OTHER, RATE, RESULT, A, comparison
from tests.service.export.printing import as_calc_shows
from tests.service.tasks.making import fact

HEADS = ["地区", "报告年份", "指标", "年份", "类型", "口径", "数额", "单位", "增速（%）", "限定",
         "可比", "原文", "章节", "说明"]  # fmt: skip


def _book(data: bytes | None = None) -> Any:
    return openpyxl.load_workbook(BytesIO(data or comparison_xlsx(comparison())))


def _lines(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_wide_sheet_says_year_and_kind_in_the_head_and_in_the_cells_that_differ() -> None:
    sheet = _book()["对照"]
    assert [cell.value for cell in sheet[1]] == [
        "地区",
        "报告年份",
        "地区生产总值\n2020年完成（亿元）",
        "地区生产总值增速\n2021年预计（%）",
        "固定资产投资增速\n2021年完成（%）",
        f"{EVIL}\n目标",
    ]
    assert [[cell.value for cell in row][:5] for row in sheet.iter_rows(min_row=2)] == [
        ["甲市", 2021, 141.5, "未给增速", "有提及但无数字"],
        ["乙县", 2022, 1.2, -2.5, 8],
        ["丙市", None, "未收录该报告", "未收录该报告", "未收录该报告"],
    ]
    assert sheet["C3"].number_format == 'General"左右（2021年预计）"'
    assert RESULT.quote in sheet["C2"].comment.text


@pytest.mark.libreoffice
def test_calc_shows_every_number_whole(tmp_path: Path) -> None:
    head, *lines = as_calc_shows(comparison_xlsx(comparison()), tmp_path)
    assert head.startswith("地区,报告年份,")
    shown = "\n".join(lines)
    assert "141.5" in shown
    assert "1.2左右（2021年预计）" in shown
    assert "#" not in shown


def test_the_long_sheet_holds_a_figure_a_line_under_a_filter_and_the_gaps_with_their_reason() -> (
    None
):
    sheet = _book()["明细"]
    head, *lines = _lines(sheet)
    assert head == HEADS
    assert lines[:3] == [
        ["甲市", 2021, "地区生产总值", 2020, "完成", None, 141.5, "亿元", None, None, "是",
         RESULT.quote, None, None],
        ["乙县", 2022, "地区生产总值", 2021, "预计", None, 12000, "万元", -2.5, "左右", "否",
         OTHER.quote, None, EVIL],
        ["丙市", None, "地区生产总值", None, "结果", None, None, None, None, None, None, None, None,
         "未收录该报告"],
    ]  # fmt: skip
    assert sheet.auto_filter.ref == f"A1:N{len(lines) + 1}"
    assert RATE.quote in [line[11] for line in lines]


def test_a_figure_of_the_small_print_stands_under_its_own_name_and_none_stands_twice() -> None:
    output = fact(A, "总产值100.39亿元", value="100.39", indicator="规模以上工业总产值")
    rows = (
        Row(indicator="规模以上工业增加值", kind="result", cells=(
            Cell(report=A.id, state="not_mentioned", note="口径不同：规模以上工业总产值100.39亿元",
                 noted=(output,)),)),
        Row(indicator="地区生产总值", kind="result", cells=(
            Cell(report=A.id, state="value", fact=RESULT, facts=(RESULT,)),)),
        Row(indicator="地区生产总值", kind="target", cells=(
            Cell(report=A.id, state="no_number", facts=(RESULT,), noted=(RESULT,)),)),
    )  # fmt: skip
    lines = comparison_lines(comparison().model_copy(update={"rows": rows}))
    assert [(line.indicator, line.kind, line.fact, line.note) for line in lines] == [
        ("规模以上工业增加值", "结果", None, "报告未提及；口径不同：规模以上工业总产值100.39亿元"),
        ("规模以上工业总产值", "", output, "“规模以上工业增加值”格内小字所引"),
        ("地区生产总值", "", RESULT, ""),
        ("地区生产总值", "目标", None, "有提及但无数字"),
    ]


def test_every_sheet_prints_landscape_at_the_width_of_the_page() -> None:
    for sheet in _book():
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert {sheet.cell(1, 1).font.name, sheet.cell(2, 1).font.name} == {"黑体", "宋体"}


def test_the_topic_has_its_sentences_with_their_quotes_on_a_sheet_of_its_own() -> None:
    rows = _lines(_book()["专题"])[1:]
    assert [row[0] for row in rows] == ["甲市2021年政府工作报告", "丙市", "共同点", "独有的提法"]
    assert rows[0][1] == EVIL
    assert f"“{EVIL}”" in str(rows[0][2])


def test_no_text_becomes_a_formula() -> None:
    cells = [cell for sheet in _book() for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(EVIL in str(cell.value) for cell in cells)


def test_facts_come_as_the_long_sheet_and_a_range_or_a_doubtful_number_is_none_to_sum() -> None:
    ranged = OTHER.model_copy(update={"value": "7-8", "unit": "%", "growth": None})
    doubtful = RESULT.model_copy(update={"standing": "doubtful", "doubts": ("时期不明",)})
    head, *lines = _lines(_book(facts_xlsx([RESULT, ranged, doubtful]))["数据"])
    assert head == HEADS
    assert [[line[6], line[9], line[10], line[13]] for line in lines] == [
        [141.5, None, None, None],
        [None, "左右；7-8%", None, None],
        [None, None, "口径待核", "时期不明"],
    ]
