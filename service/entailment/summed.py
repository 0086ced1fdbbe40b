"""What a draft counts up from numbers of its quotes: totals, the greatest of several, and plans
that were more than met."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.frame import Frame, framed
from service.entailment.measured import number_reasons
from service.entailment.numbers import Number
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands
from vectorstore import late

TOTAL = late.pattern(r"(?:共|合计|总共|总计|一共|共有|共计|总数|总数达|达到?)$")
BOTH = late.pattern(r"(?:[两三四五]项|[两三四五]者)?(?:合计|共计|总计|相加|加起来)(?:为|达|达到)?$")
MOST = late.pattern(r"最(?P<most>快|高|多|大)|最(?P<least>慢|低|少|小)")
AMONG = late.pattern("其中|在[^,;。]{1,12}中|[两三四五六七八九几各]项|三者|四者")
FEWEST = 3
COUNTED = late.pattern("([两二三四五六七八九十])大")
HAN = "零一二三四五六七八九十"
BEYOND = late.pattern("超额|超额完成")
AIM = late.pattern("目标|任务|计划")
PLANNED = late.pattern("(?:计划|任务|目标)[^,;。]{0,4}$")


def totals(
    reading: Reading, before: Frame, sources: Sequence[Premise]
) -> dict[Number, tuple[int, ...]]:
    """The numbers of a sentence that are the sum of those behind them (共31个，其中14个、17个), or
    before them (…33.1亿元，…3.1亿元，两项合计36.2亿元)."""
    made: dict[Number, tuple[int, ...]] = {}
    for at, number in enumerate(reading.numbers):
        lead = reading.text[reading.sentence(number.start)[0] : number.start].rstrip()
        behind, ahead = reading.numbers[at + 1 :], tuple(reversed(reading.numbers[:at]))
        parts = _parts(number, behind) if TOTAL.search(lead) else []
        if not parts and BOTH.search(lead):
            parts = _parts(number, ahead)
        quotes = _quotes_of(reading, parts, before, sources)
        if quotes:
            made[number] = quotes
    return made


def _parts(number: Number, others: Sequence[Number]) -> list[Number]:
    """The numbers next to a total that make it up."""
    parts: list[Number] = []
    for part in others:
        if part.unit != number.unit or part.value is None or part.is_rank:
            break
        parts.append(part)
        if len(parts) > 1 and sum(each.value or Decimal(0) for each in parts) == number.value:
            return parts
    return []


def _quotes_of(
    reading: Reading, parts: Sequence[Number], before: Frame, sources: Sequence[Premise]
) -> tuple[int, ...]:
    found: list[int] = []
    for part in parts:
        frame = framed(reading, *reading.clause(part.start), before, sources)
        said = bearing(reading, part)
        holding = [p for p in sources if not number_reasons(reading, said, p, frame)]
        if not holding:
            return ()
        found.append(holding[0].quote.n)
    return tuple(dict.fromkeys(found))


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
        own = [n for n in reading.numbers if start <= n.start < end and not n.is_rank]
        near = [n for n in own if n.start >= token.end][:1] or own[-1:]
        among = {_leads(near[0], p, most=bool(told["most"])) for p in sources} if near else {0}
        if among - {0}:
            yield token
            for count in COUNTED.finditer(reading.text, start, token.start):
                if HAN.index(count[1].replace("两", "二")) in among:
                    yield from reading.between(*count.span())


def _leads(number: Number, premise: Premise, *, most: bool) -> int:
    """Of how many of its like a number is the greatest (or least) in a sentence of a quote."""
    for held in premise.reading.numbers:
        if (held.value, held.unit) != (number.value, number.unit):
            continue
        relation = bearing(premise.reading, held).relation
        start, end = premise.reading.sentence(held.start)
        values = [
            other.value
            for other in premise.reading.numbers
            if start <= other.start < end
            and other.unit == held.unit
            and other.value is not None
            and bearing(premise.reading, other).relation == relation
        ]
        if len(values) >= FEWEST and held.value == (max(values) if most else min(values)):
            return len(values)
    return 0


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
