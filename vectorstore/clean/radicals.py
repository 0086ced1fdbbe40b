"""Radicals that PDF fonts put in place of the characters they look like: ⼯ (U+2F2F) is 工.

The Kangxi radicals and the compatibility ideographs have their characters in Unicode's own
data; for the supplement they are those of EquivalentUnifiedIdeograph.txt that stand alone.
"""

import re
from unicodedata import normalize

from vectorstore.clean.edits import Edit

_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]+")
_SUPPLEMENT = dict(
    zip(
        "⺃⺇⺈⺊⺌⺍⺎⺒⺓⺜⺝⺟⺠⺡⺢⺣⺧⺩⺪⺫⺬⺼⻁⻃⻄⻅⻆⻉⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻲⻳",
        "乚几刀卜小小兀巳幺日月母民氵氺灬牛王疋目示月虎覀西见角贝车長镸长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟龟",
        strict=True,
    )
)


def radicals(text: str) -> list[Edit]:
    """Edits that put characters in place of radicals and compatibility ideographs."""
    edits: list[Edit] = []
    for match in _LOOKALIKE.finditer(text):
        characters = "".join(_character(c) for c in match.group())
        if characters != match.group():
            edits.append(Edit(match.start(), match.end(), characters, "radical"))
    return edits


def _character(lookalike: str) -> str:
    same = normalize("NFKC", lookalike)
    return _SUPPLEMENT.get(lookalike, same if len(same) == 1 else lookalike)
