"""Characters that an export wrote as their escapes: `工作报告\\r\\n`, `<U+3000>`, `_x000D_`."""

import re
from collections.abc import Iterator

from vectorstore.clean.edits import Edit

_BREAK = re.compile(r"(?:\\r)?\\n|\\r")
_WHITE = re.compile(rf"(?P<line>{_BREAK.pattern})|\\t|\\xa0")
_CODE = re.compile(
    r"[<{][Uu]\+(?P<r>[0-9A-Fa-f]{4,6})[>}]"
    r"|\\u(?P<json>[0-9A-Fa-f]{4})|\\U(?P<python>[0-9A-Fa-f]{8})|\\x\{(?P<perl>[0-9A-Fa-f]{4})\}"
    r"|_x(?P<excel>[0-9A-Fa-f]{4})_|%u(?P<script>[0-9A-Fa-f]{4})"
)
_BARE = re.compile(r"(?<![A-Za-z<{])U\+(?P<bare>[0-9A-F]{4})(?![0-9A-Fa-f])")
_LEAST = 3
_MOST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def escapes(text: str) -> list[Edit]:
    """Escapes become what they stand for: codes in marks always, U+3000 and \\n where they recur."""
    return sorted((*_codes(text), *_breaks(text)), key=lambda edit: edit.start)


def _codes(text: str) -> Iterator[Edit]:
    bare = list(_BARE.finditer(text))
    for match in (*_CODE.finditer(text), *(bare if len(bare) >= _LEAST else ())):
        code = int(match[match.lastgroup or 0], 16)
        if code <= _MOST and code not in _SURROGATES:
            glyph = "\n" if code in (0x0A, 0x0D) else chr(code)
            yield Edit(match.start(), match.end(), glyph, "escape")


def _breaks(text: str) -> Iterator[Edit]:
    if sum(1 for _ in _BREAK.finditer(text)) < _LEAST:
        return
    for match in _WHITE.finditer(text):
        glyph, kind = ("\n", "line_end") if match["line"] else (" ", "escape")
        yield Edit(match.start(), match.end(), glyph, kind)
