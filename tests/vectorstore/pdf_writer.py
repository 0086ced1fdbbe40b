"""A PDF of Chinese lines, written by hand: no library of the project writes any.

The font is one of the CJK fonts that every reader knows by name; one unit is one point.
"""

import re
from dataclasses import dataclass

_UNIT = re.compile(r"[A-Za-z]+|.")


@dataclass(frozen=True)
class Line:
    """A line of text with its left edge and height above the bottom of an A4 page; `dress` is what
    is said before it is drawn: `3 Tr`, `1 g`."""

    text: str
    left: float
    bottom: float
    size: float = 16
    dress: str = ""


def pdf(pages: list[list[Line]]) -> bytes:
    """The bytes of a PDF with these pages."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        " /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
        " /Ascent 880 /Descent -120 /FontBBox [-25 -254 1000 880] >> >>",
    ]
    for number, lines in enumerate(pages):
        stream = "\n".join(_shown(line) for line in lines)
        objects += (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        )
    return _file(objects)


def typeset(paragraphs: list[str], *, header: str, columns: int = 28, rows: int = 22) -> bytes:
    """Paragraphs with an indent of two characters, a running header and page numbers."""
    lines = [
        line for paragraph in paragraphs for line in _wrapped("\u3000\u3000" + paragraph, columns)
    ]
    pages: list[list[Line]] = []
    for start in range(0, len(lines), rows):
        page = [Line(header, 220, 790, 10), Line(f"— {len(pages) + 1} —", 280, 40, 10)]
        for row, text in enumerate(lines[start : start + rows]):
            indent = len(text) - len(text.lstrip("\u3000"))
            page.append(Line(text.lstrip("\u3000"), 74 + 16 * indent, 740 - 28 * row))
        pages.append(page)
    return pdf(pages)


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of a ragged paragraph, broken between characters but not inside Latin words."""
    lines = [""]
    for unit in _UNIT.findall(text):
        if len(lines[-1]) + len(unit) > columns:
            lines.append("")
        lines[-1] += unit
    return lines


def _shown(line: Line) -> str:
    code = line.text.encode("utf-16-be").hex().upper()
    return f"q {line.dress} BT /F1 {line.size} Tf {line.left} {line.bottom} Td <{code}> Tj ET Q"


def _file(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("ascii")
