"""Whether a number is said of the indicator that a fact is about."""

import re

from service.facts.model import Fact
from service.language.indicators import find, mentions
from service.verify.said_of import Said
from vectorstore import late

ALIKE = 0.6
WHOLE = 0.8
SHORTEST = 3
# Words between a thing's name and its number: 企业开办时间(分别压减至)3个工作日.
LINKS = late.pattern(
    r"(?:[为是达至到有了约近超共]|分别|依次|累计|预计|预期|计划|目标|力争|合计|全部|已经?|将|均|都|各|完成|实现"
    r"|达到|突破|超过|保持|控制|维持|稳定|提高|提升|增长|增加|下降|减少|降低|压减|压缩|调整|优化|设定|在)+$"
)
NAME = late.pattern(r"“[^“”]{2,12}”")
RATIO_NAME = late.pattern(r"之比$")
# What undoes a thing: 清理拖欠账款16.15亿元 is no debt of 16.15亿元.
UNDOING = late.pattern(
    r"清理|清欠|清偿|偿还|归还|化解|减少|减免|削减|压减|压缩|缩减|拆除|拆改|取消|精简|淘汰|关停|关闭|退出"
    r"|处置|消除|清运|打掉|查处|整治|盘活|追回|讨回|防止|治理|解决|修复|下放|销号|脱贫|摘帽|救治|治愈"
)


def indicator_reason(said: Said, fact: Fact, draft: str) -> str | None:
    """Why the number is not said of the fact's indicator, or None."""
    if _is_of(said, fact, draft):
        return _undone(fact, draft)
    if said.indicator is None:
        return f"没有说出指标“{fact.indicator}”"
    return f"这是“{fact.indicator}”的数"


def _is_of(said: Said, fact: Fact, draft: str) -> bool:
    whole = fact.indicator + fact.indicator_text
    ours = all(name in whole or name in fact.quote for name in said.beside)
    own = (fact.indicator, fact.indicator_text)
    if said.indicator == fact.indicator or said.indicator_text in own:
        return True
    if said.after.startswith(own):
        return True
    if said.indicator is None:
        return ours and _names(fact, draft) and not _named_otherwise(said, fact)
    known = find(said.indicator)
    if known is not None and known.share == fact.indicator and "占" in said.before:
        return True
    if fact.known or _named_otherwise(said, fact):
        return False
    if fact.scope is None and _names(fact, said.item, WHOLE):
        return True
    if ours and said.indicator_text in whole and _names(fact, draft):
        return True
    return _in_its_own_words(said, fact, draft) or _is_ratio_of(said, fact)


def _named_otherwise(said: Said, fact: Fact) -> bool:
    """Whether both give the thing a name in quotation marks (“办证难”项目), and not the same."""
    ours, theirs = NAME.findall(said.item), NAME.findall(fact.indicator)
    return bool(ours and theirs) and not set(ours) & set(theirs)


def _in_its_own_words(said: Said, fact: Fact, draft: str) -> bool:
    """Whether the item itself speaks the fact's words: the end of its name (总产值 behind
    原煤产销量), its beginning (新增植树造林), or the very words around the number."""
    item = re.sub(r"\W", "", said.item)
    if len(item) > len(said.figure.text) + 1 and item in re.sub(r"\W", "", fact.quote):
        return _names(fact, draft)
    noun = LINKS.sub("", re.sub(r"^其中|\W", "", said.before))
    if len(noun) < SHORTEST:
        return False
    ends = any(name.endswith(noun) for name in (fact.indicator, fact.indicator_text))
    begins = len(noun) > SHORTEST and fact.indicator.startswith(noun)
    return begins or (ends and _names(fact, draft))


def _is_ratio_of(said: Said, fact: Fact) -> bool:
    """Whether a ratio (累计投入民生资金与“十二五”时期之比) is of what is spoken of."""
    if not RATIO_NAME.search(fact.indicator):
        return False
    return any(indicator.name == said.indicator for _, _, indicator in mentions(fact.indicator))


def _undone(fact: Fact, draft: str) -> str | None:
    """Why a thing that was undone is told as if it were there."""
    if fact.known:
        found = UNDOING.search(fact.indicator)
    else:
        found = UNDOING.match(fact.indicator_text) or UNDOING.match(fact.indicator)
    if found is None or UNDOING.search(draft):
        return None
    return f"原文说的是“{found.group()}”"


def _names(fact: Fact, draft: str, share: float = ALIKE) -> bool:
    """Whether words name an indicator outside the lexicon: most of its character pairs."""
    words = re.sub(r"\W", "", fact.indicator)
    if words in draft or re.sub(r"\W", "", fact.indicator_text) in draft:
        return True
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return bool(pairs) and sum(pair in draft for pair in pairs) >= share * len(pairs)
