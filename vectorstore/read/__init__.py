"""Files as text: what a report was saved as, by its bytes first and its suffix second."""

import hashlib
import re
from io import BytesIO
from pathlib import Path, PurePath
from zipfile import BadZipFile, ZipFile

from vectorstore.documents import RawText
from vectorstore.errors import DamagedFile, EmptyFile, UnsupportedFormat
from vectorstore.read.decode import decode
from vectorstore.read.limits import (
    regular_bytes,
    require_bytes,
    require_characters,
    require_package,
)
from vectorstore.read.office import CONVERTED, as_docx, is_old_word
from vectorstore.read.page import archive_html, page_text
from vectorstore.read.pdf import pdf_text
from vectorstore.read.spreadsheet import SPREADSHEETS, refusal
from vectorstore.read.word import word_text

_TEXT = frozenset((".txt", ".md", ".text", ""))
_PAGE = frozenset((".html", ".htm", ".xhtml"))
_ARCHIVE = frozenset((".mht", ".mhtml"))
SUFFIXES = (_TEXT | _PAGE | _ARCHIVE | {".docx", ".doc", ".wps", ".pdf"}) - {""}

_SAVE_AS = frozenset((".ofd", ".xls", ".et", ".ppt", ".pptx"))
_OLE = b"\xd0\xcf\x11\xe0"
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head)\b",
    re.I | re.S,
)


def read_file(path: Path) -> RawText:
    """The text of a file; raises a ReadError that says what to do."""
    return read_bytes(regular_bytes(path), path.name)


def read_bytes(data: bytes, name: str) -> RawText:
    """The text of a file's bytes; `name` gives the suffix and stands in messages."""
    require_bytes(len(data), name)
    raw = _read(data, name)
    require_characters(raw.text, name)
    return raw


def _read(data: bytes, name: str) -> RawText:
    if not data:
        raise EmptyFile(f"{name} 是空文件，请换成有内容的文件")
    suffix = PurePath(name).suffix.lower()
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"%PDF-"):
        text, unseen = pdf_text(data, name)
        return RawText(text, sha256, name, "pdf", unseen=unseen)
    if data.startswith(b"PK\x03\x04"):
        data = _word_document(data, suffix, name)
        return _word(data, sha256, name)
    page = _PAGE_START.match(data[:4096].lstrip(b"\xef\xbb\xbf")) is not None
    if suffix not in _SAVE_AS and is_old_word(data):
        return _word(as_docx(data, suffix, name), sha256, name)
    if not page:
        _refuse(data, suffix, name)
    if suffix in _ARCHIVE:
        data = archive_html(data)
    if page or suffix in _PAGE | _ARCHIVE:
        page_read = page_text(data, name)
        return RawText(page_read.text, sha256, name, "html", page_read.encoding, page_read.unseen)
    decoded = decode(data, name)
    return RawText(decoded.text, sha256, name, "txt", decoded.encoding)


def _word(data: bytes, sha256: str, name: str) -> RawText:
    text, unseen = word_text(data, name)
    return RawText(text, sha256, name, "docx", unseen=unseen)


def _save_as(name: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"{name} 的格式不支持，请另存为docx或PDF")


def _word_document(data: bytes, suffix: str, name: str) -> bytes:
    """A zip that is a document of Word, or becomes one; .ofd, .xlsx, plain archives are refused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            require_package(archive, name)
            names = set(archive.namelist())
    except BadZipFile as error:
        raise DamagedFile(f"{name} 已损坏，请用 Word 或 WPS 打开后重新保存") from error
    if "word/document.xml" in names:
        return data
    if "xl/workbook.xml" in names:
        raise refusal(data, ".xlsx", name)
    if suffix in CONVERTED and "mimetype" in names:
        return as_docx(data, suffix, name)
    raise _save_as(name)


def _refuse(data: bytes, suffix: str, name: str) -> None:
    if suffix in _SAVE_AS or data.startswith(_OLE):
        raise _save_as(name)
    if suffix in SPREADSHEETS:
        raise refusal(data, suffix, name)
    if suffix in (".docx", ".pdf"):
        raise DamagedFile(f"{name} 的内容不是 {suffix[1:]} 格式，请重新保存或下载")
    if suffix not in _TEXT | _PAGE | _ARCHIVE | CONVERTED:  # a .doc may be a text under that name
        raise UnsupportedFormat(f"{name} 的格式不支持，请换成 txt、html、docx 或 PDF")
