"""Formats of county offices: old Word through LibreOffice, Strict OOXML, zips, tables of texts."""

import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from evals.hostile import FILES
from tests.vectorstore.reports import made_up
from vectorstore.errors import DamagedFile, EmptyFile, FileTooLarge, UnsupportedFormat
from vectorstore.read import SUFFIXES, read_bytes
from vectorstore.read.archive import is_archive, members

REPORT = made_up()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def word_file() -> bytes:
    document = docx.Document()
    for line in REPORT.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "粮食产量", "52.7亿斤"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def strict(data: bytes) -> bytes:
    """The document under the names of Strict Office Open XML."""
    renamed = BytesIO()
    with ZipFile(BytesIO(data)) as usual, ZipFile(renamed, "w") as package:
        for part in usual.infolist():
            content = usual.read(part)
            for name in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                content = content.replace(
                    b"http://schemas.openxmlformats.org/" + name + b"/2006/",
                    b"http://purl.oclc.org/ooxml/" + name + b"/",
                )
            package.writestr(part.filename, content)
    return renamed.getvalue()


def test_strict_ooxml_is_read_as_the_usual_kind() -> None:
    data = word_file()
    assert b"purl.oclc.org" in ZipFile(BytesIO(strict(data))).read("_rels/.rels")
    assert read_bytes(strict(data), "a.docx").text == read_bytes(data, "a.docx").text


@NEEDS_OFFICE
@pytest.mark.parametrize(("kind", "name"), [("doc:MS Word 97", "a.wps"), ("rtf", "b.doc")])
def test_old_word_is_read_through_libreoffice(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--infilter=Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.txt"),
        ],
        check=True,
        capture_output=True,
    )
    raw = read_bytes((tmp_path / f"a.{kind[:3]}").read_bytes(), name)
    assert (raw.format, raw.name, raw.text) == ("docx", name, REPORT)


@pytest.mark.parametrize("data", [OLE + "WordDocument".encode("utf-16-le"), b"{\\rtf1 hello}"])
def test_without_libreoffice_old_word_is_refused(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnsupportedFormat, match="请另存为docx或PDF（或安装LibreOffice后再试）"):
        read_bytes(data, "报告.doc")


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".xls", ".ppt"])
def test_what_is_no_document_of_word_is_refused(suffix: str) -> None:
    with pytest.raises(UnsupportedFormat, match="请另存为docx或PDF"):
        read_bytes(OLE + b"\0" * 600, "报告" + suffix)


def test_a_page_or_a_text_under_the_name_of_word_is_read() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in REPORT.split("\n")) + "</body>"
    assert read_bytes(page.encode(), "a.doc").format == "html"
    assert read_bytes(REPORT.encode("gb18030"), "a.wps").text == REPORT


def test_a_table_of_texts_is_refused_with_its_column() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["地区", "年份", "全文"],
        ["桃花县", 2023, REPORT * 5],
        ["临江市", 2023, REPORT * 4],
    ):
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    said = "是表格，像报告正文的是“全文”列（第C列），共2份；请把这一列每格另存为一个txt再收录"
    with pytest.raises(UnsupportedFormat) as refused:
        read_bytes(data.getvalue(), "合集.xlsx")
    assert str(refused.value) == f"合集.xlsx {said}"
    lines = StringIO()
    lines.write("地区,年份,全文\n")
    for region in ("桃花县", "临江市"):
        lines.write(f'{region},2023,"{REPORT * 5}"\n')
    for encoding in ("utf-8-sig", "gb18030"):
        with pytest.raises(UnsupportedFormat) as refused:
            read_bytes(lines.getvalue().encode(encoding), "合集.csv")
        assert str(refused.value) == f"合集.csv {said}"


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"", b"PK\x03\x04 no zip"])
def test_a_table_without_texts_is_refused(data: bytes) -> None:
    with pytest.raises((UnsupportedFormat, EmptyFile, DamagedFile)) as refused:
        read_bytes(data, "表.csv")
    assert "请" in str(refused.value)


def zipped(*files: tuple[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def test_a_zip_is_its_readable_files() -> None:
    data = zipped(
        ("报告/a.txt", b"1"),
        ("b.docx", b"2"),
        ("c.exe", b"3"),
        (".hidden/d.txt", b"4"),
        ("__MACOSX/a.txt", b"5"),
        ("README.txt", b"6"),
    )
    assert is_archive(data, ".zip")
    assert not is_archive(word_file(), ".docx")
    assert list(members(data, "a.zip", SUFFIXES)) == [("报告/a.txt", b"1"), ("b.docx", b"2")]


def test_names_in_a_zip_of_chinese_windows_are_read() -> None:
    """Windows writes them in GBK without saying so; here the bytes of an ASCII name give way."""
    printed = "工作.txt".encode("gb18030")
    data = zipped(("abcd.txt", b"1")).replace(b"abcd.txt", printed)
    assert list(members(data, "a.zip", SUFFIXES)) == [("工作.txt", b"1")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (zipped(("a.exe", b"1")), EmptyFile),
        (zipped(*((f"{n}.txt", b"1") for n in range(501))), FileTooLarge),
        (b"PK\x03\x04 cut", DamagedFile),
    ],
)
def test_a_zip_with_nothing_or_too_much_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"请|可读"):
        list(members(data, "a.zip", SUFFIXES))


def test_a_zip_whose_entries_share_one_place_is_refused() -> None:
    data = FILES["400 in one place.zip"]()
    with pytest.raises(DamagedFile, match="占着同一处"):
        list(members(data, "报告.zip", frozenset({".txt"})))
