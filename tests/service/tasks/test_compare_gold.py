"""The five-region table of twenty indicators, cell by cell, against what people read."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.facts.model import Fact
from service.shapes import Cell
from service.tasks.compare.task import table
from vectorstore.library import Library

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "evals" / "cases" / "compare-five-regions.jsonl"
SAID = ("value", "unit", "growth", "kind", "period", "scope", "qualifier", "growth_qualifier")
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()
]
CELLS = [
    pytest.param(case["question"], want, id=f"{case['question']}-{want['report']}-{want['row']}")
    for case in CASES
    for want in case["expect"]["cells"]
]


@pytest.fixture(scope="module")
def cells(seed_library: Library) -> dict[tuple[str, str, str], Cell]:
    """All cells of all rows by the indicator asked for, the report and the kind."""
    found: dict[tuple[str, str, str], Cell] = {}
    for case in CASES:
        regions = [name.split("-")[0] for name in case["reports"]]
        for row in table(seed_library, regions, (), [case["question"]]).rows:
            found |= {(case["question"], cell.report, row.kind): cell for cell in row.cells}
    return found


def _allowed(gold: Any) -> list[Any]:
    """The gold lists what a careful reader may say where the report leaves it open."""
    return gold if isinstance(gold, list) else [gold]  # pyright: ignore[reportUnknownVariableType]


def _differences(want: dict[str, Any], fact: Fact) -> list[str]:
    found = [
        f"{name}: {getattr(fact, name)!r}, not {want[name]!r}"
        for name in SAID
        if name in want and getattr(fact, name) not in _allowed(want[name])
    ]
    if want["quote"] not in fact.quote and fact.quote not in want["quote"]:
        found.append(f"quote: {fact.quote}, not {want['quote']}")
    return found


def test_the_table_has_two_hundred_cells() -> None:
    assert len(CASES) == 20
    assert len(CELLS) == 200


@pytest.mark.parametrize(("indicator", "want"), CELLS)
def test_the_cell_is_right_or_rightly_blank(
    cells: dict[tuple[str, str, str], Cell], indicator: str, want: dict[str, Any]
) -> None:
    cell = cells[indicator, want["report"], want["row"]]
    assert cell.state in _allowed(want["state"])
    if "fact" in want and cell.fact is not None:
        assert _differences(want["fact"], cell.fact) == []
    else:
        assert (cell.fact is None) == (cell.state != "value")
