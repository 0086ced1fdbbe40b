"""Words of degree that numbers of the quotes bear out: the greatest of several, and plans that were
more than met."""

from collections.abc import Container, Iterator, Sequence
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
MOVED = late.pattern(
    r"(?P<twice>翻番|翻了?一番|倍增|翻倍)|(?P<up>上调|提高|上升|增加|增长|扩大|回升)"
    r"|(?P<down>下调|调低|下降|减少|回落|降低|收窄)"
)
MORE_THAN = late.pattern("还多|有余|以上|多")
FEWEST = 3
COUNTED = late.pattern("([两二三四五六七八九十])大")
HAN = "零一二三四五六七八九十"
TWICE = Decimal(2)
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
            else set[int]()
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


def moved(reading: Reading, proven: Container[Number]) -> frozenset[int]:
    """Where words stand that tell how printed numbers moved and that these bear out: …都有所下调,
    相当于翻一番."""
    return frozenset(t.start for t in reading.tokens if _is_borne_out(t, reading, proven))


def _is_borne_out(token: Token, reading: Reading, proven: Container[Number]) -> bool:
    told = MOVED.fullmatch(token.text)
    start, end = reading.clause(token.start)
    if told is None or any(start <= number.start < end for number in reading.numbers):
        return False
    opened = reading.sentence(start)[0]
    printed = [n for n in reading.numbers if opened <= n.start < start]
    half, odd = divmod(len(printed), 2)
    if odd or not half or not all(number in proven and number.value for number in printed):
        return False
    pairs = list(zip(printed[:half], printed[half:], strict=True))
    if any(one.unit != other.unit for one, other in pairs):
        return False
    more = MORE_THAN.match(reading.text, token.end) is not None
    ratios = [(other.value or Decimal(0)) / (one.value or Decimal(1)) for one, other in pairs]
    if told["twice"]:
        return all(ratio > TWICE if more else ratio == TWICE for ratio in ratios)
    return all(ratio != 1 and (ratio > 1) == bool(told["up"]) for ratio in ratios)
