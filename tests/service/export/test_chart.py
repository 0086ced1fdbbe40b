from xml.etree import ElementTree

from service.export.chart import chart
from service.shapes import Cell, Row
from service.tasks.compare.bars import with_bars
from tests.service.export.made import OTHER, RATE, RESULT, A, B
from tests.service.tasks.making import fact

NAMES = {A.id: "甲市 2021", B.id: "乙县 2022"}
ROW = with_bars(
    Row(
        indicator="地区生产总值",
        kind="result",
        cells=(
            Cell(report=A.id, state="value", fact=RESULT, comparable=True),
            Cell(report=B.id, state="value", fact=OTHER),
            Cell(report="丙市", state="not_in_library"),
        ),
    )
)


def _rects(row: Row) -> list[dict[str, str]]:
    root = ElementTree.fromstring(chart(row, NAMES, "题"))
    return [dict(each.attrib) for each in root.iter() if each.tag.endswith("rect")]


def test_the_svg_is_well_formed_and_names_every_blank() -> None:
    drawn = chart(ROW, NAMES, "<题>&")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "未收录该报告" in drawn
    assert len(_rects(ROW)) == 2


def test_falls_are_drawn_to_the_left_of_the_axis() -> None:
    fall = fact(A, "下降16.8%", value=None, unit=None, growth="-16.8%")
    cells = tuple(Cell(report=f.report, state="value", fact=f) for f in (fall, RATE))
    left, right = [float(each["x"]) for each in _rects(_row(cells))]
    assert left < right


def test_a_range_is_drawn_as_a_range() -> None:
    ranged = fact(A, "增长7-8%", value=None, unit=None, growth="7-8%")
    solid, framed = _rects(_row((Cell(report=A.id, state="value", fact=ranged),)))
    assert float(solid["x"]) + float(solid["width"]) == float(framed["x"])
    assert "stroke-dasharray" in framed


def test_a_row_without_numbers_has_no_chart() -> None:
    assert chart(_row((Cell(report=A.id, state="not_mentioned"),)), NAMES, "题") == ""


def _row(cells: tuple[Cell, ...]) -> Row:
    return with_bars(Row(indicator="某", kind="result", cells=cells))
