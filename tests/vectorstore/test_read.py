"""Files of every kind that people save reports as, and of the kinds that are refused."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from tests.vectorstore.pdf_writer import Line, pdf, typeset
from vectorstore.clean import clean
from vectorstore.clean.traditional import to_traditional
from vectorstore.errors import (
    BinaryFile,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    NoTextLayer,
    ReadError,
    UnsupportedFormat,
)
from vectorstore.read import SUFFIXES, read_bytes, read_file
from vectorstore.read.limits import MOST_BYTES

SEED = next((Path(__file__).parents[2] / "seeds" / "texts").glob("000_*.txt"))
RAW = SEED.read_text(encoding="utf-8")
CLEAN = clean(RAW).text
LINES = CLEAN.split("\n")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_file_keeps_its_own_characters(encoding: str) -> None:
    data = RAW.encode(encoding)
    raw = read_bytes(data, "报告.txt")
    assert raw.text == RAW
    assert (raw.format, raw.name) == ("txt", "报告.txt")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()


def test_big5_is_told_from_gbk() -> None:
    traditional = "".join(to_traditional(character) for character in CLEAN)
    raw = read_bytes(traditional.encode("big5", errors="ignore"), "a.txt")
    assert raw.encoding in ("big5", "big5hkscs")
    assert "全年地区生产总值完成141.5亿元" in clean(raw.text).text


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.TXT"
    path.write_bytes(RAW.encode("gb18030"))
    assert (read_file(path).text, read_file(path).encoding) == (RAW, "gb18030")


def test_a_few_broken_bytes_do_not_stop_a_text() -> None:
    data = RAW.encode("gb18030")
    broken = data[:5001] + b"\xff" + data[5002:]
    assert "完成141.5亿元" in read_bytes(broken, "a.txt").text


@pytest.mark.parametrize(
    ("first", "rest"), [("utf-8", "gb18030"), ("utf-8-sig", "gbk"), ("gb18030", "gb18030")]
)
def test_lines_that_were_added_in_gbk_are_read(first: str, rest: str) -> None:
    added = "来源：满洲里市人民政府办公室\n（2021年6月24日印发）"
    data = RAW.encode(first) + b"\n" + added.encode(rest)
    assert read_bytes(data, "a.txt").text == f"{RAW}\n{added}"


def test_utf8_with_a_broken_byte_is_no_gbk() -> None:
    data = RAW.encode()
    for at in range(6000, 6003):
        text = read_bytes(data[:at] + data[at + 1 :], "a.txt").text
        assert (text[:1000], text[-1000:]) == (RAW[:1000], RAW[-1000:])
        assert text.count("\ufffd") in (1, 2)


def document(lines: list[str]) -> bytes:
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    table = word.add_table(rows=2, cols=2)
    for number, words in enumerate(("指标", "完成", "地区生产总值", "141.5")):
        table.cell(number // 2, number % 2).text = words
    word.add_paragraph("表后一段。")
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def test_a_word_document_is_read_in_order() -> None:
    raw = read_bytes(document(LINES), "a.docx")
    assert raw.format == "docx"
    assert raw.text == "\n".join([*LINES, "指标 | 完成", "地区生产总值 | 141.5", "表后一段。"])


def test_what_nobody_sees_of_a_word_document_is_not_read() -> None:
    word = docx.Document()
    white, small, seen = (word.add_paragraph(words).runs[0] for words in ("白字", "小字", "正文"))
    white.font.color.rgb = RGBColor(255, 255, 255)
    small.font.size = Pt(1)
    seen.font.color.rgb = RGBColor(0, 0, 0)
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "表头"
    cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="1F4E79"/>'))
    file = BytesIO()
    word.save(file)
    assert read_bytes(file.getvalue(), "a.docx").text.split() == ["正文", "表头"]


def test_a_merged_cell_counts_once() -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(0, 2).text = "309亿元"
    file = BytesIO()
    word.save(file)
    assert read_bytes(file.getvalue(), "a.docx").text == "合计 | 309亿元"


def test_a_pdf_gives_back_its_paragraphs() -> None:
    raw = read_bytes(typeset(LINES[:30], header="满洲里市人民政府"), "a.pdf")
    assert raw.format == "pdf"
    assert raw.text.split("\n") == LINES[:30]


def test_page_numbers_and_headers_of_a_pdf_are_dropped() -> None:
    text = read_bytes(typeset(LINES[:30], header="内部资料 注意保存"), "a.pdf").text
    assert "内部资料" not in text
    assert re.search(r"(?m)^— \d+ —$", text) is None


def test_two_columns_are_read_one_after_the_other_under_their_title() -> None:
    sentences = [f"第{n}项工作完成投资{n + 100}.5亿元，比上年增长{n % 9 + 1}%，" for n in range(16)]
    paragraph = "".join(sentences) + "全面完成任务。"
    rows = [paragraph[at : at + 14] for at in range(0, len(paragraph), 14)]
    half = (len(rows) + 1) // 2
    columns = [
        Line(words, 60 + 250 * (at >= half), 720 - 22 * (at % half))
        for at, words in enumerate(rows)
    ]
    title, foot = Line("2023年乌海市政府工作报告", 180, 790, 20), Line("— 1 —", 280, 40, 10)
    text = read_bytes(pdf([[title, *columns, foot]]), "a.pdf").text
    assert text.split("\n") == ["2023年乌海市政府工作报告", paragraph]


GROUND = "0.2 g 60 90 400 30 re f 1 g"
IMAGE = "q 400 0 0 40 60 90 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (Line("地区生产总值增长九成", 74, 100, dress="3 Tr"), False),
        (Line("地区生产总值增长九成", 74, 100, dress=f"{IMAGE} 3 Tr"), True),  # read by a scanner
        (Line("地区生产总值增长九成", 74, 100, dress="1 g"), False),
        (Line("地区生产总值增长九成", 74, 100, dress="1 1 1 rg"), False),
        (Line("地区生产总值增长九成", 74, 100, dress="0 0 0 0 k"), False),
        (Line("地区生产总值增长九成", 74, 100, dress="1 g 2 Tr 0 G"), True),  # drawn in outline
        (Line("地区生产总值增长九成", 74, 100, dress=GROUND), True),
        (Line("地区生产总值增长九成", 74, 100, dress="0 0 0 1 k"), True),
        (Line("地区生产总值增长九成", 74, 900), False),
        (Line("地区生产总值增长九成", 74, 100, size=1), False),
        (Line("地区生产总值增长九成", 74, 100, size=5), True),
    ],
)
def test_what_nobody_sees_of_a_pdf_is_told_and_not_read(line: Line, shown: bool) -> None:
    body = [Line(text[:28], 74, 740 - 28 * row) for row, text in enumerate(LINES[:12])]
    raw = read_bytes(pdf([[*body, line]]), "a.pdf")
    assert (line.text in raw.text, raw.unseen) == (shown, () if shown else (line.text,))


def test_a_scanned_pdf_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoTextLayer, match=r"扫描件.*OCR.*docx"):
        read_bytes(pdf([[], []]), "扫描.pdf")
    with pytest.raises(NoTextLayer):
        read_bytes(pdf([[Line("1", 280, 40)], [Line("2", 280, 40)]]), "扫描.pdf")


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyFile),
        (b"\xef\xbb\xbf \n", "a.txt", EmptyFile),
        (
            "<!DOCTYPE html><html><head><title>某网</title></head><body></body></html>".encode(),
            "a.html",
            EmptyFile,
        ),
        (document([])[:200], "a.docx", DamagedFile),
        (b"%PDF-1.4 nothing", "a.pdf", DamagedFile),
        ("不是PDF".encode(), "a.pdf", DamagedFile),
        (bytes(range(256)) * 40, "a.txt", BinaryFile),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "a", BinaryFile),
        (b"\x89PNG\r\n\x1a\n", "a.png", UnsupportedFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.txt", UnsupportedFormat),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, name: str, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(name)
    assert "\n" not in message
    assert "请" in message


def test_an_ofd_by_its_bytes_is_to_be_saved_anew() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("OFD.xml", "<ofd/>")
    with pytest.raises(UnsupportedFormat, match="请另存为docx或PDF"):
        read_bytes(file.getvalue(), "报告.docx")


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(FileTooLarge, match="20 MB"):
        read_file(path)
    with pytest.raises(FileTooLarge):
        read_bytes(b"a" * (MOST_BYTES + 1), "a.txt")


def test_the_suffixes_are_those_that_can_be_read() -> None:
    assert {".txt", ".md", ".html", ".htm", ".docx", ".pdf"} <= SUFFIXES
    assert SUFFIXES.isdisjoint({".ofd", ".xlsx", ""})
