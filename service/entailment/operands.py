"""The numbers of quotes that a draft derives others from, and the arithmetic between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.agreement import agrees, same_bound
from service.entailment.attribution import bearing
from service.entailment.lexicon import load
from service.entailment.numbers import ABOUT, LEAST, MORE, PLAIN, Number, indicators
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands
from vectorstore import late

Ways = Iterator[tuple["Operand", ...]]

MORE_BEFORE = late.pattern("(?:多|高|快|大|增加)(?:出|了)?$")
COVERED = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of a quote, the draft's number that it proves (none where the draft leaves it
    unsaid), and where the draft speaks of it."""

    held: Number
    premise: Premise
    said: Number | None = None

    @property
    def years(self) -> frozenset[str]:
        """The years that it may be of."""
        return self.premise.years(self.premise.cell_at(self.held.start))


def value_of(operand: Operand) -> Decimal:
    value = operand.held.value or Decimal(0)
    return -abs(value) if operand.held.falls else value


def sum_of(operands: Sequence[Operand]) -> Decimal:
    return sum((value_of(each) for each in operands), Decimal(0))


def beside(token: Token, operand: Operand) -> bool:
    """Whether a word stands in the sentence of an operand, or in the heading above it."""
    reading = operand.premise.reading
    section = operand.premise.section
    return stands(token.text, reading, *reading.sentence(operand.held.start)) or stands(
        token.text, section, 0, len(section.text)
    )


def covered(operand: Operand, text: str) -> bool:
    """Whether a text names most of what a number of a quote is said of, and all that bounds it."""
    there = bearing(operand.premise.reading, operand.held)
    known = load()
    if not named(operand, text):
        return False
    bounds = ("stages", "counting", "hedges", "narrowing")
    for token in there.own:
        bounding = token.end <= operand.held.start and any(known.has(n, token.text) for n in bounds)
        if bounding and not _share_in(token.text, text):
            return False
    return True


def named(operand: Operand, text: str) -> bool:
    """Whether a text names most of what a number of a quote is said of."""
    head = [t.text for t in bearing(operand.premise.reading, operand.held).head]
    said = sum(len(word) * _share_in(word, text) for word in head)
    own = bearing(operand.premise.reading, operand.held).words
    ours = {known.name for _, _, known in indicators("".join(t.text for t in own))}
    if ours & {known.name for _, _, known in indicators(text)}:
        return True
    return bool(head) and said >= COVERED * sum(map(len, head))


def _share_in(word: str, text: str) -> Decimal:
    """How much of a word a text says, by itself, an equal or its pairs of letters."""
    known = load()
    if any(each in text for each in (word, *known.proved_by(word), *known.proving(word))):
        return Decimal(1)
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return (
        Decimal(sum(pair in text for pair in pairs)) / len(pairs) if len(word) > 2 else Decimal(0)
    )


def head_of(operand: Operand) -> set[str]:
    return {t.text for t in bearing(operand.premise.reading, operand.held).head}


def apart(one: Operand, other: Operand) -> tuple[set[str], set[str]]:
    """What tells the names of two numbers apart that end alike: 城镇 and 农村 of 城镇居民收入,
    农村居民收入; nothing where they share less than they differ in."""
    ours, theirs = (
        "".join(t.text for t in bearing(each.premise.reading, each.held).head)
        for each in (one, other)
    )
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[-shared - 1] == theirs[-shared - 1]:
        shared += 1
    mine, its = ours[: len(ours) - shared], theirs[: len(theirs) - shared]
    if not mine or not its or shared < max(len(mine), len(its)):
        return set(), set()
    return {mine}, {its}


def contrasted(operand: Operand, told: Operand, text: str) -> bool:
    """Whether a text names what tells a number from a printed one: 比城镇居民高 of 农村居民收入."""
    mine, _ = apart(operand, told)
    return bool(mine) and all(each in text for each in mine)


def same_sentence(one: Operand, other: Operand) -> bool:
    """Whether two numbers stand in one sentence of a quote."""
    start, end = one.premise.reading.sentence(one.held.start)
    return one.premise is other.premise and start <= other.held.start < end


def is_gap(
    gap: Number,
    one: Decimal,
    other: Decimal,
    sign: int,
    operands: Sequence[Operand],
    *,
    least: bool = False,
) -> bool:
    """Whether a gap is as told; of bounded numbers none is sure but about or at the least."""
    apart = one - other
    if gap.value is None or (sign and apart * sign <= 0):
        return False
    bounds = {each.held.qualifier for each in operands} - PLAIN
    planned = all(each.premise.cell_at(each.held.start).mode == "plan" for each in operands)
    marks = [each.held.qualifier for each in operands]
    if planned and len(operands) > 1 and same_bound(*marks):
        bounds = set[str]()  # 10%以上 is aimed a point higher than 9%以上
    allowed = (
        ABOUT
        if gap.qualifier in ABOUT
        else LEAST | MORE
        if least or gap.qualifier in LEAST
        else frozenset[str]()
    )
    if bounds - set(allowed):
        return False
    return abs(apart) == abs(gap.value) or agrees(gap, plain(gap, abs(apart)))


def plain(number: Number, value: Decimal) -> Number:
    return replace(number, value=value, high=None, qualifier="", printed="")


def wrongly_shown(reading: Reading) -> Iterator[str]:
    """Brackets that show a gap the wrong way round or of other numbers: 多32.96亿元（141.5亿元−174.46
    亿元）."""
    for gap, one, other in zip(
        reading.numbers, reading.numbers[1:], reading.numbers[2:], strict=False
    ):
        between = (
            reading.text[gap.end : one.start].strip(),
            reading.text[one.end : other.start].strip(),
        )
        more = MORE_BEFORE.search(reading.text, 0, gap.start)
        shown = between[0] == "(" and between[1] in ("−", ",")
        if not shown or None in (gap.value, one.value, other.value):
            continue
        apart = (one.value or Decimal(0)) - (other.value or Decimal(0))
        if abs(apart) != gap.value or (more and apart < 0):
            yield "差额的算式与所说不符"


def is_mean(number: Number, mean: Decimal) -> bool:
    """Whether a mean is told as it is, or rounded in its last digit."""
    if number.value is None or number.qualifier not in PLAIN | ABOUT:
        return False
    place = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent or 0))
    return abs(mean - number.value) <= place / 2


def is_share(number: Number, share: Decimal) -> bool:
    if number.rough is not None:
        low, high = number.rough
        return low < share < high
    if number.value is None or number.qualifier not in PLAIN | ABOUT:
        return False
    place = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent or 0))
    return abs(share - number.value) <= min(place, Decimal(1)) / 2
