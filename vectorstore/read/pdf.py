"""The paragraphs of a text PDF: page furniture dropped, lines joined."""

import logging
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from vectorstore.errors import DamagedFile, NoTextLayer
from vectorstore.read.limits import MOST_PAGES, require_few
from vectorstore.read.pdf_columns import gutter, in_reading_order
from vectorstore.read.pdf_unseen import seen

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–－·~]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[\s\-—–－·~]*$"
)
_DIGITS = re.compile(r"\d+")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_LEAST_CHARACTERS = 20
_MARGIN_LINES = 2
_MOST_UNMAPPED = 0.05
_CELL = " | "
_WORD = r"(?:[A-Za-z0-9.,%/+\-]+|[^“”‘’])"
_UNIT = re.compile(  # what typesetters keep on one line: UAX 14
    rf"[“”‘’（《〈【(\[]*{_WORD}(?:[“”‘’]+{_WORD}?|[，。、；：？！）》〉】,.;:?!)\]%％])*"
)
_OPEN = re.compile(r"[（(《“][^）)》”]{0,12}$")
_CLOSE = re.compile(r"[^（(《“。]{0,12}[）)》”]")
_ENDS_PARAGRAPH = re.compile(r"[。！？!?：:；;”）)]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line and its box on the page; `size` is the height of its characters."""

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int


def pdf_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, a paragraph a line, and what nobody sees of it; raises DamagedFile or
    NoTextLayer."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font on stderr
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            require_few(len(document.pages), MOST_PAGES, "页数", name)
            read = [_page_lines(page, number) for number, page in enumerate(document.pages)]
    except (PdfminerException, PDFException, ValueError, KeyError, TypeError) as error:
        raise DamagedFile(f"{name} 打不开或已加密，请另存为不加密的 PDF 或 docx") from error
    pages = [lines for lines, _ in read]
    characters = "".join(line.text for page in pages for line in page)
    if len(characters) < _LEAST_CHARACTERS * max(1, len(pages)) ** 0.5:
        raise NoTextLayer(f"{name} 是扫描件，没有文字层，请先做文字识别（OCR）或换成 docx")
    if len(_UNMAPPED.findall(characters)) > _MOST_UNMAPPED * len(characters):
        raise NoTextLayer(f"{name} 的字体无法还原成文字，请换成 docx 或先做文字识别（OCR）")
    text = "\n".join(_paragraphs(_without_margins(pages)))
    return text, tuple(words for _, words in read if words)


def _page_lines(whole: Page, number: int) -> tuple[list[_Line], str]:
    """The lines of a page in reading order, and the letters on it that nobody sees."""
    page, unseen = seen(whole)
    lines = _lines(page, number)
    whole.close()
    return lines, unseen


def _lines(page: Page, number: int) -> list[_Line]:
    """What is seen of a page, each table row as one line."""
    _level(page)
    if (blank := gutter(page)) is not None:
        parts = list(in_reading_order(page, blank))
        return [
            _line(box, number, shift) for part, shift in parts for box in part.extract_text_lines()
        ]
    tables = page.find_tables() if len(page.lines) + len(page.rects) > 3 else []
    words = page
    lines: list[_Line] = []
    for table in tables:
        rows = table.extract()
        if len(rows) < 2 or max(len(row) for row in rows) < 2:
            continue
        words = words.outside_bbox(table.bbox)
        for place, row in enumerate(rows):
            cells = _CELL.join((cell or "").replace("\n", "") for cell in row)
            lines.append(_Line(f"\n{cells}\n", 0, 0, table.bbox[1] + place / 100, 0, number))
    lines += [_line(box, number) for box in words.extract_text_lines()]
    return sorted(lines, key=lambda line: line.top)


def _level(page: Page) -> None:
    """Give the characters of one line one height: fonts tell theirs each in its own way."""
    for char in page.chars:
        if char["upright"]:
            size, baseline = float(char["size"]), page.height - float(char["matrix"][5])
            char["top"], char["bottom"] = baseline - 0.8 * size, baseline + 0.2 * size


def _line(box: dict[str, Any], page: int, shift: float = 0.0) -> _Line:
    sizes = Counter(round(float(char["size"]), 1) for char in box["chars"])
    return _Line(
        text=str(box["text"]).strip(),
        left=float(box["x0"]) - shift,
        right=float(box["x1"]) - shift,
        top=float(box["top"]),
        size=sizes.most_common(1)[0][0],
        page=page,
    )


def _without_margins(pages: list[list[_Line]]) -> list[_Line]:
    """All lines but page numbers and what stands at the edge of many pages."""
    edges = [_edges(page) for page in pages]
    repeated = Counter(key for page in edges for key in {_shape(line.text) for line in page})
    often = max(3, len(pages) // 3)
    return [
        line
        for page, edge in zip(pages, edges, strict=True)
        for line in page
        if not (
            line in edge and (_PAGE_NUMBER.match(line.text) or repeated[_shape(line.text)] >= often)
        )
    ]


def _edges(page: list[_Line]) -> list[_Line]:
    page = sorted(page, key=lambda line: line.top)
    return page[:_MARGIN_LINES] + page[-_MARGIN_LINES:]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text.replace(" ", ""))


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Lines joined where the one before runs to the right edge and this one is not indented."""
    if not lines:
        return []
    left, right = _column(lines)
    full = [
        line.right + _needs(after) >= right - 0.6 * line.size for line, after in pairwise(lines)
    ]
    indented = [line.left > left + 1.2 * line.size for line in lines]
    behind = [is_in for was_full, is_in in zip(full, indented[1:], strict=False) if was_full]
    tells = sum(behind) <= len(behind) / 2
    paragraphs = [lines[0].text]
    for number, (before, line) in enumerate(pairwise(lines)):
        same = abs(before.size - line.size) < 1.5 and 0 not in (before.size, line.size)
        opens = indented[number + 1] and (tells or _ENDS_PARAGRAPH.search(before.text))
        if same and (full[number] or _in_brackets(before, line)) and not opens:
            paragraphs[-1] += _joint(before.text, line.text) + line.text
        else:
            paragraphs.append(line.text)
    return [line for p in paragraphs for line in p.split("\n") if line.strip()]


def _in_brackets(before: _Line, line: _Line) -> bool:
    """Whether a short bracket is open at the break: 59个村(社 | 区)."""
    return _OPEN.search(before.text) is not None and _CLOSE.match(line.text) is not None


def _needs(line: _Line) -> float:
    """The width of a line's first unit, which the line before had to have room for."""
    unit = _UNIT.match(line.text)
    words = unit[0] if unit else line.text[:1]
    return max(1.0, sum(0.55 if c.isascii() else 1 for c in words)) * line.size


def _column(lines: list[_Line]) -> tuple[float, float]:
    """The left and right edge that most lines keep."""
    lefts = Counter(round(line.left) for line in lines if line.size)
    rights = Counter(round(line.right) for line in lines if line.size)
    common = [left for left, n in lefts.items() if n >= 0.15 * sum(lefts.values())]
    left = min(common or lefts)
    wide = [edge for edge, n in rights.items() if n >= 0.1 * sum(rights.values())]
    return left, max(wide or rights)


def _joint(before: str, after: str) -> str:
    words = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return " " if words else ""
