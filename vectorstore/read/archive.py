"""A zip of reports as its files, bounded in number and size."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from vectorstore.errors import DamagedFile, EmptyFile, FileTooLarge
from vectorstore.read.limits import MOST_BYTES, MOST_PARTS, require_few

_MOST_FILES = 500
_MOST_UNPACKED = 400 * 2**20
_IN_PARTS = "请解压后分批收录"
_UTF8 = 0x800
_DESCRIBES = ("readme", "说明")


def is_archive(data: bytes, suffix: str) -> bool:
    """Whether a file is a plain zip, and no docx, xlsx or ofd, which are zips too."""
    return suffix == ".zip" and data.startswith(b"PK\x03\x04")


def members(data: bytes, name: str, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """The readable files of a zip by name; raises a ReadError where it holds none or too much."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            kept = [each for each in archive.infolist() if _is_report(each, suffixes)]
            if not kept:
                raise EmptyFile(f"{name} 里没有可读的文件（可读：{' '.join(sorted(suffixes))}）")
            require_few(len(archive.infolist()), MOST_PARTS, "文件数", name, _IN_PARTS)
            require_few(len(kept), _MOST_FILES, "文件数", name, _IN_PARTS)
            if len({each.header_offset for each in kept}) < len(kept):  # no packer does that
                raise DamagedFile(f"{name} 里有多个文件占着同一处,{_IN_PARTS}")
            if sum(each.file_size for each in kept) > _MOST_UNPACKED:
                raise FileTooLarge(
                    f"{name} 解压后超过上限 {_MOST_UNPACKED // 2**20} MB,{_IN_PARTS}"
                )
            for each in kept:
                yield _spelled(each), archive.read(each)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise DamagedFile(f"{name} 已损坏或已加密，请解压后收录其中的文件") from error


def _is_report(entry: ZipInfo, suffixes: frozenset[str]) -> bool:
    path = PurePosixPath(_spelled(entry))
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    readable = path.suffix.lower() in suffixes and path.stem.lower() not in _DESCRIBES
    return readable and not entry.is_dir() and not hidden and entry.file_size <= MOST_BYTES


def _spelled(entry: ZipInfo) -> str:
    """The name of an entry; zips made on Chinese Windows hold it in GBK."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
