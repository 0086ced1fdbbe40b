"""What a draft computes from numbers of its quotes: more or less, differences, totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from service.entailment.attribution import Bearing, bearing
from service.entailment.classes import is_noun
from service.entailment.frame import Frame, framed
from service.entailment.measured import thing_reasons
from service.entailment.numbers import LEAST, MORE, PLAIN, Number
from service.entailment.pairing import Pair
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from vectorstore import late

DEGREE = r"(?P<degree>明显|显著|大幅|远远?|大大|略微?|稍)?"
OVER = late.pattern(
    rf"{DEGREE}(?:(?P<more>高于|快于|多于|大于|好于|优于|强于|领先于|超过|高出|高过)"
    r"|(?P<less>低于|慢于|少于|小于|不及|低过|落后于))(?!\s*\d(?!\d{3}年))"
)
THAN = late.pattern(
    rf"比(?P<other>[^,;。:]{{2,40}}?)(?P<least>至少|最少)?{DEGREE}(?:要|还)?(?:(?P<more>高|多|快|大)|(?P<less>低|少|慢|小))"
    r"(?:出|了)?(?:约)?(?P<gap>\d[^,;。:()]*)?(?=[,;。:()]|$)"
)
TIMES = late.pattern(
    r"(?:是|为|相当于)(?P<other>[^,;。:]{2,30}?)的(?P<n>[两二三四五六七八九十]|\d+(?:\.\d+)?)(?P<more>多|余)?倍(?P<over>多|以上)?"
)
HAN = "零一二三四五六七八九十"
EVEN = late.pattern(
    r"(?:与|和|同)(?P<other>[^,;。:]{2,30}?)(?:持平|相同|一致|相当|一样)(?=[,;。:]|$)"
)
STATEMENT_STOPS = ",;:。!?\n"
TOTAL = late.pattern(r"(?:共|合计|总共|总计|一共|共有|共计|总数|总数达|达到?)$")
FAR, NEARLY = Decimal("1.3"), Decimal("1.25")
RATES = late.pattern("增速|增幅|增长|涨幅|降幅|快于|慢于|快|慢")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides of a statement and how the first is said to stand to the second by a `word`;
    `told` where the other side gives its number (低于乙市的141.5亿元)."""

    start: int
    end: int
    one: tuple[int, int]
    other: tuple[int, int]
    sign: int
    degree: str
    gap: Number | None = None
    times: Decimal | None = None
    over: bool = False
    counted: bool = False
    told: bool = False
    least: bool = False
    word: str = ""


def comparisons(reading: Reading) -> Iterator[Comparison]:
    """The comparisons that a sentence makes in words."""
    before = 0
    for start, end in reading.spans(STATEMENT_STOPS):
        for said in _of_statement(reading, start, end):
            one = said.one if _speaks(reading, *said.one) else (before, start)
            told = any(said.other[0] <= n.start < said.other[1] for n in reading.numbers)
            yield replace(said, one=one, told=told)
        before = start


def _speaks(reading: Reading, start: int, end: int) -> bool:
    """Whether a side names anything itself; 明显快于… leaves it to the clause before."""
    return any(t.kind == "number" or is_noun(t) for t in reading.between(start, end))


