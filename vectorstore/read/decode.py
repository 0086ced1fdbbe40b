"""Bytes of a text file as characters: UTF-8, GB18030, Big5, UTF-16."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from vectorstore.errors import BinaryFile, EmptyFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["utf_8", "gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be"]
_NAMES = {"utf_8": "utf-8", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.002
_MOST_DAMAGE = 0.01
_MOST_BROKEN = 2
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the name of the encoding that gave them."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The characters of `data`; raises EmptyFile or BinaryFile."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(f"{name} 是空文件，请换成有内容的文件")
    decoded = (
        _by_bom(data) or _strict_utf8(data) or _mixed(data) or _detected(data) or _damaged(data)
    )
    if decoded is None or _is_binary(decoded.text):
        raise BinaryFile(f"{name} 不是文本文件，请另存为 txt、html、docx 或有文字层的 PDF")
    return decoded


def _by_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            mixed = _mixed(data[len(bom) :]) if encoding == "utf-8-sig" else None
            return mixed or Decoded(data.decode(encoding, errors="replace"), encoding)
    return None


def _strict_utf8(data: bytes) -> Decoded | None:
    """Most files; a NUL hints at UTF-16, which is valid UTF-8 when it holds ASCII only."""
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 to which lines in GBK were added: a source, a date of printing at the end."""
    lines = data.split(b"\n")
    foreign = {number for number, line in enumerate(lines) if _is_gbk(line)}
    own = sum(len(line) for n, line in enumerate(lines) if n not in foreign and not line.isascii())
    if not foreign or b"\0" in data or own < sum(len(lines[number]) for number in foreign):
        return None
    read = (
        line.decode("gb18030" if number in foreign else "utf-8", errors="replace")
        for number, line in enumerate(lines)
    )
    return Decoded("\n".join(read), "utf-8")


def _is_gbk(line: bytes) -> bool:
    """Whether a line that is no UTF-8 is GBK, and not UTF-8 with a broken byte or two."""
    unread = line.decode("utf-8", errors="replace").count("\ufffd")
    return unread > _MOST_BROKEN and "\ufffd" not in line.decode("gb18030", errors="replace")


def _detected(data: bytes) -> Decoded | None:
    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    if best is None:
        return None
    encoding = _NAMES.get(best.encoding, best.encoding)
    return Decoded(data.decode(encoding, errors="replace"), encoding)


def _damaged(data: bytes) -> Decoded | None:
    """The encoding that leaves the fewest characters unread, if these are few."""
    tries = (Decoded(data.decode(e, errors="replace"), e) for e in ("utf-8", "gb18030", "big5"))
    best = min(tries, key=lambda decoded: decoded.text.count("\ufffd"))
    damage = best.text.count("\ufffd")
    readable = damage <= _MOST_DAMAGE * len(best.text) and _HAN.search(best.text) is not None
    return best if readable else None


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text)
