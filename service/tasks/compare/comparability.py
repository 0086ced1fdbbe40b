"""Which cells of a row may stand beside each other, and what keeps the others apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.light import changed
from service.shapes import Cell, Row, RowKind
from service.tasks.compare.measure import split_unit
from service.tasks.compare.places import place
from vectorstore.documents import Report


@dataclass(frozen=True, slots=True)
class ComparisonKey:
    """Two cells compare when their keys are equal."""

    period: str | None
    kind: str
    unit: str
    scope: str | None = None


def by_growth(cells: Sequence[Cell]) -> bool:
    """Whether a row is read by rates of growth: results where no cell holds an amount.

    Targets are mostly rates; theirs are read by what more of the cells hold.
    """
    facts = [cell.fact for cell in cells if cell.fact is not None]
    amounts = sum(fact.value is not None for fact in facts)
    rates = sum(fact.growth is not None for fact in facts)
    if all(fact.kind == "target" for fact in facts):
        return rates > amounts
    return amounts == 0


def key(fact: Fact, *, growth: bool, series: bool) -> ComparisonKey | None:
    """What must agree; in a series of one region the year may differ, but not one from many."""
    said = fact.growth if growth else fact.value
    if said is None:
        return None
    unit = "%" if growth else split_unit(fact.unit)[1]
    one = series and (fact.period or "").isdigit()
    return ComparisonKey(None if one else fact.period, fact.kind or "", unit, fact.scope)


def is_nested(first: Report, second: Report) -> bool:
    """Whether one of the two regions lies in the other."""
    return first.region in second.parents or second.region in first.parents


def _holds_others(report: Report, others: Sequence[Report]) -> bool:
    return any(report.region in other.parents for other in others)


def _level(reports: Sequence[Report]) -> str | None:
    """The level of most of the reports."""
    counted = Counter(report.level for report in reports)
    return max(counted, key=lambda level: counted[level], default=None)


def _largest(keys: Sequence[ComparisonKey]) -> ComparisonKey | None:
    counted = Counter(keys)
    if not counted:
        return None
    return max(
        counted,
        key=lambda key: (key.scope is None, counted[key], key.kind == "actual", key.period or ""),
    )


def _why(key_: ComparisonKey | None, main: ComparisonKey, growth: bool) -> str:
    if key_ is None:
        return "没有增速" if growth else "没有数额"
    if key_.scope != main.scope:
        return "口径不同"
    if key_.period != main.period:
        if None in (key_.period, main.period):  # a series of years, and a span of them
            return "不是当年数" if key_.period else ""
        return "年份不同"
    if {key_.kind, main.kind} == {"expected", "actual"}:
        return "预计与完成不同"
    if key_.kind != main.kind:
        return "口径不同"
    return "单位不同"


def _with(cell: Cell, comparable: bool, why: str = "") -> Cell:
    if why == "没有数额" and "只有增速" in cell.note:
        why = ""
    if why == "口径不同" and why in cell.note:
        why = ""
    if why.startswith("预计") and "预计数" in cell.note:
        why = ""
    note = "；".join(part for part in (cell.note, why) if part)
    same = (comparable, note) == (cell.comparable, cell.note)
    return cell if same else changed(cell, comparable=comparable, note=note)


def compared(
    indicator: str,
    kind: RowKind,
    cells: Sequence[Cell],
    reports: Mapping[str, Report],
    *,
    apart: bool = False,
) -> Row:
    """The row with its cells marked: all that are comparable are so with each other.

    With `apart` a prefecture stands beside no county.
    """
    held = [reports[cell.report] for cell in cells if cell.fact is not None]
    series = len({place(report) for report in held}) == 1
    growth = by_growth(cells)
    keys = {
        cell.report: key(cell.fact, growth=growth, series=series)
        for cell in cells
        if cell.fact is not None
    }
    main = _largest([found for found in keys.values() if found is not None])
    peers = [reports[name] for name, found in keys.items() if found is not None and found == main]
    standing = {report.id for report in peers if series or not _holds_others(report, peers)}
    level = _level([report for report in peers if report.id in standing]) if apart else None
    other_level = {report.id for report in peers if level not in (None, report.level)}
    standing -= other_level
    marked: list[Cell] = []
    for cell in cells:
        if cell.fact is None or main is None:
            marked.append(cell)
        elif keys[cell.report] != main:
            marked.append(_with(cell, False, _why(keys[cell.report], main, growth)))
        elif cell.report in other_level:
            marked.append(_with(cell, False, "级别不同，不排高低"))
        elif cell.report not in standing:
            marked.append(_with(cell, False, "含所辖地区，不与之并列"))
        elif len(standing) > 1:
            marked.append(_with(cell, True))
        else:
            other = next((found for found in keys.values() if found not in (None, main)), None)
            marked.append(_with(cell, False, _why(main, other, growth) if other else ""))
    return Row(indicator=indicator, kind=kind, cells=tuple(marked))
