"""Coverage: each cell of a comparison is filled or blank as the reports have it."""

from collections.abc import Iterable

from evals.checks import CaseCheck, failed, judge, not_judged
from evals.dataset import ExpectedCell, allowed
from evals.outcome import CaseOutcome
from evals.scorers.figures import verdict
from service.shapes import Cell, Comparison

NAME = "coverage"


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check for each expected cell: its state first, then its fact."""
    if not outcome.case.expect.cells:
        return
    if outcome.error or outcome.comparison is None:
        yield not_judged(NAME, "table", outcome.error or "没有对比表")
        return
    for expected in outcome.case.expect.cells:
        name = f"{expected.report} {expected.row}"
        yield _judged(name, expected, _cell(outcome.comparison, expected))


def _cell(comparison: Comparison, expected: ExpectedCell) -> Cell | None:
    cells = (cell for row in comparison.rows if row.kind == expected.row for cell in row.cells)
    return next((cell for cell in cells if cell.report == expected.report), None)


def _judged(name: str, expected: ExpectedCell, cell: Cell | None) -> CaseCheck:
    wanted = [str(state) for state in allowed(expected.state)]
    if cell is None:
        return failed(NAME, name, f"表里没有这一格，应为{'或'.join(wanted)}", "missing")
    if cell.state not in wanted:
        slip = "wrong blank" if cell.state != "value" else "filled"
        detail = f"应为{'或'.join(wanted)}，得到{cell.state}"
        return failed(NAME, name, f"{detail}（{cell.fact.quote}）" if cell.fact else detail, slip)
    if cell.fact is None or expected.fact is None:
        return judge(NAME, name, True, "")
    found = verdict(name, expected.fact, [cell.fact], "")
    return CaseCheck(NAME, name, found.state, found.detail, found.slips, found.parts)
