"""Leads that only frame: what a sentence is about, and how many items it announces."""

import re
from collections.abc import Iterator, Sequence

from service.entailment.lexicon import load
from service.entailment.premise import Premise, is_deed, is_light
from service.entailment.reading import HALF_WIDTH, Reading, Token
from service.entailment.standing import stands

ABOUT = re.compile(
    r"(?:^|[,;。:])(?:从|在|就)?(?P<whole>[^,;。:()]{1,14}?)(?:方面|来看|看|而言|来说|领域|层面|上|端)(?=[,:])"
)
INLINE = re.compile(
    r"(?:在|从|就)(?P<inside>[^,;。:()]{1,8}?)(?:方面|领域|层面|端|上)(?![升涨海市年述下])"
)
LONGEST = 14
COUNT = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|大|条|项|点|类|种|方面|手){0,2}"
    r"(?=(?:方面|方向|层面|维度|路径|举措|措施|做法|抓手|重点|亮点|特点|进展|发力|入手|着手|推进|问题|短板|[,:]|$))"
)
ORDINAL = re.compile(
    r"[一二三四五六七八九十]是|(?<![第\d])[(（]?[1-9][)）.、](?!\d)|第[一二三四五六七八九十](?=[,，])"
)
TELLING = re.compile("[是有为高低大小多少强弱快慢好差优良]|得到|位居|居")
HAN = "零一二三四五六七八九十"


def is_heading(reading: Reading) -> bool:
    """Whether a line but names a thing (二、主要指标): no stop, no deed, no number, no degree."""
    known = load()
    return not any(
        token.kind == "number"
        or token.text in tuple(",;:。!?")
        or is_deed(token)
        or any(known.has(name, token.text) for name in ("strong", "denials", "needs", "ties"))
        for token in reading.tokens
    ) and not TELLING.search(reading.text)


def topics(reading: Reading, sources: Sequence[Premise]) -> frozenset[int]:
    """Where tokens stand that only say what a sentence is about (从推广应用看, 工业方面)."""
    taken: set[int] = set()
    for left, right in [*_leads(reading), *_inline(reading)]:
        tokens = reading.between(left, right)
        if all(_names_topic(token, sources) for token in tokens):
            taken.update(token.start for token in tokens)
    return frozenset(taken)


def _leads(reading: Reading) -> Iterator[tuple[int, int]]:
    for found in ABOUT.finditer(reading.text):
        yield found.span("whole")


def _inline(reading: Reading) -> Iterator[tuple[int, int]]:
    for found in INLINE.finditer(reading.text):
        yield found.span("inside")


def _names_topic(token: Token, sources: Sequence[Premise]) -> bool:
    """Whether a word may stand in a topic: a field of work, or a thing the quotes speak of."""
    known = load()
    if token.kind != "word" or is_light(token) or known.has("topics", token.text):
        return True
    if is_deed(token) or known.has("strong", token.text) or known.has("ties", token.text):
        return False
    return any(
        stands(token.text, text, 0, len(text.text))
        for premise in sources
        for text in (premise.reading, premise.section)
    )


def miscounted(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Each number of items that a sentence announces: its span, and whether it gives others."""
    for found in COUNT.finditer(reading.text):
        said = int(found["n"]) if found["n"].isdigit() else HAN.find(found["n"].replace("两", "二"))
        given = _given(reading, found.end())
        if given:
            yield found.start(), found.end(), given != said


def _given(reading: Reading, at: int) -> int:
    """How many items stand behind an announcement, as ordinals or between semicolons."""
    behind = reading.printed[at:].translate(HALF_WIDTH)
    ordinals = len(ORDINAL.findall(behind))
    if ordinals:
        return ordinals
    lead = re.match(r"[^,;。:]{0,8}[:,]", behind)
    if lead is None:
        return 0
    parts = [part for part in re.split("[;。]", behind[lead.end() :]) if part.strip()]
    return len(parts) if len(parts) > 1 else 0
