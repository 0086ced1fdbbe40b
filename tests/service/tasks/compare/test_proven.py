import pytest

from service.facts.model import Fact
from service.shapes import Cell, Row
from service.tasks.citing import Citing
from service.tasks.compare.proven import UNPROVEN, is_printed, proven_rows
from tests.service.tasks.making import fact, report

A = report("甲市", 2021)
TRUE = fact(A)
# The digits of the fact are not those of its quote: no figure of it proves what it says.
FALSE = fact(A, value="1415", start=40)


def _row(*cells: Cell) -> Row:
    return Row(indicator="地区生产总值", kind="result", cells=cells)


def _value(*noted: Fact) -> Cell:
    return Cell(report=A.id, state="value", fact=TRUE, note="报告另处写作9亿元", noted=(*noted,))


def test_a_cell_that_stands_stays_as_it_is_and_is_cited() -> None:
    citing = Citing({A.id: A})
    rows, count = proven_rows([_row(_value())], {A.id: A}, citing)
    assert rows == (_row(_value()),)
    assert (count.numbers, count.proven) == (1, 1)
    assert [citation.quote for citation in citing.all()] == [TRUE.quote]


def test_every_fact_is_proven_once_however_often_it_is_shown() -> None:
    _, count = proven_rows([_row(_value(), _value())], {A.id: A}, Citing({A.id: A}))
    assert count.numbers == 1


@pytest.mark.parametrize("falls", [FALSE, FALSE.model_copy(update={"value": None, "growth": "8%"})])
def test_a_figure_that_its_own_quote_does_not_print_is_taken_out(falls: Fact) -> None:
    cell = Cell(report=A.id, state="value", fact=falls, facts=(falls,))
    rows, _ = proven_rows([_row(cell)], {A.id: A}, Citing({A.id: A}))
    assert rows[0].cells == (Cell(report=A.id, state="no_number", note=UNPROVEN),)


def test_a_note_with_a_figure_that_does_not_stand_is_taken_out() -> None:
    rows, _ = proven_rows([_row(_value(FALSE))], {A.id: A}, Citing({A.id: A}))
    assert (rows[0].cells[0].fact, rows[0].cells[0].note) == (TRUE, UNPROVEN)


@pytest.mark.parametrize(
    ("quote", "said", "printed"),
    [
        ("新增就业5,325人", {"value": "5325"}, True),
        ("下降16.8%", {"value": None, "growth": "-16.8%"}, True),
        ("比例为12.3：39：48.7", {"value": "12.3:39:48.7"}, True),
        ("与上年持平", {"value": None, "growth": "持平"}, True),
        ("完成141.5亿元", {"value": "41.5"}, False),
        ("完成141.5亿元", {"value": "141"}, False),
        ("增长3%", {"value": None, "growth": "3.5%"}, False),
    ],
)
def test_digits_are_looked_for_as_they_are_printed(
    quote: str, said: dict[str, str | None], printed: bool
) -> None:
    assert is_printed(fact(A, quote).model_copy(update=said)) is printed
