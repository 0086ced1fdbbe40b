"""Comparisons that the five reports do not give: many regions, one region over years."""

from collections.abc import AsyncIterator, Callable
from itertools import cycle, islice

from service.facts.model import Fact
from service.shapes import Cell, Comparison, Row
from service.tasks.compare.bars import with_bars
from service.tasks.events import Event
from tests.service.tasks.making import fact, report
from vectorstore.documents import Report

NAMES = (
    "甲县",
    "乙县",
    "丙县",
    "丁县",
    "戊县",
    "己县",
    "庚县",
    "辛县",
    "壬县",
    "癸县",
    "子县",
    "丑县",
)
INDICATORS = ("地区生产总值", "固定资产投资", "社会消费品零售总额", "城镇新增就业", "进出口总额")


def _growth(of: Report, said: str, indicator: str) -> Fact:
    return fact(of, f"增长{said}", value=None, unit=None, growth=said, indicator=indicator,
                indicator_text=indicator)  # fmt: skip


def _cells(of: Report, indicator: str, said: str | None) -> Cell:
    if said is None:
        return Cell(report=of.id, state="not_mentioned")
    shown = _growth(of, said, indicator)
    if said == "9%":
        return Cell(report=of.id, state="doubtful", facts=(shown,), note="口径待核")
    return Cell(report=of.id, state="value", fact=shown, facts=(shown,), comparable=True)


def _made(reports: tuple[Report, ...], unheld: tuple[str, ...] = ()) -> Comparison:
    said = ("3%", "5.5%", None, "7-8%", "9%", "-2%")
    rows = [
        with_bars(
            Row(
                indicator=indicator,
                kind="result",
                cells=tuple(
                    _cells(of, indicator, each)
                    for of, each in zip(reports, islice(cycle(said), len(reports)), strict=True)
                )
                + tuple(Cell(report=name, state="not_in_library") for name in unheld),
            )
        )
        for indicator in INDICATORS
    ]
    nothing = tuple(Cell(report=of.id, state="not_mentioned") for of in reports)
    rows.append(Row(indicator="旅游收入", kind="result", cells=nothing))
    return Comparison(columns=reports, rows=tuple(rows), notes=("年份不同。",), backend="offline")


def of_regions(count: int) -> Comparison:
    """So many counties beside each other."""
    return _made(tuple(report(name) for name in NAMES[:count]))


def over_years() -> Comparison:
    """One county over six years, of which one is not held; that of 2018 says nothing."""
    held = (2016, 2017, 2018, 2020, 2021)
    return _made(tuple(report("甲县", year) for year in held), ("甲县（2019年）",))


def streaming(made: Comparison) -> Callable[..., AsyncIterator[Event]]:
    """A task that answers with it."""

    async def stream(*_: object, **__: object) -> AsyncIterator[Event]:
        yield Event("comparison", made)

    return stream
