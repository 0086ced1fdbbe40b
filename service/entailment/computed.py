"""What a draft computes from numbers of its quotes: more or less, differences, ratios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.agreement import agrees
from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.comparison import SaidComparison, members_of, several_of
from service.entailment.frame import Frame, framed
from service.entailment.measured import thing_reasons
from service.entailment.numbers import ABOUT, LEAST, MORE, PLAIN, Number
from service.entailment.pairing import Pair
from service.entailment.premise import Premise
from service.entailment.reading import CLAUSE_STOPS, Reading, Token
from service.entailment.relation import Bearing
from vectorstore import late

FAR, NEARLY = Decimal("1.3"), Decimal("1.25")
RATES = late.pattern("增速|增幅|增长|涨幅|降幅|快于|慢于|快|慢")
LEVELS = late.pattern("绝对|水平|总量|规模(?!以上|工业)|金额|数额")


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one number is more than another, as printed, and the quotes that hold the two."""

    gap: Decimal
    printed: str
    one: str
    other: str
    sources: tuple[int, ...]


def difference(
    reading: Reading, said: SaidComparison, before: Frame, sources: Sequence[Premise]
) -> Difference | None:
    """What a comparison comes to by the quotes; None where they lack a side, or but bound it."""
    sides = _sides(reading, said, before, sources)
    if sides is None or said.gap is None or _bounded(*(number for number, _ in sides)):
        return None
    (one, first), (other, second) = sides
    gap = _signed(one) - _signed(other)
    if said.gap.unit != _unit_of_gap(one) or not said.gap.printed or not said.gap.value:
        return None
    number = said.gap.printed.lstrip("-")
    scale = said.gap.value / Decimal(number) if number.replace(".", "", 1).isdigit() else Decimal(1)
    unit = said.gap.text[said.gap.text.find(number) + len(number) :]
    printed = f"{(abs(gap) / scale).normalize():f}{unit}"
    return Difference(gap, printed, one.text, other.text, (first, second))


def _unit_of_gap(number: Number) -> str:
    return "个百分点" if number.unit == "%" else number.unit


def _bounded(*numbers: Number) -> bool:
    return any(number.high or number.qualifier not in PLAIN for number in numbers)


def _sides(
    reading: Reading, said: SaidComparison, before: Frame, sources: Sequence[Premise]
) -> tuple[tuple[Number, int], tuple[Number, int]] | None:
    """The two numbers that are set against each other, each with its quote."""
    head = framed(reading, *said.one, before, sources)
    tail = framed(reading, *said.other, head, sources, based=True)
    if said.other == said.one:  # 目标降到15%: from what it was the year before
        tail = replace(head, years=tuple(map(_year_before, head.years)), told="open")
    if said.moved and (not head.years or head.years == tail.years):
        return None
    one = _operand(reading, said, said.one, head, sources)
    other = _operand(reading, said, said.other, tail, sources, told=said.other != said.one)
    if one is None or other is None or one[0].unit != other[0].unit:
        return None
    if said.gap is not None and not _same_time(one, other, (head, tail), sources):
        return None
    return one, other


def _year_before(year: str) -> str:
    return str(int(year) - 1) if year.isdigit() else year


def _same_time(
    one: tuple[Number, int],
    other: tuple[Number, int],
    frames: tuple[Frame, Frame],
    sources: Sequence[Premise],
) -> bool:
    """Whether numbers of two regions that a draft gives no year are of one: 2021年309亿元 and
    2020年141.5亿元 have no difference."""
    if any(frame.years for frame in frames) or frames[0].regions == frames[1].regions:
        return True
    held = {premise.quote.n: premise for premise in sources}
    years = [held[n].years(held[n].cell_at(number.start)) for number, n in (one, other)]
    return not all(years) or bool(years[0] & years[1])


