"""Lies about what a number measures: a level told as a change, a share as growth, a stock as a flow."""

import re
from collections.abc import Iterator

from service.draft import growth, say
from service.facts.model import Fact

SHARE = re.compile(r"占|比重|率$|比例")
CHANGES_ITSELF = re.compile(r"新增|减|化解|改造|脱贫|引进|到位")
SAID_LEVEL = re.compile(r"为(?=[^，。：]*\d)")


def measure_lies(fact: Fact) -> Iterator[tuple[str, str]]:
    """The class of each lie and its sentence.

    What is itself a change (新增就业, 减税降费, 化解债务) may be told as one, so it is not; nor is
    a target's growth told as a level (目标：达到3%), which people write and mean rightly.
    """
    said = f"{say(fact)}。"
    for kind, text in (*_level(fact, said), *_change(fact, said), *_renamed(fact, said)):
        if text != said:
            yield kind, text


def _level(fact: Fact, said: str) -> Iterator[tuple[str, str]]:
    if not fact.value or not SAID_LEVEL.search(said) or CHANGES_ITSELF.search(fact.indicator):
        return
    share = fact.unit == "%" and bool(SHARE.search(fact.indicator))
    kind = "share for growth" if share else "level for change"
    for word in ("增长", "下降了", "提高了" if share else "增加了"):
        yield kind, SAID_LEVEL.sub(word, said, count=1)
    if not share:
        yield "stock for flow", SAID_LEVEL.sub("新增", said, count=1)


def _change(fact: Fact, said: str) -> Iterator[tuple[str, str]]:
    words = growth(fact)
    if (
        fact.value
        or not fact.growth
        or fact.kind == "target"
        or not re.match(r"(?:年均)?(?:增长|下降)", words)
    ):
        return
    rate = re.sub(r"^(?:年均)?(?:增长|下降)", "", words)
    yield "change for level", said.replace(words, f"达到{rate}")
    yield "growth for share", said.replace(words, f"占比为{rate}")


def _renamed(fact: Fact, said: str) -> Iterator[tuple[str, str]]:
    name = fact.indicator
    if "余额" in name:
        yield "stock for flow", said.replace(name, f"新增{name.replace('余额', '')}")
    elif "新增" in name:
        yield "flow for stock", said.replace(name, name.replace("新增", ""))
