"""What a task says while it works, in the order it says it."""

from dataclasses import dataclass
from typing import Literal

from service.shapes import Shape

EventKind = Literal[
    "evidence", "ledger", "sentence", "answer", "progress", "comparison", "brief", "kept"
]


@dataclass(frozen=True, slots=True)
class Event:
    """Of a question: `evidence`, the `ledger`'s whole answer where a model may better it, proven
    `sentence`s, then the whole `answer`, once.

    Of a comparison or a briefing: `progress` while it is made, then the whole, once.
    Behind the whole `kept`, where it is to be kept.
    """

    kind: EventKind
    data: Shape
