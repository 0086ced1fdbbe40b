"""Paragraphs, tables and notes of a Word document, in order."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from vectorstore.errors import DamagedFile, EmptyFile

_CELL = " | "


def word_text(data: bytes, name: str) -> str:
    """The text of a .docx; raises DamagedFile or EmptyFile."""
    try:
        document = docx.Document(BytesIO(data))
        lines = list(_lines(document))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise DamagedFile(f"{name} 不是完好的 docx 文件,请用 Word 或 WPS 打开后重新保存") from error
    if not any(line.strip() for line in lines):
        raise EmptyFile(f"{name} 里没有文字,请换成有正文的文件")
    return "\n".join(lines)


def _lines(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """A row a line; a merged cell counts once."""
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:  # pyright: ignore[reportPrivateUsage]
                seen.add(id(cell._tc))  # pyright: ignore[reportPrivateUsage]
                cells.append(cell.text.strip())
        if any(cells):
            yield _CELL.join(cell.replace("\n", " ") for cell in cells)
