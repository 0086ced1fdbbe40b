"""The numbers that one may follow from: those that a draft prints and a quote proves, and those of the
quotes that it names without printing them."""

from collections.abc import Callable, Sequence

from service.entailment.agreement import same_unit
from service.entailment.direction import same_head
from service.entailment.numbers import Number
from service.entailment.operands import Operand, contrasted, covered
from service.entailment.premise import Premise
from service.entailment.reading import Reading


class Pool:
    """What a sentence has to derive a number from; `derived` are those of its numbers that were
    found to follow, `framed` tells whether an operand is told under the frame of a number."""

    def __init__(
        self,
        reading: Reading,
        told: Sequence[Operand],
        sources: Sequence[Premise],
        framed: Callable[[Operand, Number], bool],
    ) -> None:
        self.reading = reading
        self.told = [each for each in told if each.held.value is not None]
        self.sources = sources
        self.framed = framed
        self.derived: list[tuple[Number, tuple[Operand, ...]]] = []

    def lead(self, number: Number) -> str:
        """What a clause says before a number."""
        return self.reading.text[self.reading.clause(number.start)[0] : number.start].rstrip()

    def sentence(self, number: Number) -> str:
        """The sentence of a number."""
        start, end = self.reading.sentence(number.start)
        return self.reading.text[start:end]

    def printed(self, unit: str) -> list[Operand]:
        """The printed numbers of a unit."""
        return [
            each
            for each in self.told
            if same_unit(each.held.unit, unit) and each.held.high is None and not each.held.is_rank
        ]

    def unsaid(self, number: Number, unit: str, text: str = "") -> list[Operand]:
        """The numbers of the quotes of a unit that a text, else the sentence, names without
        printing them: by what they are of, or by what tells them from a printed one."""
        text = text or self.sentence(number)
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
            and (
                covered(each, text)
                or any(same_head(each, told) or contrasted(each, told, text) for told in self.told)
            )
        ]
