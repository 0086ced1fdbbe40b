"""A comparison as somebody has arranged it: which regions and rows, in which order, what hidden."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from service.shapes import Cell, Comparison, Row, RowKind

HIDDEN = "与本行其他数口径或年份不同，已按“只看可比”隐去"


class View(BaseModel):
    """What is shown of a comparison and in which order; None leaves it as it came.

    `columns` are report ids, or the names of what is not held; `comparable` hides the figures that
    no other of their row compares with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...] | None = None
    rows: tuple[tuple[str, RowKind], ...] | None = None
    comparable: bool = False


def arranged(made: Comparison, view: View) -> Comparison:
    """The comparison with no more than is shown; unknown names are left out."""
    held = {report.id: report for report in made.columns}
    names = view.columns
    rows = [_row(row, names, comparable=view.comparable) for row in _chosen(made.rows, view.rows)]
    columns = made.columns if names is None else [held[each] for each in names if each in held]
    return made.model_copy(update={"columns": tuple(columns), "rows": tuple(rows)})


def _chosen(rows: Sequence[Row], wanted: Sequence[tuple[str, RowKind]] | None) -> Sequence[Row]:
    by_name = {(row.indicator, row.kind): row for row in rows}
    return rows if wanted is None else [by_name[each] for each in wanted if each in by_name]


def _row(row: Row, names: Sequence[str] | None, *, comparable: bool) -> Row:
    cells = {cell.report: _seen(cell, comparable=comparable) for cell in row.cells}
    bars = {bar.report: bar for bar in row.bars if bar.comparable or not comparable}
    order = tuple(cells) if names is None else names
    return row.model_copy(
        update={
            "cells": tuple(cells[name] for name in order if name in cells),
            "bars": tuple(bars[name] for name in order if name in bars),
        }
    )


def _seen(cell: Cell, *, comparable: bool) -> Cell:
    """The cell without a figure that is hidden, which is none that is missing."""
    if cell.fact is None or cell.comparable or not comparable:
        return cell
    return Cell(report=cell.report, state="no_number", note=HIDDEN, hidden=True)
