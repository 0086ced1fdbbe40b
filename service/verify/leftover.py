"""What no reader of a line has taken up and yet may tell a number: then the line falls.

A numeral in other characters (⑨千, 两万亿圆), a token that stands for nothing (⟦F9⟧), a character
that could not be seen for what it is.
"""

import unicodedata
from collections.abc import Iterator

from service.verify.dress import LOST
from service.verify.said import LineReading
from vectorstore import late

_TOKEN = late.pattern(r"[⟦⟧]")
_HAN = "零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
# Alone such a character is mostly part of a word (一是, 百姓); in a row, or where it is counted
# in something or come up to, it is a number.
_NUMERAL = late.pattern(
    rf"[{_HAN}]{{2,}}|[{_HAN}](?=[元圆%％倍成]|个百分点)|(?<=[破近超逾达几数])[{_HAN}]"
)


def leftovers(reading: LineReading, held: str) -> Iterator[str]:
    """Why the line cannot stand; `held` is all that its sources say."""
    text = reading.text
    if LOST in text:
        yield "有不能显示的字符"
    if _TOKEN.search(text):
        yield "有不知所指的记号"
    taken = [(each.start, each.end) for each in (*reading.quantities, *reading.quotes)]
    taken += [(cue.start, cue.end) for cue in reading.cues]
    for start, end in _numerals(text):
        inside = any(left <= start and end <= right for left, right in taken)
        if not inside and text[start : end + 1].rstrip("，。；、") not in held:
            yield f"{text[start:end]}：不能确认是什么数"


def _numerals(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _NUMERAL.finditer(text))
    for at, character in enumerate(text):
        other = character not in _HAN and not character.isascii()
        if other and unicodedata.numeric(character, None) is not None:
            yield at, at + 1
