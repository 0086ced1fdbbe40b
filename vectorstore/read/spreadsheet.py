"""A table of full texts (.xlsx, .csv): not read, but the refusal says which column is the text."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from xml.etree import ElementTree as etree
from zipfile import BadZipFile, ZipFile

from vectorstore.errors import UnsupportedFormat, VectorstoreError
from vectorstore.read.decode import decode
from vectorstore.read.limits import require_package

SPREADSHEETS = frozenset((".xlsx", ".xlsm", ".csv", ".tsv"))
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_MOST_ROWS = 2000
_FULL_TEXT = 800  # characters

Rows = Sequence[dict[str, str]]


def refusal(data: bytes, suffix: str, name: str) -> UnsupportedFormat:
    """Why a table is not read, with the column that looks like the text of reports."""
    rows = list(_csv_rows(data, name) if suffix in (".csv", ".tsv") else _xlsx_rows(data))
    texts = {column: [row[column] for row in rows[1:] if row.get(column)] for column in _all(rows)}
    means = {c: sum(map(len, told)) / len(told) for c, told in texts.items() if told}
    best = max(means, key=lambda column: means[column], default="")
    if not best or means[best] < _FULL_TEXT:
        return UnsupportedFormat(
            f"{name} 是表格，没有像报告正文的一列，请改用报告的全文（txt、docx或PDF）"
        )
    head = rows[0].get(best, "").strip()[:20]
    named = f"“{head}”列（第{best}列）" if head else f"第{best}列"
    return UnsupportedFormat(
        f"{name} 是表格，像报告正文的是{named}，共{len(texts[best])}份；请把这一列每格另存为一个txt再收录"
    )


def _all(rows: Rows) -> dict[str, None]:
    return dict.fromkeys(column for row in rows for column in row)


def _csv_rows(data: bytes, name: str) -> Iterator[dict[str, str]]:
    try:
        text = decode(data, name).text
        csv.field_size_limit(len(text) + 1)
        dialect = "excel-tab" if text[:2000].count("\t") > text[:2000].count(",") else "excel"
        for number, row in enumerate(csv.reader(StringIO(text), dialect)):
            if number > _MOST_ROWS:
                return
            yield {_letters(at): cell for at, cell in enumerate(row)}
    except (csv.Error, VectorstoreError):
        return


def _letters(number: int) -> str:
    """The letters of a column: 0 → A, 27 → AB."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _xlsx_rows(data: bytes) -> Iterator[dict[str, str]]:
    """The rows of the first sheet that holds any."""
    try:
        with ZipFile(BytesIO(data)) as book:
            require_package(book, "")
            names = book.namelist()
            shared: list[str] = []
            if "xl/sharedStrings.xml" in names:
                root = etree.fromstring(book.read("xl/sharedStrings.xml"))
                shared = [_words(item) for item in root.iter(f"{_MAIN}si")]
            for sheet in sorted(filter(_SHEET.fullmatch, names)):
                rows = etree.fromstring(book.read(sheet)).iter(f"{_MAIN}row")
                told = [_row(row, shared) for _, row in zip(range(_MOST_ROWS), rows, strict=False)]
                if any(told):
                    yield from told
                    return
    except (BadZipFile, etree.ParseError, RuntimeError, VectorstoreError):
        return


def _row(row: etree.Element, shared: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for cell in row.iter(f"{_MAIN}c"):
        place = _CELL.match(cell.get("r") or "")
        value = cell.findtext(f"{_MAIN}v") or ""
        if cell.get("t") == "s" and value.isdecimal() and int(value) < len(shared):
            value = shared[int(value)]
        elif cell.get("t") == "inlineStr":
            value = _words(cell)
        if place and value:
            cells[place[1]] = value
    return cells


def _words(element: etree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_MAIN}t"))
