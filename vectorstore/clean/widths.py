"""Full-width digits, letters and signs of numbers become half width."""

import re

from vectorstore.clean.edits import Edit

_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_PERCENT = re.compile("[％﹪]")
_BETWEEN = {
    "．": ".", "－": "-", "＋": "+", "／": "/", "∶": ":", "～": "~", "﹣": "-", "−": "-", "＊": "*",
}  # fmt: skip
_ASCII = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ%％℃]"
_SIGN = re.compile(f"(?<={_ASCII})[{''.join(_BETWEEN)}]+(?=[-+]?{_ASCII})")


def _narrow(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) for c in text)


def widths(text: str) -> list[Edit]:
    """Edits that narrow digits, letters, ％, and the signs between them; punctuation stays."""
    edits = [Edit(m.start(), m.end(), _narrow(m.group()), "width") for m in _ALNUM.finditer(text)]
    edits += [Edit(m.start(), m.end(), "%", "width") for m in _PERCENT.finditer(text)]
    for m in _SIGN.finditer(text):
        edits.append(Edit(m.start(), m.end(), "".join(_BETWEEN[c] for c in m.group()), "width"))
    return sorted(edits, key=lambda edit: edit.start)