def in_order(reading: Reading, said: SaidComparison, sources: Sequence[Premise]) -> bool:
    """Whether as many numbers are told on either side, one by one of a kind, and each stands so to
    its like: 480亿元、8亿美元，均高于…375亿元和6.8亿美元."""
    one, other = (
        [n for n in reading.numbers if a <= n.start < b] for a, b in (said.one, said.other)
    )
    if not one:  # 开工1.3万套、竣工1.6万套，两项都少于2.4万套和2.2万套
        start = reading.sentence(said.start)[0]
        units = {n.unit for n in other}
        before = [n for n in reading.numbers if start <= n.start < said.start and n.unit in units]
        one = before[-len(other) :]
    if len(one) == 1 and other:  # 2000亿元，高于工业的1300亿元和基础设施的1100亿元
        other = [n for n in other if n.unit == one[0].unit and n is not said.gap]
        one *= len(other)
    if not one or [n.unit for n in one] != [n.unit for n in other]:
        return False
    if not all(_true(said, _signed(a), _signed(b)) for a, b in zip(one, other, strict=True)):
        return False
    ours, theirs = ([_words(n, sources) for n in side] for side in (one, other))
    return all(
        len(ours[at] & theirs[at]) >= max(len(ours[at] & each) for each in theirs)
        for at in range(len(one))
    )


def _words(number: Number, sources: Sequence[Premise]) -> set[str]:
    """What the quotes tell a number of."""
    held = ((p.reading, n) for p in sources for n in p.reading.numbers if agrees(number, n))
    return {token.text for reading, n in held for token in bearing(reading, n).own}


def holds(
    reading: Reading, said: SaidComparison, before: Frame, sources: Sequence[Premise]
) -> tuple[int, ...] | None:
    """The quotes that a comparison is computed from, where it is true; None where it is not."""
    several = several_of(reading, said)
    if len(several) > 1:
        return _over_all(reading, said, several, before, sources)
    sides = _sides(reading, said, before, sources)
    if sides is None and (named := members_of(reading, *said.other)):
        return _over_all(reading, said, named, before, sources)
    if sides is None:
        return None
    one, other = sides
    if said.ratio is not None:
        return (one[1], other[1]) if _is_ratio(said, one[0], other[0]) else None
    if not _true(said, _signed(one[0]), _signed(other[0])):
        return None
    if said.gap is not None and not _is_gap(said.gap, one[0], other[0], least=said.least):
        return None
    return one[1], other[1]


def _over_all(
    reading: Reading,
    said: SaidComparison,
    several: Sequence[tuple[int, int]],
    before: Frame,
    sources: Sequence[Premise],
) -> tuple[int, ...] | None:
    """The quotes, where one thing stands so to each of several."""
    head = framed(reading, *said.one, before, sources)
    tail = framed(reading, *said.other, head, sources, based=True)
    one = _operand(reading, said, said.one, head, sources)
    held = [_operand(reading, said, side, tail, sources) for side in several]
    others = [each for each in held if each is not None]
    if one is None or len(others) < len(held):
        return None
    true = all(_true(said, _signed(one[0]), _signed(number)) for number, _ in others)
    return (one[1], *(n for _, n in others)) if true else None


def _signed(number: Number) -> Decimal:
    value = number.value or Decimal(0)
    return -abs(value) if number.falls else value


def _true(said: SaidComparison, one: Decimal, other: Decimal) -> bool:
    if said.sign == 0:
        return one == other
    if (one - other) * said.sign <= 0:
        return False
    high, low = max(one, other), min(one, other)
    if said.degree.startswith(("略", "稍")):
        return low > 0 and high <= low * NEARLY
    return not said.degree or low <= 0 or high >= low * FAR


def _is_ratio(said: SaidComparison, one: Number, other: Number) -> bool:
    """Whether the first is as much of the second as is said; of bounded numbers none is sure, and
    a ratio in digits shows its operands."""
    assert said.ratio is not None
    if (said.digits and not said.told) or _bounded(one, other):
        return False
    low, high = said.ratio
    return bool(other.value) and low <= _signed(one) / abs(other.value or 1) < high


def _is_gap(gap: Number, one: Number, other: Number, *, least: bool) -> bool:
    bounds = {one.qualifier, other.qualifier} - PLAIN
    allowed = LEAST | MORE if least else ABOUT if gap.qualifier in ABOUT else frozenset[str]()
    if one.high or other.high or bounds - allowed:
        return False  # of bounded numbers no difference is sure but the least
    if gap.unit == "倍":
        return other.value not in (None, 0) and gap.value == _signed(one) / _signed(other)
    return gap.unit == _unit_of_gap(one) and is_apart(gap, _signed(one) - _signed(other))