def _of_statement(reading: Reading, start: int, end: int) -> Iterator[Comparison]:
    text = reading.text
    if found := THAN.search(text, start, end):
        gap = next(
            (
                n
                for n in reading.numbers
                if found["gap"] and n.end > found.start("gap") and n.start < found.end()
            ),
            None,
        )
        sign = 1 if found["more"] else -1
        if found["gap"] is None or gap is not None:
            yield Comparison(
                start,
                end,
                (start, found.start()),
                found.span("other"),
                sign,
                found["degree"] or "",
                gap,
                least=found["least"] is not None,
            )
    elif found := TIMES.search(text, start, end):
        n = found["n"].replace("两", "二")
        times = Decimal(n) if n[0].isdigit() else Decimal(HAN.index(n))
        over = bool(found["more"] or found["over"])
        one, counted = (start, found.start()), not n[0].isdigit()
        yield Comparison(
            start, end, one, found.span("other"), 1, "", times=times, over=over, counted=counted
        )
    elif found := EVEN.search(text, start, end):
        yield Comparison(start, end, (start, found.start()), found.span("other"), 0, "")
    elif found := OVER.search(text, start, end):
        sign = 1 if found["more"] else -1
        sides = (start, found.start()), (found.end(), end)
        yield Comparison(start, end, *sides, sign, found["degree"] or "", word=found[0])


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one number is more than another, as printed, and the quotes that hold the two."""

    gap: Decimal
    printed: str
    one: str
    other: str
    sources: tuple[int, ...]


def difference(
    reading: Reading, said: Comparison, before: Frame, sources: Sequence[Premise]
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
    reading: Reading, said: Comparison, before: Frame, sources: Sequence[Premise]
) -> tuple[tuple[Number, int], tuple[Number, int]] | None:
    """The two numbers that are set against each other, each with its quote."""
    head = framed(reading, *said.one, before, sources)
    tail = framed(reading, *said.other, head, sources, based=True)
    one = _operand(reading, said, said.one, head, sources)
    other = _operand(reading, said, said.other, tail, sources)
    if one is None or other is None or one[0].unit != other[0].unit:
        return None
    if said.gap is not None and not _same_time(one, other, (head, tail), sources):
        return None
    return one, other


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


def holds(
    reading: Reading, said: Comparison, before: Frame, sources: Sequence[Premise]
) -> tuple[int, ...] | None:
    """The quotes that a comparison is computed from, where it is true; None where it is not."""
    several = _several(reading, said)
    if len(several) > 1:
        return _over_all(reading, said, several, before, sources)
    sides = _sides(reading, said, before, sources)
    if sides is None:
        return None
    one, other = sides
    if said.times is not None:
        return (one[1], other[1]) if _is_times(said, one[0], other[0]) else None
    if not _true(said, _signed(one[0]), _signed(other[0])):
        return None
    if said.gap is not None and not _is_gap(said.gap, one[0], other[0], least=said.least):
        return None
    return one[1], other[1]


def _over_all(
    reading: Reading,
    said: Comparison,
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


def _several(reading: Reading, said: Comparison) -> list[tuple[int, int]]:
    """The things that one is set against, each with its number: 苹果（6%）和蔬菜（4.9%）."""
    start, end = said.other
    told = [n for n in reading.numbers if start <= n.start < end and n is not said.gap]
    spans: list[tuple[int, int]] = []
    for number in told:
        stop = min(end, number.end + 1)
        spans.append((start, stop))
        start = stop
    return spans


def _signed(number: Number) -> Decimal:
    value = number.value or Decimal(0)
    return -abs(value) if number.falls else value


def _true(said: Comparison, one: Decimal, other: Decimal) -> bool:
    if said.sign == 0:
        return one == other
    if (one - other) * said.sign <= 0:
        return False
    high, low = max(one, other), min(one, other)
    if said.degree.startswith(("略", "稍")):
        return low > 0 and high <= low * NEARLY
    return not said.degree or low <= 0 or high >= low * FAR


def _is_times(said: Comparison, one: Number, other: Number) -> bool:
    """两倍多 of 930 is 2033: between twice and three times; 2倍 is twice, to a tenth."""
    assert said.times is not None
    if not said.counted and not said.told:
        return False  # a ratio in digits shows its operands
    if other.value is None or other.value <= 0:
        return False
    ratio = _signed(one) / other.value
    if said.over:
        return said.times <= ratio < said.times + 1
    return abs(ratio - said.times) <= said.times / 20


def _is_gap(gap: Number, one: Number, other: Number, *, least: bool) -> bool:
    bounds = {one.qualifier, other.qualifier} - PLAIN
    if one.high or other.high or bounds - (LEAST | MORE if least else frozenset()):
        return False  # of bounded numbers no difference is sure but the least
    apart = abs(_signed(one) - _signed(other))
    if gap.unit == "倍":
        return other.value not in (None, 0) and gap.value == _signed(one) / _signed(other)
    return gap.unit == _unit_of_gap(one) and gap.value == apart


def _operand(
    reading: Reading,
    said: Comparison,
    side: tuple[int, int],
    frame: Frame,
    sources: Sequence[Premise],
) -> tuple[Number, int] | None:
    """The number of one side, as the side tells it or as the quotes give it, and its quote."""
    told = [n for n in reading.numbers if side[0] <= n.start < side[1] and n is not said.gap]
    if len(told) > 1:
        return None
    own = [t for t in reading.between(*side) if t.kind == "word"]
    start = reading.sentence(side[0])[0]
    rest = [t for t in reading.between(start, said.end) if t.kind == "word" and t not in own]
    for around in ([], rest):
        found = _candidates(reading, said, told, own, around, frame, sources)
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _candidates(
    reading: Reading,
    said: Comparison,
    told: Sequence[Number],
    own: list[Token],
    around: list[Token],
    frame: Frame,
    sources: Sequence[Premise],
) -> dict[tuple[Decimal | None, str], tuple[Number, int]]:
    """The numbers of the quotes that a side may speak of, each with its quote."""
    regions = frame.regions or (None,)
    found: dict[tuple[Decimal | None, str], tuple[Number, int]] = {}
    for premise in sources:
        if len(regions) != 1 or regions[0] not in (None, premise.quote.region):
            continue
        for number in premise.reading.numbers:
            if number.value is None or number.is_rank or (told and not _same(told[0], number)):
                continue
            if said.gap is not None and said.gap.unit not in ("倍", _unit_of_gap(number)):
                continue
            side = _side(reading, number, own, around, said)
            pair = Pair(reading, side, premise, bearing(premise.reading, number))
            if not thing_reasons(pair, frame):
                found.setdefault((number.value, number.unit), (number, premise.quote.n))
    return found


def _same(one: Number, other: Number) -> bool:
    return (one.value, one.high, one.unit) == (other.value, other.high, other.unit)


def _side(
    reading: Reading, number: Number, own: list[Token], around: list[Token], said: Comparison
) -> Bearing:
    """A side of a comparison as what its number is said of; what it leaves out the rest says."""
    rate = RATES.search(reading.text, said.one[0], said.end) is not None
    relation = "down" if rate and number.falls else "up" if rate else "amount"
    return Bearing(number, tuple(own), (), tuple(around), (), "", relation)
