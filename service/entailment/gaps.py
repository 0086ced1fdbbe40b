"""What a gap is said of and what it is measured against: 甲比乙多5, …15%，低了1.1个百分点."""

from collections.abc import Sequence

from service.entailment.classes import is_noun
from service.entailment.numbers import Number
from service.entailment.operands import Operand
from service.entailment.reading import Reading, Token
from vectorstore import late

THAN = late.pattern(r"(?:比|较|与|和|同)(?P<other>[^,;。:]*)$")
LATTER = late.pattern("前者[^,;。]*后者")
MANY = 6


def sides(
    reading: Reading, one: Operand, other: Operand, number: Number, lead: str
) -> tuple[Operand, Operand]:
    """Which of two numbers the gap is said of, and which it is measured against: as named
    in its clause, else the later one against the earlier."""
    assert one.said is not None
    assert other.said is not None
    if LATTER.search(lead):
        return one, other
    _, cut, ahead, behind = around(reading, number, lead)
    score = points(reading, behind, one) - points(reading, behind, other)
    score -= points(reading, ahead, one) - points(reading, ahead, other)
    inside = cut <= one.said.start < number.start
    if inside and not cut <= other.said.start < number.start:
        score += MANY
    if cut <= other.said.start < number.start and not inside:
        score -= MANY
    later, earlier = (one, other) if one.said.start > other.said.start else (other, one)
    if score == 0:
        return later, earlier
    return (other, one) if score > 0 else (one, other)


def around(
    reading: Reading, number: Number, lead: str
) -> tuple[int, int, Sequence[Token], Sequence[Token]]:
    """The clause of a gap: what it is said of, and behind 比 what it is measured against."""
    than = THAN.search(lead)
    start = reading.clause(number.start)[0]
    cut = start + (than.start() if than else len(lead))
    between = reading.between
    return start, cut, between(start, cut), between(cut, start + len(lead))


def named_apart(
    reading: Reading,
    one: Operand,
    other: Operand,
    told: Sequence[Operand],
    number: Number,
    lead: str,
) -> bool:
    """Whether the clause of a gap speaks of another number than the two: 甲比丙快1个百分点 is not
    proven by 甲 and 乙."""
    _, _, ahead, behind = around(reading, number, lead)
    for words, side in ((ahead, one), (behind, other)):
        most = max(points(reading, words, each) for each in told)
        if points(reading, words, side) < most:
            return True
    return False


def points(reading: Reading, words: Sequence[Token], operand: Operand) -> int:
    """How many of some words speak of an operand: its region, its year, its thing."""
    assert operand.said is not None
    span = reading.clause(operand.said.start)
    own = {t.text for t in reading.between(*span)}
    points = 0
    for token in words:
        if token.kind == "region":
            points += 2 * (token.value == operand.premise.quote.region)
        elif token.kind in ("year", "base"):
            points += 2 * (token.value in operand.years)
        elif is_noun(token):
            points += token.text in own
    return points
