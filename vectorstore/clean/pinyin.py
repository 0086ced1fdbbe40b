"""Pinyin printed after characters, as in 會(huì), also where its opening bracket was swallowed.

A report that explains how one name is read keeps it: only texts full of annotations lose them,
and annotations after traditional characters, which no report prints.
"""

import re

from vectorstore.clean.edits import Edit
from vectorstore.clean.traditional import is_traditional_only

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế"
LETTERS = f"a-zü{TONED}"
ANNOTATION = re.compile(rf"(?<=[\u3400-\u9fff])[(（]([{LETTERS}]{{1,6}})[)）]")
_HEADLESS = re.compile(rf"(?<=[\u3400-\u9fff□])[{LETTERS}]{{0,5}}[{TONED}][{LETTERS}]{{0,5}}[)）]")
_LEAST = 3


def pinyin(text: str) -> list[Edit]:
    """Edits that take the annotations out."""
    toned = [m for m in ANNOTATION.finditer(text) if any(c in TONED for c in m.group())]
    if len(toned) >= _LEAST:
        found = [*ANNOTATION.finditer(text), *_HEADLESS.finditer(text)]
    else:
        found = [m for m in toned if is_traditional_only(text[m.start() - 1])]
    found.sort(key=lambda m: m.start())
    return [Edit(m.start(), m.end(), "", "pinyin") for m in found]
