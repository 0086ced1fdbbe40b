"""A briefing as docx in the layout of official documents: one page, sources on the next."""

from collections.abc import Iterable
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
    KAI,
    NOTE,
    TITLE,
    TO,
    Look,
    element,
    fonts,
    official_document,
    properties,
)
from service.shapes import Brief, Table
from service.tasks.brief.fit import column_chars
from service.tasks.brief.page import (
    Run,
    addressee_line,
    cell_runs,
    counted_rows,
    date_line,
    foot_notes,
    parts,
)
from service.tasks.brief.typeset import typeset
from service.tasks.words import marks, source_lines

WIDTH = 156.0


def _paragraph(document: Document, text: str, look: Look) -> Paragraph:
    return document.add_paragraph(text, style=look.name)


def _runs(paragraph: Any, runs: Iterable[Run], *, sources: bool) -> None:
    """The text, behind it the raised numbers of its sources where they are listed."""
    for run in runs:
        made = paragraph.add_run(run.text)
        if run.own:
            made._r.get_or_add_rPr().insert(0, fonts(KAI))
        if sources and run.numbers:
            paragraph.add_run(marks(run.numbers)).font.superscript = True


def _run_in(paragraph: Any, heading: str) -> None:
    """A heading that begins its paragraph, in the type of headings."""
    paragraph.add_run(heading)._r.get_or_add_rPr().insert(0, fonts(HEADING.font))


def _fill(cell: Any, run: Run, style: str, *, sources: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    _runs(paragraph, [run], sources=sources)


def _table(document: Document, table: Table, *, sources: bool) -> None:
    made = document.add_table(rows=0, cols=len(table.header))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    widths = column_chars(table.header, counted_rows(table))
    for column, width in zip(cast(Any, made).columns, widths, strict=True):
        column.width = Mm(WIDTH * width / sum(widths))
    for place, row in enumerate(([Run(name) for name in table.header], *cell_runs(table))):
        look = CELL_HEAD if place == 0 else CELL
        cells = cast(Any, made.add_row()).cells
        for cell, run, width in zip(cells, row, widths, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.width = Mm(WIDTH * width / sum(widths))
            _fill(cell, run, look.name, sources=sources)
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
        _paragraph(document, typeset(text), NOTE)


def brief_docx(brief: Brief) -> bytes:
    """The briefing as the bytes of a docx file."""
    document = official_document()
    properties(document, brief.title, brief.unit)
    _paragraph(document, typeset(brief.title), TITLE)
    _paragraph(document, typeset(date_line(brief)), DATE)
    if to := addressee_line(brief):
        _paragraph(document, typeset(to), TO)
    for part in parts(brief):
        if part.heading and not part.run_in:
            _paragraph(document, part.heading, HEADING)
        if part.table:
            _table(document, part.table, sources=brief.sources)
        for place, runs in enumerate(part.paragraphs):
            made = _paragraph(document, "", BODY)
            if part.run_in and not place:
                _run_in(made, part.heading)
            _runs(made, runs, sources=brief.sources)
    for note in foot_notes(brief):
        _paragraph(document, typeset(note), NOTE)
    if brief.sources:
        _sources(document, brief)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
