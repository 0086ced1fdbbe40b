"""What a task says while it works, in the order it says it."""

from dataclasses import dataclass
from typing import Literal

from service.shapes import Shape

EventKind = Literal["evidence", "sentence", "answer"]


@dataclass(frozen=True, slots=True)
class Event:
    """`evidence` comes first, then proven `sentence`s, then the whole `answer`, once."""

    kind: EventKind
    data: Shape
