"""What a file may hold at most; a refusal says which limit it is over.

No report comes near any of them: the longest known has 60,000 characters, a book of all 31
provincial reports 700,000.
"""

import os
import stat
from pathlib import Path
from zipfile import ZipFile

from vectorstore.errors import FileTooLarge, NotAFile

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_XML = 64 * 2**20
MOST_PARTS = 5_000
MOST_PAGES = 1_500
MOST_PARAGRAPHS = 60_000
MOST_CHARACTERS = 1_000_000
_PARAGRAPHS = (b"<w:p>", b"<w:p ", b"<w:p/>", b"<w:tc>", b"<w:tc ")


def regular_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a plain file; a pipe, a device or a growing file keeps nobody waiting."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotAFile(f"{path.name} 不是普通文件（是管道、设备或文件夹）,没有读")
        data = file.read(most + 1)
    require_bytes(len(data), path.name, most)
    return data


def require_bytes(size: int, name: str, most: int = MOST_BYTES) -> None:
    """Raises FileTooLarge for a file of more bytes."""
    if size > most:
        raise FileTooLarge(f"{name} 超过 {most // 2**20} MB，不像是一份工作报告，请拆分后再试")


def require_few(
    count: int, most: int, what: str, name: str, advice: str = "不像是一份工作报告，请拆分后再试"
) -> None:
    """Raises FileTooLarge where there is more than `most` of something, as in `页数`."""
    if count > most:
        raise FileTooLarge(f"{name} 的{what}超过上限（{most:,}）,{advice}")


def require_package(package: ZipFile, name: str) -> None:
    """Look at the table of contents of a zipped document before anything of it is unpacked."""
    parts = package.infolist()
    require_few(len(parts), MOST_PARTS, "内含部件数", name)
    _require_unpacked(sum(part.file_size for part in parts), MOST_UNPACKED, "", name)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    _require_unpacked(xml, MOST_XML, "的文字部分", name)


def require_paragraphs(document: bytes, name: str) -> None:
    """Count the paragraphs and cells of a Word document before it is parsed."""
    found = sum(document.count(mark) for mark in _PARAGRAPHS)
    require_few(found, MOST_PARAGRAPHS, "段落数", name)


def require_characters(text: str, name: str) -> None:
    """Raises FileTooLarge for more characters or lines than any collection of reports has."""
    require_few(len(text), MOST_CHARACTERS, "字数", name)
    require_few(text.count("\n"), MOST_PARAGRAPHS, "段落数", name)


def _require_unpacked(size: int, most: int, what: str, name: str) -> None:
    if size > most:
        raise FileTooLarge(
            f"{name} 解压后过大：{what}超过上限 {most // 2**20} MB，不像是一份工作报告，请拆分后再试"
        )
