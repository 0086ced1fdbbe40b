from io import BytesIO
from typing import Any

import openpyxl

from service.export.xlsx import comparison_xlsx, facts_xlsx
from tests.service.export.made import EVIL, OTHER, RATE, RESULT, comparison


def _book() -> Any:
    return openpyxl.load_workbook(BytesIO(comparison_xlsx(comparison())))


def test_values_are_real_numbers_in_the_unit_of_the_header() -> None:
    sheet = _book()["结果"]
    assert sheet["C1"].value == "地区生产总值（亿元）"
    assert [sheet["C2"].value, sheet["C3"].value] == [141.5, 1.2]
    assert sheet["D3"].value == -2.5


def test_a_qualifier_is_shown_by_the_number_format() -> None:
    assert "左右" in _book()["结果"]["C3"].number_format


def test_blanks_say_why_they_are_blank() -> None:
    sheet = _book()["结果"]
    assert [sheet["E2"].value, sheet["E3"].value, sheet["E4"].value] == [
        "有提及但无数字", "未给数额", "未收录该报告"
    ]  # fmt: skip
    assert sheet["A4"].value == "丙市"


def test_the_quote_is_a_note_on_its_cell() -> None:
    comment = _book()["结果"]["C2"].comment
    assert RESULT.quote in comment.text


def test_every_figure_has_a_line_among_the_sources() -> None:
    sheet = _book()["来源"]
    quotes = [row[8].value for row in sheet.iter_rows(min_row=2)]
    assert quotes == [RESULT.quote, OTHER.quote, RATE.quote]


def test_the_topic_has_its_sentences_with_their_quotes_on_a_sheet_of_its_own() -> None:
    rows = [[cell.value for cell in row] for row in _book()["专题"].iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["甲市2021年政府工作报告", "丙市", "共同点", "独有的提法"]
    assert rows[0][1] == EVIL
    assert f"“{EVIL}”" in rows[0][2]


def test_no_text_becomes_a_formula() -> None:
    book = _book()
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(EVIL in str(cell.value) for cell in cells)


def test_facts_come_as_a_table_with_real_numbers() -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(facts_xlsx([RESULT, OTHER, RATE])))["数据"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, head.index("value") + 1).value == 141.5
    assert sheet.cell(2, head.index("quote") + 1).value == RESULT.quote
    assert sheet.max_row == 4
