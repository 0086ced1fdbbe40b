from dataclasses import replace

import pytest

from service.facts.model import Fact
from service.shapes import Cell, Item, ProofCount, Row
from service.tasks.citing import Citing
from service.tasks.compare.proven import UNPROVEN, fact_claim, is_printed, proven_rows
from service.tasks.proving import check
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
        ("增长6%—7%", {"value": None, "growth": "6-7%"}, True),
        ("增长6%—7%", {"value": None, "growth": "6-8%"}, False),
        ("完成141.5亿元", {"value": "41.5"}, False),
        ("完成141.5亿元", {"value": "141"}, False),
        ("增长3%", {"value": None, "growth": "3.5%"}, False),
    ],
)
def test_digits_are_looked_for_as_they_are_printed(
    quote: str, said: dict[str, str | None], printed: bool
) -> None:
    assert is_printed(fact(A, quote).model_copy(update=said)) is printed


def _said(name: str, **more: object) -> dict[str, object]:
    return {"indicator": name, "indicator_text": name, "value": None, "unit": None} | more


@pytest.mark.parametrize(
    ("quote", "said", "sentence"),
    [
        (
            "新增城镇就业人数4.88万人",
            _said("城镇新增就业", indicator_text="新增城镇就业人数", value="4.88", unit="万人"),
            "2020年吉安市城镇新增就业为4.88万人。",
        ),
        (
            "农业增加值由98.45亿元增加到166.82亿元",
            _said("农林牧渔业增加值", value="166.82", unit="亿元"),
            "2020年吉安市农林牧渔业增加值为166.82亿元。",
        ),
        (
            "粮食产量接近260亿斤",
            _said("粮食产量", value="260", unit="亿斤", qualifier="接近"),
            "2020年吉安市粮食产量接近260亿斤。",
        ),
        (
            "新增海关AEO[1]认证企业9家",
            _said("新增海关AEO[1]认证企业", known=False, value="9", unit="家"),
            "2020年吉安市新增海关AEO认证企业为9家。",
        ),
        (
            "井冈山机场旅客吞吐量45万人次",
            _said("井冈山机场旅客吞吐量", known=False, value="45", unit="万人次"),
            "2020年吉安市井冈山机场旅客吞吐量为45万人次。",
        ),
        (
            "在线企业62家，是2015年在线企业的2.5倍",
            _said("在线企业与2015年在线企业之比", known=False, value="2.5", unit="倍"),
            "2020年吉安市在线企业与2015年在线企业之比为2.5倍。",
        ),
    ],
)
def test_a_report_s_figure_stands_in_the_ledger_s_own_words(
    quote: str, said: dict[str, object], sentence: str
) -> None:
    place = report("吉安市", 2021)
    citing = Citing({place.id: place})
    claim = fact_claim(fact(place, quote).model_copy(update=said), place, citing)
    assert claim.item.text == sentence
    assert check([claim], citing.all()) == ([True], ProofCount(numbers=1, proven=1, claims=1))


def test_a_second_mark_that_is_striven_for_has_to_be_said_so() -> None:
    place = report("哈尔滨市", 2009)
    citing = Citing({place.id: place})
    striven = fact(
        place, "地区生产总值增长12.5%，力争增长13.5%", value=None, unit=None, growth="13.5%",
        growth_qualifier="力争", kind="target", period="2009",
    )  # fmt: skip
    claim = fact_claim(striven, place, citing)
    assert claim.item.text == "2009年哈尔滨市地区生产总值的目标：力争增长13.5%。"
    unsaid = replace(claim, item=Item(text=claim.item.text.replace("力争", ""), citations=(1,)))
    assert check([claim, unsaid], citing.all())[0] == [True, False]
