"""What share one thing is of another: the part, its whole, or the indicator that says it."""

import re

from service.language.indicators import Indicator, load_lexicon, mentions
from service.language.words import pattern_of
from vectorstore import late

SHARE = late.pattern(
    r"占(?!比)(?P<whole>[^，。,?？]{2,20}?)的?(?:比重|比例|份额|百分之几|多少|[几多]成|多大)"
)
WITHIN = late.pattern(
    r"(?P<whole>[^，。,?？的]{2,14}?)(?:里面|里头|里|当中|中)(?:面|头)?(?P<part>[^，。,?？的]{2,14}?)(?:占|的?占比|的?比重)(?:了|到)?(?:多少|几成|百分之几|多大)"
)
AIMED = late.pattern(r"(?:目标|计划|预期|打算|准备)?(?:定|安排|设定|要达)?(?:的|到|在|为|了)*$")
# What of an outlay goes to whom: 财政支出里有多大比例用在民生, 财政有多少钱花在老百姓身上.
SPENT = late.pattern(
    r"(?P<whole>[^，。,?？的]{2,10}?)(?:里面?|当中|中)?的?(?:钱)?有?(?:多少|几成|百分之几|多大(?:的?比例|的?比重|一?块)?)的?(?:钱|资金|财政的钱)?[是都]?"
    r"(?:[用花]|投|使)(?:到|在|于|向|给|入)了?(?P<part>[^，。,?？]{2,8}?)(?:身上|方面|上|领域)*[的了?？]*$"
)
ABLE = late.pattern(r"(?:能|可以|会|有|的|都)+$")
OUTLAY = late.pattern(r"支出|收入|财力|GDP|生产总值")


def as_share(text: str, indicators: list[Indicator]) -> tuple[list[Indicator], str, str]:
    """民生支出占财力的比重 is an indicator of its own (民生支出占比); any other share has a part
    and a whole: the indicators, the words for the part, the words for the whole."""
    turned = WITHIN.search(text) or SPENT.search(text)
    if turned is not None:
        return _within(pattern_of("people").sub("民生", turned["part"]), turned["whole"])
    found = SHARE.search(text)
    if found is None:
        return _of_unsaid(text, indicators)
    if not text[: found.start()].strip():
        return indicators, "", found["whole"]
    part, whole = text[: found.start()], re.sub("^(?:全部|所有|整个)", "", found["whole"])
    whole = AIMED.sub("", whole)
    own = mentions(part)
    if len(own) == 1 and own[0][2].share and OUTLAY.search(whole):
        return [load_lexicon().printed[own[0][2].share]], "", ""
    return [], part, whole


def _within(part: str, whole: str) -> tuple[list[Indicator], str, str]:
    """财政支出里民生占多少: the part stands behind its whole; 民生 of outlay is 民生支出."""
    outlay = OUTLAY.search(whole.replace("财政的", "财政").replace("财政支出", "支出"))
    named = mentions(part) or (mentions(part + outlay.group()) if outlay else [])
    share = named[0][2].share if len(named) == 1 and outlay else None
    return ([load_lexicon().printed[share]], "", "") if share else ([], part, whole)


def _of_unsaid(text: str, indicators: list[Indicator]) -> tuple[list[Indicator], str, str]:
    """三产占比, 民营经济比重: a share of what goes without saying. 民生支出占比 is an indicator's
    own name."""
    asked = pattern_of("share_asked").search(text)
    if asked is None or asked.start() == 0:
        return indicators, "", ""
    named = mentions(text)
    rate = named[0][2].share if len(named) == 1 and named[0][2].unit_family == "days" else None
    if rate is not None:  # 优良天数占比
        return [load_lexicon().printed[rate]], "", ""
    own = [each for start, end, each in named if start <= asked.start() < end]
    return (indicators, "", "") if own else ([], ABLE.sub("", text[: asked.start()]), "")
