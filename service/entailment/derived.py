"""Numbers that a draft derives from those of its quotes: sums, gaps, remainders and shares.

The operands are numbers that the sentence itself prints and a quote proves, or numbers of the
quotes that the sentence names; the arithmetic has to be exact, and what the sentence says of the
derived number has to stand with its operands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from service.entailment.algebra import Algebra
from service.entailment.attribution import bearing
from service.entailment.classes import is_light
from service.entailment.frame import NOW_DONE, Frame, frame_reasons, frames
from service.entailment.gaps import THAN, named_apart, sides
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons
from service.entailment.numbers import Number, agrees, same_unit
from service.entailment.operands import Operand, beside, covered, is_gap, is_share, sum_of, value_of
from service.entailment.premise import Premise
from service.entailment.reading import Reading
from vectorstore import late

MODIFIED = r"(?:了|出|至少|大约|约|近|将近|超过|有|为|达|达到)*$"
TOTAL = late.pattern(rf"(?:共|合计|总共|总计|一共|共计|相加|加起来|总数|累计){MODIFIED}")
TOTALS = late.pattern(r"(?:一共|合计|总共|总计|共计|之和|加起来|总额|总数)[^\d]*$")
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
PREVIOUS = late.pattern("上年|去年|上一年|前一年")
COUNT = late.pattern("[两二三四五六七八九十几]+[类项个者家种]")
MANY, FEW = 6, 10


class Derivation:
    """The derived numbers of one sentence, each with the quotes of its operands."""

    def __init__(self, reading: Reading, before: Frame, sources: Sequence[Premise]) -> None:
        self.reading = reading
        self.sources = sources
        self.frames = list(frames(reading, before, sources))
        self.proven: dict[Number, Operand] = {}
        self.found: dict[Number, tuple[Operand, ...]] = {}
        for number in reading.numbers:
            operand = self._proof(number)
            if operand is not None:
                self.proven[number] = operand
        for number in reading.numbers:
            if number not in self.proven and number.start not in reading.denied:
                operands = next(self._ways(number), None)
                operands = operands or next(self._unsaid_ways(number), None)
                if operands:
                    self.found[number] = operands

    @cached_property
    def quotes(self) -> dict[Number, tuple[int, ...]]:
        """The derived numbers with the quotes that they come from."""
        return {
            number: tuple(dict.fromkeys(each.premise.quote.n for each in operands))
            for number, operands in self.found.items()
        }

    @cached_property
    def _algebra(self) -> Algebra:
        return Algebra(self.reading, list(self.proven.values()), self.sources)

    def _unsaid_ways(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        """The ways over numbers that the draft leaves unsaid, of the years that its clause names."""
        for operands in self._algebra.ways(number):
            if self._in_time(number, operands) and self._spoken(number, operands):
                yield operands

    def _in_time(self, number: Number, operands: Sequence[Operand]) -> bool:
        """Whether the years of a clause are those of the operands, the first's and what it is
        measured against, and an unsaid one is a deed or a plan as the clause has it."""
        tokens = self.reading.between(*self.reading.clause(number.start))
        first = operands[0].years
        every = {year for each in operands for year in each.years}
        change = bearing(operands[-1].premise.reading, operands[-1].held).relation
        if change in ("up", "down"):  # 2024年231天，增加5天: 226天 are of 2023
            every |= {str(int(year) - 1) for year in first if year.isdigit()}
        for kind, years in (("year", first), ("base", every - first or every)):
            if {t.value for t in tokens if t.kind == kind and t.value.isdigit()} - years:
                return False
        modes = {each.premise.cell_at(each.held.start).mode for each in operands}
        return "plan" not in modes or not any(t.text in NOW_DONE for t in tokens)

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
        if TOTAL.search(lead) or TOTALS.search(lead):
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
            if token.text in ours or _is_measure_of(token.text, ours):
                continue
            if not any(beside(token, each) for each in operands):
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
                if sum_of(run[:size]) == number.value:
                    yield tuple(run[:size])
        for premise in self.sources:
            yield from self._summed_in(number, premise)

    def _summed_in(self, number: Number, premise: Premise) -> Iterator[tuple[Operand, ...]]:
        """Neighbours in a sentence of a quote that make up a total, all of them named."""
        if (number.value or 0) < FEW:
            return  # small counts add up by chance
        for start, end in premise.reading.spans("。!?\n;"):
            like = [
                Operand(held, premise)
                for held in premise.reading.numbers
                if start <= held.start < end and same_unit(held.unit, number.unit) and held.value
            ]
            part = premise.reading.text.rfind("其中", start, end)
            like = [each for each in like if each.held.start > part or part < 0]
            for first in range(len(like)):
                for size in range(2, min(len(like) - first, MANY) + 1):
                    run = like[first : first + size]
                    if sum_of(run) == number.value and all(
                        self._named(each, number) for each in run
                    ):
                        yield tuple(run)

    def _named(
        self, operand: Operand, number: Number, *, clause: bool = False, anytime: bool = False
    ) -> bool:
        """Whether the draft names what a number of a quote is said of, under the same frame."""
        start, end = (
            self.reading.clause(number.start) if clause else self.reading.sentence(number.start)
        )
        frame = replace(self._frame(number.start), told="open", months="")
        cell = operand.premise.cell_at(operand.held.start)
        framing = frame_reasons(frame, operand.premise, cell, reached=True, at=operand.held.start)
        return covered(operand, self.reading.text[start:end]) and (anytime or not framing)

    def _rests(self, number: Number) -> Iterator[tuple[Operand, ...]]:
        told = self._alike(number)
        for one, other in combinations(told, 2):
            if abs(value_of(one) - value_of(other)) == number.value:
                yield one, other

    def _gaps(self, number: Number, gap: re.Match[str], lead: str) -> Iterator[tuple[Operand, ...]]:
        told = self._alike(number)
        sign = 1 if gap["more"] else -1 if gap["less"] else 0
        for one, other in combinations(told, 2):
            subject, base = sides(self.reading, one, other, number, lead)
            if named_apart(self.reading, subject, base, told, number, lead):
                continue
            if is_gap(number, value_of(subject), value_of(base), sign, (one, other)):
                yield subject, base
        for one in told:
            for base in self._unsaid(one, number, lead):
                if is_gap(number, value_of(one), value_of(base), sign, (one, base)):
                    yield one, base

    def _unsaid(self, one: Operand, number: Number, lead: str) -> Iterator[Operand]:
        """The numbers of the quotes that the draft measures a printed one against unsaid: of the
        same thing, of the region and the year that the clause names."""
        start, end = self.reading.clause(number.start)
        than = THAN.search(lead)
        tokens = self.reading.between(start + than.start() if than else end, end)
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
                if there.relation == said.relation and self._named(base, number, anytime=True):
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
        wholes = [(value_of(each), (each,), each.held.unit) for each in told]
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
                if alike and value and is_share(number, value_of(part) / value * 100):
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
                    if not alike or not held.value or not covered(base, whole):
                        continue
                    if is_share(number, value_of(one) / held.value * 100):
                        yield one, base


def _is_measure_of(word: str, words: set[str]) -> bool:
    """Whether a word but measures what others name: 分配率 of 分配."""
    return word[-1] in "率比额量数差" and len(word) > 2 and word[:-1] in words
