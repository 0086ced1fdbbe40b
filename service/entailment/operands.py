"""The numbers of quotes that a draft derives others from, and the arithmetic between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.attribution import bearing
from service.entailment.lexicon import load
from service.entailment.numbers import ABOUT, LEAST, MORE, PLAIN, Number, agrees
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands
from vectorstore import late

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
    head = [token.text for token in there.head]
    named = sum(len(word) * _share_in(word, text) for word in head)
    if not head or named < COVERED * sum(map(len, head)):
        return False
    bounds = ("stages", "counting", "hedges", "narrowing")
    for token in there.own:
        bounding = token.end <= operand.held.start and any(known.has(n, token.text) for n in bounds)
        if bounding and not _share_in(token.text, text):
            return False
    return True


def _share_in(word: str, text: str) -> Decimal:
    """How much of a word a text says, by itself, an equal or its pairs of letters."""
    known = load()
    if any(each in text for each in (word, *known.proved_by(word), *known.proving(word))):
        return Decimal(1)
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return (
        Decimal(sum(pair in text for pair in pairs)) / len(pairs) if len(word) > 2 else Decimal(0)
    )


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


def is_share(number: Number, share: Decimal) -> bool:
    if number.rough is not None:
        low, high = number.rough
        return low < share < high
    if number.value is None or number.qualifier not in PLAIN | ABOUT:
        return False
    place = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent or 0))
    return abs(share - number.value) <= min(place, Decimal(1)) / 2
