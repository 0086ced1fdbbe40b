"""Numbers that a draft derives from those of its quotes: sums, gaps, remainders and shares.

The operands are numbers that the sentence itself prints and a quote proves, or numbers of the
quotes that the sentence names; the arithmetic has to be exact, and what the sentence says of the
derived number has to stand with its operands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from service.entailment.attribution import Bearing, bearing
from service.entailment.classes import is_light, is_noun
from service.entailment.frame import Frame, framed
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons
from service.entailment.numbers import ABOUT, LEAST, MORE, PLAIN, Number, agrees, same_unit
from service.entailment.premise import Premise
from service.entailment.reading import CLAUSE_STOPS, Reading, Token
from service.entailment.standing import stands
from vectorstore import late

MODIFIED = r"(?:了|出|至少|大约|约|近|将近|超过|有|为|达|达到)*$"
TOTAL = late.pattern(rf"(?:共|合计|总共|总计|一共|共计|相加|加起来|总数|累计){MODIFIED}")
GAP = late.pattern(
    r"(?:(?P<more>多|高|快|大|增加|增长|提高|提升|上升|扩大|回升|净增|上调|增)"
    r"|(?P<less>少|低|慢|小|减少|下降|降低|回落|降|减|收窄|缩小|下调|净减)"
    rf"|(?P<apart>相差|差距|差)){MODIFIED}"
)
REST = late.pattern(rf"(?:尚余|尚有|还剩|还有|剩余|其余|剩下|余下|余)(?:的)?{MODIFIED}")
SHARE = late.pattern(r"占|属于|相当于|来自|用于")
OF_ALL = late.pattern(
    r"占到?了?(?P<all>(?!了)[^,;。:\d一半]{2,20}?)的?(?=[\d一二三四五六七八九十半近约超过]+)"
)
MOVED = late.pattern(
    r"(?P<twice>翻番|翻了?一番|倍增|翻倍)|(?P<up>上调|提高|上升|增加|增长|扩大|回升)"
    r"|(?P<down>下调|调低|下降|减少|回落|降低|收窄)"
)
MORE_THAN = late.pattern("还多|有余|以上|多")
THAN = late.pattern(r"(?:比|较|与|和|同)(?P<other>[^,;。:]*)$")
LATTER = late.pattern("前者[^,;。]*后者")
PREVIOUS = late.pattern("上年|去年|上一年|前一年")
COUNT = late.pattern("[两二三四五六七八九十几]+[类项个者家种]")
COVERED = Decimal("0.6")
MANY = 6


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


class Derivation:
    """The derived numbers of one sentence, each with the quotes of its operands."""

    def __init__(self, reading: Reading, before: Frame, sources: Sequence[Premise]) -> None:
        self.reading = reading
        self.sources = sources
        self.frames = list(_frames(reading, before, sources))
        self.proven: dict[Number, Operand] = {}
        self.found: dict[Number, tuple[Operand, ...]] = {}
        for number in reading.numbers:
            operand = self._proof(number)
            if operand is not None:
                self.proven[number] = operand
        for number in reading.numbers:
            if number not in self.proven:
                operands = next(self._ways(number), None)
                if operands:
                    self.found[number] = operands

    @cached_property
    def moved(self) -> frozenset[int]:
        """Where words stand that tell how printed numbers moved and that these bear out: …都有所下调,
        相当于翻一番."""
        found = (token for token in self.reading.tokens if self._is_borne_out(token))
        return frozenset(token.start for token in found)

    def _is_borne_out(self, token: Token) -> bool:
        told = MOVED.fullmatch(token.text)
        start, end = self.reading.clause(token.start)
        inside = any(start <= number.start < end for number in self.reading.numbers)
        if told is None or inside:
            return False
        opened = self.reading.sentence(start)[0]
        printed = [n for n in self.reading.numbers if opened <= n.start < start]
        values = [(n.value or Decimal(0), n.unit) for n in printed if n in self.proven]
        half = len(printed) // 2
        if len(values) != len(printed) or not half or len(printed) % 2:
            return False
        pairs = list(zip(values[:half], values[half:], strict=True))
        if any(one[1] != other[1] or not one[0] for one, other in pairs):
            return False
        if told["twice"]:
            more = MORE_THAN.match(self.reading.text, token.end)
            return all(
                other[0] > 2 * one[0] if more else other[0] == 2 * one[0] for one, other in pairs
            )
        return all(
            (other[0] > one[0]) == bool(told["up"]) and other[0] != one[0] for one, other in pairs
        )

    @cached_property
    def quotes(self) -> dict[Number, tuple[int, ...]]:
        """The derived numbers with the quotes that they come from."""
        return {
            number: tuple(dict.fromkeys(each.premise.quote.n for each in operands))
            for number, operands in self.found.items()
        }

    def _frame(self, at: int) -> Frame:
        return next(frame for start, end, frame in self.frames if start <= at < end)

    def _proof(self, number: Number) -> Operand | None:
        frame = self._frame(number.start)
        said = bearing(self.reading, number)
        for premise in self.sources:
            if frame.regions and premise.quote.region not in frame.regions:
                continue
            if not number_reasons(self.reading, said, premise, frame):
                held = next(h for h in premise.reading.numbers if agrees(number, h))
                return Operand(held, premise, number)
        return None

    def _ways(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        start, _ = self.reading.clause(number.start)
        lead = self.reading.text[start : number.start].rstrip()
        gap, ways = GAP.search(lead), list[Iterator[tuple[Operand, ...]]]()
        if TOTAL.search(lead):
            ways.append(self._sums(number))
        if gap is not None:
            ways.append(self._gaps(number, gap, lead[: gap.start()]))
        if REST.search(lead):
            ways.append(self._rests(number))
        if number.unit == "%" and SHARE.search(
            self.reading.text, start, self.reading.clause(start)[1]
        ):
            ways.append(self._shares(number))
        for way in ways:
            for operands in way:
                if self._spoken(number, operands):
                    yield operands

    def _spoken(self, number: Number, operands: Sequence[Operand]) -> bool:
        """Whether what is said of the number stands with its operands, or is said of them."""
        said = bearing(self.reading, number)
        ours = {
            token.text
            for each in operands
            if each.said is not None
            for token in self.reading.between(*self.reading.clause(each.said.start))
        }
        start, _ = self.reading.clause(number.start)
        lead = self.reading.text[start : number.start].rstrip()
        cue = GAP.search(lead) or REST.search(lead) or TOTAL.search(lead)
        for token in said.own:
            known = load()
            if cue and token.start >= start + cue.start():
                continue
            passes = any(
                known.has(name, token.text) for name in ("linking", "kinds", "doing", "shares")
            )
            if token.kind != "word" or is_light(token) or passes or COUNT.fullmatch(token.text):
                continue
            if token.text in ours:
                continue
            if not any(_beside(token, each) for each in operands):
                return False
        return True

    def _alike(self, number: Number) -> list[Operand]:
        """The proven numbers of the sentence of the kind of a derived one."""
        unit = "%" if number.unit == "个百分点" else number.unit
        return [
            operand
            for said, operand in self.proven.items()
            if same_unit(said.unit, unit)
            and said.value is not None
            and said.high is None
            and not said.is_rank
        ]

    def _sums(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        told = [each for each in self._alike(number) if each.said is not None]
        before = [each for each in told if each.said and each.said.start < number.start]
        behind = [each for each in told if each.said and each.said.start > number.start]
        for run in (behind, list(reversed(before))):
            for size in range(2, min(len(run), MANY) + 1):
                if _sum(run[:size]) == number.value:
                    yield tuple(run[:size])
        for premise in self.sources:
            yield from self._summed_in(number, premise)

    def _summed_in(self, number: Number, premise: Premise) -> Iterator[tuple[Operand, ...]]:
        """Neighbours in a sentence of a quote that make up a total, all of them named."""
        for start, end in premise.reading.spans("。!?\n;"):
            like = [
                Operand(held, premise)
                for held in premise.reading.numbers
                if start <= held.start < end and same_unit(held.unit, number.unit) and held.value
            ]
            for first in range(len(like)):
                for size in range(2, min(len(like) - first, MANY) + 1):
                    run = like[first : first + size]
                    if _sum(run) == number.value and all(self._named(each, number) for each in run):
                        yield tuple(run)

    def _named(self, operand: Operand, number: Number, *, clause: bool = False) -> bool:
        """Whether the draft names what a number of a quote is said of, under the same frame."""
        start, end = (
            self.reading.clause(number.start) if clause else self.reading.sentence(number.start)
        )
        return _covered(operand, self.reading.text[start:end])

    def _rests(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        told = self._alike(number)
        for one, other in combinations(told, 2):
            if abs(_value(one) - _value(other)) == number.value:
                yield one, other

    def _gaps(self, number: Number, gap: re.Match[str], lead: str) -> Iterator[tuple[Operand, ...]]:
        told = self._alike(number)
        sign = 1 if gap["more"] else -1 if gap["less"] else 0
        for one, other in combinations(told, 2):
            subject, base = self._sides(one, other, number, lead)
            if _is_gap(number, _value(subject), _value(base), sign, (one, other)):
                yield subject, base
        for one in told:
            for base in self._unsaid(one, number, lead):
                if _is_gap(number, _value(one), _value(base), sign, (one, base)):
                    yield one, base

    def _sides(
        self, one: Operand, other: Operand, number: Number, lead: str
    ) -> tuple[Operand, Operand]:
        """Which of two numbers the gap is said of, and which it is measured against: as named
        in its clause, else the later one against the earlier."""
        assert one.said is not None
        assert other.said is not None
        if LATTER.search(lead):
            return one, other
        than = THAN.search(lead)
        start = self.reading.clause(number.start)[0]
        cut = start + (than.start() if than else len(lead))
        ahead = self.reading.between(start, cut)
        behind = self.reading.between(cut, start + len(lead))
        score = self._points(behind, one) - self._points(behind, other)
        score -= self._points(ahead, one) - self._points(ahead, other)
        inside = cut <= one.said.start < number.start
        if inside and not cut <= other.said.start < number.start:
            score += MANY
        if cut <= other.said.start < number.start and not inside:
            score -= MANY
        later, earlier = (one, other) if one.said.start > other.said.start else (other, one)
        if score == 0:
            return later, earlier
        return (other, one) if score > 0 else (one, other)

    def _points(self, words: Sequence[Token], operand: Operand) -> int:
        """How many of some words speak of an operand: its region, its year, its thing."""
        assert operand.said is not None
        span = self.reading.clause(operand.said.start)
        own = {t.text for t in self.reading.between(*span)}
        points = 0
        for token in words:
            if token.kind == "region":
                points += 2 * (token.value == operand.premise.quote.region)
            elif token.kind in ("year", "base"):
                points += 2 * (token.value in operand.years)
            elif is_noun(token):
                points += token.text in own
        return points

    def _unsaid(self, one: Operand, number: Number, lead: str) -> Iterator[Operand]:
        """The numbers of the quotes that the draft measures a printed one against unsaid: of the
        same thing, of the region and the year that the clause names."""
        start, end = self.reading.clause(number.start)
        tokens = self.reading.between(start, end)
        regions = {t.value for t in tokens if t.kind == "region"} - {one.premise.quote.region}
        years = {t.value for t in tokens if t.kind in ("year", "base") and t.value.isdigit()}
        years -= one.years
        if PREVIOUS.search(lead):
            years = {str(int(year) - 1) for year in one.years if year.isdigit()}
        if not regions and not years:
            return
        said = bearing(one.premise.reading, one.held)
        for premise in self.sources:
            if premise.quote.region not in (regions or {one.premise.quote.region}):
                continue
            for held in premise.reading.numbers:
                base = Operand(held, premise)
                same = same_unit(held.unit, one.held.unit) and held.value is not None
                if not same or (years and not years & base.years) or held is one.held:
                    continue
                there = bearing(premise.reading, held)
                if there.relation == said.relation and self._named(base, number):
                    yield base

    def _shares(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """A share of two numbers that are named: the part right before or in the clause of the
        share, and the whole before it."""
        told = [each for each in self.proven.values() if each.said]
        told = [each for each in told if each.said and each.said.start < number.start]
        of = OF_ALL.search(self.reading.text, *self.reading.clause(number.start))
        if of is not None:
            yield from self._parts_of(number, told[-1:], of["all"])
            return
        wholes = [(_value(each), (each,), each.held.unit) for each in told]
        wholes += [
            (said.value or Decimal(0), operands, said.unit)
            for said, operands in self.found.items()
            if said.start < number.start
        ]
        parts = told[-1:]
        for premise in self.sources:
            parts += [
                Operand(held, premise)
                for held in premise.reading.numbers
                if held.value and self._named(Operand(held, premise), number, clause=True)
            ]
        for part in parts:
            for value, operands, unit in wholes:
                alike = same_unit(unit, part.held.unit) and part not in operands[:1]
                if alike and value and _is_share(number, _value(part) / value * 100):
                    yield (part, *operands)

    def _parts_of(
        self, number: Number, part: Sequence[Operand], whole: str
    ) -> Iterator[tuple[Operand, ...]]:
        """The last number told before as a share of one of the quotes that is named: 占全部工业增加值的
        八成以上."""
        for one in part:
            for premise in self.sources:
                for held in premise.reading.numbers:
                    base = Operand(held, premise)
                    alike = same_unit(held.unit, one.held.unit) and held is not one.held
                    if not alike or not held.value or not _covered(base, whole):
                        continue
                    if _is_share(number, _value(one) / held.value * 100):
                        yield one, base


def _frames(
    reading: Reading, before: Frame, sources: Sequence[Premise]
) -> Iterator[tuple[int, int, Frame]]:
    frame = before
    for start, end in reading.spans(CLAUSE_STOPS):
        frame = framed(reading, start, end, frame, sources)
        yield start, end, frame


def _value(operand: Operand) -> Decimal:
    value = operand.held.value or Decimal(0)
    return -abs(value) if operand.held.falls else value


def _sum(operands: Sequence[Operand]) -> Decimal:
    return sum((_value(each) for each in operands), Decimal(0))


def _beside(token: Token, operand: Operand) -> bool:
    """Whether a word stands in the sentence of an operand, or in the heading above it."""
    reading = operand.premise.reading
    section = operand.premise.section
    return stands(token.text, reading, *reading.sentence(operand.held.start)) or stands(
        token.text, section, 0, len(section.text)
    )


def _covered(operand: Operand, text: str) -> bool:
    """Whether a text names most of what a number of a quote is said of, and all that bounds it."""
    there: Bearing = bearing(operand.premise.reading, operand.held)
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


def _is_gap(
    gap: Number, one: Decimal, other: Decimal, sign: int, operands: Sequence[Operand]
) -> bool:
    """Whether a gap is as told; of bounded numbers none is sure but about or at the least."""
    apart = one - other
    if gap.value is None or (sign and apart * sign <= 0):
        return False
    bounds = {each.held.qualifier for each in operands} - PLAIN
    allowed = ABOUT if gap.qualifier in ABOUT else LEAST | MORE if gap.qualifier in LEAST else set()
    if bounds - set(allowed):
        return False
    return abs(apart) == abs(gap.value) or agrees(gap, _plain(gap, abs(apart)))


def _plain(number: Number, value: Decimal) -> Number:
    return replace(number, value=value, high=None, qualifier="", printed="")


def _is_share(number: Number, share: Decimal) -> bool:
    if number.rough is not None:
        low, high = number.rough
        return low < share < high
    if number.value is None or number.qualifier not in PLAIN | ABOUT:
        return False
    place = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent or 0))
    return abs(share - number.value) <= min(place, Decimal(1)) / 2
