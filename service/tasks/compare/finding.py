"""A sentence worth underlining, with all that it rests on."""

from dataclasses import dataclass

from service.facts.model import Fact
from service.verify import Derived


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with the facts it rests on; a higher weight is said first."""

    text: str
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...] = ()
    weight: float = 0.0
    sort: str = ""
