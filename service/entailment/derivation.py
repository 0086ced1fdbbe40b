"""The numbers of a sentence that its quotes hold, and those that follow from numbers of the quotes.

What the sentence says of a number that follows has to stand with its operands; operands that it
leaves unsaid are of the time that its clause names.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.entailment.agreement import agrees
from service.entailment.algebra import MARKED, MEASURED, Algebra
from service.entailment.attribution import bearing
from service.entailment.classes import is_light, is_manner
from service.entailment.frame import NOW_DONE, Frame, frame_reasons, frames
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons
from service.entailment.numbers import Number
from service.entailment.operands import Operand, beside
from service.entailment.pool import Pool
from service.entailment.premise import Premise
from service.entailment.reading import Reading
from vectorstore import late

COUNT = late.pattern("平均|每.|[两二三四五六七八九十几]+[类项个者家种]")


class Derivation:
    """The derived numbers of one sentence, each with the quotes of its operands."""

    def __init__(self, reading: Reading, before: Frame, sources: Sequence[Premise]) -> None:
        self.reading = reading
        self.sources = sources
        self.frames = list(frames(reading, before, sources))
        self.proven: dict[Number, Operand] = {}
        self.quotes: dict[Number, tuple[int, ...]] = {}
        for number in reading.numbers:
            operand = self._proof(number)
            if operand is not None:
                self.proven[number] = operand
        pool = Pool(reading, list(self.proven.values()), sources, self._framed)
        algebra = Algebra(pool)
        for number in reading.numbers:
            if number in self.proven or number.start in reading.denied:
                continue
            ways = (way for way in algebra.ways(number) if self._fits(number, way))
            operands = next(ways, None)
            if operands:
                pool.derived.append((number, operands))
                self.quotes[number] = tuple(dict.fromkeys(e.premise.quote.n for e in operands))

    def _frame(self, at: int) -> Frame:
        return next(frame for start, end, frame in self.frames if start <= at < end)

    def _framed(self, operand: Operand, number: Number) -> bool:
        """Whether an operand is told under the frame of a number, as a deed or a plan."""
        frame = replace(self._frame(number.start), told="open", months="")
        premise, at = operand.premise, operand.held.start
        return not frame_reasons(frame, premise, premise.cell_at(at), reached=True, at=at)

    def _proof(self, number: Number) -> Operand | None:
        frame = self._frame(number.start)
        said = bearing(self.reading, number)
        for premise in self.sources:
            if frame.regions and premise.quote.region not in frame.regions:
                continue
            if not number_reasons(self.reading, said, premise, frame):
                held = [h for h in premise.reading.numbers if agrees(number, h)]
                nearest = min(held, key=lambda h: h.qualifier != number.qualifier)
                return Operand(nearest, premise, number)
        return None

    def _fits(self, number: Number, operands: Sequence[Operand]) -> bool:
        printed = all(each.said is not None for each in operands)
        return self._spoken(number, operands) and (printed or self._in_time(number, operands))

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

    def _spoken(self, number: Number, operands: Sequence[Operand]) -> bool:
        """Whether what is said of the number stands with its operands, or is said of them."""
        said = bearing(self.reading, number)
        ours = {
            token.text
            for each in operands
            if each.said is not None
            for token in self.reading.between(*self.reading.clause(each.said.start))
        }
        start, end = self.reading.clause(number.start)
        lead = self.reading.text[start : number.start].rstrip()
        cue = MEASURED.search(lead)
        marked = MARKED.search(self.reading.text, start, end)
        known = load()
        for token in said.own:
            if cue and token.start >= start + cue.start():
                continue
            if marked and marked.start() <= token.start < marked.end():
                continue
            passes = any(
                known.has(name, token.text) for name in ("linking", "kinds", "doing", "shares")
            )
            if token.kind != "word" or is_light(token) or passes or COUNT.fullmatch(token.text):
                continue
            if token.text in ours or _is_measure_of(token.text, ours):
                continue
            held = any(
                beside(token, each) or each.premise.is_whole(token, *_spot(each))
                for each in operands
            )
            if not held and (
                not is_manner(token) or any(p.mentions(token.text) for p in self.sources)
            ):
                return False
        return True


def _spot(operand: Operand) -> tuple[int, int]:
    return operand.held.start, operand.held.end


def _is_measure_of(word: str, words: set[str]) -> bool:
    """Whether a word but measures what others name: 分配率 of 分配."""
    return word[-1] in "率比额量数差" and len(word) > 2 and word[:-1] in words
