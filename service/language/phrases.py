"""A group of figures in its words, and what it has been found to say so far; values only."""

from dataclasses import dataclass

from service.language.clauses import Clause, FigureGroup
from service.language.measure import Measure
from service.language.roles import RoleReading
from service.language.subjects import Subject
from service.language.timing import When


@dataclass(frozen=True, slots=True)
class Phrase:
    """A group of figures: `words` stand since the last figures, `so_far` since the clause began;
    `after` is where the next figures or the clause end."""

    clause: Clause
    group: FigureGroup
    after: int
    words: str
    so_far: str

    @property
    def figure(self) -> Measure:
        """The first figure of the group."""
        return self.group.figures[0]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a group says: one subject, figure and time beside the other; `own` when its words
    name the subject themselves."""

    reading: RoleReading
    subjects: tuple[Subject, ...]
    figures: tuple[Measure, ...]
    times: tuple[When, ...]
    own: bool

    @property
    def amount_said_on(self) -> bool:
        """Whether it is an amount of what was named before."""
        return not self.own and self.reading.role == "value"
