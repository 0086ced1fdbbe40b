from decimal import Decimal

from service.shapes import Cell, Row
from service.tasks.compare.bars import bars, with_bars
from tests.service.tasks.making import fact, report

A, B = report("甲市"), report("乙县", 2022)
GDP = fact(A)
RATE = fact(B, "固定资产投资增长8%", value=None, unit=None, growth="8%")
RANGE = fact(B, "增长7-8%", value=None, unit=None, growth="7-8%")
ABOVE = fact(A, "增长10%以上", value=None, unit=None, growth="10%", growth_qualifier="以上")


def _ends(*cells: Cell) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(bar.low, bar.high) for bar in bars(Row(indicator="某", kind="result", cells=cells))]


def _cell(of: object) -> Cell:
    return Cell.model_validate({"report": "某", "state": "value", "fact": of})


def test_amounts_are_drawn_and_growth_alone_is_no_length_among_them() -> None:
    amount = Decimal("14150000000")
    assert _ends(_cell(GDP), _cell(RATE)) == [(amount, amount), (None, None)]


def test_a_range_has_two_ends_and_a_bound_one() -> None:
    assert _ends(_cell(RANGE), _cell(ABOVE)) == [
        (Decimal(7), Decimal(8)),
        (Decimal(10), None),
    ]


def test_a_row_in_which_nothing_can_be_drawn_has_no_bars() -> None:
    row = Row(indicator="某", kind="result", cells=(Cell(report=A.id, state="doubtful"),))
    assert with_bars(row).bars == ()
