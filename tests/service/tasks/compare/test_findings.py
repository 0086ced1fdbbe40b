from decimal import Decimal
from typing import Any

from service.facts.model import Fact
from service.shapes import Cell, Row, RowKind
from service.tasks.compare.comparability import compared
from service.tasks.compare.findings import ambition, amounts, findings, growths
from service.verify import Evidence, Line, prove
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
        evidence = Evidence((A, B), found.facts, derived=found.derived)
        proof = prove([Line(found.text, by="ledger")], evidence)
        assert proof.count.removed == ()


def test_no_gap_is_given_where_a_number_is_rounded() -> None:
    found = amounts(_row(fact(A), fact(B, value="150", qualifier="左右")), REPORTS)
    assert found is not None
    assert "多" not in found.text


def test_nothing_is_ranked_that_bounds_leave_open() -> None:
    row = _row(_rate("甲县", "8%"), _rate("乙县", "7%", growth_qualifier="以上"))
    assert growths(row, REPORTS) is None


def test_the_fastest_of_three_is_named_and_not_of_two() -> None:
    three = growths(_row(_rate("甲县", "3%"), _rate("乙县", "5%"), _rate("丙县", "-2%")), REPORTS)
    two = growths(_row(_rate("甲县", "3%"), _rate("乙县", "5%")), REPORTS)
    assert three is not None
    assert two is not None
    assert three.text.endswith("丙县下降2%，乙县最高。")
    assert "最高" not in two.text


def test_equal_rates_are_no_finding() -> None:
    assert growths(_row(_rate("甲县", "3%"), _rate("乙县", "3%")), REPORTS) is None


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
