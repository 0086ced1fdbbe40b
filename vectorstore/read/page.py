"""The text of a saved web page.

trafilatura finds the main text. Between the first and the last line it finds, every block of the
page is kept, so that no paragraph of a report is judged away; the navigation around is not.
"""

import re
from contextlib import suppress
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import NamedTuple

import trafilatura

from vectorstore.errors import EmptyFile
from vectorstore.read.decode import decode
from vectorstore.read.raised import raised, without_note_marks

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_CHINESE = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030",
    "x-gbk": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_SKIPPED = frozenset(
    ("script", "style", "nav", "noscript", "template", "select", "button", "iframe", "svg", "head")
)
_BLOCKS = frozenset(
    re.split(
        r"\s+",
        "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table section article header footer main aside"
        " blockquote pre hr form fieldset figure figcaption tbody thead body center caption",
    )
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])font-size\s*:\s*(?:[01]?(?:\.\d+)?(?:px|pt|%)|0(?:r?em)?)\s*(?:;|!|$)"
    r"|(?<![\w-])opacity\s*:\s*0*\.?0+\s*(?:;|!|$)",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:;|!|$)",
    re.IGNORECASE,
)
_GROUND = re.compile(r"background", re.IGNORECASE)
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WORDS = re.compile(r"[\u3400-\u9fff\w]")
_TITLE = re.compile(r"工\s*作\s*报\s*告")
_PROSE_END = re.compile(r"[。！!]$")
_SAID = re.compile(r"[\u4e00-\u9fff]{2}[^。]*(?:[。，；]|\d+(?:\.\d+)?[％%\u4e00-\u9fff])")
_TITLE_LENGTH = 60
_PROSE_LENGTH = 30
_LEAST_SHARE = 0.5
_LEAST_SHOWN = 0.3
_CELL = " | "


