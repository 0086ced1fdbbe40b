"""An answer as docx: the question, the answer with raised source numbers, the quotes below."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any, cast

from docx.document import Document

from service.export.docx_style import (
    BODY,
    CELL,
    CELL_HEAD,
    DATE,
    HEADING,
    NOTE,
    TITLE,
    official_document,
    properties,
)
from service.shapes import Answer
from service.tasks.brief.typeset import typeset
from service.tasks.words import source_lines

MARK = re.compile(r"((?:\[\d{1,3}\])+)")


def _raised(paragraph: Any, text: str) -> None:
    """The text with its `[n]` raised."""
    for piece in MARK.split(text):
        if piece:
            run = paragraph.add_run(piece if MARK.fullmatch(piece) else typeset(piece))
            run.font.superscript = bool(MARK.fullmatch(piece)) or None


def _rows(lines: Iterator[str]) -> list[list[str]]:
    """The cells of a table that stands in the answer as text."""
    split = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in split if any(set(cell) - set(":- ") for cell in row)]


def _table(document: Document, rows: list[list[str]]) -> None:
    made = document.add_table(rows=0, cols=len(rows[0]))
    made.style = "Table Grid"
    for place, row in enumerate(rows):
        look = CELL if place else CELL_HEAD
        for cell, text in zip(cast(Any, made.add_row()).cells, row, strict=False):
            cell.paragraphs[0].style = look.name
            _raised(cell.paragraphs[0], text)


def answer_docx(answer: Answer) -> bytes:
    """The answer as the bytes of a docx file."""
    document = official_document()
    properties(document, answer.question)
    document.add_paragraph(typeset(answer.question), style=TITLE.name)
    document.add_paragraph(f"据{answer.searched.reports}份政府工作报告核对", style=DATE.name)
    lines = [line.strip() for line in answer.answer.splitlines() if line.strip()]
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            _table(document, _rows(group))
            continue
        for line in group:
            _raised(document.add_paragraph(style=BODY.name), line.removeprefix("- "))
    if answer.citations:
        document.add_paragraph("出处", style=HEADING.name)
    for text in source_lines(answer.citations):
        document.add_paragraph(typeset(text), style=NOTE.name)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
