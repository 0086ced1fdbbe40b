"""The parts of a briefing in the order of its page, and how much of the page they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from service.shapes import Block, Brief, Table
from service.tasks.brief.fit import (
    CHARS,
    LINE_POINTS,
    TABLE_CHARS,
    TABLE_LINE_POINTS,
    table_lines,
    wrapped,
)
from service.tasks.brief.typeset import typeset
from service.tasks.words import day, marks

TITLE_CHARS = 20
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the page: a table, paragraphs, or both."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


def _table(table: Table) -> Table:
    return table.model_copy(
        update={
            "header": tuple(map(typeset, table.header)),
            "rows": tuple(tuple(map(typeset, row)) for row in table.rows),
        }
    )


def parts(brief: Brief) -> list[Part]:
    """Blocks and table in printed order with their numbers; sources are marked when listed."""
    found = [Part(block.heading, tuple(_paragraph(block, brief.sources))) for block in brief.blocks]
    if brief.table is not None:
        found.insert(brief.table.after, Part(brief.table.heading, table=_table(brief.table)))
    return [
        Part(f"{NUMERALS[i]}、{part.heading}" if i < len(NUMERALS) else part.heading,
             part.paragraphs, part.table)
        for i, part in enumerate(found)
    ]  # fmt: skip


def _paragraph(block: Block, sources: bool) -> list[str]:
    texts = [
        typeset(item.text) + (marks(item.citations) if sources else "") for item in block.items
    ]
    return ["".join(texts)] if block.joined else texts


def date_line(brief: Brief) -> str:
    """When the briefing was made, and of which date its report is, or of how many it is made."""
    if len(brief.reports) != 1:
        return f"{brief.date} 据{len(brief.reports)}份政府工作报告整理"
    given = brief.reports[0].delivered
    return f"{brief.date} 据{f'{day(given)}的' if given else '该'}报告整理"


def block_lines(block: Block, sources: bool) -> int:
    """Grid lines of a block with its heading."""
    return 1 + sum(wrapped(text, CHARS) for text in _paragraph(block, sources))


def note_lines(notes: Sequence[str]) -> float:
    """Grid lines of the notes in 小五 at the foot."""
    lines = sum(wrapped(typeset(note), TABLE_CHARS, 0) for note in notes)
    return lines * TABLE_LINE_POINTS / LINE_POINTS


def title_lines(title: str) -> int:
    """Grid lines of the title, and the line under it that dates the briefing."""
    return wrapped(title, TITLE_CHARS, 0) + 1


def page_lines(brief: Brief) -> int:
    """Grid lines of the whole first page."""
    lines = title_lines(brief.title) + note_lines(brief.notes)
    for part in parts(brief):
        lines += 1 if part.heading else 0
        lines += sum(wrapped(text, CHARS) for text in part.paragraphs)
        lines += table_lines(part.table.header, part.table.rows) if part.table else 0
    return ceil(lines)
