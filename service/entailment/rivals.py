"""What a number of a quote is told of among others: words that no other number owns, and things
that it is given for together."""

from collections.abc import Iterator

from service.entailment.attribution import bearing
from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.lexicon import load
from service.entailment.pairing import Pair, is_spoken, share
from service.entailment.reading import JOINS, LIST_STOPS, Token
from service.entailment.relation import Bearing

EXACT = ("strong", "stages", "counting", "hedges", "ending", "narrowing", "shares", "seasons")


def told_elsewhere(token: Token, pair: Pair) -> bool:
    """Whether the quote tells a thing in the sentence of its number or the one before, and tells
    it of no other number that this one could be taken for: 国资委监管企业 of …营业收入和利润分别增长."""
    known, reading, there = load(), pair.premise.reading, pair.there
    exact = any(known.has(name, token.text) for name in EXACT)
    if exact or not pair.wide or pair.said.number.is_rank:
        return False
    text = "|".join(each.text for each in pair.spoken)
    if not all(share(t.text, text) * 2 >= len(t.text) for t in there.head if is_noun(t)):
        return False  # 经费覆盖率 for 学校覆盖率: it stands in for what is left out
    start, end = reading.sentence(there.number.start)
    start = reading.sentence(max(0, start - 2))[0]
    if not pair.stands(token, start, end):
        return False
    if is_deed(token):
        start, end = reading.clause(there.number.start)
    rivals = [bearing(reading, n) for n in reading.numbers if pair.is_rival(n)]
    return pair.stands(token, start, end) and not any(
        pair.holds(token, rival.head[-1:] if rival.named else rival.words) for rival in rivals
    )


def parted(pair: Pair) -> Iterator[str]:
    """A number given for two things together (投产和在建…295GWh) is not that of one."""
    there = pair.there
    if (
        there.half
        or there.named
        or there.number.unit == "%"
        or any(token.text == "等" for token in there.own)
    ):
        return
    tokens = [t for t in pair.premise.reading.between(*item_of(there)) if t.kind != "number"]
    for one, join, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if join.text not in (*JOINS, *LIST_STOPS) or other.start > there.number.start:
            continue
        if is_light(one) or is_light(other):
            continue
        if is_spoken(one.text, pair.spoken) != is_spoken(other.text, pair.spoken):
            yield f"原文是“{one.text}{join.text}{other.text}”一起的数"


def item_of(there: Bearing) -> tuple[int, int]:
    own = [token for token in there.own if token.kind == "word"]
    if not own:
        return there.number.start, there.number.start
    return min(token.start for token in own), max(token.end for token in own)
