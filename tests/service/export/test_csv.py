import csv
import io

import pytest

from service.export.csv import facts_csv
from service.export.guard import harmless
from tests.service.export.made import OTHER, RESULT, A
from tests.service.tasks.making import fact


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_facts_are_lines_that_spreadsheets_open_as_utf8() -> None:
    data = facts_csv([RESULT, OTHER])
    assert data.startswith(b"\xef\xbb\xbf")
    assert [(row["indicator"], row["value"], row["growth"]) for row in _rows(data)] == [
        ("地区生产总值", "141.5", ""), ("地区生产总值", "12000", "-2.5%")
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_text_that_looks_like_a_formula_is_made_text(start: str) -> None:
    row = _rows(facts_csv([fact(A, f"{start}SUM(A1)")]))[0]
    assert row["quote"] == f"'{start}SUM(A1)"


def test_plain_text_is_left_alone() -> None:
    assert harmless("增长8%") == "增长8%"
