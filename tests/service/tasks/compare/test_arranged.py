"""A comparison as somebody has arranged it, and what leaves of it."""

from service.shapes import Cell
from service.tasks.compare.arranged import HIDDEN, View, arranged
from service.tasks.words import cell_text
from tests.service.web.made import of_regions

MADE = of_regions(4)


def test_regions_and_rows_stand_as_they_were_chosen() -> None:
    view = View(columns=("丙县-2021", "甲县-2021", "无-2021"), rows=(("固定资产投资", "result"),))
    made = arranged(MADE, view)
    assert [report.id for report in made.columns] == ["丙县-2021", "甲县-2021"]
    (row,) = made.rows
    assert (row.indicator, [cell.report for cell in row.cells]) == (
        "固定资产投资",
        ["丙县-2021", "甲县-2021"],
    )
    assert [bar.report for bar in row.bars] == ["丙县-2021", "甲县-2021"]
    assert arranged(MADE, View()) == MADE


def test_a_figure_that_is_hidden_is_said_to_be_so_and_not_to_be_missing() -> None:
    first = MADE.rows[0]
    apart = first.cells[0].model_copy(update={"comparable": False})
    cells = (apart, *first.cells[1:])
    made = MADE.model_copy(update={"rows": (first.model_copy(update={"cells": cells}),)})
    shown = arranged(made, View(comparable=True)).rows[0].cells
    hidden = Cell(report=apart.report, state="no_number", note=HIDDEN, hidden=True)
    assert shown == (hidden, *first.cells[1:])
    assert cell_text(shown[0]) == "不可比"
