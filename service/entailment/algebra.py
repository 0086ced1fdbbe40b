"""Numbers that follow from two of the quotes where a draft leaves one of them, or both, unsaid.

A gap, a level before a change, a multiple, a share and what a growth leads to: the arithmetic has
to be exact, the operands are of one unit, and the draft has to name what each is said of. Which is
measured against which the draft says by what it names behind 比, else the later one against the
earlier.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, permutations

from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.dealt import run_of
from service.entailment.gaps import THAN
from service.entailment.numbers import LEAST, MORE, PLAIN, Number, agrees, same_unit
from service.entailment.operands import Operand, covered, is_gap, is_share, plain, value_of
from service.entailment.premise import Premise
from service.entailment.reading import Reading
from vectorstore import late

GAP = late.pattern(
    r"(?P<more>多|高|快|大|增|升|提|扩|调高|上调|领先|涨)|(?P<less>少|低|慢|小|减|降|落|跌|缩|压|收窄|下调)|(?P<apart>差|距|缺口|[剩余])"
)
ABOVE = late.pattern("[高低快慢多少][出于](?P<other>[^,;。:]+)$")
EARLIER = late.pattern(r"上年|去年|前一年|上一年|此前|原来|之前|末的|[由从]|\d年|比重为|增速为")
OVER = late.pattern("(?P<more>高于|高出|快于|多于|超过)|(?P<less>低于|慢于|少于)")
LEADS = late.pattern("若|如果|按|将|可达|推算")
PART = late.pattern("占|其中|[率比]|约?有|已|用于|来自|过半")
MEAN = late.pattern("平均|户均|人均|每[户人家个亩]")
PLANNED = ("目标", "计划", "预期", "任务", "下限")
DONE = ("实际", "实绩", "上年", "去年")
ATLEAST = late.pattern("至少|最少|下限|起码|不少于|不低于")
NEAR = 2
TWO = 2
SMALL = Decimal(10)


class Algebra:
    """The ways in which a number of a sentence follows from its quotes."""

    def __init__(
        self, reading: Reading, told: Sequence[Operand], sources: Sequence[Premise]
    ) -> None:
        self.reading = reading
        self.told = [each for each in told if each.held.value is not None]
        self.sources = sources

    def ways(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """The operands of each way."""
        if number.value is None or number.is_rank:
            return iter(())
        return chain(
            self._gaps(number),
            self._levels(number),
            self._multiples(number),
            self._shares(number),
            self._grown(number),
            self._growths(number),
            self._means(number),
        )

    def _lead(self, number: Number) -> str:
        return self.reading.text[self.reading.clause(number.start)[0] : number.start]

    def _sentence(self, number: Number) -> str:
        start, end = self.reading.sentence(number.start)
        return self.reading.text[start:end]

    def _unsaid(self, number: Number, unit: str) -> list[Operand]:
        """The numbers of the quotes of a unit that the sentence names without printing them."""
        text = self._sentence(number)
        printed = [each.held for each in self.told]
        held = (
            Operand(held, premise) for premise in self.sources for held in premise.reading.numbers
        )
        return [
            each
            for each in held
            if each.held not in printed
            and each.held.value is not None
            and each.held.high is None
            and not each.held.is_rank
            and same_unit(each.held.unit, unit)
            and (covered(each, text) or any(_same_head(each, told) for told in self.told))
        ]

    def _gaps(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        lead = self._lead(number)
        cues = list(GAP.finditer(lead + self.reading.text[number.end : number.end + NEAR]))
        if not cues:
            return
        cue = cues[-1]
        sign = 1 if cue["more"] else -1 if cue["less"] else 0
        unit = "%" if number.unit == "个百分点" else number.unit
        printed = [each for each in self.told if same_unit(each.held.unit, unit)]
        pool = [*printed, *self._unsaid(number, unit)]
        least = ATLEAST.search(self._sentence(number)) is not None
        for one, other in combinations(pool, TWO):
            alone = one.said is None and other.said is None
            if alone and (number.value or 0) < SMALL and number.unit not in ("%", "个百分点"):
                continue  # small counts are apart by chance
            for subject, base in self._ordered(one, other, number, lead):
                if not self._in_turn(number, (subject, base)):
                    continue
                both = (one, other)
                if is_gap(number, value_of(subject), value_of(base), sign, both, least=least):
                    yield subject, base

    def _in_turn(self, number: Number, operands: Sequence[Operand]) -> bool:
        """Whether a gap of several (分别多3家和5家) is that of the printed number in its place."""
        run = run_of(self.reading, number)
        if len(run) < TWO:
            return True
        said = [each.said for each in self.told if each.said and each.said.start < number.start]
        turn = sorted(said, key=lambda each: each.start)[-len(run) :]
        place = list(run).index(number)
        return any(each.said in turn[place : place + 1] for each in operands if each.said)

    def _ordered(
        self, one: Operand, other: Operand, number: Number, lead: str
    ) -> Iterator[tuple[Operand, Operand]]:
        """Two operands as what is measured and what it is measured against, where the draft tells."""
        found = THAN.search(lead) or ABOVE.search(lead)
        if bearing(one.premise.reading, one.held).relation != bearing(
            other.premise.reading, other.held
        ).relation and not _from_to(one, other):
            return
        if found is None:
            later = _later(one, other)
            if later is not None and _same_head(one, other):
                yield (one, other) if later is one else (other, one)
            return
        start, than = self.reading.clause(number.start)[0] + found.start(), found["other"]
        ahead = self.reading.text[self.reading.sentence(number.start)[0] : start]
        ours, theirs = _features(one, other)
        score = _hits(theirs, than) - _hits(ours, than)
        score = score or _hits(ours, ahead) - _hits(theirs, ahead)
        if score:
            yield (one, other) if score > 0 else (other, one)

    def _levels(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """A level before its change, or the one that it is above: 49家 of 142家，增加93家."""
        for level in self.told:
            held, reading = level.held, level.premise.reading
            if not same_unit(held.unit, number.unit) or held.qualifier not in PLAIN:
                continue
            end = reading.sentence(held.start)[1]
            behind = [n for n in reading.numbers if held.end <= n.start < end]
            for change in behind[:NEAR]:
                sign = self._change(number, level, change)
                if sign and value_of(level) + sign * abs(change.value or 0) == number.value:
                    yield level, Operand(change, level.premise)

    def _change(self, number: Number, level: Operand, change: Number) -> int:
        """Which way to go from a level to the number: back over its change, where the draft speaks
        of the time before, or to what it is told to be above or below."""
        reading = level.premise.reading
        points = change.unit == "个百分点"
        if not same_unit("%" if points else change.unit, level.held.unit):
            return 0
        if (level.held.unit == "%" and not points) or change.value is None:
            return 0
        clause = reading.clause(change.start)
        over = OVER.search(reading.text, clause[0], change.start)
        if over:
            others = (t.text for t in reading.between(*clause) if is_noun(t) or t.text[0] == "全")
            named = any(each in self._lead(number) for each in others)
            return (-1 if over["more"] else 1) if named else 0
        lead = self._lead(number)
        before = [n.end for n in self.reading.numbers if n.end <= number.start]
        start = max(before, default=0)
        if not EARLIER.search(lead[-(number.start - start) :] if number.start > start else ""):
            return 0
        return {"up": -1, "down": 1}.get(bearing(reading, change).relation, 0)

    def _multiples(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        if number.unit != "倍":
            return
        for one, other in combinations(self.told, TWO):
            low, high = sorted((one, other), key=value_of)
            if same_unit(low.held.unit, high.held.unit) and value_of(low) > 0:
                ratio = value_of(high) / value_of(low)
                if agrees(number, plain(number, ratio)) or is_share(number, ratio):
                    yield high, low

    def _shares(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """A part of a whole, of which the draft prints one at the least: 2140个，约有一半已建成投产."""
        start, end = self.reading.clause(number.start)
        if number.unit != "%" or not PART.search(self.reading.text, start, end):
            return
        told = [each for each in self.told if each.held.unit != "%"]
        for one in told:
            head = bearing(one.premise.reading, one.held).head
            clause = "|".join((self.reading.text[start:end], *(token.text for token in head)))
            unsaid = [e for e in self._unsaid(number, one.held.unit) if covered(e, clause)]
            for other in (*told, *unsaid):
                part, whole = sorted((one, other), key=value_of)
                alike = one is not other and same_unit(part.held.unit, whole.held.unit)
                beside = part.premise is whole.premise and value_of(part) > 0
                if alike and beside and is_share(number, value_of(part) / value_of(whole) * 100):
                    yield part, whole

    def _grown(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """What a level comes to with a growth: 125亿美元 by 10%以上 to at least 137.5亿美元."""
        if not LEADS.search(self._sentence(number)):
            return
        for level in self.told:
            if not same_unit(level.held.unit, number.unit) or level.held.qualifier not in PLAIN:
                continue
            for rate in self.told:
                if (
                    rate.held.unit != "%"
                    or bearing(rate.premise.reading, rate.held).relation != "up"
                ):
                    continue
                least = rate.held.qualifier in LEAST | MORE
                if least != (number.qualifier in LEAST | MORE):
                    continue
                if value_of(level) * (1 + value_of(rate) / 100) == number.value:
                    yield level, rate

    def _growths(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """By how much one printed number is more than another of the same thing, in hundredths."""
        relation = bearing(self.reading, number).relation
        if number.unit != "%" or relation not in ("up", "down"):
            return
        told = [each for each in self.told if each.held.unit != "%"]
        for one, other in combinations(told, TWO):
            later = _later(one, other)
            if later is None or not same_unit(one.held.unit, other.held.unit):
                continue
            earlier = other if later is one else one
            if not value_of(earlier) or not _same_head(one, other):
                continue
            change = (value_of(later) / value_of(earlier) - 1) * 100
            if (change > 0) == (relation == "up") and is_share(number, abs(change)):
                yield later, earlier

    def _means(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """So much of one for each of another, both printed: 平均每户…."""
        if not MEAN.search(self.reading.text, *self.reading.clause(number.start)):
            return
        for one, other in permutations(self.told, TWO):
            same = same_unit(one.held.unit, number.unit) and one.held.unit != other.held.unit
            if same and value_of(other) and is_share(number, value_of(one) / value_of(other)):
                yield one, other


def _from_to(one: Operand, other: Operand) -> bool:
    told = {bearing(each.premise.reading, each.held).relation for each in (one, other)}
    return told <= {"from", "to", "amount"}


def _same_head(one: Operand, other: Operand) -> bool:
    """Whether two numbers are said of one thing."""
    ours, theirs = (
        {t.text for t in bearing(each.premise.reading, each.held).head} for each in (one, other)
    )
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours)


def _later(one: Operand, other: Operand) -> Operand | None:
    """Which of two numbers is the later one: of a plan, of a later year, what another came to."""
    for told in (_rank_of_relation, _rank_of_mode, _rank_of_year):
        ours, theirs = told(one), told(other)
        if None not in (ours, theirs) and ours != theirs:
            return one if (ours or 0) > (theirs or 0) else other
    return None


def _rank_of_relation(operand: Operand) -> int | None:
    relation = bearing(operand.premise.reading, operand.held).relation
    return {"from": 0, "to": 1}.get(relation)


def _rank_of_mode(operand: Operand) -> int | None:
    mode = operand.premise.cell_at(operand.held.start).mode
    return {"done": 0, "plan": 1}.get(mode or "")


def _rank_of_year(operand: Operand) -> int | None:
    years = [int(year) for year in operand.years if year.isdigit()]
    return max(years) if years else None


def _features(one: Operand, other: Operand) -> tuple[set[str], set[str]]:
    """The words that tell two numbers apart."""
    ours, theirs = _words(one), _words(other)
    return ours - theirs, theirs - ours


def _words(operand: Operand) -> set[str]:
    reading = operand.premise.reading
    said = bearing(reading, operand.held)
    words = {t.text for t in said.words if is_noun(t)} | set(filter(str.isdigit, operand.years))
    words.add(operand.premise.quote.region.rstrip("省市县区州"))
    words.update(DONE if operand.premise.cell_at(operand.held.start).mode == "done" else PLANNED)
    if said.half:
        words.update((said.half,))
    return words


def _hits(words: set[str], text: str) -> int:
    return sum(word in text for word in words)
