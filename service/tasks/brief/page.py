"""The parts of a briefing in the order of its page, and how much of the page they take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeAlias

from service.shapes import Block, Brief, Table
from service.tasks.brief.fit import (
    CHARS,
    LINE_POINTS,
    RAISED,
    ROOM,
    TABLE_CHARS,
    TABLE_LINE_POINTS,
    table_lines,
    wrapped,
)
from service.tasks.brief.typeset import typeset
from service.tasks.words import day

TITLE_CHARS, DATE_CHARS = 20, 32
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph, and the sources whose raised numbers stand behind it."""

    text: str
    numbers: tuple[int, ...] = ()
    own: bool = False

    @property
    def counted(self) -> str:
        """The text with the room of its raised numbers, whether they are printed or not: a page
        says the same with and without its sources."""
        return self.text + RAISED * len(self.numbers)


Paragraph: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A headed part of the page: a table, paragraphs, or both; a `run_in` heading begins the first
    paragraph."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    run_in: bool = False


def _table(table: Table) -> Table:
    return table.model_copy(
        update={
            "header": tuple(map(typeset, table.header)),
            "rows": tuple(tuple(map(typeset, row)) for row in table.rows),
        }
    )


def parts(brief: Brief) -> list[PagePart]:
    """Blocks and table in printed order; those with a heading are numbered."""
    found = [
        PagePart(block.heading, tuple(_paragraphs(block)), run_in=block.run_in)
        for block in brief.blocks
    ]
    if brief.table is not None:
        found.insert(brief.table.after, PagePart(brief.table.heading, table=_table(brief.table)))
    numerals = iter(NUMERALS)
    return [
        replace(part, heading=_numbered(next(numerals), part)) if part.heading else part
        for part in found
    ]


def _numbered(numeral: str, part: PagePart) -> str:
    return f"{numeral}、{part.heading}{'。' if part.run_in else ''}"


def _paragraphs(block: Block) -> list[Paragraph]:
    runs = [
        Run(typeset(item.text), item.citations, place in block.own)
        for place, item in enumerate(block.items)
    ]
    return [tuple(runs)] if block.joined else [(run,) for run in runs]


def cell_runs(table: Table) -> list[list[Run]]:
    """The rows of a table, each cell with the number of its source."""
    numbers = table.citations or tuple((None,) * len(row) for row in table.rows)
    return [
        [Run(text, (n,) if n else ()) for text, n in zip(row, line, strict=True)]
        for row, line in zip(table.rows, numbers, strict=True)
    ]


def counted_rows(table: Table) -> list[list[str]]:
    """The rows of a table with the room of their raised numbers."""
    return [[run.counted for run in row] for row in cell_runs(table)]


def printed(part: PagePart) -> tuple[Paragraph, ...]:
    """The paragraphs of a part, the first behind its heading where that runs in."""
    if not (part.run_in and part.paragraphs):
        return part.paragraphs
    return ((Run(part.heading), *part.paragraphs[0]), *part.paragraphs[1:])


def _wrapped(paragraph: Paragraph) -> int:
    return wrapped("".join(run.counted for run in paragraph), CHARS)


def date_line(brief: Brief) -> str:
    """When the briefing was made, and of which date its report is, or of how many it is made; of a
    signed one, by whom and when."""
    if brief.unit:
        return f"{brief.unit}\u3000{brief.date}"
    return f"{brief.date} {_basis(brief)}"


def _basis(brief: Brief) -> str:
    if len(brief.reports) != 1:
        return f"据{len(brief.reports)}份政府工作报告整理"
    given = brief.reports[0].delivered
    return f"据{f'{day(given)}的' if given else '该'}报告整理"


def foot_notes(brief: Brief) -> tuple[str, ...]:
    """The notes of the page; of a signed one first what it was made of."""
    return (*((f"{_basis(brief)}。",) if brief.unit else ()), *brief.notes)


def addressee_line(brief: Brief) -> str:
    """`市政府各位领导：`, nothing where nobody is named."""
    return f"{brief.addressee.rstrip('：:')}：" if brief.addressee else ""


def block_lines(block: Block) -> int:
    """Grid lines of a block with its heading, if it has one."""
    first, *rest = _paragraphs(block)
    head = (Run(_numbered(NUMERALS[0], PagePart(block.heading, run_in=True))),)
    if block.run_in:
        first = (*head, *first)
    return bool(block.heading and not block.run_in) + sum(map(_wrapped, (first, *rest)))


def note_lines(notes: Sequence[str]) -> float:
    """Grid lines of the notes in 小五 at the foot."""
    lines = sum(wrapped(typeset(note), TABLE_CHARS, 0) for note in notes)
    return lines * TABLE_LINE_POINTS / LINE_POINTS


def title_lines(title: str) -> int:
    """Grid lines of the title, and the line under it that dates the briefing."""
    return wrapped(title, TITLE_CHARS, 0) + 1


def page_lines(brief: Brief) -> int:
    """Grid lines of the whole first page, with room for its sources whether it lists them or not."""
    return ceil(_height(brief))


def lines_over(brief: Brief) -> int:
    """By how many lines the briefing is longer than its page, as it will be printed."""
    return max(0, ceil(_height(brief if brief.sources else _unnumbered(brief)) - ROOM))


def _unnumbered(brief: Brief) -> Brief:
    """The briefing without the raised numbers of its sources."""
    blocks = tuple(
        block.model_copy(
            update={
                "items": tuple(item.model_copy(update={"citations": ()}) for item in block.items)
            }
        )
        for block in brief.blocks
    )
    table = brief.table and brief.table.model_copy(update={"citations": ()})
    return brief.model_copy(update={"blocks": blocks, "table": table})


def _height(brief: Brief) -> float:
    lines: float = title_lines(brief.title) + note_lines(foot_notes(brief)) + bool(brief.addressee)
    lines += wrapped(date_line(brief), DATE_CHARS, 0) - 1
    for part in parts(brief):
        lines += 1 if part.heading and not part.run_in else 0
        lines += sum(map(_wrapped, printed(part)))
        lines += table_lines(part.table.header, counted_rows(part.table)) if part.table else 0
    return lines
