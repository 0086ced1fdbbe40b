from decimal import Decimal
from xml.etree import ElementTree

from service.export.chart import bars, chart
from service.shapes import Cell, Row
from tests.service.export.made import OTHER, RATE, RESULT, A, B
from tests.service.tasks.making import fact

NAMES = {A.id: "甲市 2021", B.id: "乙县 2022"}
ROW = Row(
    indicator="地区生产总值",
    kind="result",
    cells=(
        Cell(report=A.id, state="value", fact=RESULT, comparable=True),
        Cell(report=B.id, state="value", fact=OTHER),
        Cell(report="丙市", state="not_in_library"),
    ),
)


def test_bars_are_as_long_as_their_amounts() -> None:
    assert [bar.size for bar in bars(ROW, NAMES)] == [
        Decimal("14150000000"), Decimal("120000000"), None
    ]  # fmt: skip


def test_a_row_of_rates_draws_rates() -> None:
    row = Row(indicator="固定资产投资", kind="target",
              cells=(Cell(report=B.id, state="value", fact=RATE),))  # fmt: skip
    assert [bar.size for bar in bars(row, NAMES)] == [Decimal(8)]


def test_growth_alone_has_no_bar_beside_amounts() -> None:
    cells = (ROW.cells[0], Cell(report=B.id, state="value", fact=RATE))
    drawn = bars(ROW.model_copy(update={"cells": cells}), NAMES)
    assert drawn[1].size is None
    assert drawn[1].text.startswith("无数额")


def test_the_svg_is_well_formed_and_names_every_blank() -> None:
    drawn = chart(ROW, NAMES, "<题>&")
    root = ElementTree.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert "未收录该报告" in drawn
    assert len([e for e in root.iter() if e.tag.endswith("rect")]) == 2


def test_falls_are_drawn_to_the_left_of_the_axis() -> None:
    fall = fact(A, "下降16.8%", value=None, unit=None, growth="-16.8%")
    cells = tuple(Cell(report=f.report, state="value", fact=f) for f in (fall, RATE))
    root = ElementTree.fromstring(chart(ROW.model_copy(update={"cells": cells}), NAMES, "题"))
    left, right = [float(e.get("x", "0")) for e in root.iter() if e.tag.endswith("rect")]
    assert left < right


def test_a_row_without_numbers_has_no_chart() -> None:
    row = Row(indicator="某", kind="result", cells=(Cell(report=A.id, state="not_mentioned"),))
    assert chart(row, NAMES, "题") == ""
