"""Thirty files made to hurt whoever reads them, by name; each is a few megabytes at most.

None may take more than its limits, and none may harm another file: `benchmarks.hostile_files`
uploads all, the tests a sample.
"""

import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

REPORT = """2021年{region}政府工作报告
——2021年1月5日在{region}第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2020年工作回顾
2020年，我们坚持稳中求进，{body}。
二、2021年工作安排
2021年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%。"""
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def report(body: str = "地区生产总值完成100亿元，增长2.1%", region: str = "海拉尔区") -> str:
    """A short report with this in its review."""
    return REPORT.format(body=body, region=region)


def _text(make: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: make().encode()


def _zip(parts: Iterator[tuple[str | ZipInfo, bytes]]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content, ZIP_DEFLATED)
    return file.getvalue()


def _docx(body: str, *more: tuple[str, bytes], head: str = "") -> bytes:
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    parts: list[tuple[str | ZipInfo, bytes]] = [
        ("[Content_Types].xml", _TYPES.encode()),
        ("_rels/.rels", _RELATIONS.encode()),
        ("word/document.xml", document.encode()),
        *more,
    ]
    return _zip(iter(parts))


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _bomb() -> bytes:
    return _docx("<w:p/>" + " " * (201 * 2**20))


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "政府">{levels}]>'
    return _docx(_paragraph("&e9;"), head=head)


def _outside() -> bytes:
    head = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _docx(_paragraph("&x;"), head=head)


def _nested_tables(depth: int = 400) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return _docx(opened * depth + _paragraph("报告") + closed * depth)


def _lying() -> bytes:
    """A table of contents that says the part is small."""
    data = bytearray(_docx(_paragraph("a" * 3_000_000)))
    at = data.rfind(b"word/document.xml") - 46
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def _overlapping() -> bytes:
    """Many entries of the table of contents that share one place in the file."""
    data = _zip(iter([("a.txt", report("粮食产量30万吨" * 50_000).encode())]))
    end = data.rfind(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    entry, times = data[start:end], 400
    tail = bytearray(data[end:])
    tail[8:12] = times.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * times).to_bytes(4, "little")
    return data[:start] + entry * times + bytes(tail)


def _encrypted() -> bytes:
    data = bytearray(_zip(iter([("a.txt", report().encode())])))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    return bytes(data)


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Root 1 0 R /Size %d >>" % (len(objects) + 1)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF" % len(data)
    )


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    pages = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids)
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages, *[page] * count)


def _looping_pages() -> bytes:
    again = b"<< /Type /Pages /Count 1000 /Kids [2 0 R 2 0 R] >>"
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", again)


def _drawn(stream: bytes) -> bytes:
    packed = zlib.compress(stream, 9)
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (
        len(packed),
        packed,
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, content)


def _random() -> bytes:
    return random.Random(18).randbytes(5_000_000)


def _sheet() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    words = f'<sst xmlns="{main}">{"<si><t>政府工作报告</t></si>" * 1_500_000}</sst>'
    parts = [("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", words.encode())]
    return _zip(iter(parts))


FILES: Mapping[str, Callable[[], bytes]] = {
    "unpacks to 201 MB.docx": _bomb,
    "6000 parts.docx": lambda: _docx(
        _paragraph(report()), *((f"word/media/{n}", b"") for n in range(6_000))
    ),
    "200000 paragraphs.docx": lambda: _docx("<w:p/>" * 200_000),
    "100000 levels.docx": lambda: _docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "tables in tables.docx": _nested_tables,
    "entities of entities.docx": _entities,
    "an entity of the disk.docx": _outside,
    "a part of lies.docx": _lying,
    "no xml.docx": lambda: _docx("<w:p><w:r>" * 3),
    "one paragraph of 9 MB.docx": lambda: _docx(_paragraph("粮食产量" * 800_000)),
    "10000 files.zip": lambda: _zip((f"{n}.txt", b"x") for n in range(10_000)),
    "zip of zips.zip": lambda: _zip(iter([("a.docx", _bomb()), ("b.docx", _bomb())])),
    "encrypted.zip": _encrypted,
    "400 in one place.zip": _overlapping,
    "up and out.zip": lambda: _zip(iter([("../../../../etc/gongbao.txt", report().encode())])),
    "20000 pages.pdf": lambda: _pages(20_000),
    "pages of itself.pdf": _looping_pages,
    "draws for ever.pdf": lambda: _drawn(b"0 0 1 1 re S " * 4_000_000),
    "a stream of 300 MB.pdf": lambda: _drawn(b" " * (300 * 2**20)),
    "cut.pdf": lambda: _pages(50)[:2_000],
    "300000 levels.html": _text(lambda: "<html>" + "<div>" * 300_000 + report()),
    "a million cells.html": _text(
        lambda: "<html><table><tr>" + "<td>1亿元</td>" * 700_000 + "</table>" + report()
    ),
    "attributes.html": _text(lambda: "<html><p " + "a=b " * 3_000_000 + ">" + report()),
    "8000 figures.txt": _text(
        lambda: report("，".join(f"地区生产总值完成{n}亿元" for n in range(8_000)))
    ),
    "8000 dealt out.txt": _text(
        lambda: report(
            "、".join(["粮食产量"] * 8_000) + "分别增长" + "、".join(f"{n}%" for n in range(8_000))
        )
    ),
    "50000 headings.txt": _text(lambda: report("稳") + "\n（一）工作" * 50_000),
    "18 MB in a line.txt": _text(lambda: report("稳中求进" * 1_500_000)),
    "a number of 900000 digits.txt": _text(lambda: report("粮食产量" + "1" * 900_000 + "吨")),
    "brackets.txt": _text(lambda: report("（" * 300_000)),
    "noise.txt": _random,
    "cells of a million.xlsx": _sheet,
    "braces.rtf": lambda: b"{\\rtf1" + b"{" * 2_000_000,
}
