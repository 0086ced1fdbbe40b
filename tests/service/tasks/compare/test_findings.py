from decimal import Decimal
from typing import Any

from service.facts.model import Fact
from service.shapes import Cell, Row, RowKind
from service.tasks.compare.comparability import compared
from service.tasks.compare.findings import ambition, amounts, findings, growths
from service.verify import DraftEvidence, DraftLine, prove
from tests.service.tasks.making import fact, report

A, B, C = report("甲县"), report("乙县"), report("丙县")
REPORTS = {r.id: r for r in (A, B, C)}


def _row(*facts: Fact, kind: RowKind = "result") -> Row:
    cells = [Cell(report=f.report, state="value", fact=f) for f in facts]
    return compared("地区生产总值", kind, cells, REPORTS)


def _rate(of: str, growth: str, **more: Any) -> Fact:
    base = REPORTS[f"{of}-2021"]
    return fact(base, f"地区生产总值增长{growth}", value=None, unit=None, growth=growth, **more)


def test_the_gap_is_computed_with_its_operands_in_sight() -> None:
    found = amounts(_row(fact(A), fact(B, "生产总值174.46亿元", value="174.46")), REPORTS)
    assert found is not None
    assert found.text == (
        "2020年地区生产总值：乙县174.46亿元，甲县141.5亿元，乙县比甲县多32.96亿元。"
    )
    gap = next(one for one in found.derived if one.operation == "difference")
    assert gap.value == Decimal("3296000000")


def test_every_finding_passes_the_proof() -> None:
    rows = [
        _row(fact(A), fact(B, "地区生产总值174.46亿元", value="174.46")),
        _row(_rate("甲县", "3%", kind="target", period="2021"),
             _rate("乙县", "5%", kind="target", period="2021"), kind="target"),
    ]  # fmt: skip
    for found in findings(rows, REPORTS):
        evidence = DraftEvidence((A, B), found.facts, derived=found.derived)
        proof = prove([DraftLine(found.text, by="ledger")], evidence)
        assert proof.count.removed == ()


def test_no_gap_is_given_where_a_number_is_rounded() -> None:
    found = amounts(_row(fact(A), fact(B, value="150", qualifier="左右")), REPORTS)
    assert found is not None
    assert "多" not in found.text


def test_nothing_is_ranked_that_bounds_leave_open() -> None:
    row = _row(_rate("甲县", "8%"), _rate("乙县", "7%", growth_qualifier="以上"))
    found = growths(row, REPORTS)
    assert found is not None
    assert found.text == ("2020年地区生产总值增速：甲县增长8%，乙县增长7%以上，高低不能断定。")


def test_ten_or_more_is_not_ranked_above_ten() -> None:
    row = _row(
        _rate("甲县", "10%", kind="target", period="2021"),
        _rate("乙县", "10%", growth_qualifier="以上", kind="target", period="2021"),
        _rate("丙县", "12%", kind="target", period="2021"),
        kind="target",
    )
    found = growths(row, REPORTS)
    assert found is not None
    assert found.text == (
        "2021年地区生产总值增长目标：甲县增长10%，乙县增长10%以上，丙县增长12%，高低不能断定。"
    )


def test_a_prefecture_is_not_ranked_against_counties_unless_asked() -> None:
    city = report("丁市").model_copy(update={"level": "prefecture"})
    held = {**REPORTS, city.id: city}
    facts = [fact(A), fact(B, value="150"), fact(city, value="900")]
    cells = [Cell(report=f.report, state="value", fact=f) for f in facts]
    apart = compared("地区生产总值", "result", cells, held, apart=True)
    assert [cell.comparable for cell in apart.cells] == [True, True, False]
    assert apart.cells[2].note == "级别不同，不排高低"
    asked = compared("地区生产总值", "result", cells, held)
    assert [cell.comparable for cell in asked.cells] == [True, True, True]


def test_growth_of_a_prefecture_stands_in_no_list_of_counties() -> None:
    city = report("丁市").model_copy(update={"level": "prefecture"})
    held = {**REPORTS, city.id: city}
    rates = [_rate("甲县", "3%"), _rate("乙县", "5%")]
    city_rate = fact(city, "地区生产总值增长9%", value=None, unit=None, growth="9%")
    cells = [Cell(report=f.report, state="value", fact=f) for f in (*rates, city_rate)]
    found = growths(compared("地区生产总值", "result", cells, held), held, apart=True)
    assert found is not None
    assert found.text == "2020年地区生产总值增速：乙县增长5%，甲县增长3%。"


def test_a_chief_indicator_comes_before_any_other() -> None:
    others = [
        Row(indicator=name, kind="result", cells=_row(fact(A), fact(B, value=value)).cells)
        for name, value in (("城镇新增就业", "160"), ("粮食产量", "170"))
    ]
    chief = _row(fact(A), fact(B, value="150"))
    found = findings([*others, chief], REPORTS)
    assert found[0].text.startswith("2020年地区生产总值：")


def test_what_fell_comes_first() -> None:
    revenue: dict[str, Any] = {
        "indicator": "一般公共预算收入",
        "indicator_text": "一般公共预算收入",
    }
    fell = fact(B, "一般公共预算收入9.8亿元，下降18%", value="9.8", growth="-18%", **revenue)
    rows = [
        _row(fact(A), fact(B, value="150")),
        Row(indicator="一般公共预算收入", kind="result", cells=_row(fell).cells + _row(fact(
            A, "一般公共预算收入8亿元", value="8", **revenue)).cells),
    ]  # fmt: skip
    assert findings(rows, REPORTS)[0].text == "乙县2020年一般公共预算收入9.8亿元，下降18%。"


def test_the_fastest_of_three_is_named_and_not_of_two() -> None:
    three = growths(_row(_rate("甲县", "3%"), _rate("乙县", "5%"), _rate("丙县", "-2%")), REPORTS)
    two = growths(_row(_rate("甲县", "3%"), _rate("乙县", "5%")), REPORTS)
    assert three is not None
    assert two is not None
    assert three.text.endswith("丙县下降2%，乙县最高。")
    assert "最高" not in two.text


def test_equal_rates_are_told_as_what_is_common() -> None:
    found = growths(_row(_rate("甲县", "3%"), _rate("乙县", "3%")), REPORTS)
    assert found is not None
    assert found.text == "2020年地区生产总值：甲县、乙县都增长3%。"


def test_other_years_are_never_ranked_together() -> None:
    later = report("丁县", 2022)
    cells = [Cell(report=f.report, state="value", fact=f) for f in (fact(A), fact(later))]
    row = compared("地区生产总值", "result", cells, {**REPORTS, later.id: later})
    assert amounts(row, {**REPORTS, later.id: later}) is None


def test_a_target_far_above_the_last_result_is_told() -> None:
    target = _rate("甲县", "6%", kind="target", period="2021")
    found = ambition(_row(_rate("甲县", "0.1%")), _row(target, kind="target"))
    assert found is not None
    assert found.text == "甲县2020年地区生产总值增长0.1%，2021年的目标是增长6%。"


def test_a_target_near_the_last_result_is_not_worth_telling() -> None:
    target = _rate("甲县", "3.5%", kind="target", period="2021")
    assert ambition(_row(_rate("甲县", "3%")), _row(target, kind="target")) is None


def test_findings_are_few_and_not_all_of_one_sort() -> None:
    rows = [_row(fact(A, value=str(n)), fact(B, value=str(n + 1))) for n in range(9)]
    assert len(findings(rows, REPORTS)) == 3
