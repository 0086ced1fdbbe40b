"""Numbers that follow from others: sums, gaps, remainders, levels before a change, multiples,
shares, means, and what a growth leads to.

The arithmetic has to be exact, or as rough as the draft says. The operands are numbers that the
draft prints and a quote proves, or numbers of the quotes that it names without printing them. Which
is measured against which the draft says by what it names behind 比, else the later one against the
earlier.
"""

from collections.abc import Sequence
from itertools import chain, combinations, permutations

from service.entailment.agreement import agrees, same_unit
from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.dealt import run_of
from service.entailment.direction import later_of, ordered, same_head, same_kind, sided
from service.entailment.numbers import LEAST, MORE, PLAIN, Number
from service.entailment.operands import (
    Operand,
    Ways,
    covered,
    is_gap,
    is_mean,
    is_share,
    plain,
    same_sentence,
    sum_of,
    value_of,
)
from service.entailment.pool import Pool
from service.entailment.shares import shares
from service.language.numerals import numeral
from vectorstore import late

MODIFIED = r"(?:了|出|至少|大约|约|近|将近|超过|有|为|达|达到)*$"
MEASURED = late.pattern(
    r"(?:(?:多|高|快|大|增加|增长|提高|提升|上升|扩大|回升|净增|上调|增|少|低|慢|小|减少|下降|降低|回落|降|减"
    r"|收窄|缩小|下调|净减|相差|差距|差|尚余|尚有|还剩|还有|剩余|其余|剩下|余下|余)的?"
    rf"|共|合计|总共|总计|一共|共计|相加|加起来|总数|累计){MODIFIED}"
)
TOTAL = late.pattern(
    rf"(?:共|合计|总共|总计|一共|共计|相加|加起来|总数|累计){MODIFIED}"
    r"|(?:一共|合计|总共|总计|共计|之和|加起来|总额|总数|共)[^\d]*$"
)
GAP = late.pattern(
    r"(?P<more>多|高|快|大|增|升|提|扩|调高|上调|领先|涨)|(?P<less>少|低|慢|小|减|降|落|跌|缩|压|收窄|下调)|(?P<apart>差|距|缺口|[剩余])"
)
REST = late.pattern(rf"(?:尚余|尚有|还剩|还有|剩余|其余|剩下|余下|余)(?:的)?{MODIFIED}")
MARKED = late.pattern(
    r"(?:距离?|离)(?P<mark>[一二三四五六七八九十百千万亿]+)(?P<unit>元|吨|斤|人|户|家)"
)
EARLIER = late.pattern(
    r"上年|去年|前一年|上一年|此前|原[来有先]|之前|末的|[由从]|\d年|比重为|增速为"
)
OVER = late.pattern("(?P<more>高于|高出|快于|多于|超过)|(?P<less>低于|慢于|少于)")
LEADS = late.pattern("若|如果|按|将|可达|推算")
INCLUDED = late.pattern(",其中")  # 培育315家，其中甲300家、乙15家
MEAN = late.pattern("平均|户均|人均|每[户人家个亩座]")
ATLEAST = late.pattern("至少|最少|下限|起码|不少于|不低于")
ADDED = frozenset({"新增", "净增"})
PLACES = frozenset({"位", "个位次", "位次", "个名次", "名次"})
NEAR, TWO, MANY, FEW, POOL = 2, 2, 6, 10, 10


