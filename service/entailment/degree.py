"""Words of degree that numbers of the quotes bear out: the greatest of several, and plans that were
more than met."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.numbers import Number
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands
from vectorstore import late

MOST = late.pattern(
    r"最[快高多大]|最(?P<least>[慢低少小])|居首位?|位居首位|(?P<second>次之|居次|居第二)"
)
AMONG = late.pattern("其中|中(?=,)|在[^,;。]{1,12}中|[两二三四五六七八九几各]项|三者|四者")
FEWEST = 3
COUNTED = late.pattern("([两二三四五六七八九十])大")
HAN = "零一二三四五六七八九十"
BEYOND = late.pattern("超额|超额完成")
AIM = late.pattern("目标|任务|计划")
PLANNED = late.pattern("(?:计划|任务|目标)[^,;。]{0,4}$")


def borne_out(reading: Reading, sources: Sequence[Premise]) -> frozenset[int]:
    """Where words of degree stand that numbers of the quotes bear out: 其中旅游业增速最快, and
    超额完成 of what was done to 116%."""
    found = [*_superlatives(reading, sources), *_beyond(reading, sources)]
    return frozenset(token.start for token in found)


def _superlatives(reading: Reading, sources: Sequence[Premise]) -> Iterator[Token]:
    for token in reading.tokens:
        told = MOST.fullmatch(token.text)
        start, end = reading.sentence(token.start)
        if told is None or not AMONG.search(reading.text, start, token.start):
            continue
        place = 2 if told["second"] else -1 if told["least"] else 1
        own = [n for n in reading.numbers if start <= n.start < end and not n.is_rank]
        near = _nearest(own, token, reading.clause(token.start))
        among = (
            {len(all_) for all_ in _alike(near, sources) if _is_at(near, all_, place)}
            if near
            else set()
        )
        if among:
            yield token
            for count in COUNTED.finditer(reading.text, start, token.start):
                if HAN.index(count[1].replace("两", "二")) in among:
                    yield from reading.between(*count.span())


def _nearest(own: Sequence[Number], token: Token, clause: tuple[int, int]) -> Number | None:
    """The number that a word of degree is said of: behind it or before it in its clause, else the
    next one, else the last."""
    inside = [n for n in own if clause[0] <= n.start < clause[1]]
    behind = [n for n in inside if n.start >= token.end] or inside[::-1]
    return next(iter(behind or [n for n in own if n.start >= token.end] or own[::-1]), None)


def _is_at(number: Number, values: Sequence[Decimal], place: int) -> bool:
    ordered = sorted(values, reverse=True)
    return ordered[place - 1 if place > 0 else place] == number.value


def _alike(number: Number, sources: Sequence[Premise]) -> Iterator[list[Decimal]]:
    """The numbers of which one is the greatest or the least: its like in a sentence of a quote,
    and those that are said of one thing in all quotes (…实现增加值148.1亿元)."""
    like = [
        (premise, held, bearing(premise.reading, held))
        for premise in sources
        for held in premise.reading.numbers
        if held.unit == number.unit and held.value is not None and not held.is_rank
    ]
    for premise, held, there in like:
        if held.value != number.value:
            continue
        near = premise.reading.sentence(held.start)
        same = [each for each in like if each[2].relation == there.relation]
        beside = [h for p, h, _ in same if p is premise and near[0] <= h.start < near[1]]
        thing = {token.text for token in there.head}
        across = [h for _, h, b in same if thing and thing == {t.text for t in b.head}]
        for group in (beside, across):
            if len(group) >= FEWEST:
                yield [h.value for h in group if h.value is not None]


def _beyond(reading: Reading, sources: Sequence[Premise]) -> Iterator[Token]:
    for token in reading.tokens:
        if not BEYOND.fullmatch(token.text):
            continue
        start, end = reading.sentence(token.start)
        said = [t for t in reading.between(start, end) if is_noun(t)]
        told = [n for n in reading.numbers if start <= n.start < end]
        if any(_more_than_met(premise, said, told) for premise in sources):
            yield token


def _more_than_met(premise: Premise, said: Sequence[Token], told: Sequence[Number]) -> bool:
    """Whether a sentence of a quote tells by its number that a plan was more than met, of a thing
    that is said and together with the numbers that are told of it."""
    named = [token for token in said if not AIM.search(token.text)]
    held = premise.reading
    for number in held.numbers:
        start, end = held.sentence(number.start)
        planned = PLANNED.search(held.text, start, number.start)
        if number.unit != "%" or (number.value or 0) <= Decimal(100) or planned is None:
            continue
        values = {(n.value, n.unit) for n in held.numbers if start <= n.start < end}
        beside = all((each.value, each.unit) in values for each in told)
        if beside and any(stands(token.text, held, start, end) for token in named):
            return True
    return False
