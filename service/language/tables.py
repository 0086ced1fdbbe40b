"""Tables: what a number in a cell is said of stands at the head of its row and of its column.

A row is a line of cells with ` | ` between them, as the readers of docx, HTML and PDF give it:
指标 | 单位 | 2022年完成 | 增长（%） over 粮食产量 | 万吨 | 86.4 | 4.2.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from service.language.claim import Claim, Kind
from service.language.kinds import is_level
from service.language.measure import Measure
from service.language.measures import measures
from service.language.period import Period
from service.language.rows import BETWEEN, NUMBER
from service.language.scopes import Home
from service.language.subjects import Subject, resolve
from service.language.times import Calendar, cues
from service.language.units import SCALE, UNIT, plain
from vectorstore.documents import Section

Role: TypeAlias = Literal["name", "unit", "value", "growth", "other"]
_CELL = re.compile(r"(?:(?!\|)[^\n])+")
_LINE = re.compile(r"[^\n]+")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")
_IN_BRACKETS = re.compile(rf"[（(](?:单位[:：])?(?P<unit>{SCALE}?{UNIT})[)）]")
_UNIT_ABOVE = re.compile(rf"单位\s*[:：]\s*(?P<unit>{SCALE}?{UNIT})")
_NUMBERED = re.compile(r"序号|编号")
_HEADS: tuple[tuple[Role, str], ...] = (
    ("unit", r"单位$"),
    ("growth", r"增长|增速|增幅|增减|同比|比上年|±"),
    ("value", r"\d{4}|完成|实际|实绩|数|值|总量|目标|计划|预期|预计|指标值"),
)
_AIMED = re.compile(r"目标|计划|预期|安排")
_EXPECTED = re.compile(r"预计|快报")
_ABOVE = 60


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


Row: TypeAlias = tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """What the head of a column says of its cells."""

    role: Role
    unit: str
    period: Period
    period_text: str | None
    kind: Kind


class Tables:
    """Reads the tables of one report."""

    def __init__(self, text: str, sections: Sequence[Section], when: Calendar, home: Home) -> None:
        self._text = text
        self._sections = sections
        self._when = when
        self._home = home

    def claims(self) -> Iterator[Claim]:
        """The claims of all tables, row by row."""
        table: list[Row] = []
        for line in _LINE.finditer(self._text) if BETWEEN in self._text else ():
            row = _cells(line)
            if len(row) > 1:
                table.append(row)
            else:
                yield from self._of(table)
                table = []
        yield from self._of(table)

    def _of(self, table: list[Row]) -> Iterator[Claim]:
        if len(table) < 2 or any(_is_number(cell) for cell in table[0]):
            return
        above = _UNIT_ABOVE.search(
            self._text, max(0, table[0][0].start - _ABOVE), table[0][0].start
        )
        columns = [self._column(cell, above["unit"] if above else "") for cell in table[0]]
        names = 1 if _NUMBERED.search(table[0][0].text) else 0
        for row in table[1:]:
            if len(row) == len(columns) and not _is_number(row[names]):
                yield from self._of_row(row, columns, row[names])

    def _column(self, head: _Cell, unit: str) -> _Column:
        role = _role(head.text)
        bracketed = _IN_BRACKETS.search(head.text)
        percent = "个百分点" if "百分点" in head.text else "%"
        unit = bracketed["unit"] if bracketed else percent if role == "growth" else unit
        year = self._when.year if _AIMED.search(head.text) else self._when.covers
        told = [cue for cue in cues(head.text, 0, len(head.text), self._when, year) if not cue.base]
        bare = _YEAR_ALONE.match(head.text)
        period = Period.of_year(int(bare[0][:4])) if bare else Period.of_year(year)
        period = told[-1].period if told else period
        ahead = period.year > self._when.covers or _AIMED.search(head.text) is not None
        kind: Kind = "target" if ahead else "actual"
        kind = "expected" if _EXPECTED.search(head.text) else kind
        return _Column(role, unit, period, told[-1].text if told else None, kind)

    def _of_row(self, row: Row, columns: Sequence[_Column], name: _Cell) -> Iterator[Claim]:
        """A claim for each amount of a row, with the change in the column behind it.

        Whether a share of 63.5% grew by 0.3% or by so many points its head does not say.
        """
        bracketed = _IN_BRACKETS.search(name.text)
        bare = name.text[: bracketed.start()] if bracketed else name.text
        subject = resolve(bare, name.start, self._home)
        if subject is None:
            return
        told = [
            cell.text for cell, column in zip(row, columns, strict=True) if column.role == "unit"
        ]
        unit = told[0] if told else bracketed["unit"] if bracketed else ""
        claim: Claim | None = None
        for cell, column in zip(row, columns, strict=True):
            if cell is name or column.role not in ("value", "growth"):
                continue
            growth = column.role == "growth"
            figure = self._figure(
                cell, column.unit if growth else unit or column.unit, growth=growth
            )
            if figure is None:
                continue
            if growth and claim and column.period_text is None:
                of_rate = claim.value is not None and claim.value.plain_unit == figure.plain_unit
                claim = replace(claim, growth=None if of_rate else claim.growth or figure)
                continue
            if claim:
                yield claim
            claim = self._claim(subject, figure, column, row)
        if claim:
            yield claim

    def _figure(self, cell: _Cell, unit: str, *, growth: bool) -> Measure | None:
        """The number of a cell in the unit that the cell, the row or the column says."""
        found = measures(self._text, cell.start, cell.end)
        number = NUMBER.fullmatch(cell.text)
        if number is None:
            whole = len(found) == 1 and found[0].unit and found[0].text == cell.text
            return found[0] if whole else None
        if not unit:
            return None
        digits = number["digits"].replace(",", "")
        sign = "-" if number["sign"] and number["sign"] not in "+＋" else ""
        factor, plain_unit = plain(unit)
        return Measure(
            text=cell.text,
            start=cell.start,
            end=cell.end,
            number=f"{sign}{digits}",
            unit=unit,
            value=Decimal(f"{sign}{digits}") * factor,
            plain_unit=plain_unit,
            direction=("down" if sign else "up") if growth else None,
            signed=bool(number["sign"]),
        )

    def _claim(self, subject: Subject, figure: Measure, column: _Column, row: Row) -> Claim:
        start, end = row[0].start, row[-1].end
        around = [each for each in self._sections if each.start <= start < each.end]
        home = max(around, key=lambda each: len(each.path))
        growth = column.role == "growth"
        level = not growth and is_level("", subject, figure, "value", many=False)
        return Claim(
            subject=subject,
            period=column.period,
            period_text=column.period_text,
            kind=column.kind,
            basis="level" if level else "annual",
            value=None if growth else figure,
            growth=figure if growth else None,
            falls=False,
            role="growth" if growth else "value",
            start=start,
            end=end,
            sentence=(start, end),
            section=home.path,
            part=home.part,
        )


def _cells(line: re.Match[str]) -> Row:
    found = ((m[0], line.start() + m.start()) for m in _CELL.finditer(line[0]))
    return tuple(
        _Cell(words.strip(), start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        for words, start in found
    )


def _role(head: str) -> Role:
    for role, told in _HEADS:
        if re.search(told, head):
            return role
    return "other"


def _is_number(cell: _Cell) -> bool:
    return NUMBER.fullmatch(cell.text) is not None and not _YEAR_ALONE.fullmatch(cell.text)
