from service.facts.model import Fact
from service.shapes import Cell
from service.tasks.compare.comparability import compared
from tests.service.tasks.making import fact, report
from vectorstore.documents import Report

A, B, C = report("甲县"), report("乙县"), report("丙县")
LATER = report("丁县", 2022)


def _row(*facts: Fact, reports: tuple[Report, ...] = (A, B, C, LATER)) -> dict[str, Cell]:
    cells = [Cell(report=f.report, state="value", fact=f) for f in facts]
    row = compared("地区生产总值", "result", cells, {r.id: r for r in reports})
    return {cell.report: cell for cell in row.cells}


def test_results_of_one_year_compare_with_each_other() -> None:
    cells = _row(fact(A), fact(B, value="9"))
    assert all(cell.comparable for cell in cells.values())


def test_another_year_stands_apart_and_says_why() -> None:
    cells = _row(fact(A), fact(B), fact(LATER))
    assert (cells[LATER.id].comparable, cells[LATER.id].note) == (False, "年份不同")


def test_an_estimate_does_not_compare_with_results() -> None:
    cells = _row(fact(A), fact(B), fact(C, kind="expected"))
    assert (cells[C.id].comparable, cells[C.id].note) == (False, "预计与完成不同")


def test_growth_alone_does_not_compare_with_amounts() -> None:
    cells = _row(fact(A), fact(B), fact(C, value=None, growth="3%"))
    assert (cells[C.id].comparable, cells[C.id].note) == (False, "没有数额")


def test_a_row_of_rates_compares_by_rates() -> None:
    cells = _row(fact(A, value=None, growth="3%"), fact(B, value=None, growth="4%"))
    assert all(cell.comparable for cell in cells.values())


def test_units_of_one_family_compare_and_others_do_not() -> None:
    cells = _row(fact(A), fact(B, value="12", unit="万亿元"), fact(C, value="3", unit="亿美元"))
    assert [cells[r.id].comparable for r in (A, B, C)] == [True, True, False]


def test_a_city_is_not_put_beside_its_own_district() -> None:
    city = report("丙市", parents=("某省",))
    district, other = report("甲区", parents=("某省", "丙市")), report("乙县")
    cells = _row(fact(city), fact(district), fact(other), reports=(city, district, other))
    assert [cells[r.id].comparable for r in (city, district, other)] == [False, True, True]
    assert "所辖" in cells[city.id].note


def test_a_figure_alone_of_its_year_compares_with_nothing() -> None:
    cells = _row(fact(A), fact(LATER))
    assert not any(cell.comparable for cell in cells.values())
    assert all("年份不同" in cell.note for cell in cells.values())


def test_years_of_one_region_are_a_series() -> None:
    earlier, later = report("甲县", 2020), report("甲县", 2021)
    cells = _row(fact(earlier), fact(later), reports=(earlier, later))
    assert all(cell.comparable for cell in cells.values())


def test_targets_are_read_by_what_most_of_them_give() -> None:
    rates = [fact(of, value=None, growth="3%", kind="target", period="2021") for of in (A, B)]
    amount = fact(C, value="290", kind="target", period="2021")
    cells = _row(*rates, amount)
    assert [cells[r.id].comparable for r in (A, B, C)] == [True, True, False]
    assert cells[C.id].note == "没有增速"


def test_grain_in_tons_compares_with_grain_in_jin() -> None:
    cells = _row(fact(A, value="46.74", unit="亿斤"), fact(B, value="81.4", unit="万吨"))
    assert all(cell.comparable for cell in cells.values())


def test_in_a_series_a_span_of_years_stands_apart() -> None:
    first, second, third = (report("甲县", year) for year in (2019, 2020, 2021))
    spanned = fact(third, period="2016-2020", basis="level")
    cells = _row(fact(first), fact(second), spanned, reports=(first, second, third))
    assert [cells[r.id].comparable for r in (first, second, third)] == [True, True, False]
    assert cells[third.id].note == "不是当年数"


def test_the_one_year_of_a_series_is_not_blamed_for_a_span_beside_it() -> None:
    first, second = report("甲县", 2020), report("甲县", 2021)
    spanned = fact(second, period="2016-2020", basis="level")
    cells = _row(fact(first), spanned, reports=(first, second))
    assert [cells[r.id].note for r in (first, second)] == ["", "不是当年数"]
