"""A Word document as a reader of the printed page sees it, in order.

Paragraphs with the numbers that Word prints in front of them, table rows, text boxes behind the
paragraph they hang on, footnotes at the end. Tracked insertions count, deletions do not.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from vectorstore.errors import DamagedFile, EmptyFile
from vectorstore.read.raised import raised, without_note_marks
from vectorstore.read.strict import transitional
from vectorstore.read.word_numbers import Element, ListNumbers

_CELL = " | "
_LONG_CELL = 200
_WHITE = "FFFFFF"
_UNSEEN_HALF_POINTS = 4  # two points: a line of print is five at the least
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_UNREAD = frozenset(
    qn(f"w:{name}")
    for name in (
        [
            "del",
            "moveFrom",
            "delText",
            "instrText",
            "rt",
            "pPr",
            "rPr",
            "sectPr",
            "tblPr",
            "tblGrid",
            "sdtPr",
            "sdtEndPr",
        ]
    )
)
_NOTES = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
}


def word_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a .docx, and its words that nobody sees; raises DamagedFile or EmptyFile."""
    try:
        reader = _Reader(docx.Document(BytesIO(transitional(data, name))))
        lines = list(reader.lines())
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise DamagedFile(
            f"{name} 不是完好的 docx 文件，请用 Word 或 WPS 打开后重新保存"
        ) from error
    if not any(line.strip() for line in lines):
        raise EmptyFile(f"{name} 里没有文字，请换成有正文的文件")
    return "\n".join(lines), tuple(reader.unseen)


class _Reader:
    """Walks one document; what a paragraph anchors (text boxes) waits until it has ended."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = ListNumbers(
            self._related(RELATIONSHIP_TYPE.NUMBERING), self._related(RELATIONSHIP_TYPE.STYLES)
        )
        self._boxes: list[Element] = []
        self._noted: dict[tuple[str, str], int] = {}
        self._unended = ""
        self.unseen: list[str] = []

    def lines(self) -> Iterator[str]:
        """The lines of the body, then those of the notes, each with its number."""
        document: Element = self._document
        yield from self._blocks(document.element.body)
        yield from self._notes()

    def _related(self, kind: str) -> Element | None:
        for relation in self._document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                return parse_xml(relation.target_part.blob)
        return None

    def _blocks(self, parent: Element) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                yield from self._blocks(_chosen(child))
            elif isinstance(child.tag, str) and child.tag not in _UNREAD:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        label = self._numbers.label(paragraph)
        held, self._boxes = self._boxes, []
        words = without_note_marks("".join(self._inline(paragraph)))
        boxes, self._boxes = self._boxes, held
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            self._unended += words
        else:
            words, self._unended = self._unended + words, ""
            yield label + words if words.strip() else words
        for box in boxes:
            yield from self._blocks(box)

    def _inline(self, parent: Element) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:t") or child.tag == _FORMULA_TEXT:
                yield child.text or ""
            elif child.tag in _WORDS:
                yield _WORDS[child.tag]
            elif child.tag == qn("w:txbxContent"):
                self._boxes.append(child)
            elif child.tag in _NOTES:
                key = (child.tag, str(child.get(qn("w:id"))))
                self._noted.setdefault(key, len(self._noted) + 1)
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                yield from self._inline(_chosen(child))
            elif _hidden(child):
                self.unseen.append("".join(text.text or "" for text in child.iter(qn("w:t"))))
            elif isinstance(child.tag, str) and child.tag not in _UNREAD:
                inside = self._inline(child)
                yield from map(raised, inside) if _is_raised(child) else inside

    def _table(self, table: Element) -> Iterator[str]:
        """A row a line; a table that lays out a page gives its paragraphs instead."""
        above: dict[int, str] = {}
        for row in _children(table, "w:tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells: list[str] = []
            column = 0
            for cell in _children(row, "w:tc"):
                words = "\n".join(self._blocks(cell)).strip()
                if _continues(cell):
                    words = above.get(column, "")
                above[column] = words
                cells.append(words)
                column += _columns(cell)
            if any(cell.count("\n") > 1 or len(cell) > _LONG_CELL for cell in cells):
                yield from "\n".join(cells).split("\n")
            elif any(cells):
                yield _CELL.join(" ".join(cell.split("\n")) for cell in cells)

    def _notes(self) -> Iterator[str]:
        parts = {tag: self._related(kind) for tag, (kind, _) in _NOTES.items()}
        for (tag, name), number in self._noted.items():
            notes = parts[tag]
            for note in () if notes is None else notes.findall(_NOTES[tag][1]):
                if note.get(qn("w:id")) == name:
                    words = " ".join(line.strip() for line in self._blocks(note)).strip()
                    yield from [f"[{number}]{words}"] if words else []


def _chosen(alternatives: Element) -> Element:
    """One of several renderings of the same content: the first with any text."""
    for rendering in alternatives:
        if any(text.text for text in rendering.iter(qn("w:t"))):
            return rendering
    return ()


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, content controls opened."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _children(child, tag)


def _hidden(run: Element) -> bool:
    """Whether nobody sees a run on paper: hidden by name, in white on white, or too small."""
    dress = run.find(qn("w:rPr")) if run.tag == qn("w:r") else None
    if dress is None:
        return False
    vanish = dress.find(qn("w:vanish"))
    if vanish is not None and vanish.get(qn("w:val")) not in ("0", "false"):
        return True
    color, size = (dress.find(qn(name)) for name in ("w:color", "w:sz"))
    half_points = "" if size is None else str(size.get(qn("w:val")))
    if half_points.isdecimal() and int(half_points) <= _UNSEEN_HALF_POINTS:
        return True
    white = color is not None and str(color.get(qn("w:val"))).upper() == _WHITE
    return white and not any(_is_shaded(each) for each in (run, *run.iterancestors()))


def _is_shaded(element: Element) -> bool:
    """Whether a run, a paragraph, a cell or a table has a ground of its own: a dark head of a
    table has white words that are read."""
    for kind in ("w:rPr", "w:pPr", "w:tcPr", "w:tblPr"):
        dress = element.find(qn(kind))
        if dress is None:
            continue
        shade = dress.find(qn("w:shd"))
        fill = None if shade is None else str(shade.get(qn("w:fill"))).upper()
        if fill not in (None, "AUTO", _WHITE) or dress.find(qn("w:highlight")) is not None:
            return True
    return False


def _is_raised(run: Element) -> bool:
    place = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if run.tag == qn("w:r") else None
    return place is not None and place.get(qn("w:val")) == "superscript"


def _continues(cell: Element) -> bool:
    """Whether a cell is the lower part of one merged downwards."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) in (None, "continue")


def _columns(cell: Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = "" if span is None else str(span.get(qn("w:val")))
    return int(value) if value.isdecimal() else 1
