"""Seen: a fact beside the words it was read from, as the second look sees it."""

from dataclasses import dataclass
from functools import cached_property

from service.facts.model import Fact
from service.language.measure import Measure
from service.language.period import Period
from vectorstore.documents import Part

HARD = "；;。！？!?\n"
STOPS = f"，,：:{HARD}"


@dataclass(frozen=True)
class Seen:
    """A fact, the text of its report, its sentence `start:end` and the part it stands in."""

    fact: Fact
    text: str
    start: int
    end: int
    part: Part

    @property
    def figure(self) -> Measure:
        return self.fact.figures[0]

    @cached_property
    def lead(self) -> str:
        """The sentence up to the number."""
        return self.text[self.start : self.figure.start]

    @cached_property
    def clause(self) -> str:
        """The words of the number's own clause before it."""
        return since(STOPS, self.lead)

    @cached_property
    def stretch(self) -> str:
        """The words since the last semicolon."""
        return since(HARD, self.lead)

    @cached_property
    def period(self) -> Period | None:
        return Period.parse(self.fact.period) if self.fact.period else None


def since(stops: str, words: str) -> str:
    """What stands behind the last stop; a comma inside a number is none."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in stops:
            inside = words[at - 1 : at].isdigit() and words[at + 1 : at + 2].isdigit()
            if not (inside and words[at] in ",，"):
                return words[at + 1 :]
    return words
