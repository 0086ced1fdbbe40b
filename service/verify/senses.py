"""Small words that turn a true number into a false sentence: 不足, 每月, 占…的, 下调到."""

import re

from service.facts.model import Fact
from service.language.indicators import mentions
from service.language.measure import Measure
from service.verify.said_of import Said
from vectorstore import late

DENIED = late.pattern(
    r"(?:不足|不到|不及|未满|未达到?|未能?(?:达到|完成|实现|突破)?|没有?(?:达到|完成|实现|突破)?|尚未"
    r"|并未|并非|不是|绝非)[^，。；、：,;:\d]{0,5}$"
)
RATE = late.pattern(r"每(?:年|月|季度?|周|天|日|人|户|亩|股|平方米)|[月日周季户亩]均")
SHARE_OF = late.pattern(
    r"(?<![侵独抢抵])占(?!比|有|用|地(?!区))(?:全[省市区县旗州盟国])?(?P<whole>[^，。；、占\d]{2,16}?)"
    r"的?(?:比重|比例|份额)?(?:[为是达至到超近约]|提高|上升|下降|保持|在)*$"
)
UPWARD = late.pattern(
    r"(?:提高|上调|提升|上升|增加|增长|扩大|上涨|拓展)[到至]?[^，。；、：,;:\d]{0,2}$"
)
DOWNWARD = late.pattern(
    r"(?:降低|下调|下降|减少|缩减|压减|压缩|缩短|回落|下滑)[到至]?[^，。；、：,;:\d]{0,2}$"
)
# A mark said to have been moved to where it is.
MOVED_UP = late.pattern(
    r"(?:上调|调高|提高|提升|上升|增加|扩大|拓展|上涨)[到至为][^，。；、：,;:\d]{0,2}$"
)
MOVED_DOWN = late.pattern(
    r"(?:下调|调低|降低|下降|减少|缩减|压减|压缩|缩短|回落|下滑)[到至为][^，。；、：,;:\d]{0,2}$"
)
RISING, FALLING = (
    late.pattern("[增升提扩涨拓高]|上调"),
    late.pattern("[降减缩压低落跌]|下[调滑]|控制"),
)
ADDED = late.pattern("新增|净增")
# How far a thing has come and what was done to it: 实施 is not 竣工, 升级 is not 拆除.
DEED = late.pattern(
    r"建成|竣工|完工|投产|投用|签约|新建|拆除|拆迁|关闭|关停|取消|延长|停工|停产|开工|复工|通车|交付|收回|引进|淘汰"
    r"|获批|获评|入库|上市|倒闭|破产|返贫|死亡|外迁|流失"
)
COUNTED = late.pattern(r"[个项家户套条处座所件宗栋幢]")
WORKS = late.pattern(r"项目|工程|任务")
ALIKE = 0.5


def sense_reason(said: Said, fact: Fact, figure: Measure, draft: str) -> str | None:
    """Why the words around the number say something else than those of the report, or None."""
    offset = figure.start - fact.start
    quoted = fact.quote[:offset] if 0 <= offset <= len(fact.quote) else ""
    if bool(DENIED.search(said.before)) != bool(DENIED.search(quoted)):
        return "原文没有这个否定" if DENIED.search(said.before) else "原文是否定的"
    if _turned(said.before, quoted):
        return "升降方向与原文不符"
    if _moved(said, fact, quoted):
        return "原文没有说调到这个数"
    return (
        _rate(said, fact, quoted)
        or _share(said, fact)
        or _added(said, fact, _clause(fact, offset), draft)
        or _deed(said, fact, _clause(fact, offset))
    )


def _clause(fact: Fact, offset: int) -> str:
    """The clause of the quote that the figure stands in."""
    left = max(fact.quote.rfind(stop, 0, offset) for stop in "，,；;。") + 1
    return re.split("[，,；;。]", fact.quote[left:], maxsplit=1)[0]


def _deed(said: Said, fact: Fact, clause: str) -> str | None:
    """A deed that the report does not tell of the thing."""
    held = re.sub(r"\W", "", clause) + fact.indicator + fact.indicator_text
    for deed in DEED.findall(said.before + said.after):
        if deed not in held:
            return f"原文没有说“{deed}”"
    counted = COUNTED.fullmatch(said.figure.plain_unit) and WORKS.search(fact.indicator)
    return "原文没有说“完成”" if counted and "完成" in said.item and "完成" not in held else None


def _turned(before: str, quoted: str) -> bool:
    up, down = UPWARD.search(before), DOWNWARD.search(before)
    if up and DOWNWARD.search(quoted):
        return True
    return bool(down and UPWARD.search(quoted))


def _moved(said: Said, fact: Fact, quoted: str) -> bool:
    """Whether a mark is said to have been raised or lowered that the report only names."""
    clause = re.split("[，。；,;]", quoted)[-1]
    own = said.before.replace(fact.indicator_text, "")  # a name may hold such a word
    up, down = MOVED_UP.search(own), MOVED_DOWN.search(own)
    if fact.value is None:  # a rate is moved only where that is said
        return bool(
            (up and not MOVED_UP.search(clause)) or (down and not MOVED_DOWN.search(clause))
        )
    return bool((up and not RISING.search(clause)) or (down and not FALLING.search(clause)))


def _added(said: Said, fact: Fact, clause: str, draft: str) -> str | None:
    """新增 is not the whole there is, nor the other way round."""
    told = ADDED.search(_own(said) + said.indicator_text) is not None
    meant = ADDED.search(fact.indicator + fact.indicator_text) is not None
    if told and not ADDED.search(clause) and not meant:
        return "原文没有说“新增”"
    unsaid = meant and not fact.known and not re.search("[新增]", draft)
    return "原文说的是新增" if unsaid else None


def _own(said: Said) -> str:
    """The words before a number without the names of others that stand in a list with its own:
    脱贫人口、城镇新增就业分别为199户和5325人 tells of no 新增 of the first."""
    words = said.before
    for start, end, indicator in reversed(mentions(words)):
        if said.indicator and indicator.name != said.indicator:
            words = words[:start] + words[end:]
    return words


def _rate(said: Said, fact: Fact, quoted: str) -> str | None:
    """每月5200元 where the report says 每年."""
    found = RATE.findall(said.before)
    if not found:
        return None
    near = re.split(r"\d[\d,.]*", quoted)[-1] + fact.indicator + fact.indicator_text
    return None if found[-1] in near else f"原文没有说“{found[-1]}”"


def _share(said: Said, fact: Fact) -> str | None:
    """占地区生产总值的70% where the report has it of 一般公共预算支出."""
    found = SHARE_OF.search(said.before)
    if found is None or "占" not in fact.quote + fact.indicator:
        return None
    words = found["whole"].removesuffix("的")
    held = fact.quote + fact.indicator + fact.indicator_text
    if words in held:
        return None
    named = {indicator.name for _, _, indicator in mentions(words)}
    if named:
        ours = {indicator.name for _, _, indicator in mentions(held)}
        return None if named <= ours else f"原文不是占{words}的比重"
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    alike = sum(pair in held for pair in pairs) >= ALIKE * len(pairs)
    return None if alike else f"原文不是占{words}的比重"