class _Blocks(HTMLParser):
    """Collects the blocks of a page's body, a table row as one block of cells.

    What the page hides is left out unless `hidden`.
    """

    def __init__(self, *, hidden: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._with_hidden = hidden
        self.unseen: list[str] = []
        self.blocks: list[str] = []
        self.links: set[int] = set()
        self.title = ""
        self._words: list[str] = []
        self._cells: list[str] | None = None
        self._skipped: list[str] = []
        self._in_title = False
        self._in_link = False
        self._unlinked = False
        self._preformatted = False
        self._raised = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        self._raised = tag == "sup" or (self._raised and tag not in _BLOCKS)
        self._preformatted = self._preformatted or tag in ("pre", "plaintext")
        self._in_link = tag == "a" or (self._in_link and tag not in _BLOCKS)
        if tag == "body":
            self._skipped.clear()
        elif tag in _SKIPPED or self._hides(tag, attrs):
            self._skipped.append(tag)
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif tag == "br" or (tag in _BLOCKS and self._cells is None):
            self._flush()
        elif tag == "table":
            self._end_row()

    def _hides(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        """Whether a block is shown to nobody; within one its tags are counted, to know its end."""
        told = dict(attrs)
        style = told.get("style") or ""
        in_table = self._cells is not None  # whose ground may be that of its row
        white = not in_table and _WHITE.search(style) and not _GROUND.search(style)
        hidden = "hidden" in told or _HIDDEN.search(style) is not None or bool(white)
        inside = self._skipped[-1:] == [tag]
        return tag not in _VOID and (inside or (hidden and not self._with_hidden))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        self._in_link = self._in_link and tag != "a"
        self._preformatted = self._preformatted and tag != "pre"
        self._raised = self._raised and tag != "sup"
        if tag in self._skipped:
            del self._skipped[len(self._skipped) - 1 - self._skipped[::-1].index(tag) :]
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self._skipped:
            if _SKIPPED.isdisjoint(self._skipped):
                self.unseen.append(data.strip())
        else:
            data = raised(data) if self._raised else data
            self._unlinked = self._unlinked or (not self._in_link and bool(data.strip()))
            if self._preformatted:
                first, *others = data.split("\n")
                self._words.append(first)
                for line in others:
                    self._flush()
                    self._words.append(line)
            else:
                self._words.append(_BLANKS.sub(" ", data))

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_block(self) -> None:
        """Inside a cell a paragraph ends with a newline; outside, with the block."""
        if self._cells is None:
            self._flush()
        else:
            self._words.append("\n")

    def _end_cell(self) -> None:
        if self._cells is not None:
            self._cells.append("".join(self._words))
            self._words.clear()

    def _end_row(self) -> None:
        """A row of short cells is data; any other row is layout, and its lines are blocks."""
        cells, self._cells = self._cells or [], None
        if any(cell.strip().count("\n") > 1 or len(cell) > 200 for cell in cells):
            for line in "\n".join(cells).split("\n"):
                self._add(line)
        else:
            self._add(_CELL.join(_BLANKS.sub(" ", cell).strip() for cell in cells))
        for line in "".join(self._words).split("\n"):
            self._add(line)
        self._words.clear()
        self._unlinked = False

    def _flush(self) -> None:
        if self._cells is not None and self._words:
            self._words.append("\n")
            return
        self._add("".join(self._words))
        self._words.clear()
        self._unlinked = False

    def _add(self, block: str) -> None:
        words = without_note_marks(_BLANKS.sub(" ", block).strip(" "))
        if words.strip(" |\u3000\u00a0"):
            if not self._unlinked:
                self.links.add(len(self.blocks))
            self.blocks.append(words)


class PageText(NamedTuple):
    """The text of a page, its encoding, and what it says to nobody: sentences that it hides and
    shows nowhere else. A menu that is folded away is none."""

    text: str
    encoding: str
    unseen: tuple[str, ...] = ()


def page_text(data: bytes, name: str) -> PageText:
    """The text of an HTML page; raises EmptyFile when it holds none."""
    source, encoding = _decoded(data, name)
    parser = _blocks(source)
    text = "\n".join(_main(parser, source))
    if not text.strip():
        raise EmptyFile(f"{name} 里没有正文，请重新保存网页或复制正文为 txt")
    title = _BLANKS.sub(" ", parser.title).strip()
    if title and _TITLE.search(title) and not _TITLE.search(text[:200]):
        text = f"{title}\n{text}"
    seen = _BLANKS.sub("", text)
    unseen = (each for each in parser.unseen if _SAID.search(each))
    return PageText(text, encoding, tuple(x for x in unseen if _BLANKS.sub("", x) not in seen))


def _blocks(source: str) -> _Blocks:
    """The blocks a page shows; all of them if it shows less than it hides, until a script runs."""
    shown, every = _Blocks(), _Blocks(hidden=True)
    for parser in (shown, every):
        parser.feed(source)
        parser.close()
    return shown if _prose(shown.blocks) >= _LEAST_SHOWN * _prose(every.blocks) else every


def archive_html(data: bytes) -> bytes:
    """The page inside a web archive (.mht), or nothing."""
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = declared.group(1).decode("ascii").lower()
        if encoding := _CHINESE.get(charset):  # any bytes are good Latin-1, but never Chinese
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), encoding
    decoded = decode(data, name)
    return decoded.text, decoded.encoding


def _main(page: _Blocks, source: str) -> list[str]:
    """The blocks from the first to the last that trafilatura counts as main text."""
    blocks = page.blocks
    extracted = trafilatura.extract(
        source, include_comments=False, include_tables=True, favor_recall=True
    )
    lines = (extracted or "").split("\n")
    if _prose(blocks) < _LEAST_SHARE * _prose(lines):
        return lines
    found = {_key(line) for line in lines} - {""}
    inside = [number for number, block in enumerate(blocks) if _key(block) in found]
    if not inside:
        return blocks
    first = _title_before(page, _prose_before(blocks, inside[0]))
    last = _prose_after(blocks, inside[-1])
    main = blocks[first : last + 1]
    enough = _prose(main) >= _LEAST_SHARE * _prose(blocks)
    return main if enough else blocks


def _key(line: str) -> str:
    return "".join(_WORDS.findall(line))


def _prose(blocks: list[str]) -> int:
    """Characters in blocks long enough to be sentences."""
    return sum(len(block) for block in blocks if len(block) >= _PROSE_LENGTH)


def _title_before(page: _Blocks, first: int) -> int:
    """The nearest title at or before the main text, which extractors take for page furniture.

    What is nothing but a link is an entry of a menu.
    """
    for number in range(first, -1, -1):
        words = page.blocks[number]
        if len(words) <= _TITLE_LENGTH and _TITLE.search(words) and number not in page.links:
            return number
    return first


def _prose_before(blocks: list[str], first: int) -> int:
    """The first block of whole sentences: the start of a report that the extractor missed."""
    return next((number for number in range(first) if _is_prose(blocks[number])), first)


def _prose_after(blocks: list[str], last: int) -> int:
    """The last block of whole sentences: the end of a report that the extractor cut short."""
    for number in range(len(blocks) - 1, last, -1):
        if _is_prose(blocks[number]):
            return number
    return last


def _is_prose(block: str) -> bool:
    return len(block) >= _PROSE_LENGTH and _PROSE_END.search(block) is not None
