"""A wish that its asker takes back, or leaves out: what is asked in its stead remains."""

import re
from functools import cache
from typing import NamedTuple

from service.language.words import pattern_of
from vectorstore import late

_STOP = r"[\s,，。.…．、；;！!—～~－-]"
# How the wish that remains is led in: 我想问的是, 是问, 应该是.
LEAD = late.pattern(
    r"^(?:我|其实|还是|本来|应该|就|改)*(?:想|要|是)?(?:问|说|指|看|查|知道)?(?:的|一下)?(?:应该)?是?(?=\S)"
)
# Which of two is meant: 我说的是空气质量不是GDP.
MEANT = late.pattern(
    r"[，,。；;\s]*我?(?:说|问|指|要|想问|想要)的?是(?P<one>[^，,。?？]{2,}?)[，,]?(?:而)?不是[^，,。?？吗]+[?？]?$"
)


class Kept(NamedTuple):
    """The wish that remains, and the one taken back before it."""

    wish: str
    dropped: str = ""


def kept_of(question: str) -> Kept:
    """`粮食产量，哦不，问的是要培训多少农民` → 要培训多少农民, 粮食产量; 新增就业多少，不要2022年的 → 新增就业多少."""
    if (meant := MEANT.search(question)) and meant.start():
        return Kept(meant["one"], question[: meant.start()])
    for found in reversed([*_taken_back().finditer(question)]):
        wish = LEAD.sub("", question[found.end() :])
        if found.start() and wish:
            return Kept(wish, question[: found.start()])
    return Kept(_left_out().sub("", question) or question)


@cache
def _taken_back() -> re.Pattern[str]:
    word = pattern_of("taken_back").pattern
    end = rf"(?:{_STOP}+|(?=我|还是|应该|其实|改问|问的是))"
    oh = rf"(?:哦|噢|喔|啊|呃|额|哎|诶|唉|呀|{_STOP})*"
    return re.compile(rf"{_STOP}+(?:{oh}(?:{word})(?:了|啦|吧)?)+{end}")


@cache
def _left_out() -> re.Pattern[str]:
    word = pattern_of("left_out").pattern
    return re.compile(
        rf"[，,；;（(\s]+(?:我)?(?:问的|说的|要的)?(?:{word})[^，,。；;?？)）吗么]{{1,14}}(?=[，,。；;?？)）]|$)[)）]?"
    )
