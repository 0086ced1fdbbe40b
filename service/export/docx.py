"""A briefing as docx in the layout of official documents: one page, sources on the next."""

from io import BytesIO
from typing import Any, cast

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from service.export.docx_style import (
    BODY,
    CELL,
    CELL_HEAD,
    DATE,
    HEADING,
    NOTE,
    TITLE,
    Look,
    element,
    official_document,
)
from service.shapes import Brief, Table
from service.tasks.brief.fit import column_chars
from service.tasks.brief.page import date_line, parts
from service.tasks.brief.typeset import typeset
from service.tasks.words import source_lines

WIDTH = 156.0


def _paragraph(document: Document, text: str, look: Look) -> Paragraph:
    return document.add_paragraph(text, style=look.name)


def _fill(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)


def _table(document: Document, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.header))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    widths = column_chars(table.header, table.rows)
    for column, width in zip(cast(Any, made).columns, widths, strict=True):
        column.width = Mm(WIDTH * width / sum(widths))
    for place, row in enumerate((table.header, *table.rows)):
        look = CELL_HEAD if place == 0 else CELL
        cells = cast(Any, made.add_row()).cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.width = Mm(WIDTH * width / sum(widths))
            _fill(cell, text, look.name)
    _repeat_header(made)
    _narrow_margins(made)


def _repeat_header(table: DocxTable) -> None:
    row = cast(Any, table.rows[0])._tr.get_or_add_trPr()
    row.append(element("w:tblHeader", val="true"))


def _narrow_margins(table: DocxTable) -> None:
    """Cells as tight as the page grid counts them."""
    margins = element("w:tblCellMar")
    for side, twips in (("top", "0"), ("left", "40"), ("bottom", "0"), ("right", "40")):
        margins.append(element(f"w:{side}", w=twips, type="dxa"))
    properties = cast(Any, table)._tbl.tblPr
    look = properties.find(element("w:tblLook").tag)
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _sources(document: Document, brief: Brief) -> None:
    heading = _paragraph(document, "出处", HEADING)
    heading.paragraph_format.page_break_before = True
    for text in source_lines(brief.citations):
        _paragraph(document, text, NOTE)


def brief_docx(brief: Brief) -> bytes:
    """The briefing as the bytes of a docx file."""
    document = official_document()
    document.core_properties.title = brief.title
    document.core_properties.author = "gongbao"
    _paragraph(document, brief.title, TITLE)
    _paragraph(document, typeset(date_line(brief)), DATE)
    for part in parts(brief):
        if part.heading:
            _paragraph(document, part.heading, HEADING)
        if part.table:
            _table(document, part.table)
        for text in part.paragraphs:
            _paragraph(document, text, BODY)
    for note in brief.notes:
        _paragraph(document, typeset(note), NOTE)
    if brief.sources:
        _sources(document, brief)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
