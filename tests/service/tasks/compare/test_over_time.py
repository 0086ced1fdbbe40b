from typing import Any

import pytest

from service.facts.model import Fact
from service.shapes import Cell, Row, RowKind
from service.tasks.compare.over_time import attained, series, verdict, with_outcomes
from service.verify import DraftEvidence, DraftLine, prove
from tests.service.tasks.making import fact, report

EARLIER, LATER = report("甲县", 2020), report("甲县", 2021)


def _row(*facts: Fact, kind: RowKind = "result") -> Row:
    cells = tuple(Cell(report=f.report, state="value", fact=f) for f in facts)
    return Row(indicator="地区生产总值", kind=kind, cells=cells)


def _aim(growth: str, qualifier: str | None = None, **more: Any) -> Fact:
    quote = f"地区生产总值增长{growth}{qualifier or ''}"
    return fact(EARLIER, quote, value=None, unit=None, growth=growth, kind="target",
                period="2020", growth_qualifier=qualifier, **more)  # fmt: skip


def _got(growth: str, **more: Any) -> Fact:
    return fact(LATER, f"地区生产总值增长{growth}", value=None, unit=None, growth=growth, **more)


def _proven(text: str, facts: tuple[Fact, ...], derived: Any = ()) -> bool:
    proof = prove(
        [DraftLine(text, by="ledger")], DraftEvidence((EARLIER, LATER), facts, derived=derived)
    )
    return not proof.count.removed


@pytest.mark.parametrize(
    ("aim", "qualifier", "got", "expected"),
    [
        ("6%", None, "6%", "达到"),
        ("6%", None, "5.9%", "未达到"),
        ("6%", "左右", "5.6%", "基本达到"),
        ("6%", "左右", "5.2%", "未达到"),
        ("6%", "以上", "6.1%", "达到"),
        ("7-8%", None, "7.2%", "达到"),
        ("3%", "以内", "2.1%", "达到"),
        ("3%", "以内", "3.4%", "未达到"),
    ],
)
def test_a_target_is_met_or_not_as_its_qualifier_says(
    aim: str, qualifier: str | None, got: str, expected: str
) -> None:
    assert verdict(_got(got), _aim(aim, qualifier)) == expected


def test_a_fall_that_is_wanted_is_met_by_a_larger_fall() -> None:
    name = {"indicator": "单位GDP能耗"}
    assert verdict(_got("-3%", **name), _aim("-2.85%", **name)) == "达到"
    assert verdict(_got("-2%", **name), _aim("-2.85%", **name)) == "未达到"


def test_what_has_no_number_has_no_verdict() -> None:
    assert verdict(_got("翻番"), _aim("6%")) is None


def test_last_years_target_stands_beside_this_years_result_and_is_proven() -> None:
    found = attained(_row(_got("5.2%")), _row(_aim("6%", "左右"), kind="target"))
    assert [one.text for one in found] == [
        "甲县地区生产总值：2020年目标是增长6%左右，实际增长5.2%，未达到。"
    ]
    assert _proven(found[0].text, found[0].facts)


def test_a_target_without_its_result_says_nothing() -> None:
    assert attained(_row(fact(EARLIER)), _row(_aim("6%"), kind="target")) == []


def test_amounts_over_the_years_are_listed_and_their_difference_is_nominal() -> None:
    before = fact(EARLIER, "地区生产总值130亿元", value="130")
    after = fact(LATER, "地区生产总值141.5亿元")
    found = series(_row(after, before))
    assert found is not None
    assert found.text == (
        "甲县地区生产总值：2019年130亿元，2020年141.5亿元，2020年比2019年多11.5亿元（按现价计算）。"
    )
    assert _proven(found.text, found.facts, found.derived)


def test_one_year_is_no_series() -> None:
    assert series(_row(fact(LATER))) is None


def test_a_span_of_years_is_no_year_of_a_series() -> None:
    spanned = fact(EARLIER, period="2016-2020", value="9")
    first, last = fact(EARLIER, value="140"), fact(LATER, value="141.5", start=90)
    made = series(_row(spanned, first, last))
    assert made is not None
    assert made.facts == (first, last)


def test_the_targets_of_every_region_are_held_against_its_own_results() -> None:
    others = report("乙县", 2020), report("乙县", 2021)
    aim = fact(others[0], "地区生产总值增长8%", value=None, unit=None, growth="8%",
               kind="target", period="2020")  # fmt: skip
    got = fact(others[1], "地区生产总值增长5%", value=None, unit=None, growth="5%")
    found = attained(_row(_got("6%"), got), _row(_aim("6%"), aim, kind="target"))
    assert [one.text[:2] for one in found] == ["甲县", "乙县"]


def test_of_many_targets_those_not_met_are_told_in_one_sentence() -> None:
    got = {2017: "6.1%", 2018: "5.2%", 2019: "6.5%", 2020: "2%"}
    reports = {year: report("甲县", year) for year in (*got, 2021)}
    aims = [
        fact(reports[year], "地区生产总值增长6%", value=None, unit=None, growth="6%", kind="target",
             period=str(year))
        for year in got
    ]  # fmt: skip
    results = [
        fact(reports[year + 1], f"地区生产总值增长{rate}", value=None, unit=None, growth=rate)
        for year, rate in got.items()
    ]
    found = attained(_row(*results), _row(*aims, kind="target"))
    assert [one.text for one in found] == [
        "甲县地区生产总值：2018年目标是增长6%，实际增长5.2%，未达到；"
        "2020年目标是增长6%，实际增长2%，未达到；2017年、2019年达到。"
    ]
    evidence = DraftEvidence(tuple(reports.values()), found[0].facts)
    line = DraftLine(found[0].text, by="ledger", says=found[0].facts)
    assert not prove([line], evidence).count.removed


def test_a_year_without_a_verdict_is_not_said_to_have_met_its_target() -> None:
    got = {2017: "6.1%", 2018: "5.2%", 2019: "翻番", 2020: "2%"}
    reports = {year: report("甲县", year) for year in (*got, 2021)}
    aims = [
        fact(reports[year], "地区生产总值增长6%", value=None, unit=None, growth="6%", kind="target",
             period=str(year))
        for year in got
    ]  # fmt: skip
    results = [
        fact(reports[year + 1], f"地区生产总值增长{rate}", value=None, unit=None, growth=rate)
        for year, rate in got.items()
    ]
    (found,) = attained(_row(*results), _row(*aims, kind="target"))
    assert found.text.endswith("2020年目标是增长6%，实际增长2%，未达到；2017年达到。")
    assert "2019" not in found.text


def test_a_cell_of_targets_notes_what_was_reached() -> None:
    aim, got = _aim("6%", "左右"), _got("5.2%")
    made = with_outcomes(_row(got), _row(aim, kind="target")).cells[0]
    assert (made.note, made.noted) == ("实际增长5.2%，未达到", (got,))


def test_a_target_for_prices_is_a_limit() -> None:
    name = {"indicator": "居民消费价格"}
    assert verdict(_got("0.9%", **name), _aim("3%", "左右", **name)) == "达到"
    assert verdict(_got("3.6%", **name), _aim("3%", "左右", **name)) == "未达到"


def test_a_series_ends_with_the_way_from_its_first_year_to_its_last() -> None:
    reports = [report("甲县", year) for year in (2019, 2020, 2021)]
    made = _row(*(fact(r, value=v) for r, v in zip(reports, ("120", "130", "141.5"), strict=True)))
    found = series(made)
    assert found is not None
    assert found.text.endswith("2020年比2018年多21.5亿元（按现价计算）。")
