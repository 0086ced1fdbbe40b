"""The small tables of briefings, from rows made by hand."""

from service.shapes import Cell, Row, RowKind
from service.tasks.brief.tables import one_region, several
from service.tasks.citing import Citing
from tests.service.tasks.making import fact, report

A, B = report("甲市", 2021), report("乙县", 2021)
NAMES = [f"指标{letter}" for letter in "甲乙丙丁戊己庚"]


def _row(indicator: str, kind: RowKind = "result", *cells: Cell) -> Row:
    return Row(indicator=indicator, kind=kind, cells=cells)


def _cell(indicator: str, start: int, of: str = A.id, **more: str) -> Cell:
    source = A if of == A.id else B
    return Cell(
        report=of, state="value", fact=fact(source, indicator=indicator, start=start, **more)
    )


def test_result_change_and_target_of_an_indicator_stand_apart() -> None:
    grown = _cell("指标甲", 0, growth="3%")
    rows = [
        _row("指标甲", "result", grown),
        _row("指标甲", "target", _cell("指标甲", 50, value="3")),
    ]
    made = one_region(rows, A, Citing({A.id: A}), 12)
    assert made is not None
    assert made.header == ("指标", "2020年", "增减", "2021年目标")
    assert made.rows == (("指标甲", "141.5亿元", "增长3%", "3亿元"),)
    assert made.citations == ((None, 1, 1, 2),)


def test_where_the_report_is_silent_the_table_is() -> None:
    target = Cell(report=A.id, state="not_mentioned")
    rows = [_row("指标甲", "result", _cell("指标甲", 0)), _row("指标甲", "target", target)]
    made = one_region(rows, A, Citing({A.id: A}), 12)
    assert made is not None
    assert made.rows == (("指标甲", "141.5亿元", "—", "—"),)
    assert made.citations == ((None, 1, None, None),)


def test_a_long_list_stands_in_two_halves_and_every_figure_keeps_its_number() -> None:
    rows = [_row(name, "result", _cell(name, 50 * at)) for at, name in enumerate(NAMES)]
    made = one_region(rows, A, Citing({A.id: A}), 12, beside=True)
    assert made is not None
    assert [row[0] for row in made.rows] == NAMES[:4]
    assert [row[3] for row in made.rows] == [*NAMES[4:], ""]
    assert made.citations[0] == (None, 1, None, None, 5, None)
    assert made.citations[3] == (None, 4, None, None, None, None)


def test_what_was_reached_comes_before_what_is_only_aimed_at() -> None:
    rows = [
        _row("指标甲", "target", _cell("指标甲", 0)),
        _row("指标乙", "result", _cell("指标乙", 50)),
    ]
    made = one_region(rows, A, Citing({A.id: A}), 1)
    assert made is not None
    assert [row[0] for row in made.rows] == ["指标乙"]


def test_an_indicator_that_is_not_given_takes_no_line() -> None:
    blank = Cell(report=A.id, state="not_mentioned")
    assert one_region([_row("指标甲", "result", blank)], A, Citing({A.id: A}), 12) is None


def test_a_parts_figure_is_marked_as_one_beside_other_regions() -> None:
    rows = [_row("指标甲", "result", _cell("指标甲", 0, scope="区本级"), _cell("指标甲", 0, B.id))]
    made = several(rows, (A, B), Citing({A.id: A, B.id: B}), 8)
    assert made is not None
    assert [row[2] for row in made.rows] == ["141.5亿元（区本级）", "141.5亿元"]


def test_as_many_reports_stand_in_the_table_as_are_asked_for() -> None:
    reports = [report(f"{letter}市", 2021) for letter in "甲乙丙丁戊己庚"]
    cells = [Cell(report=one.id, state="value", fact=fact(one)) for one in reports]
    made = several(
        [_row("地区生产总值", "result", *cells)],
        reports,
        Citing({one.id: one for one in reports}),
        8,
    )
    assert made is not None
    assert [row[0] for row in made.rows] == [one.region for one in reports]


def test_how_an_office_answered_its_mail_is_no_indicator_of_a_page() -> None:
    rows = [_row("人大代表建议", "result", _cell("人大代表建议", 0))]
    assert one_region(rows, A, Citing({A.id: A}), 12) is None
    assert several(rows, (A,), Citing({A.id: A}), 8) is None


def test_a_figure_of_several_years_says_so_beside_those_of_the_year() -> None:
    spanned = _cell("指标甲", 0, period="2016-2020")
    rows = [_row("指标甲", "result", spanned, _cell("指标甲", 0, B.id))]
    made = several(rows, [A, B], Citing({A.id: A, B.id: B}), 8)
    assert made is not None
    assert [row[2] for row in made.rows] == ["141.5亿元（2016—2020年）", "141.5亿元"]