class Algebra:
    """The ways in which a number of a sentence follows from its quotes."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.reading = pool.reading
        self.told = pool.told

    def ways(self, number: Number) -> Ways:
        """The operands of each way."""
        if number.value is None:
            return iter(())
        if number.is_rank:
            return self._ranks(number)
        return chain(
            self._sums(number),
            self._gaps(number),
            self._marks(number),
            self._levels(number),
            self._multiples(number),
            shares(self.pool, number),
            self._grown(number),
            self._growths(number),
            self._means(number),
        )

    def _sums(self, number: Number) -> Ways:
        """合计5000套 of what is printed before or behind, or of what the quotes tell of all that
        the sentence names."""
        lead = self.pool.lead(number)
        parted = INCLUDED.match(self.reading.text, self.reading.clause(number.start)[1])
        if not TOTAL.search(lead) and not parted:
            return
        told = self.pool.printed(number.unit)
        before = [each for each in told if each.said and each.said.start < number.start]
        behind = [each for each in told if each.said and each.said.start > number.start]
        for run in (behind, list(reversed(before))):
            for size in range(TWO, min(len(run), MANY) + 1):
                if sum_of(run[:size]) == number.value:
                    yield tuple(run[:size])
        if number.value is None or number.value < FEW:
            return  # small counts add up by chance
        unsaid = [e for e in self.pool.unsaid(number, number.unit) if self.pool.framed(e, number)]
        pool = [e for e in unsaid if covered(e, self.pool.sentence(number))][:POOL]
        for size in range(TWO, MANY):
            for some in combinations(pool, size):
                if sum_of(some) == number.value and not _within(some):
                    yield some

    def _gaps(self, number: Number) -> Ways:
        lead = self.pool.lead(number)
        cues = list(GAP.finditer(lead + self.reading.text[number.end : number.end + NEAR]))
        if not cues and not REST.search(lead):
            return
        cue = cues[-1] if cues else None
        sign = 0 if cue is None else 1 if cue["more"] else -1 if cue["less"] else 0
        unit = "%" if number.unit == "个百分点" else number.unit
        least = ATLEAST.search(self.pool.sentence(number)) is not None
        printed = self.pool.printed(unit)
        for one, other in combinations([*printed, *self.pool.unsaid(number, unit)], TWO):
            alone = one.said is None and other.said is None
            small = number.value is not None and number.value < FEW
            if alone and small and number.unit not in ("%", "个百分点"):
                continue  # small counts are apart by chance
            both = (one, other)
            if one.said and other.said and REST.search(lead):
                if abs(value_of(one) - value_of(other)) == number.value:
                    yield both
                continue
            if cue is not None and cue["apart"] and same_kind(one, other):
                sides = iter(((one, other), (other, one)))
            else:
                sides = ordered(self.reading, one, other, number, lead)
            if one.said and other.said:
                sides = chain(sided(self.reading, one, other, printed, number, lead), sides)
            for subject, base in sides:
                if self._in_turn(number, (subject, base)) and is_gap(
                    number, value_of(subject), value_of(base), sign, both, least=least
                ):
                    yield subject, base

    def _marks(self, number: Number) -> Ways:
        """What is left to a round number: 849.4亿元，距千亿元还差150.6亿元."""
        found = MARKED.search(self.reading.text, *self.reading.clause(number.start))
        if found is None or found.end() > number.start:
            return
        mark = numeral(found["mark"]) or numeral("一" + found["mark"])
        for one in self.pool.printed(number.unit)[::-1]:
            if mark is not None and mark - value_of(one) == number.value:
                yield (one,)

    def _in_turn(self, number: Number, operands: Sequence[Operand]) -> bool:
        """Whether a gap of several (分别多3家和5家) is that of the printed number in its place."""
        run = run_of(self.reading, number)
        if len(run) < TWO:
            return True
        said = [each.said for each in self.told if each.said and each.said.start < number.start]
        turn = sorted(said, key=lambda each: each.start)[-len(run) :]
        place = list(run).index(number)
        return any(each.said in turn[place : place + 1] for each in operands if each.said)

    def _ranks(self, number: Number) -> Ways:
        """The place before a rise: 第9位 of 上升2位至第7位."""
        if bearing(self.reading, number).relation != "from":
            return
        for rank in self.told:
            reading = rank.premise.reading
            start, end = reading.clause(rank.held.start)
            for moved in reading.numbers:
                if rank.held.is_rank and start <= moved.start < end and moved.unit in PLACES:
                    sign = {"up": 1, "down": -1}.get(bearing(reading, moved).relation, 0)
                    if sign and value_of(rank) + sign * (moved.value or 0) == number.value:
                        yield (rank,)

    def _levels(self, number: Number) -> Ways:
        """A level before its change, or the one that it is above: 49家 of 142家，增加93家."""
        for level in self.told:
            held, reading = level.held, level.premise.reading
            if not same_unit(held.unit, number.unit) or held.qualifier not in PLAIN:
                continue
            start, end = reading.sentence(held.start)
            near = [n for n in reading.numbers if start <= n.start < end and n is not held]
            at = sum(n.start < held.start for n in near)
            for change in (*near[at : at + NEAR], *near[max(0, at - 1) : at]):
                sign = self._change(number, level, change)
                before = value_of(level) + sign * abs(change.value or 0)
                if sign and (before == number.value or agrees(number, plain(number, before))):
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
            named = any(each in self.pool.lead(number) for each in others)
            return (-1 if over["more"] else 1) if named else 0
        lead = self.pool.lead(number)
        before = [n.end for n in self.reading.numbers if n.end <= number.start]
        start = max(before, default=0)
        if not EARLIER.search(lead[-(number.start - start) :] if number.start > start else ""):
            return 0
        there = bearing(reading, change)
        if any(t.text in ADDED for t in there.own):
            return -1
        return {"up": -1, "down": 1}.get(there.relation, 0)

    def _multiples(self, number: Number) -> Ways:
        if number.unit != "倍":
            return
        for one, other in combinations(self.told, TWO):
            low, high = sorted((one, other), key=value_of)
            if same_unit(low.held.unit, high.held.unit) and value_of(low) > 0:
                ratio = value_of(high) / value_of(low)
                if agrees(number, plain(number, ratio)) or is_share(number, ratio):
                    yield high, low

    def _grown(self, number: Number) -> Ways:
        """What a level comes to with a growth: 125亿美元 by 10%以上 to at least 137.5亿美元."""
        if not LEADS.search(self.pool.sentence(number)):
            return
        for level, rate in permutations(self.told, TWO):
            if not same_unit(level.held.unit, number.unit) or level.held.qualifier not in PLAIN:
                continue
            if rate.held.unit != "%" or bearing(rate.premise.reading, rate.held).relation != "up":
                continue
            least = rate.held.qualifier in LEAST | MORE
            if least == (number.qualifier in LEAST | MORE) and (
                value_of(level) * (1 + value_of(rate) / 100) == number.value
            ):
                yield level, rate

    def _growths(self, number: Number) -> Ways:
        """By how much one printed number is more than another of the same thing, in hundredths."""
        relation = bearing(self.reading, number).relation
        if number.unit != "%" or relation not in ("up", "down"):
            return
        for one, other in combinations([e for e in self.told if e.held.unit != "%"], TWO):
            later = later_of(one, other)
            if later is None or not same_unit(one.held.unit, other.held.unit):
                continue
            earlier = other if later is one else one
            if not value_of(earlier) or not same_head(one, other):
                continue
            change = (value_of(later) / value_of(earlier) - 1) * 100
            if (change > 0) == (relation == "up") and is_share(number, abs(change)):
                yield later, earlier

    def _means(self, number: Number) -> Ways:
        """So much of one for each of another, both printed: 平均每户…."""
        if not MEAN.search(self.reading.text, *self.reading.clause(number.start)):
            return
        for one, other in permutations(self.told, TWO):
            same = same_unit(one.held.unit, number.unit) and one.held.unit != other.held.unit
            if same and value_of(other) and is_mean(number, value_of(one) / value_of(other)):
                yield one, other


def _within(operands: Sequence[Operand]) -> bool:
    """Whether one number of a sentence is part of another there: what stands behind 其中."""
    return any(
        "其中" in one.premise.reading.text[one.held.end : other.held.start]
        for one, other in permutations(operands, TWO)
        if same_sentence(one, other)
    )
