"""Changes of wording as docx: the layout of official documents, a table for each kind."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from docx.document import Document
from docx.shared import Mm

from service.export.changes_markdown import quote_of, summary_line, title_of
from service.export.docx_style import (
    BODY,
    CELL_HEAD,
    HEADING,
    NOTE,
    TITLE,
    official_document,
)
from service.tasks.changes.kinds import KINDS, LEADING, by_kind, leading
from service.tasks.changes.shapes import Changes
from service.tasks.words import source_lines

WIDTHS = (58, 58, 40)


def changes_docx(made: Changes) -> bytes:
    """The changes as the bytes of a docx file; sources on pages of their own."""
    document = official_document()
    document.core_properties.title = f"{made.region}提法变化"
    document.core_properties.author = "gongbao"
    cited = {citation.n: citation for citation in made.citations}
    for step in made.steps:
        document.add_paragraph(title_of(step), style=TITLE.name)
        document.add_paragraph(summary_line(step), style=BODY.name)
        groups = [(f"{KINDS[kind]}（{len(found)}项）", found) for kind, found in by_kind(step)]
        for title, found in ((LEADING, leading(step)), *groups):
            document.add_paragraph(title, style=HEADING.name)
            rows = [
                (quote_of(one.earlier, cited), quote_of(one.later, cited), one.text)
                for one in found
            ]
            _table(document, ("上年报告", "今年报告", "变化"), rows)
    for note in made.notes:
        document.add_paragraph(note, style=NOTE.name)
    heading = document.add_paragraph("出处", style=HEADING.name)
    heading.paragraph_format.page_break_before = True
    for line in source_lines(made.citations):
        document.add_paragraph(line, style=NOTE.name)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Document, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    made = document.add_table(rows=0, cols=len(header))
    made.style = "Table Grid"
    made.autofit = False
    for place, row in enumerate((header, *rows)):
        cells = cast(Any, made.add_row()).cells
        for cell, text, width in zip(cells, row, WIDTHS, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = CELL_HEAD.name if place == 0 else NOTE.name
            cell.paragraphs[0].add_run(text)
