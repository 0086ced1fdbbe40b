"""What fell, and figures that contradict each other."""

from typing import Any

from service.facts.model import Fact
from service.shapes import Cell, Citation, Item, Row
from service.tasks.compare.turns import broken, fallen
from service.tasks.proving import OwnSentence, standing
from tests.service.tasks.making import fact, report

YEARS = {year: report("甲县", year) for year in (2022, 2023, 2024)}
NAMED = {"indicator": "固定资产投资", "indicator_text": "固定资产投资"}


def _row(*facts: Fact) -> Row:
    cells = tuple(Cell(report=f.report, state="value", fact=f) for f in facts)
    return Row(indicator="固定资产投资", kind="result", cells=cells)


def _invested(year: int, value: str, growth: str | None = None, **more: Any) -> Fact:
    said = f"，增长{growth}" if growth else ""
    quote = f"固定资产投资{value}亿元{said}"
    return fact(YEARS[year], quote, value=value, growth=growth, **{**NAMED, **more})


def test_a_rise_beside_a_smaller_amount_is_flagged_with_both_amounts() -> None:
    (found,) = broken(_row(_invested(2023, "50"), _invested(2024, "48", "13.9%")))
    assert found.text == (
        "甲县2023年固定资产投资增长13.9%，数额48亿元却比2022年的50亿元少2亿元："
        "口径应有变动，两年数额不宜直接相减。"
    )
    assert [one.text for one in found.derived] == ["2亿元"]


def test_the_flag_stands_the_proof() -> None:
    (found,) = broken(_row(_invested(2023, "50"), _invested(2024, "48", "13.9%")))
    citations = [
        Citation(n=n, report=one.report, region=one.region, year=one.year, section=(),
                 quote=one.quote, start=one.start, end=one.end)
        for n, one in enumerate(found.facts, start=1)
    ]  # fmt: skip
    claim = OwnSentence(
        Item(text=found.text, citations=(1, 2)), (YEARS[2023], YEARS[2024]), found.facts,
        found.derived, says=(*found.facts, *found.derived),
    )  # fmt: skip
    kept, count = standing([claim], citations)
    assert len(kept) == 1
    assert count.numbers == count.proven > 0


def test_a_rise_beside_a_larger_amount_is_no_contradiction() -> None:
    assert not list(broken(_row(_invested(2023, "50"), _invested(2024, "56", "12%"))))


def test_years_that_are_not_neighbours_and_parts_are_not_set_beside_each_other() -> None:
    assert not list(broken(_row(_invested(2022, "50"), _invested(2024, "48", "3%"))))
    part = _invested(2024, "48", "13.9%", scope="县本级")
    assert not list(broken(_row(_invested(2023, "50"), part)))


def test_the_newest_deep_fall_is_told_and_a_small_one_is_not() -> None:
    deep = _invested(2024, "48", "-18%")
    assert [one.text for one in fallen(_row(_invested(2023, "50"), deep))] == [
        "甲县2023年固定资产投资48亿元，下降18%。"
    ]
    assert not list(fallen(_row(_invested(2023, "50"), _invested(2024, "49", "-2%"))))
