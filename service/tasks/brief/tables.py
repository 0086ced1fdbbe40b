"""The small table of a briefing: one report's headline figures, or regions beside each other."""

from collections.abc import Sequence

from service.draft import amount, growth
from service.facts.model import Fact
from service.shapes import Cell, Row, Table
from service.tasks.citing import Citing
from service.tasks.words import STATES
from vectorstore.documents import Report

SHORT = {
    "no_number": "无数字",
    "not_mentioned": "未提及",
    "not_in_library": "未收录",
}
ACROSS = 6


def _target(fact: Fact | None) -> str:
    return "、".join(part for part in (amount(fact), growth(fact)) if part) if fact else "—"


def _result(fact: Fact | None) -> tuple[str, str]:
    if fact is None:
        return "—", "—"
    lead = "预计" if fact.kind == "expected" else ""
    value, rate = amount(fact), growth(fact)
    return (lead + value) if value else "未给数额", (rate if value else lead + rate) or "—"


def one_region(rows: Sequence[Row], report: Report, citing: Citing, most: int) -> Table | None:
    """Indicator, last year's result with its growth, this year's target."""
    by_indicator: dict[str, dict[str, Cell]] = {}
    for row in rows:
        by_indicator.setdefault(row.indicator, {})[row.kind] = row.cells[0]
    lines: list[tuple[str, ...]] = []
    marks: list[tuple[int | None, ...]] = []
    for indicator, cells in by_indicator.items():
        result = cells["result"].fact if "result" in cells else None
        target = cells["target"].fact if "target" in cells else None
        if (result is None and target is None) or len(lines) == most:
            continue
        lines.append((indicator, *_result(result), _target(target)))
        first = citing.fact(result) if result else None
        marks.append((None, first, first, citing.fact(target) if target else None))
    if not lines:
        return None
    header = ("指标", f"{report.covers}年", "增速", f"{report.year}年目标")
    return Table(heading="主要指标", after=1, header=header, rows=tuple(lines),
                 citations=tuple(marks))  # fmt: skip


def _coverage(row: Row) -> int:
    return sum(cell.state == "value" for cell in row.cells)


def several(
    rows: Sequence[Row], reports: Sequence[Report], citing: Citing, most: int
) -> Table | None:
    """A line for each report, the best-covered results across, and the growth target last."""
    results = [row for row in rows if row.kind == "result"]
    common = [row for row in results if _coverage(row) * 2 >= len(reports)]
    across = (common or sorted(results, key=_coverage, reverse=True))[: ACROSS - 1]
    across += [row for row in rows if row.kind == "target"][:1]
    if not across:
        return None
    cells = [{cell.report: cell for cell in row.cells} for row in across]
    shown = reports[:most]
    return Table(
        heading="主要指标对比",
        header=("地区", "年份", *(_head(row) for row in across)),
        rows=tuple(
            (report.region, f"{report.covers}年", *(_cell_words(held[report.id]) for held in cells))
            for report in shown
        ),
        citations=tuple(
            (None, None, *(_number(held[report.id], citing) for held in cells)) for report in shown
        ),
    )


def _head(row: Row) -> str:
    return f"下年{row.indicator}目标" if row.kind == "target" else row.indicator


def _number(cell: Cell, citing: Citing) -> int | None:
    return citing.fact(cell.fact) if cell.fact else None


def _cell_words(cell: Cell) -> str:
    if cell.fact is None:
        return SHORT.get(cell.state, STATES[cell.state])
    lead = "预计" if cell.fact.kind == "expected" else ""
    scope = f"（{cell.fact.scope}）" if cell.fact.scope else ""
    return f"{lead}{amount(cell.fact) or growth(cell.fact)}{scope}"