def is_apart(gap: Number, apart: Decimal) -> bool:
    """Whether a difference is told as it is, or truly rounded: 14.33 is 14以上."""
    if gap.qualifier in ABOUT and gap.value == abs(apart):
        return True
    return agrees(gap, replace(gap, value=abs(apart), high=None, qualifier="", printed=""))


def _operand(
    reading: Reading,
    said: SaidComparison,
    side: tuple[int, int],
    frame: Frame,
    sources: Sequence[Premise],
    *,
    told: bool = True,
) -> tuple[Number, int] | None:
    """The number of one side, as the side tells it or as the quotes give it, and its quote."""
    given = _given(reading, said, side) if told else []
    if len(given) > 1:
        return None
    own = [t for t in reading.between(*side) if t.kind == "word"]
    found = _candidates(reading, said, side, given, (own, []), frame, sources)
    for around in _around(reading, said, side, own):
        found = found or _candidates(reading, said, side, given, (own, around), frame, sources)
    best = max((score for score, _ in found.values()), default=0)
    nearest = [each for score, each in found.values() if score == best]
    return nearest[0] if len(nearest) == 1 else None


def _around(
    reading: Reading, said: SaidComparison, side: tuple[int, int], own: Sequence[Token]
) -> Iterator[list[Token]]:
    """What a side leaves to the rest of its sentence: to the clause before, then to all of it."""
    opened = reading.sentence(side[0])[0]
    before = [start for start, _ in reading.spans(CLAUSE_STOPS, opened, said.start)]
    for start in dict.fromkeys((*before[-1:], opened)):
        left = [t for t in reading.between(start, said.end) if t.kind == "word"]
        hidden = said.other if side == said.one != said.other else (0, 0)
        yield [t for t in left if t not in own and not hidden[0] <= t.start < hidden[1]]


def _given(reading: Reading, said: SaidComparison, side: tuple[int, int]) -> list[Number]:
    """The numbers of a side that may be what is set against the other: of rates (增幅高于…) none
    but rates, and of several numbers those of the kind."""
    told = [n for n in reading.numbers if side[0] <= n.start < side[1] and n is not said.gap]
    if said.ratio is not None:
        told = [n for n in told if n.rough is None]
    rate = _of_rates(reading, said)
    alike = [n for n in told if (n.unit == "%") == rate]
    return alike if rate or len(told) > 1 else told


def _of_rates(reading: Reading, said: SaidComparison) -> bool:
    if LEVELS.search(reading.text, said.start, said.end):
        return False
    return (
        RATES.search(reading.text, min(said.one[0], said.other[0], said.start), said.end)
        is not None
    )


def _candidates(
    reading: Reading,
    said: SaidComparison,
    place: tuple[int, int],
    told: Sequence[Number],
    words: tuple[list[Token], list[Token]],
    frame: Frame,
    sources: Sequence[Premise],
) -> dict[tuple[Decimal | None, str], tuple[int, tuple[Number, int]]]:
    """The numbers of the quotes that a side may speak of, each with its quote, and how many of the
    words around the side the number is told with."""
    regions = frame.regions or (None,)
    found: dict[tuple[Decimal | None, str], tuple[int, tuple[Number, int]]] = {}
    for premise in sources:
        if len(regions) != 1 or regions[0] not in (None, premise.quote.region):
            continue
        for number in premise.reading.numbers:
            if number.value is None or number.is_rank or (told and not agrees(told[0], number)):
                continue
            if said.gap is not None and said.gap.unit not in ("倍", _unit_of_gap(number)):
                continue
            at = told[0].start if told else place[1] - 1
            side = _side(reading, replace(number, start=at), *words, said)
            pair = Pair(reading, side, premise, bearing(premise.reading, number))
            if not thing_reasons(pair, frame):
                shared = sum(is_noun(t) and pair.holds(t, pair.there.words) for t in words[1])
                found.setdefault((number.value, number.unit), (shared, (number, premise.quote.n)))
    return found


def _side(
    reading: Reading, number: Number, own: list[Token], around: list[Token], said: SaidComparison
) -> Bearing:
    """A side of a comparison as what its number is said of; what it leaves out the rest says."""
    rate = _of_rates(reading, said)
    relation = "down" if rate and number.falls else "up" if rate else "amount"
    return Bearing(number, tuple(own), (), tuple(around), (), "", relation)
