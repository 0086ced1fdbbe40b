"""A list of wishes in one question: 粮食、蔬菜、水果产量各多少 asks for three things."""

import re

from service.language.indicators import Indicator, listed
from service.understand.words import topic_of

BETWEEN = re.compile(r"、|(?<=[\u4e00-\u9fff])(?:以及|还有|[和与及跟])(?=[\u4e00-\u9fff])")
# What all items of a list are asked for, said once behind the last of them.
SHARED = re.compile(
    r"(?:总产量|产量|总产值|产值|种植面积|面积|总量|数量|人数|增加值|收入|支出|投资|占比|装机|销量|价格)$"
)
EACH = re.compile(r"(?:各自?|分别|都|各?是)+$")
LONGEST = 10
FEWEST = 2


def items_of(text: str) -> list[str]:
    """The items of a list, each with the noun that they share; nothing where there is no list.

    `text` is a part of a question without places and times. `粮食、蔬菜产量各多少` →
    `粮食产量`, `蔬菜产量`.
    """
    pieces = [piece.strip() for piece in BETWEEN.split(text)]
    words = [EACH.sub("", _thing(piece)) for piece in pieces]
    if len(words) < FEWEST or any(not 0 < len(word) <= LONGEST for word in words):
        return []
    shared = SHARED.search(words[-1])
    if shared is None or shared.start() < 1 or all(listed(word) for word in words):
        return words
    tail = shared.group()
    return [_with_tail(word, tail) for word in words]


def _thing(piece: str) -> str:
    """A piece of a list without asking words and the single letters that they leave: 定的森林覆盖率."""
    words = topic_of(piece).split()
    return "".join([word for word in words if len(word) > 1] or words)


def _with_tail(word: str, tail: str) -> str:
    """工业 of 工业、服务业增加值 is 工业增加值; gdp of gdp、社零、居民收入 stands for itself."""
    whole = word + tail
    alone = word.endswith(tail) or (listed(word) is not None and listed(whole) is None)
    return word if alone else whole


def is_shared(items: list[str]) -> bool:
    """Whether the items are asked for by one noun: 粮食产量, 蔬菜产量."""
    tails = {found.group() for item in items if (found := SHARED.search(item))}
    return len(items) >= FEWEST and len(tails) == 1 and all(map(SHARED.search, items))


def indicators_of(items: list[str]) -> list[Indicator]:
    """The indicators that the items of a list are everyday names of; nothing unless all are.

    An item that is a name only beside the one before it takes its head: 游客、支出 are 旅游人次 and
    旅游支出.
    """
    found: list[Indicator] = []
    for item in items:
        known = listed(item) or (_under(found[-1], item) if found else None)
        if known is None:
            return []
        found.append(known)
    return found


def _under(before: Indicator, item: str) -> Indicator | None:
    """The indicator that an item names under the head of the one before it."""
    heads = (name for name in before.asked if before.name.startswith(name))
    return next((known for head in heads if (known := listed(head + item))), None)
